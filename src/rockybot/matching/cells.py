"""Phrasings too many to be weighed against each other: a question finds the cells of them that come nearest."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING

import numpy as np

from rockybot.matching.kernel import NOTHING, STANDING, Standing, likeness, weighed
from rockybot.matching.portraits import Portrait

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rockybot.matching.vectors import Array

LARGEST = 128
"""Phrasings of a cell. A fact with more is cut into cells of alike ones."""

LISTED = 600
"""Phrasings that are compared, of the cells that come nearest in a straight line."""

NEAREST = 64
"""Of these, the ones that are weighed against each other. With 160 nothing was gained, and half of the time lost."""

ROUGH = 200
"""The more, the nearer a straight line keeps to the phrasings."""

LINE = 2**20
"""Numbers of the straight line at most: where cells are many, it is drawn in fewer directions."""

LEAST_DIRECTIONS = 64
CUTTING = 32
"""Main directions of all phrasings in which those of a fact are cut apart."""

SAMPLE = 2**14
"""Phrasings from which the main directions are taken."""

_STEP = np.float32(1 / 127)


class Packed:
    """A gallery as rows of bytes: a quarter of the memory, and the same answers. It is filled from its end."""

    def __init__(self, count: int) -> None:
        self.rows = np.empty((count, 0), np.int8)
        self.halfway = 0
        self._left = count

    def prepend(self, portraits: Portrait) -> int:
        """Puts portraits before those that are there; how many there are then."""
        numbers = np.concatenate(portraits, axis=1)
        if not self.rows.size:
            self.halfway = portraits.spelt.shape[1]
            self.rows = np.empty((self._left, numbers.shape[1]), np.int8)
        end, self._left = self._left, self._left - len(numbers)
        np.rint(numbers / _STEP, out=self.rows[self._left : end], casting="unsafe")
        return len(self.rows) - self._left


class Cells:
    """A gallery in which the phrasings of fact n are `counts[n]` rows. They are put in an order of their own."""

    def __init__(self, gallery: Packed, counts: Sequence[int]) -> None:
        rows = gallery.rows
        self._halfway = gallery.halfway
        sample = rows[:: -(-len(rows) // SAMPLE)].astype(np.float32)
        spread, directions = np.linalg.eigh(sample.T @ sample * (len(rows) / len(sample) * _STEP**2))
        self._rows = rows
        self._numbers, self._sizes, self._fact_of = _cut(rows, counts, np.asarray(directions[:, : -CUTTING - 1 : -1]))
        self._ends = np.cumsum(self._sizes)
        count = int(np.clip(LINE // len(self._sizes), LEAST_DIRECTIONS, rows.shape[1]))
        self._down = np.ascontiguousarray(directions[:, -count:])
        scaled = self._down / (spread[-count:] + len(rows) / ROUGH) * _STEP
        runs = np.split(rows, self._ends[:-1])
        self._line = np.array([run.sum(axis=0, dtype=np.float32) @ scaled for run in runs], np.float32).T.copy()
        self._most = int(min(len(self._sizes), max(2, 2 * LISTED * len(self._sizes) // len(rows))))
        self._places = np.empty(len(rows), np.int32)
        self._places[self._numbers] = np.arange(len(rows))

    def portrait(self, number: int) -> Portrait:
        return self._parted(self._rows[self._places[number]] * _STEP)

    def standing(self, asked: Portrait, without: range = NOTHING) -> list[Standing]:
        listed = self._listed(asked, without)
        rows = self._rows.take(listed, axis=0).astype(np.float32)
        alike = likeness(Portrait(asked.spelt * _STEP, asked.meant * _STEP), self._parted(rows))
        best = (-alike).argpartition(NEAREST)[:NEAREST] if len(alike) > NEAREST else np.arange(len(alike))
        near, alike = self._parted(rows.take(best, axis=0) * _STEP), alike[best]
        weights = weighed(near, alike)
        facts = self._fact_of[self._ends.searchsorted(listed[best], "right")]
        return _standings(facts.tolist(), weights.tolist(), alike.tolist(), self._numbers[listed[best]].tolist())

    def _parted(self, rows: Array) -> Portrait:
        return Portrait(rows[..., : self._halfway], rows[..., self._halfway :])

    def _listed(self, asked: Portrait, without: range) -> Array:
        """The places of the phrasings in the cells that come nearest in a straight line."""
        rough = np.concatenate(asked) @ self._down @ self._line
        left = range(int(self._places[without.start]), int(self._places[without.stop - 1]) + 1) if without else NOTHING
        if len(without) > 1:  # all of a fact, wherever each stands among these
            left = without
            first, last = np.searchsorted(self._ends, (left.start, left.stop - 1), "right")
            rough[first : last + 1] = -np.inf
        nearest = (-rough).argpartition(self._most - 1)[: self._most]
        nearest = nearest[(-rough[nearest]).argsort()]
        behind = self._sizes[nearest].cumsum()
        few = int(behind.searchsorted(LISTED)) + 1
        shifts = (self._ends[nearest] - behind)[:few]
        listed = np.repeat(shifts, self._sizes[nearest[:few]])
        listed += np.arange(len(listed))
        return listed[(listed < left.start) | (listed >= left.stop)] if left else listed


def _cut(rows: Array, counts: Sequence[int], directions: Array) -> tuple[Array, Array, Array]:
    """Puts the rows of each large fact in an order in which alike ones stand together.

    What comes out is the number of each row's phrasing, the sizes of the cells in that order, and the fact of each.
    """
    numbers = np.arange(len(rows), dtype=np.int32)
    sizes: list[int] = []
    facts: list[int] = []
    start = 0
    for fact, count in enumerate(counts):
        own = slice(start, start + count)
        cells = [numbers[own]]
        if count > LARGEST:
            cells = list(_halves(rows[own].astype(np.float32) @ directions, np.arange(count)))
            order = np.concatenate(cells)
            rows[own] = rows[own][order]
            numbers[own] = start + order
        sizes += map(len, cells)
        facts += [fact] * len(cells)
        start += count
    return numbers, np.array(sizes), np.array(facts)


def _halves(along: Array, members: Array) -> Iterator[Array]:
    """The members of a fact, halved across the direction in which they differ most until no part is too large."""
    if len(members) <= LARGEST:
        yield members
        return
    own = along[members]
    order = members[np.argsort(own[:, own.var(axis=0).argmax()], kind="stable")]
    for half in np.array_split(order, 2):
        yield from _halves(along, half)


def _standings(
    facts: Sequence[int], weights: Sequence[float], alike: Sequence[float], numbers: Sequence[int]
) -> list[Standing]:
    """How the facts of some phrasings stand by these, best first."""
    shares: dict[int, float] = {}
    nearest: dict[int, tuple[float, int]] = {}
    for fact, weight, near, number in zip(facts, weights, alike, numbers, strict=True):
        if fact not in shares:
            shares[fact], nearest[fact] = weight, (near, number)
        else:
            shares[fact] += weight
            if near > nearest[fact][0]:
                nearest[fact] = (near, number)
    best = nlargest(STANDING, shares, key=shares.__getitem__)
    return [Standing(fact, shares[fact], *nearest[fact]) for fact in best]
