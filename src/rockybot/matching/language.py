"""What the engine knows of English: `english.txt` read into frozen tables. No word of any story stands here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ANSWER_TYPE = "?"
"""Begins the symbol of an answer type: `?age` stands for "how old", "what age" …"""

_HERE = Path(__file__).parent
_stem = Stemmer.Stemmer("english").stemWord


@dataclass(frozen=True, eq=False)
class Language:
    """The tables of one language. None is equal to another, so that what depends on one can be looked up by it.

    A symbol is the name of a concept or an answer type; a word without one is its stem.
    """

    rewrites: Mapping[str, tuple[str, ...]]
    """A typed token → the plain words it stands for."""
    bases: Mapping[str, str]
    """An irregular form → its base form."""
    function_words: frozenset[str]
    foreign_words: frozenset[str]
    """Function words of other languages."""
    openers: frozenset[str]
    """Words that open a question: who, what, how …"""
    auxiliaries: frozenset[str]
    """Words that open a question of yes or no: did, was, is …"""
    loose_types: frozenset[str]
    """Symbols of the answer types that nearly any answer can meet: manner, kind, name …"""
    attributes: frozenset[str]
    """Symbols of the answer types that say what is asked about by themselves: job, colour, nationality …"""
    relations: frozenset[str]
    """Symbols of concepts that are somebody's: mother, wife, friend …"""
    hollow: frozenset[str]
    """Words that ask for nothing where no other word stands beside them: help, test, more …"""
    breaks: frozenset[str]
    """Words before which a question without a stop may have ended: i, my, because, thanks …"""
    joiners: frozenset[str]
    """Words behind which another question may follow without a stop: and, also …"""
    subjects: frozenset[str]
    """Words that can follow an auxiliary in a question: she, the, his …"""
    objects: frozenset[str]
    """Words that can part a verb from its particle: her, it, them …"""
    light_words: frozenset[str]
    """Words that say little in any question: get, exactly, story …"""
    exact: Mapping[str, tuple[str, ...]]
    """A single word as it stands in the tables of answer types and concepts → its symbols, not those of its stem."""
    courtesies: tuple[tuple[str, ...], ...]
    """Phrases, as stems, that frame a question and are no part of it."""
    phrases: Mapping[tuple[str, ...], tuple[str, ...]]
    """Stems → the symbols that they may stand for."""
    wider: Mapping[str, str]
    """A symbol → the wider symbol that it is one kind of."""
    akin: Mapping[str, frozenset[str]]
    """A symbol → the symbols of the same matter: robbery, robber, loot …"""
    pronouns: Mapping[str, str]
    """A form (her, himself) → "she" or "he"."""
    genders: Mapping[str, str]
    """A word (mother, actress, uncle) → "she" or "he"."""
    words: frozenset[str]
    """Every word that stands in these tables: none of them is a misspelling."""

    def stem(self, word: str) -> str:
        """The stem of a lower-case word, irregular forms included: went, goes, going → go."""
        return str(_stem(self.bases.get(word, word)))


@cache
def english() -> Language:
    """The tables of `english.txt`."""
    sections = _sections((_HERE / "english.txt").read_text("utf-8"))
    bases = {form: base for base, forms in _entries(sections["irregular"]) for form in forms}

    def stems(phrase: str) -> tuple[str, ...]:
        first, *more = phrase.split()
        # A saw is not what was seen: a single word that looks like an irregular form stands for itself.
        return tuple(_stem(bases.get(word, word)) for word in (first, *more)) if more else (_stem(first),)

    phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
    wider: dict[str, str] = {}
    exact: dict[str, tuple[str, ...]] = {}
    for section, prefix in (("answer types", ANSWER_TYPE), ("concepts", "")):
        for head, items in _entries(sections[section]):
            name, _, parent = (part.strip() for part in head.partition("<"))
            if parent:
                wider[prefix + name] = prefix + parent
            for item in items:
                if prefix + name not in exact.get(item, ()):
                    exact[item] = (*exact.get(item, ()), prefix + name)
                stemmed = stems(item)
                symbols = phrases.get(stemmed, ())
                if prefix + name not in symbols:
                    phrases[stemmed] = tuple(sorted((*symbols, prefix + name)))
    rewrites = {token: tuple(items[0].split()) for token, items in _entries(sections["rewrite"])}
    courtesies = [stems(item) for line in sections["courtesy"] for item in _items(line)]
    words = {
        word
        for name, lines in sections.items()
        if name != "foreign"
        for line in lines
        for word in line.replace(",", " ").replace("=", " ").split()
    }
    return Language(
        rewrites=rewrites,
        bases=bases,
        function_words=_words(sections["function"]),
        foreign_words=_words(sections["foreign"]),
        openers=_words(sections["openers"]),
        auxiliaries=_words(sections["auxiliaries"]),
        loose_types=frozenset(ANSWER_TYPE + name for name in _words(sections["loose"])),
        attributes=frozenset(ANSWER_TYPE + name for name in _words(sections["attributes"])),
        relations=frozenset(_kinds_of(_words(sections["relations"]), wider)),
        hollow=_words(sections["hollow"]),
        breaks=_words(sections["breaks"]),
        joiners=_words(sections["joiners"]),
        subjects=_words(sections["subjects"]),
        objects=_words(sections["objects"]),
        light_words=_words(sections["light"]),
        exact=exact,
        courtesies=tuple(courtesies),
        phrases=phrases,
        wider=wider,
        akin=_akin([[stems(item) for item in _items(line)] for line in sections["akin"]], phrases),
        pronouns={form: pronoun for pronoun, forms in _entries(sections["pronouns"]) for form in forms},
        genders={word: gender for gender, words_ in _entries(sections["gender"]) for word in words_},
        words=frozenset(words),
    )


@cache
def common_words() -> frozenset[str]:
    """A general English dictionary (`words.txt`), read when the first unknown word asks for it."""
    return frozenset((_HERE / "words.txt").read_text("utf-8").split())


def _akin(
    matters: Iterable[Sequence[tuple[str, ...]]], phrases: Mapping[tuple[str, ...], tuple[str, ...]]
) -> dict[str, frozenset[str]]:
    akin: dict[str, set[str]] = defaultdict(set)
    for matter in matters:
        symbols = {
            symbol
            for stems in matter
            for symbol in phrases.get(stems, (" ".join(stems),))
            if not symbol.startswith(ANSWER_TYPE)
        }
        for symbol in symbols:
            akin[symbol] |= symbols
    return {symbol: frozenset(others - {symbol}) for symbol, others in akin.items()}


def _kinds_of(symbols: frozenset[str], wider: Mapping[str, str]) -> Iterator[str]:
    yield from symbols
    for symbol in wider:
        above = symbol
        while above in wider and above not in symbols:
            above = wider[above]
        if above in symbols:
            yield symbol


def _sections(text: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]"):
            lines = sections.setdefault(line[1:-1], [])
        elif line.startswith(" ") and lines:
            lines[-1] += " " + line.strip()
        elif line and not line.startswith("#"):
            lines.append(line)
    return sections


def _words(lines: list[str]) -> frozenset[str]:
    return frozenset(word for line in lines for word in _items(line))


def _entries(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    for line in lines:
        head, _, items = line.partition("=")
        yield head.strip(), _items(items)


def _items(line: str) -> list[str]:
    return [item.strip() for item in line.split(",") if item.strip()]
