"""The records of a pack, ready to be searched: `Clause` → the few records worth scoring."""

from __future__ import annotations

from collections import Counter, defaultdict
from heapq import nlargest
from math import log
from typing import TYPE_CHECKING, NamedTuple

from rockybot.matching.query import names_in
from rockybot.matching.similarity import SAME_ROOT, kin, root

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rockybot.matching.query import Unit

LIGHTEST, HEAVIEST = 0.5, 1.5
"""The weight of a unit that stands in every record, and of one that stands in a single one."""

STRANGER = 1.2
"""The weight of a word that the pack doesn't know."""

BELONGS_ONCE, BELONGS_MORE, BELONGS_TOLD = 0.7, 0.15, 0.5
"""How much a unit belongs to a record: for its first phrasing with it, for each further one (up to 1 in all), and for
an answer or excerpt with it."""

SENSES = 0.3
"""What two words lose at most that share one meaning of many."""

SHORTLIST = 14
"""Records scored in full."""


class Phrasing(NamedTuple):
    """One way to ask for a record. `units` maps each unit to its share, `mass` is the weight of them all."""

    number: int
    text: str
    units: Mapping[Unit, float]
    mass: float
    people: frozenset[str]


class Reading(NamedTuple):
    """A record as read: its phrasings with their units, and the units of what is told about it."""

    phrasings: Sequence[tuple[str, Mapping[Unit, float]]]
    told: Mapping[Unit, float]


class Index:
    """An inverted index from units to records."""

    def __init__(self, readings: Sequence[Reading], people: frozenset[str]) -> None:
        self.people = people
        records = len(readings)
        postings: dict[Unit, dict[int, float]] = defaultdict(dict)
        for number, reading in enumerate(readings):
            counts = Counter(unit for _, units in reading.phrasings for unit in units)
            for unit, count in counts.items():
                postings[unit][number] = min(1.0, BELONGS_ONCE + BELONGS_MORE * (count - 1))
            for unit in reading.told:
                postings[unit].setdefault(number, BELONGS_TOLD)
        self.postings: Mapping[Unit, Mapping[int, float]] = dict(postings)
        scale = (HEAVIEST - LIGHTEST) / log(records + 1) if records else 0.0
        weights = {unit: LIGHTEST + scale * log((records + 1) / len(where)) for unit, where in postings.items()}
        self.weights: Mapping[Unit, float] = weights
        self.phrasings: list[tuple[Phrasing, ...]] = []
        first = 0
        for reading in readings:
            self.phrasings.append(
                tuple(
                    Phrasing(number, text, units, sum([weights[unit] * share for unit, share in units.items()]), names_in(units) & people)
                    for number, (text, units) in enumerate(reading.phrasings, first)
                )
            )
            first += len(reading.phrasings)
        self._units_of_symbol: dict[str, list[Unit]] = defaultdict(list)
        self._units_of_root: dict[str, list[Unit]] = defaultdict(list)
        for unit in postings:
            for symbol in unit:
                self._units_of_symbol[symbol].append(unit)
                self._units_of_root[root(symbol)].append(unit)
        self._near: dict[Unit, tuple[tuple[Unit, float], ...]] = {}

    def weight(self, unit: Unit) -> float:
        """How much the unit tells: from `LIGHTEST` to `HEAVIEST`, `STRANGER` if the pack has nothing near it."""
        if unit in self.weights:
            return self.weights[unit]
        return max((self.weights[known] for known, _ in self.near(unit)), default=STRANGER)

    def near(self, unit: Unit) -> tuple[tuple[Unit, float], ...]:
        """The units of the pack that stand for nearly the same, nearest first, each with its similarity in (0, 1]."""
        known = self._near.get(unit)
        if known is None:
            found: dict[Unit, float] = {}
            for symbol in unit:
                for relative, similarity in kin(symbol).items():
                    for other in self._units_of_symbol.get(relative, ()):
                        alike = similarity * _common(unit, other) if similarity == 1.0 else similarity
                        found[other] = max(alike, found.get(other, 0.0))
                for other in self._units_of_root.get(root(symbol), ()):
                    found.setdefault(other, SAME_ROOT)
            known = tuple(sorted(found.items(), key=lambda pair: -pair[1]))
            if unit in self.weights:
                self._near[unit] = known
        return known

    def shortlist(self, asked: Mapping[Unit, float]) -> list[tuple[int, float]]:
        """The records that know most of what is asked, with the share that they know, best first.

        `asked` maps units to weights. At most `SHORTLIST` records, each by its number and its share, 0 to 1.
        """
        known: dict[int, float] = defaultdict(float)
        for unit, weight in asked.items():
            near = self.near(unit)
            if len(near) == 1:
                for number, belongs in self.postings[near[0][0]].items():
                    known[number] += weight * near[0][1] * belongs
            elif near:
                best: dict[int, float] = {}
                for other, similarity in near:
                    for number, belongs in self.postings[other].items():
                        gain = similarity * belongs
                        if gain > best.get(number, 0.0):
                            best[number] = gain
                for number, gain in best.items():
                    known[number] += weight * gain
        mass = sum(asked.values())
        return [(number, share / mass) for number, share in nlargest(SHORTLIST, known.items(), key=_share)]


def _common(unit: Unit, other: Unit) -> float:
    """A word of one meaning and one of four that it shares are less alike than two that share all."""
    if unit == other:
        return 1.0
    shared = sum(symbol in other for symbol in unit)
    return 1.0 - SENSES + SENSES * shared / (len(unit) + len(other) - shared)


def _share(item: tuple[int, float]) -> tuple[float, int]:
    return item[1], -item[0]
