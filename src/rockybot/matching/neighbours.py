"""How near records lie to a question by all that is spelt and meant in their phrasings, concepts aside."""

from __future__ import annotations

from itertools import accumulate, chain
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import numpy as np

from rockybot.matching.kernel import SINGLE, SMOOTH, likeness
from rockybot.matching.portraits import Portrait, painter_of
from rockybot.matching.spelling import SPELT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rockybot.matching.index import Reading
    from rockybot.matching.language import Language
    from rockybot.matching.portraits import Painter
    from rockybot.matching.vectors import Array

NEAREST = 32
"""Phrasings that are weighed against each other; with 64 and 128 nothing was gained on labelled questions."""

NEAREST_OF_ALL = 1.5
"""More nearness counts no more: that of a phrasing nearly word for word."""

PLACES = 4
"""Decimal places of nearness that count: beyond lies the noise of sums, which would part what is equal."""


class _Gallery:
    """Texts painted beside all phrasings of a story: editions of it that have the same ones share it."""

    def __init__(self, painter: Painter) -> None:
        self.painter = painter
        self._painted: dict[Sequence[str], Array] = {}

    def __getstate__(self) -> dict[str, object]:
        """All but what was painted: it is soon painted again."""
        return {**self.__dict__, "_painted": {}}

    def rows(self, texts: Sequence[str]) -> Array:
        """The portraits of a record's texts, a row each: what is spelt, then what is meant."""
        rows = self._painted.get(texts)
        if rows is None:
            rows = self._painted[texts] = np.concatenate(self.painter.gallery(texts), axis=1)
        return rows


_GALLERIES: WeakValueDictionary[tuple[Language, tuple[str, ...]], _Gallery] = WeakValueDictionary()


def _gallery(texts: tuple[str, ...], language: Language) -> _Gallery:
    """The gallery of a story with those phrasings, as long as anyone holds it."""
    gallery = _GALLERIES.get((language, texts))
    if gallery is None:
        gallery = _GALLERIES[language, texts] = _Gallery(painter_of(texts, language))
    return gallery


class Neighbours:
    """The phrasings of some records, and what they tell, painted when they are first held against a question."""

    def __init__(self, readings: Sequence[Reading], language: Language) -> None:
        plain = [tuple([wording.plain for wording in reading.wordings]) for reading in readings]
        self._texts = [(*said, *reading.told) for said, reading in zip(plain, readings, strict=True)]
        self._firsts = [0, *accumulate(map(len, plain))]
        self._gallery = _gallery(tuple(chain.from_iterable(plain)), language)

    def nearness(self, asked: str, records: Sequence[int], without: int | None = None) -> Sequence[float]:
        """How near records, by number, lie to a question in plain words: 0 for nothing alike, about 1 for its own.

        `without` is the number of a phrasing to leave out. At most `NEAREST_OF_ALL`.
        """
        if not records:
            return ()
        portraits = [self._gallery.rows(self._texts[record]) for record in records]
        rows = np.concatenate(portraits)
        starts = [0, *accumulate(map(len, portraits))]
        alike = likeness(self._gallery.painter.paint(asked.split()), _parted(rows))
        for record, start in zip(records, starts, strict=False):
            if without is not None and self._firsts[record] <= without < self._firsts[record + 1]:
                alike[start + without - self._firsts[record]] = 0.0
        best = (-alike).argsort(kind="stable")[:NEAREST]
        best = best[alike.take(best) > 0]
        # Taken twice: numpy has a way of its own for a product with itself, which is slow where there are few rows.
        among = likeness(_parted(rows.take(best, axis=0)), _parted(rows.take(best, axis=0)))
        among.flat[:: len(best) + 1] += SMOOTH
        weights = np.linalg.solve(among, alike.take(best))
        owners = np.searchsorted(starts, best, "right") - 1
        shares = np.bincount(owners, weights, len(records)) + SINGLE * np.maximum.reduceat(alike, starts[:-1])
        return [min(max(share, 0.0), NEAREST_OF_ALL) for share in shares.round(PLACES).tolist()]


def _parted(rows: Array) -> Portrait:
    return Portrait(rows[:, :SPELT], rows[:, SPELT:])
