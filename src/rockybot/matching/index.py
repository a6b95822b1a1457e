"""The phrasings of a pack, ready to be searched: `Clause` → the few phrasings worth scoring."""

from __future__ import annotations

from heapq import nlargest
from math import log
from typing import TYPE_CHECKING, NamedTuple

from rockybot.matching.similarity import kin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rockybot.matching.query import Clause, Unit

LIGHTEST, HEAVIEST = 0.25, 1.5
"""The weight of a unit that stands in every record, and of one that stands in a single one."""

STRANGER = 1.2
"""The weight of a word that the pack doesn't know."""

POSTINGS_BUDGET = 2500
"""Phrasings touched for one clause before its commoner units only re-rank those already found."""

SHORTLIST = 40
"""Phrasings scored in full."""


class Phrasing(NamedTuple):
    """One way to ask for a record. `units` maps each unit to its share, `mass` is the weight of them all."""

    text: str
    record: int
    units: Mapping[Unit, float]
    mass: float


class Candidate(NamedTuple):
    """A phrasing, by number, that shares something with a clause; `overlap` is their Dice coefficient, 0 to 1."""

    phrasing: int
    overlap: float


class Index:
    """An inverted index over units, made of (record number, phrasing, its units with their shares)."""

    def __init__(self, readings: Sequence[tuple[int, str, Mapping[Unit, float]]], records: int) -> None:
        seen_in: dict[Unit, set[int]] = {}
        self._postings: dict[Unit, list[int]] = {}
        for number, (record, _, units) in enumerate(readings):
            for unit in units:
                if unit in seen_in:
                    seen_in[unit].add(record)
                    self._postings[unit].append(number)
                else:
                    seen_in[unit] = {record}
                    self._postings[unit] = [number]
        scale = (HEAVIEST - LIGHTEST) / log(records + 1) if records else 0.0
        weights = {unit: LIGHTEST + scale * log((records + 1) / len(where)) for unit, where in seen_in.items()}
        self.weights: Mapping[Unit, float] = weights
        self.phrasings = [
            Phrasing(text, record, units, sum([weights[unit] * share for unit, share in units.items()]))
            for record, text, units in readings
        ]
        self._units_of_symbol: dict[str, list[Unit]] = {}
        for unit in seen_in:
            for symbol in unit:
                self._units_of_symbol.setdefault(symbol, []).append(unit)
        self._near: dict[Unit, tuple[tuple[Unit, float], ...]] = {}

    def weight(self, unit: Unit) -> float:
        """How much the unit tells: from `LIGHTEST` to `HEAVIEST`, `STRANGER` if no phrasing has anything near it."""
        near = self.near(unit)
        return max((self.weights[known] * similarity for known, similarity in near), default=STRANGER)

    def near(self, unit: Unit) -> tuple[tuple[Unit, float], ...]:
        """The units of the pack that stand for nearly the same, nearest first, each with its similarity in (0, 1]."""
        known = self._near.get(unit)
        if known is None:
            found: dict[Unit, float] = {}
            for symbol in unit:
                for relative, similarity in kin(symbol).items():
                    for other in self._units_of_symbol.get(relative, ()):
                        found[other] = max(similarity, found.get(other, 0.0))
            known = tuple(sorted(found.items(), key=lambda pair: -pair[1]))
            if unit in self.weights:
                self._near[unit] = known
        return known

    def shortlist(self, clause: Clause) -> list[Candidate]:
        """The phrasings that overlap most with the clause, best first, at most `SHORTLIST`."""
        asked = [(share * self.weight(unit), self.near(unit)) for unit, share in clause.units.items()]
        asked_mass = sum(weight for weight, _ in asked)
        terms = [(sum(len(self._postings[other]) for other, _ in near), weight, near) for weight, near in asked if near]
        terms.sort(key=lambda term: term[0])
        shared: dict[int, float] = {}
        spent = 0
        for size, weight, near in terms:
            spent += size
            if shared and spent > POSTINGS_BUDGET:
                self._add_to_found(shared, weight, near)
            else:
                self._add(shared, weight, near)
        phrasings = self.phrasings
        overlaps = [(2 * mass / (asked_mass + phrasings[number].mass), -number) for number, mass in shared.items()]
        best: Sequence[tuple[float, int]] = nlargest(SHORTLIST, overlaps)
        return [Candidate(-number, min(1.0, overlap)) for overlap, number in best]

    def _add(self, shared: dict[int, float], weight: float, near: tuple[tuple[Unit, float], ...]) -> None:
        if len(near) == 1:
            for number in self._postings[near[0][0]]:
                shared[number] = shared.get(number, 0.0) + weight
            return
        met: set[int] = set()
        for unit, similarity in near:
            gain = weight * similarity
            for number in self._postings[unit]:
                if number not in met:
                    met.add(number)
                    shared[number] = shared.get(number, 0.0) + gain

    def _add_to_found(self, shared: dict[int, float], weight: float, near: tuple[tuple[Unit, float], ...]) -> None:
        phrasings = self.phrasings
        for number in shared:
            units = phrasings[number].units
            for unit, similarity in near:
                if unit in units:
                    shared[number] += weight * similarity
                    break
