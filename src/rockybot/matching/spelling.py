"""A stem → how it is spelt, as a direction: stems that share letters point nearly the same way."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rockybot.matching.vectors import Array

SPELT = 256
"""Numbers of the direction for spelling. Whatever is spelt shares them out by a fixed hash, four for each feature."""

WHOLE = 0.3
"""The part of a word that only the same word meets; what is left is met by words that share letters."""

GRAMS = (2, 3, 4)
"""Letters in a row that are compared, the edges of the word being letters too."""

MAX_REMEMBERED = 10_000


def spelling(stem: str) -> Array:
    """How a stem is spelt, as a direction: the stem itself and its letters in a row."""
    framed = f"<{stem}>"
    grams = [framed[start : start + length] for length in GRAMS for start in range(max(1, len(framed) - length + 1))]
    letters = _hashed(grams)
    length = float(letters @ letters) or 1.0
    return np.asarray(letters * ((1 - WHOLE) / length) ** 0.5 + _hashed([stem]) * WHOLE**0.5)


def _hashed(features: Iterable[str]) -> Array:
    """Features shared out over the places of what is spelt."""
    places: list[int] = []
    signs: list[float] = []
    for feature in features:
        where, which = _marks(feature)
        places += where
        signs += which
    return np.asarray(np.bincount(places, signs, SPELT))


@lru_cache(MAX_REMEMBERED)
def _marks(feature: str) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The four places of a feature in what is spelt, and its four signs there."""
    mark = crc32(feature.encode("utf-8", "surrogatepass"))
    places = tuple(mark >> (7 * place) & 0x7F | (place & 1) << 7 for place in range(4))
    return places, tuple(0.5 if mark >> (28 + place) & 1 else -0.5 for place in range(4))
