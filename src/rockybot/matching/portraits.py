"""A text → its portrait: what is spelt in it and what it means, each as a direction, so that products tell likeness."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from rockybot.matching.vectors import Array, vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rockybot.matching.language import Language

SPELT = 256
"""Numbers of the direction for spelling. Whatever is spelt shares them out by a fixed hash, four for each feature."""

PAIRS = 0.15
"""What two neighbouring words count together, beside both alone."""

WHOLE = 0.3
"""The part of a word that only the same word meets; what is left is met by words that share letters."""

GRAMS = (2, 3, 4)
"""Letters in a row that are compared, the edges of the word being letters too."""

MAX_REMEMBERED = 20_000


class Portrait(NamedTuple):
    """Two directions of length 1, or none where nothing is known. For many texts each row is one of them."""

    spelt: Array
    meant: Array


class _Word(NamedTuple):
    stem: str
    weight: float
    letters: Array
    direction: Array


class Painter:
    """Paints texts beside the `texts` of a pack: what is common among these counts little."""

    def __init__(self, texts: Sequence[str], language: Language) -> None:
        self._language = language
        self._count = len(texts)
        self._found = Counter(stem for text in texts for stem in _stems(text, language))
        self._words: dict[str, _Word] = {}

    def __getstate__(self) -> dict[str, object]:
        """All but the words that were met: they are soon met again."""
        return {**self.__dict__, "_words": {}}

    def paint(self, text: str) -> Portrait:
        """The portrait of a text of plain words."""
        known = [self._word(word) for word in text.split()]
        spelt = np.zeros(SPELT, np.float32)
        meant = np.zeros(_directions(), np.float32)
        for word in known:
            spelt += word.letters
            meant += word.direction
        places: list[int] = []
        values: list[float] = []
        for word, after in pairwise(known):
            where, signs = _marks(f"{word.stem} {after.stem}")
            weight = PAIRS * (word.weight + after.weight)
            places += where
            values += [weight * sign for sign in signs]
        if places:
            spelt += np.bincount(places, values, SPELT)
        return Portrait(_unit(spelt), _unit(meant))

    def gallery(self, texts: Iterable[str]) -> Portrait:
        """The portraits of many texts, a row each."""
        painted = [self.paint(text) for text in texts]
        return Portrait(np.array([one.spelt for one in painted]), np.array([one.meant for one in painted]))

    def told(self, text: str) -> dict[str, float]:
        """The stems of a text's words, each with what it tells in this pack, by how few of its texts have it."""
        return {known.stem: known.weight for known in map(self._word, text.split())}

    def _word(self, word: str) -> _Word:
        known = self._words.get(word)
        if known is None:
            stem, table = self._language.stem(word), vectors()
            letters = np.zeros(SPELT, np.float32)
            framed = f"<{stem}>"
            for length in GRAMS:
                for start in range(max(1, len(framed) - length + 1)):
                    _add(letters, framed[start : start + length], 1.0)
            letters = _unit(letters) * (1 - WHOLE) ** 0.5
            _add(letters, stem, WHOLE**0.5)
            direction = np.zeros(0, np.float32) if table is None else table.of(word)
            weight = log(1 + self._count / self._found.get(stem, 1))
            known = _Word(stem, weight, letters * np.float32(weight), direction)
            if len(self._words) < MAX_REMEMBERED:
                self._words[word] = known
        return known


@lru_cache(MAX_REMEMBERED)
def _stems(text: str, language: Language) -> frozenset[str]:
    """The stems of a text: an edit of a pack leaves nearly all of its texts as they were."""
    return frozenset([language.stem(word) for word in text.split()])


def _directions() -> int:
    table = vectors()
    return table.size if table else 0


@lru_cache(MAX_REMEMBERED)
def _marks(feature: str) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The four places of a feature in what is spelt, and its four signs there."""
    mark = crc32(feature.encode("utf-8", "surrogatepass"))
    places = tuple(mark >> (7 * place) & 0x7F | (place & 1) << 7 for place in range(4))
    return places, tuple(0.5 if mark >> (28 + place) & 1 else -0.5 for place in range(4))


def _add(spelt: Array, feature: str, weight: float) -> None:
    for place, sign in zip(*_marks(feature), strict=True):
        spelt[place] += sign * weight


def _unit(direction: Array) -> Array:
    length = float(direction @ direction) ** 0.5
    return direction / length if length else direction
