"""A misspelt word → the word that was meant, if one is near enough and the word is no English word itself."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from rockybot.matching.language import common_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ACCEPTED = 0.78
"""Of .6 OSA + .4 Jaro-Winkler similarity. Below it, more words were bent into strangers than mended."""

SURE = 0.88
"""From here on a word with the same first letter is taken without looking at the others: rong is not ron but wrong."""

PREFERRED = 0.03
"""What a word of the story gains over a general one."""

MIN_LETTERS, MAX_LETTERS = 3, 24
SHORT = 3
"""Letters of a word that only a swap of neighbours can repair: jbo, not job → jog."""
_MAX_REMEMBERED = 4096


class Repairer:
    """Knows the words of a story and of the language; every other word is looked up once and remembered."""

    def __init__(self, story_words: Iterable[str], language_words: Iterable[str]) -> None:
        self._story_words = frozenset(story_words)
        self._known = self._story_words | frozenset(language_words)
        self._remembered: dict[str, tuple[str, ...]] = {}

    def knows(self, word: str) -> bool:
        """Whether the word is a word, or too short, too long or too odd to be mended."""
        fits = MIN_LETTERS <= len(word) <= MAX_LETTERS and word.isalpha()
        return word in self._known or not fits or word in common_words()

    def meant(self, word: str) -> tuple[str, ...]:
        """The word itself if it is known or nothing is near; else the nearest word, or the two it was joined from."""
        if self.knows(word):
            return (word,)
        if word not in self._remembered:
            if len(self._remembered) >= _MAX_REMEMBERED:
                self._remembered.clear()
            self._remembered[word] = self._nearest(word)
        return self._remembered[word]

    def _nearest(self, word: str) -> tuple[str, ...]:
        candidates = self._by_first_letter.get(word[0], ())
        if len(word) <= SHORT:
            swapped = word[0] + word[:0:-1]
            return (swapped if swapped in candidates else word,)
        best = self._best(word, candidates, SURE) or self._best(word, self._candidates, ACCEPTED)
        return (best,) if best else self._parted(word) or (word,)

    def _best(self, word: str, candidates: Iterable[str], accepted: float) -> str | None:
        near = process.extract(word, candidates, scorer=OSA.normalized_similarity, score_cutoff=0.6, limit=12)
        rated = [
            (0.6 * osa + 0.4 * JaroWinkler.similarity(word, known) + PREFERRED * (known in self._story_words), known)
            for known, osa, _ in near
        ]
        score, best = max(rated, default=(0.0, ""))
        return best if score >= accepted else None

    def _parted(self, word: str) -> tuple[str, ...]:
        cuts = range(2, len(word) - 1)
        return next(((word[:n], word[n:]) for n in cuts if word[:n] in self._known and word[n:] in self._known), ())

    @cached_property
    def _candidates(self) -> tuple[str, ...]:
        return tuple(word for words in self._by_first_letter.values() for word in words)

    @cached_property
    def _by_first_letter(self) -> Mapping[str, tuple[str, ...]]:
        buckets: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= MIN_LETTERS - 1 and word.isalpha():
                buckets[word[0]].append(word)
        return {letter: tuple(words) for letter, words in buckets.items()}
