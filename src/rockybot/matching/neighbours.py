"""How near records lie to a question by all that is spelt and meant in their phrasings, concepts aside."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from rockybot.matching.kernel import SINGLE, likeness, weighed
from rockybot.matching.portraits import Painter, Portrait
from rockybot.matching.spelling import SPELT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rockybot.matching.index import Reading
    from rockybot.matching.language import Language
    from rockybot.matching.vectors import Array

NEAREST = 32
"""Phrasings that are weighed against each other; with 64 and 128 nothing was gained on labelled questions."""

NEAREST_OF_ALL = 1.5
"""More nearness counts no more: that of a phrasing nearly word for word."""

PLACES = 4
"""Decimal places of nearness that count: beyond lies the noise of sums, which would part what is equal."""

AMONG, COMMON = 15, 3
"""Of so many texts so many have a function word: by its spelling it tells two thirds of what another word does.

The same for all stories, so that these and their edits share what is painted. To count in each story anew how common
its words are, as a general pack does, gave half a point of worth, which is noise.
"""

MAX_PAINTED = 2048
"""Records whose portraits are kept, of all stories and their edits: about 25 KB each."""


@lru_cache(2)
def _painter(language: Language) -> Painter:
    return Painter(dict.fromkeys(map(language.stem, language.function_words), COMMON), AMONG, language)


@lru_cache(MAX_PAINTED)
def _painted(texts: tuple[str, ...], language: Language) -> Array:
    """The portraits of a record's texts, a row each: what is spelt, then what is meant."""
    return np.concatenate(_painter(language).gallery(texts), axis=1)


class Neighbours:
    """The phrasings of some records, and what they tell, painted when they are first held against a question."""

    def __init__(self, readings: Sequence[Reading], language: Language) -> None:
        plain = [tuple([wording.plain for wording in reading.wordings]) for reading in readings]
        self._texts = [(*said, *reading.told) for said, reading in zip(plain, readings, strict=True)]
        self._firsts = [0, *accumulate(map(len, plain))]
        self._language = language

    def nearness(self, asked: str, records: Sequence[int], without: int | None = None) -> Sequence[float]:
        """How near records, by number, lie to a question in plain words: 0 for nothing alike, about 1 for its own.

        `without` is the number of a phrasing to leave out. At most `NEAREST_OF_ALL`.
        """
        if not records:
            return ()
        portraits = [_painted(self._texts[record], self._language) for record in records]
        rows = np.concatenate(portraits)
        starts = [0, *accumulate(map(len, portraits))]
        alike = likeness(_painter(self._language).paint(asked.split()), _parted(rows))
        for record, start in zip(records, starts, strict=False):
            if without is not None and self._firsts[record] <= without < self._firsts[record + 1]:
                alike[start + without - self._firsts[record]] = 0.0
        best = (-alike).argsort(kind="stable")[:NEAREST]
        best = best[alike.take(best) > 0]
        weights = weighed(_parted(rows.take(best, axis=0)), alike.take(best))
        owners = np.searchsorted(starts, best, "right") - 1
        shares = np.bincount(owners, weights, len(records)) + SINGLE * np.maximum.reduceat(alike, starts[:-1])
        return [min(max(share, 0.0), NEAREST_OF_ALL) for share in shares.round(PLACES).tolist()]


def _parted(rows: Array) -> Portrait:
    return Portrait(rows[:, :SPELT], rows[:, SPELT:])
