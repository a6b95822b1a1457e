"""A misspelt word → the word that was meant, if one is near enough and the word is no English word itself."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from rockybot.matching.language import common_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ACCEPTED = 0.78
"""Of .6 OSA + .4 Jaro-Winkler similarity. Below it, more words were bent into strangers than mended."""

SURE = 0.88
"""From here on a word with the same first letter is taken without looking at the others: rong is not ron but wrong."""

PREFERRED = 0.03
"""What a word of the story gains over a general one."""

COMMON = 0.1
"""What the commonest word of a large story gains beside that: carf is card, not car, where all speak of cards.

Of mistyped questions of CLINC150 it mended half a point, and as much again that short words are mended too.
"""

MIN_LETTERS, MAX_LETTERS = 3, 24
SHORT, ACCEPTED_SHORT = 3, 0.8
"""Letters of a word that only a swap of neighbours repairs (jbo, not job → jog), or a letter more in a large story."""
FURTHER = 2
"""Letters that a slip adds or drops at most."""

_CLOSEST = 12
"""Words that are rated."""
_MAX_REMEMBERED = 4096

_Candidates: TypeAlias = "Mapping[str, Sequence[str]]"
"""Two letters at the beginning, at the end or at both edges, and the length → the words with these, sorted.

One slip leaves one of these whole, and so do nearly all two: few words need to be looked at, however many there are.
"""


class Repairer:
    """Knows the words of a story and of the language; every other word is looked up once and remembered.

    `common` tells how common a word is in a story of so many phrasings that this means something, 0 to 1.
    """

    def __init__(
        self,
        story_words: Iterable[str],
        language_words: Iterable[str],
        common: Callable[[str], float] | None = None,
    ) -> None:
        self._story_words = frozenset(story_words)
        self._language_words = frozenset(language_words)
        self._common = common
        self._remembered: dict[str, tuple[str, ...]] = {}

    def knows(self, word: str) -> bool:
        """Whether the word is a word, or too short, too long or too odd to be mended."""
        fits = MIN_LETTERS <= len(word) <= MAX_LETTERS and word.isalpha()
        return self._has(word) or not fits or word in common_words()

    def meant(self, word: str) -> tuple[str, ...]:
        """The word itself if it is known or nothing is near; else the nearest word, or the two it was joined from."""
        if self.knows(word):
            return (word,)
        right = self._remembered.get(word)
        if right is None:
            if len(self._remembered) >= _MAX_REMEMBERED:
                self._remembered.clear()
            right = self._remembered[word] = self._nearest(word)
        return right

    def _nearest(self, word: str) -> tuple[str, ...]:
        if len(word) <= SHORT and self._has(swapped := word[0] + word[:0:-1]):
            return (swapped,)
        if len(word) <= SHORT and self._common is None:
            return (word,)
        near = {found for candidates in self._candidates for found in _closest(word, candidates)}
        if len(word) <= SHORT:
            longer = [found for found in near if len(found[0]) > SHORT and found[0] in self._story_words]
            return (self._best(word, longer, ACCEPTED_SHORT) or word,)
        alike = [found for found in near if found[0][0] == word[0]]
        best = self._best(word, alike, SURE) or self._best(word, near, ACCEPTED)
        return (best,) if best else self._parted(word) or (word,)

    def _best(self, word: str, near: Iterable[tuple[str, float]], accepted: float) -> str | None:
        closest = sorted(near, key=lambda found: (-found[1], found[0]))[:_CLOSEST]
        rated = [
            (0.6 * osa + 0.4 * JaroWinkler.similarity(word, known) + self._lead(known), known) for known, osa in closest
        ]
        score, best = max(rated, default=(0.0, ""))
        return best if score >= accepted else None

    def _lead(self, known: str) -> float:
        if known not in self._story_words:
            return 0.0
        return PREFERRED + (COMMON * self._common(known) if self._common else 0.0)

    def _parted(self, word: str) -> tuple[str, ...]:
        cuts = range(2, len(word) - 1)
        return next(((word[:n], word[n:]) for n in cuts if self._has(word[:n]) and self._has(word[n:])), ())

    def _has(self, word: str) -> bool:
        return word in self._story_words or word in self._language_words

    @cached_property
    def _candidates(self) -> tuple[_Candidates, _Candidates]:
        return _of_language(self._language_words), _by_edges(self._story_words - self._language_words)


@lru_cache(2)
def _of_language(words: frozenset[str]) -> _Candidates:
    """The candidates of a language, for all stories: eleven thousand, sorted in 18 ms."""
    return _by_edges(words)


def _by_edges(words: Iterable[str]) -> _Candidates:
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if len(word) >= MIN_LETTERS - 1 and word.isalpha():
            for edge in _edges(word, len(word)):
                found[edge].append(word)
    return dict(found)


def _edges(word: str, length: int) -> tuple[str, str, str]:
    return f"{word[:2]}{length}", f"{length}{word[-2:]}", f"{word[0]}{length}{word[-1]}"


def _closest(word: str, candidates: _Candidates) -> Iterator[tuple[str, float]]:
    scorer = OSA.normalized_similarity
    for length in range(len(word) - FURTHER, len(word) + FURTHER + 1):
        for edge in _edges(word, length):
            if some := candidates.get(edge):
                found = process.extract(word, some, scorer=scorer, score_cutoff=0.6, limit=_CLOSEST)
                yield from [(known, similarity) for known, similarity, _ in found]
