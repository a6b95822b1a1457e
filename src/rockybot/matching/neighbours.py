"""How near records lie to a question by all that is spelt and meant in their phrasings, concepts aside."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from rockybot.matching.kernel import SINGLE, SMOOTH, likeness
from rockybot.matching.portraits import Portrait, painter_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rockybot.matching.index import Reading
    from rockybot.matching.language import Language
    from rockybot.matching.vectors import Array

NEAREST = 32
"""Phrasings that are weighed against each other; with 64 and 128 nothing was gained on labelled questions."""

NEAREST_OF_ALL = 1.5
"""More nearness counts no more: that of a phrasing nearly word for word."""


class Neighbours:
    """The phrasings of some records, and what they tell, painted when they are first held against a question."""

    def __init__(self, readings: Sequence[Reading], language: Language) -> None:
        self._readings = readings
        self._painter = painter_of([wording.plain for reading in readings for wording in reading.wordings], language)
        self._firsts = [0, *accumulate(len(reading.wordings) for reading in readings)]
        self._painted: dict[int, Portrait] = {}

    def __getstate__(self) -> dict[str, object]:
        """All but what was painted: it is soon painted again."""
        return {**self.__dict__, "_painted": {}}

    def nearness(self, asked: str, records: Sequence[int], without: int | None = None) -> Sequence[float]:
        """How near records, by number, lie to a question in plain words: 0 for nothing alike, about 1 for its own.

        `without` is the number of a phrasing to leave out. At most `NEAREST_OF_ALL`.
        """
        if not records:
            return ()
        portraits = [self._portrait(record) for record in records]
        owners = np.repeat(np.arange(len(records)), [len(portrait.spelt) for portrait in portraits])
        spelt = np.concatenate([portrait.spelt for portrait in portraits])
        meant = np.concatenate([portrait.meant for portrait in portraits])
        alike = likeness(self._painter.paint(asked.split()), Portrait(spelt, meant))
        start = 0
        for record, portrait in zip(records, portraits, strict=True):
            if without is not None and self._firsts[record] <= without < self._firsts[record + 1]:
                alike[start + without - self._firsts[record]] = 0.0
            start += len(portrait.spelt)
        best = np.argsort(-alike, kind="stable")[:NEAREST]
        best = best[alike[best] > 0]
        nearest = Portrait(spelt[best], meant[best])
        smooth = SMOOTH * np.eye(len(best), dtype=np.float32)
        weights = np.linalg.solve(likeness(nearest, nearest) + smooth, alike[best])
        single = np.zeros(len(records))
        np.maximum.at(single, owners, alike)
        shares: Array = np.bincount(owners[best], weights, len(records)) + SINGLE * single
        near: list[float] = np.clip(shares, 0.0, NEAREST_OF_ALL).tolist()
        return near

    def _portrait(self, record: int) -> Portrait:
        painted = self._painted.get(record)
        if painted is None:
            reading = self._readings[record]
            texts = [*(wording.plain for wording in reading.wordings), *reading.told]
            painted = self._painted[record] = self._painter.gallery(texts)
        return painted
