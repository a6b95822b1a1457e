"""The proof of quotation: an article as the hashes of its runs of words, and where in it an excerpt stands.

The article belongs to its publisher, so no copy of it is kept: only one hash for every run of `RUN` tokens, in order,
by section and paragraph. An excerpt is verbatim if and only if the hashes of all its runs stand one after another.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate, groupby, takewhile
from typing import TYPE_CHECKING

from rockybot.errors import SourceError
from rockybot.packs.article import outline, tokens, trimmed

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

RUN = 4
"""Tokens a hash covers. Shorter runs would let an excerpt of three words "prove" anything; longer ones would refuse
honest short quotations such as "a painter and decorator"."""

FORMAT = 1
_DIGEST_BYTES = 8
_HASH_LENGTH = 2 * _DIGEST_BYTES


@dataclass(frozen=True, slots=True)
class Place:
    """Where an excerpt stands: its section's heading, its paragraph in there (from 1), and its order in the story.

    `start` and `end` count tokens from the beginning of the section. In a heading, `paragraph` is None.
    """

    section: str
    section_number: int
    paragraph: int | None
    order: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it: the tokens of each paragraph, counted, and the hashes of their runs."""

    heading: str
    lengths: tuple[int, ...]
    hashes: tuple[str, ...]

    def paragraph_at(self, token: int) -> int:
        """The number of the paragraph (from 1) that holds the section's `token`-th token (from 0)."""
        return next(n for n, end in enumerate(accumulate(self.lengths), 1) if token < end)


@dataclass(frozen=True)
class Fingerprint:
    """A source, as far as it is needed to prove a quotation."""

    sections: tuple[Section, ...]

    @classmethod
    def of(cls, article: str) -> Fingerprint:
        """The fingerprint of a plain text: paragraphs parted by blank lines, a heading a line of its own.

        Raises:
            SourceError: the text holds no section long enough to be quoted.
        """
        sections = [_section(heading, paragraphs) for heading, paragraphs in outline(article)]
        if not any(section.hashes for section in sections):
            raise SourceError(f"the article has no section of at least {RUN} words; give its plain text")
        return cls(tuple(sections))

    @classmethod
    def from_json(cls, text: str) -> Fingerprint:
        """The fingerprint that `to_json` wrote.

        Raises:
            SourceError: the text is not such a fingerprint.
        """
        try:
            data = json.loads(text)
            if (data["format"], data["run"]) != (FORMAT, RUN):
                raise SourceError(f"not a fingerprint of format {FORMAT} with runs of {RUN}; make it anew")
            return cls(tuple(_read_section(section) for section in data["sections"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise SourceError("not a fingerprint; make it with `rockybot fingerprint ARTICLE`") from error

    def to_json(self) -> str:
        """One paragraph a line, so that a change of the source shows in a readable difference."""
        sections = ",\n".join(map(_write_section, self.sections))
        return f'{{"format": {FORMAT}, "run": {RUN}, "sections": [\n{sections}\n]}}\n'

    def locate(self, excerpt: str) -> Place | None:
        """Where the excerpt stands word for word, the first place if there are several; None if it doesn't.

        Signs at its two ends are forgiven (a quotation may stop at a comma); within it they count. An excerpt of
        fewer than `RUN` tokens stands nowhere.
        """
        words = trimmed(tokens(excerpt))
        wanted = _hashes(words)
        for number, start in self._positions.get(wanted[0], ()) if wanted else ():
            if self.sections[number].hashes[start : start + len(wanted)] == tuple(wanted):
                return self._place(number, start, len(words))
        return self._locate_in_heading(words) if wanted else None

    def _place(self, number: int, start: int, length: int) -> Place:
        section = self.sections[number]
        order = sum(sum(s.lengths) for s in self.sections[:number]) + start
        return Place(section.heading, number, section.paragraph_at(start), order, start, start + length)

    def _locate_in_heading(self, words: list[str]) -> Place | None:
        order = 0
        for number, section in enumerate(self.sections):
            heading = tokens(section.heading)
            for start in range(len(heading) - len(words) + 1):
                if heading[start : start + len(words)] == words:
                    return Place(section.heading, number, None, order, start, start + len(words))
            order += sum(section.lengths)
        return None

    def disproof(self, excerpt: str) -> tuple[str, str]:
        """What keeps the excerpt from being verbatim, and how to mend it."""
        words = trimmed(tokens(excerpt))
        if len(words) < RUN:
            counted = "1 word" if len(words) == 1 else f"{len(words)} words"
            return f"an excerpt of {counted}", f"quote at least {RUN}, so that it can be proved"
        known: set[int] = set()
        for start, run in enumerate(_hashes(words)):
            if run in self._positions:
                known.update(range(start, start + RUN))
        foreign = ", ".join(f"“{stretch}”" for stretch in _stretches(words, known))
        nearest = self.nearest(excerpt)
        if nearest is None:
            return "the excerpt stands nowhere in the source", "copy it word for word from the article"
        what = f"not in the source: {foreign}" if foreign else "two or more stretches of the source joined into one"
        where = f"“{nearest.section}”, paragraph {nearest.paragraph}"
        return f"the excerpt is not verbatim ({what})", f"the nearest passage is in {where}; copy it word for word"

    def nearest(self, excerpt: str) -> Place | None:
        """Where the longest verbatim stretch of the excerpt stands; None if no `RUN` of its tokens do."""
        wanted = _hashes(trimmed(tokens(excerpt)))
        best, longest = None, 0
        for first, run in enumerate(wanted):
            for number, start in self._positions.get(run, ()):
                pairs = zip(wanted[first:], self.sections[number].hashes[start:], strict=False)
                same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
                if same > longest:
                    best, longest = self._place(number, start, same + RUN - 1), same
        return best

    @cached_property
    def _positions(self) -> dict[str, list[tuple[int, int]]]:
        positions: dict[str, list[tuple[int, int]]] = {}
        for number, section in enumerate(self.sections):
            for start, run in enumerate(section.hashes):
                positions.setdefault(run, []).append((number, start))
        return positions


def _stretches(words: Sequence[str], known: Container[int]) -> Iterator[str]:
    """The words that are not known, those that stand together as one."""
    for is_known, group in groupby(enumerate(words), lambda numbered: numbered[0] in known):
        if not is_known:
            yield " ".join(word for _, word in group)


def _hashes(words: Sequence[str]) -> list[str]:
    return [
        blake2b(" ".join(words[start : start + RUN]).encode(), digest_size=_DIGEST_BYTES).hexdigest()
        for start in range(len(words) - RUN + 1)
    ]


def _section(heading: str, paragraphs: Sequence[str]) -> Section:
    words = [tokens(paragraph) for paragraph in paragraphs]
    stream = [word for paragraph in words for word in paragraph]
    return Section(heading, tuple(map(len, words)), tuple(_hashes(stream)))


def _write_section(section: Section) -> str:
    lines, start = [], 0
    for length in section.lengths:
        lines.append(f"    [{length}, {json.dumps(''.join(section.hashes[start : start + length]))}]")
        start += length
    heading = json.dumps(section.heading, ensure_ascii=False)
    return f'  {{"heading": {heading}, "paragraphs": [\n' + ",\n".join(lines) + "\n  ]}"


def _read_section(data: dict[str, object]) -> Section:
    heading, paragraphs = data["heading"], data["paragraphs"]
    if not isinstance(heading, str) or not isinstance(paragraphs, list):
        raise TypeError
    heading.encode()  # what can't be written can't be shown either
    lengths, hashes = [], list[str]()
    for length, runs in paragraphs:
        if not (isinstance(length, int) and length >= 0 and isinstance(runs, str)) or len(runs) % _HASH_LENGTH:
            raise ValueError
        lengths.append(length)
        hashes += (runs[at : at + _HASH_LENGTH] for at in range(0, len(runs), _HASH_LENGTH))
    if len(hashes) != max(0, sum(lengths) - RUN + 1):
        raise ValueError
    return Section(heading, tuple(lengths), tuple(hashes))
