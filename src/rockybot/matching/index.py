"""The records of a pack, ready to be searched: what is asked → the few records worth scoring."""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from itertools import count
from math import log
from typing import TYPE_CHECKING, NamedTuple

from rockybot.matching.names import NAMED
from rockybot.matching.similarity import ONE_KIND_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rockybot.matching.query import Unit
    from rockybot.matching.similarity import Similarity

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
"""Units whose near ones are remembered, words that the pack doesn't know included."""

SHORTLIST = 8
"""Records scored in full; with 14 nothing was gained on labelled questions, and a third of the time lost."""


class Phrasing(NamedTuple):
    """One way to ask for a record: `text` as curated, `plain` as read.

    `terms` are its units by number, each with its weight and the part of that weight it has in here; `mass` is the sum
    of these parts; `names` are those it names, in their order.
    """

    number: int
    text: str
    plain: str
    terms: tuple[tuple[int, float, float], ...]
    mass: float
    names: tuple[str, ...]


class Wording(NamedTuple):
    """A phrasing as read: what `Phrasing` has of it in any pack, before its units are numbered and weighed."""

    text: str
    plain: str
    units: Mapping[Unit, float]
    names: tuple[str, ...]


class Profile(NamedTuple):
    """What a record is about as a whole: whom and what it names, and the answer types that it can meet."""

    names: frozenset[str]
    answer_types: frozenset[str]


class Reading(NamedTuple):
    """A record as read: all that is the same in any pack it stands in.

    `told` are its answer and excerpt, or what a gap is about, in plain words; `belongs` maps how much, in (0, 1], to
    the units that belong to it so much; `words` are all that are said in it.
    """

    wordings: Sequence[Wording]
    told: Sequence[str]
    belongs: Mapping[float, Sequence[Unit]]
    profile: Profile
    words: Iterable[str]


class Listed(NamedTuple):
    """A record, by number, that is worth scoring; `familiar` is the share of the question that it knows, 0 to 1."""

    record: int
    familiar: float


class Index:
    """An inverted index from units to records; `names` are the units, by number, that are names.

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
        self._near: dict[Unit, tuple[tuple[int, float], ...]] = {}
        self.phrasings = list(_weighed(readings, _Terms(self._numbers, self._weights)))
        self.profiles = [reading.profile for reading in readings]
        self.names = frozenset(number for unit, number in self._numbers.items() if unit[0][0] == NAMED)
        self._said: list[set[int]] = [set() for _ in readings]
        for number, where in enumerate(self._postings):
            for record, _ in where:
                self._said[record].add(number)
        self._word_for_word: dict[str, tuple[int, ...]] = {}
        for record, reading in enumerate(readings):
            alone = (record,)
            for wording in reading.wordings:
                self._word_for_word[wording.plain] = self._word_for_word.get(wording.plain, ()) + alone

    def weight(self, unit: Unit) -> float:
        """How much the unit tells: from `LIGHTEST` to `HEAVIEST`, `STRANGER` if the pack has nothing near it."""
        number = self._numbers.get(unit)
        if number is not None:
            return self._weights[number]
        near = (self._weights[known] for known, similarity in self.near(unit) if similarity >= ONE_KIND_OF)
        return max(near, default=STRANGER)

    def near(self, unit: Unit) -> tuple[tuple[int, float], ...]:
        """The pack's units that stand for nearly the same, nearest first: their numbers, each with its similarity."""
        known = self._near.get(unit)
        if known is None:
            found: dict[int, float] = {}
            for symbol in unit:
                for relative, similarity in self.similarity.related(symbol):
                    for other in ((relative,), *self._ambiguous.get(relative, ())):
                        number = self._numbers.get(other)
                        if number is not None:
                            alike = _common(unit, other) if relative == symbol else similarity
                            found[number] = max(alike, found.get(number, 0.0))
            known = tuple(sorted(found.items(), key=lambda pair: -pair[1]))
            if len(self._near) < MAX_REMEMBERED:
                self._near[unit] = known
        return known

    def said(self, record: int, unit: Unit) -> float:
        """How nearly a record, by number, says a unit anywhere, 0 to 1."""
        said = self._said[record]
        return next((similarity for number, similarity in self.near(unit) if number in said), 0.0)

    def word_for_word(self, plain: str, without: int | None) -> list[int]:
        """The records that have exactly this phrasing, the one numbered `without` aside."""
        return [
            record
            for record in self._word_for_word.get(plain, ())
            if any(phrasing.plain == plain and phrasing.number != without for phrasing in self.phrasings[record])
        ]

    def shortlist(self, asked: Mapping[Unit, float], also: Iterable[int] = ()) -> list[Listed]:
        """The records that know most of what is asked, best first, at most `SHORTLIST`, and those of `also`.

        `asked` maps units to weights.
        """
        known: dict[int, float] = defaultdict(float)
        for unit, weight in asked.items():
            near = self.near(unit)
            if len(near) == 1:
                worth = weight * near[0][1]
                for number, belongs in self._postings[near[0][0]]:
                    known[number] += worth * belongs
            elif near:
                best: dict[int, float] = {}
                for other, similarity in near:
                    for number, belongs in self._postings[other]:
                        gain = similarity * belongs
                        if gain > best.get(number, 0.0):
                            best[number] = gain
                for number, gain in best.items():
                    known[number] += weight * gain
        mass = sum(asked.values())
        found = nlargest(SHORTLIST, [(share, -number) for number, share in known.items()])
        numbers = dict.fromkeys([*(-number for _, number in found), *also])
        return [Listed(number, known[number] / mass) for number in numbers]


class _Terms(dict["tuple[Unit, float]", "tuple[int, float, float]"]):
    """Unit and share → its term: number, weight and part. A few thousand serve thirty thousand places in phrasings."""

    def __init__(self, numbers: Mapping[Unit, int], weights: Sequence[float]) -> None:
        self._numbers, self._weights = numbers, weights

    def __missing__(self, item: tuple[Unit, float]) -> tuple[int, float, float]:
        number = self._numbers[item[0]]
        weight = self._weights[number]
        term = self[item] = (number, weight, weight * item[1])
        return term


def _weighed(readings: Iterable[Reading], terms: _Terms) -> Iterator[tuple[Phrasing, ...]]:
    """The phrasings of each record, numbered through."""
    numbers = count()
    for reading in readings:
        phrasings = []
        for text, plain, units, names in reading.wordings:
            own = tuple([terms[item] for item in units.items()])
            phrasings.append(Phrasing(next(numbers), text, plain, own, sum([part for _, _, part in own]), names))
        yield tuple(phrasings)


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
