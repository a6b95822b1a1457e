"""How near records lie to a question by all that is spelt and meant in their phrasings, concepts aside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from rockybot.matching.kernel import SINGLE, SMOOTH, likeness
from rockybot.matching.portraits import Portrait, painter_of
from rockybot.matching.scoring import EXACT, NEARLY, ranked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rockybot.matching.index import Phrasing
    from rockybot.matching.language import Language
    from rockybot.matching.scoring import Match
    from rockybot.matching.vectors import Array

NEAREST = 32
"""Phrasings that are weighed against each other; with 64 nothing was gained on labelled questions."""

WORTH, PRICE = 20.0, 6.0
"""Points for a nearness of 1, and what is taken from every record, so that thresholds mean what they did."""

NEAREST_OF_ALL = 1.5
"""More nearness counts no more: that of a phrasing nearly word for word."""


class Neighbours:
    """The phrasings of some records, painted when they are first held against a question."""

    def __init__(self, phrasings: Sequence[Sequence[Phrasing]], language: Language) -> None:
        self._phrasings = phrasings
        self._painter = painter_of([phrasing.plain for own in phrasings for phrasing in own], language)
        self._painted: dict[int, Portrait] = {}

    def __getstate__(self) -> dict[str, object]:
        """All but what was painted: it is soon painted again."""
        return {**self.__dict__, "_painted": {}}

    def weighed(self, asked: str, matches: Mapping[int, Match], without: int | None = None) -> list[Match]:
        """The matches of records, by number, with their nearness added; best first, ties in the order of the file.

        `without` is the number of a phrasing to leave out.
        """
        near = self._near(asked, list(matches), without)
        nearness = zip(matches, near, strict=True)
        return ranked({number: _weighed(matches[number], much) for number, much in nearness})

    def _near(self, asked: str, records: Sequence[int], without: int | None) -> Sequence[float]:
        """How near each record lies: about 1 for one that has such phrasings, 0 for one that has nothing alike."""
        portraits = [self._portrait(record) for record in records]
        owners = np.repeat(np.arange(len(records)), [len(portrait.spelt) for portrait in portraits])
        spelt = np.concatenate([portrait.spelt for portrait in portraits])
        meant = np.concatenate([portrait.meant for portrait in portraits])
        alike = likeness(self._painter.paint(asked.split()), Portrait(spelt, meant))
        if without is not None:
            numbers = [phrasing.number for record in records for phrasing in self._phrasings[record]]
            alike[np.array(numbers) == without] = 0.0
        best = np.argsort(-alike, kind="stable")[:NEAREST]
        best = best[alike[best] > 0]
        nearest = Portrait(spelt[best], meant[best])
        smooth = SMOOTH * np.eye(len(best), dtype=np.float32)
        weights = np.linalg.solve(likeness(nearest, nearest) + smooth, alike[best])
        single = np.zeros(len(records))
        np.maximum.at(single, owners, alike)
        shares: Array = np.bincount(owners[best], weights, len(records)) + SINGLE * single
        nearness: list[float] = np.clip(shares, 0.0, NEAREST_OF_ALL).tolist()
        return nearness

    def _portrait(self, record: int) -> Portrait:
        painted = self._painted.get(record)
        if painted is None:
            painted = self._painter.gallery(phrasing.plain for phrasing in self._phrasings[record])
            self._painted[record] = painted
        return painted


def _weighed(match: Match, nearness: float) -> Match:
    score = match.score
    total = score.total
    if total != EXACT:
        total = max(0.0, min(NEARLY, total + WORTH * nearness - PRICE))
    return replace(match, score=replace(score, nearness=nearness, total=total))
