"""Every phrasing of a large pack speaks for its fact: kernel ridge regression over those that are most alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rockybot.matching.portraits import Portrait

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rockybot.matching.vectors import Array


SPELLING, MEANING = 0.4, 0.6
"""What being spelt alike and meaning the like count for, at most; the first to the power of 2, the second of 3."""

SMOOTH = 0.2
"""What is added to a phrasing's likeness to itself: with little each phrasing has its will, with much all blur."""

SOLVED_WHOLE = 2000
"""Phrasings up to which all are weighed against each other at load, within a second; else the nearest at each ask."""

LISTED = 600
"""Phrasings that are compared, of the facts that come nearest in a straight line."""

NEAREST = 64
"""Of these, the ones that are weighed against each other. With 160 nothing was gained, and half of the time lost."""

SINGLE = 0.5
"""What the nearest phrasing of a fact alone adds to how sure it is: of CLINC150, AUROC 97.7 → 98.0."""

ROUGH = 200
"""The more, the nearer a straight line keeps to the phrasings."""

STANDING = 4
"""Facts that are told: those that can be suggested, and one more."""


class Standing(NamedTuple):
    """How a question stands to a fact.

    `share` is about 1 for a phrasing of the fact's and 0 for nothing alike: facts are ranked by it. `likeness`, 0 to 1,
    is that of the fact's nearest phrasing, which has that `number`; -1 if none was near enough to be compared.
    """

    fact: int
    share: float
    likeness: float
    number: int

    @property
    def certainty(self) -> float:
        """How sure it is that the fact is meant; only the pack itself tells how much is enough."""
        return max(0.0, self.share + SINGLE * self.likeness)


def likeness(one: Portrait, other: Portrait) -> Array:
    """How alike texts are, 0 to 1: a row for each of the one, a column for each of the other."""
    spelt = one.spelt @ other.spelt.T
    if not one.meant.shape[-1]:
        return np.asarray(spelt * spelt)  # without the table of vectors, spelling counts for all
    meant = np.maximum(one.meant @ other.meant.T, 0)
    return np.asarray(SPELLING * spelt * spelt + MEANING * meant * meant * meant)


class Kernel:
    """The phrasings of a pack as a gallery; those of fact n are `counts[n]` rows."""

    def __init__(self, gallery: Portrait, counts: Sequence[int]) -> None:
        self._rows = np.concatenate((gallery.spelt, gallery.meant), axis=1)
        self._halfway = gallery.spelt.shape[1]
        self._ends = np.cumsum(counts)
        self._owners = np.repeat(np.arange(len(counts)), counts)
        self._facts = len(counts)
        self._all = np.arange(len(self._owners))
        self._inverse: Array | None = None
        wanted = np.eye(len(counts), dtype=np.float32)[self._owners] if len(self._owners) <= SOLVED_WHOLE else None
        if wanted is not None:
            alike = likeness(gallery, gallery) + SMOOTH * np.eye(len(wanted))
            self._inverse = np.linalg.inv(alike)
            self._weights = np.asarray(self._inverse @ wanted, np.float32)
        else:
            self._line = _line(self._rows, self._owners, self._facts)

    def standing(self, asked: Portrait, without: Sequence[int] = ()) -> list[Standing]:
        """The facts that are nearest to a question, best first; `without` leaves phrasings out, by number."""
        shares, alike, numbers = self._of_all(asked, without) or self._of_nearest(asked, without)
        told = np.argsort(-shares, kind="stable")[:STANDING].tolist()
        return [self._standing(fact, float(shares[fact]), alike, numbers) for fact in told]

    def _of_all(self, asked: Portrait, without: Sequence[int]) -> tuple[Array, Array, Array] | None:
        """The share of each fact, and the likeness of each phrasing with its number; None if they are too many."""
        if self._inverse is None:
            return None
        alike = likeness(asked, self._part(slice(None)))
        shares = alike @ self._weights
        if without:
            left = np.array(without)
            block = self._inverse[np.ix_(left, left)]
            shares -= alike @ self._inverse[:, left] @ np.linalg.solve(block, self._weights[left])
            alike[left] = 0.0
        return shares, alike, self._all

    def _of_nearest(self, asked: Portrait, without: Sequence[int]) -> tuple[Array, Array, Array]:
        """The same of the nearest phrasings alone."""
        listed = self._listed(asked, without)
        alike = likeness(asked, self._part(listed))
        best = np.argsort(-alike, kind="stable")[:NEAREST]
        numbers, alike = listed[best], alike[best]
        near = self._part(numbers)
        smooth = SMOOTH * np.eye(len(best), dtype=np.float32)
        weights = np.linalg.solve(likeness(near, near) + smooth, alike)
        return np.bincount(self._owners[numbers], weights, self._facts), alike, numbers

    def _standing(self, fact: int, share: float, alike: Array, numbers: Array) -> Standing:
        if numbers is self._all:
            end = int(self._ends[fact])
            start = int(self._ends[fact - 1]) if fact else 0
            best = start + int(alike[start:end].argmax())
        else:
            own = (self._owners[numbers] == fact).nonzero()[0]
            if not len(own):
                return Standing(fact, share, 0.0, -1)
            best = int(own[alike[own].argmax()])
        return Standing(fact, share, max(0.0, float(alike[best])), int(numbers[best]))

    def _part(self, numbers: Array | slice) -> Portrait:
        rows = self._rows[numbers]
        return Portrait(rows[:, : self._halfway], rows[:, self._halfway :])

    def _listed(self, asked: Portrait, without: Sequence[int]) -> Array:
        """The phrasings of the facts that come nearest in a straight line."""
        rough = np.concatenate((asked.spelt, asked.meant)) @ self._line
        runs: list[Array] = []
        listed = 0
        for fact in np.argsort(-rough)[:LISTED].tolist():
            end = int(self._ends[fact])
            start = int(self._ends[fact - 1]) if fact else 0
            runs.append(np.arange(start, end))
            listed += end - start
            if listed >= LISTED:
                break
        numbers = np.concatenate(runs)
        return numbers[~np.isin(numbers, without)] if without else numbers


def _line(rows: Array, owners: Array, facts: int) -> Array:
    """Linear ridge regression from portraits to facts: rough, and quick for any number of phrasings."""
    sums = np.zeros((facts, rows.shape[1]), np.float32)
    np.add.at(sums, owners, rows)
    square = rows.T @ rows + len(rows) / ROUGH * np.eye(rows.shape[1], dtype=np.float32)
    return np.asarray(np.linalg.solve(square, sums.T), np.float32)
