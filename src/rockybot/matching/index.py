"""The records of a pack, ready to be searched: what is asked → the few records worth scoring."""

from __future__ import annotations

from collections import defaultdict
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rockybot.matching.fitting import Wordings
from rockybot.matching.similarity import ONE_KIND_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rockybot.matching.query import Unit
    from rockybot.matching.similarity import Similarity
    from rockybot.matching.vectors import Array

LIGHTEST, HEAVIEST = 0.5, 1.5
"""The weight of a unit that stands in every record, and of one that stands in a single one."""

STRANGER = 1.2
"""The weight of a word that the pack doesn't know."""

BELONGS_ONCE, BELONGS_MORE, BELONGS_TOLD = 0.7, 0.15, 0.5
"""How much a unit belongs to a record: for its first phrasing with it, for each further one (up to 1 in all), and for
an answer or excerpt with it."""

SENSES = 0.3
"""What two words lose at most that share one meaning of many."""

MAX_REMEMBERED = 20_000
"""Units for which is remembered what they reach, words that the pack doesn't know included."""

SHORTLIST = 8
"""Records scored in full; with 14 nothing was gained on labelled questions, and a third of the time lost."""


class Wording(NamedTuple):
    """One way to ask for a record: `text` as curated, `plain` as read; `names` are those it names, in their order."""

    text: str
    plain: str
    units: Mapping[Unit, float]
    names: tuple[str, ...]


class Reading(NamedTuple):
    """A record as read: all that is the same in any pack it stands in.

    `told` are its answer and excerpt, or what a gap is about, in plain words; `belongs` maps how much, in (0, 1], to
    the units that belong to it so much; `answer_types` are those that its phrasings ask for, with their kin;
    `words` are all that are said in it.
    """

    wordings: Sequence[Wording]
    told: Sequence[str]
    belongs: Mapping[float, Sequence[Unit]]
    answer_types: frozenset[str]
    words: Iterable[str]


class Listed(NamedTuple):
    """A record, by number, that is worth scoring; `familiar` is the share of the question that it knows, 0 to 1."""

    record: int
    familiar: float


class Reach(NamedTuple):
    """What a unit weighs and reaches in a pack.

    `near` are the pack's units that stand for nearly the same, nearest first: their numbers, each with its similarity.
    `records` have one of these, and `gains` is how much of the unit each of them knows, 0 to 1.
    """

    weight: float
    near: tuple[tuple[int, float], ...]
    records: Array
    gains: Array


_NOBODY, _NOTHING = np.zeros(0, np.intp), np.zeros(0)


class Index:
    """An inverted index from units to records, and the phrasings of these.

    Inside, a unit is a number: a tuple of symbols is hashed anew at every look-up.
    """

    def __init__(self, readings: Sequence[Reading], similarity: Similarity) -> None:
        self.similarity = similarity
        postings = _postings(readings)
        self._numbers = {unit: number for number, unit in enumerate(postings)}
        self._postings = [tuple(where) for where in postings.values()]
        self._weights = list(_weights(postings, len(readings)))
        self._ambiguous: dict[str, list[Unit]] = defaultdict(list)
        for unit in postings:
            if len(unit) > 1:
                for symbol in unit:
                    self._ambiguous[symbol].append(unit)
        self._reaches: dict[Unit, Reach] = {}
        self.wordings = Wordings(readings, self._numbers, self._weights)
        self.answer_types = [reading.answer_types for reading in readings]

    def reach(self, unit: Unit) -> Reach:
        """What a unit reaches here."""
        known = self._reaches.get(unit)
        if known is None:
            near = self._near(unit)
            known = Reach(self._weight(unit, near), near, *self._gains(near))
            if len(self._reaches) < MAX_REMEMBERED:
                self._reaches[unit] = known
        return known

    def weight(self, unit: Unit) -> float:
        """How much the unit tells: from `LIGHTEST` to `HEAVIEST`, `STRANGER` if the pack has nothing near it."""
        return self.reach(unit).weight

    def shortlist(self, asked: Mapping[Unit, float], also: Iterable[int] = ()) -> list[Listed]:
        """The records that know most of what is asked, best first, at most `SHORTLIST`, and those of `also`.

        `asked` maps units to weights.
        """
        reached = [(self.reach(unit), weight) for unit, weight in asked.items()]
        records = np.concatenate([_NOBODY, *[reach.records for reach, _ in reached]])
        gains = np.concatenate([_NOTHING, *[reach.gains * weight for reach, weight in reached]])
        # A few records more, which know nothing, so that there always are enough to part the best from.
        known = np.bincount(records, gains, len(self.answer_types) + SHORTLIST)
        least = np.partition(known, -SHORTLIST)[-SHORTLIST]
        found = np.flatnonzero((known >= least) & (known > 0)).tolist()
        best = sorted(found, key=lambda record: -known[record])[:SHORTLIST]
        mass = sum(asked.values())
        return [Listed(record, float(known[record]) / mass) for record in dict.fromkeys([*best, *also])]

    def _near(self, unit: Unit) -> tuple[tuple[int, float], ...]:
        found: dict[int, float] = {}
        for symbol in unit:
            for relative, similarity in self.similarity.related(symbol):
                for other in ((relative,), *self._ambiguous.get(relative, ())):
                    number = self._numbers.get(other)
                    if number is not None:
                        alike = _common(unit, other) if relative == symbol else similarity
                        found[number] = max(alike, found.get(number, 0.0))
        return tuple(sorted(found.items(), key=lambda pair: -pair[1]))

    def _weight(self, unit: Unit, near: Iterable[tuple[int, float]]) -> float:
        number = self._numbers.get(unit)
        if number is not None:
            return self._weights[number]
        return max((self._weights[known] for known, similarity in near if similarity >= ONE_KIND_OF), default=STRANGER)

    def _gains(self, near: Iterable[tuple[int, float]]) -> tuple[Array, Array]:
        """The records that have any of some units, and for each the most that one of these is worth to it."""
        best: dict[int, float] = {}
        for other, similarity in near:
            for record, belongs in self._postings[other]:
                gain = similarity * belongs
                if gain > best.get(record, 0.0):
                    best[record] = gain
        return np.array(list(best), np.intp), np.array(list(best.values()))


def _postings(readings: Iterable[Reading]) -> dict[Unit, list[tuple[int, float]]]:
    """Unit → the records it belongs to, by number, and how much, in (0, 1]."""
    postings: dict[Unit, list[tuple[int, float]]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for belongs, units in reading.belongs.items():
            posting = (number, belongs)
            for unit in units:
                postings[unit].append(posting)
    return dict(postings)


def _weights(postings: Mapping[Unit, Sequence[object]], records: int) -> Iterator[float]:
    """Inverse document frequency over records, smoothed into `LIGHTEST` to `HEAVIEST`."""
    scale = (HEAVIEST - LIGHTEST) / log(records + 1) if records else 0.0
    for where in postings.values():
        yield LIGHTEST + scale * log((records + 1) / len(where))


def _common(unit: Unit, other: Unit) -> float:
    """A word of one meaning and one of four that it shares are less alike than two that share all."""
    if unit == other:
        return 1.0
    shared = sum(symbol in other for symbol in unit)
    return 1.0 - SENSES + SENSES * shared / (len(unit) + len(other) - shared)
