"""Candidates → `Match`es, best first. A score is a record of its parts, so that it can be explained and judged."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import ratio

from rockybot.matching.query import people_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rockybot.matching.index import Index, Phrasing, Profile
    from rockybot.matching.query import Clause, Query, Unit
    from rockybot.packs import Record

LETTERS = 0.6
"""What spelling alike adds at most, in points of 1."""
SUPPORT = 0.6
"""What the record's best phrasings add on average."""
FAMILIAR = 1.0
"""What is added for words that the record knows, whichever of its phrasings they stand in."""
OTHER_NAME = 0.3
"""Taken for each person named that the record never mentions."""
OTHER_TYPE = 0.3
"""Taken when one certain thing is asked (an age, a place) that no phrasing of the record asks for."""
OTHER_ORDER = 0.9
"""What is left of a phrasing's worth that names the same persons the other way round: who left whom."""
SWAPPED = 0.5
"""What is left of a phrasing's worth if it names somebody else instead of the one who is asked about."""
STATEMENT = 0.75
"""The worth of a clause that asks nothing, beside one that asks."""
EXACT, NEARLY = 100.0, 99.0
"""The scores of a phrasing word for word, and of the best one otherwise."""
FULL = 1.0 + LETTERS + SUPPORT + FAMILIAR
SUPPORTERS = 6
MAX_UNITS = 40
"""Units of one clause that count, the heaviest: nobody asks so much in one breath."""


@dataclass(frozen=True, slots=True)
class Score:
    """Why a record fits a clause. The shares are 0 to 1; the penalties are points of 100, taken away."""

    asked: float
    """The share of the question that the phrasing covers."""
    answered: float
    """The share of the phrasing that the question covers."""
    letters: float
    """How alike the two are spelt."""
    support: float
    """How well the record's best phrasings fit, on average."""
    familiar: float
    """The share of the question that the record knows, whichever of its phrasings or words it stands in."""
    nearness: float = 0.0
    """How near the record's phrasings lie by all that is spelt and meant in them, 0 to 1.5; 0 in a small pack."""
    other_name: float = 0.0
    """Taken because it names somebody else."""
    other_type: float = 0.0
    """Taken because something else is asked than it answers."""
    total: float = 0.0
    """All of it, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Match:
    """A record, the phrasing of it that fits best, the clause it fits, and how well."""

    record: Record
    phrasing: str
    clause: str
    score: Score


class _Asked(NamedTuple):
    """A clause with its units weighed; `known` maps the pack's units near to them, by number, to their similarity."""

    clause: Clause
    worth: float
    weights: Mapping[Unit, float]
    mass: float
    known: Mapping[int, float]
    people: tuple[str, ...]
    types: frozenset[str]


class _Fit(NamedTuple):
    word_for_word: bool
    value: float
    asked: float
    answered: float
    phrasing: Phrasing


def score(query: Query, index: Index, records: Sequence[Record], without: int | None = None) -> dict[int, Match]:
    """The best match of each record, by number, that shares anything with the query.

    `without` is the number of a phrasing to leave out.
    """
    best: dict[int, Match] = {}
    asking = any(clause.asks for clause in query.clauses[1:])
    for clause in query.clauses:
        asked = _weigh(clause, 1.0 if clause.asks or not asking else STATEMENT, index)
        for number, familiar in index.shortlist(asked.weights, index.word_for_word(clause.text, without)):
            fits = _fits(asked, index.phrasings[number], without)
            if fits:
                match = _match(asked, fits, familiar, records[number], index.profiles[number])
                if number not in best or match.score.total > best[number].score.total:
                    best[number] = match
    return best


def ranked(best: Mapping[int, Match]) -> list[Match]:
    """The matches of records, by number: best first, ties in the order of the file."""
    return [match for _, match in sorted(best.items(), key=lambda item: (-item[1].score.total, item[0]))]


def _weigh(clause: Clause, worth: float, index: Index) -> _Asked:
    weighed = [(unit, share * index.weight(unit)) for unit, share in clause.units.items()]
    weights = dict(nlargest(MAX_UNITS, weighed, key=_weight)) if len(weighed) > MAX_UNITS else dict(weighed)
    known: dict[int, float] = {}
    for unit in weights:
        for other, similarity in index.near(unit):
            if similarity > known.get(other, 0.0):
                known[other] = similarity
    people, types = people_in(clause.units, index.people), index.types_asked(clause.units)
    return _Asked(clause, worth, weights, sum(weights.values()), known, people, types)


def _weight(item: tuple[Unit, float]) -> float:
    return item[1]


def _fits(asked: _Asked, phrasings: Iterable[Phrasing], without: int | None) -> list[_Fit]:
    """The fits of the phrasings that fit best, word for word first, at most `SUPPORTERS`."""
    similar, mass, people = asked.known.get, asked.mass, asked.people
    fits: list[_Fit] = []
    for phrasing in phrasings:
        covered = met = 0.0
        for unit, weight, part in phrasing.terms:
            similarity = similar(unit)
            if similarity is not None:
                covered += similarity * weight
                met += similarity * part
        if covered and phrasing.number != without:
            share, answered = min(1.0, covered / mass), met / phrasing.mass
            value = 2 * share * answered / (share + answered)
            if people and phrasing.people and people != phrasing.people:
                value *= _same_people(people, phrasing.people)
            fits.append(_Fit(phrasing.plain == asked.clause.text, value, share, answered, phrasing))
    return nlargest(SUPPORTERS, fits)


def _same_people(asked: tuple[str, ...], named: tuple[str, ...]) -> float:
    if set(asked) - set(named) and set(named) - set(asked):
        return SWAPPED
    return OTHER_ORDER if min(len(asked), len(named)) > 1 and asked[0] != named[0] else 1.0


def _match(asked: _Asked, fits: Sequence[_Fit], familiar: float, record: Record, profile: Profile) -> Match:
    _, value, share, answered, phrasing = fits[0]
    clause = asked.clause
    letters = ratio(clause.text, phrasing.plain) / 100
    support = sum([fit.value for fit in fits]) / SUPPORTERS
    other_name = OTHER_NAME * len(set(asked.people) - profile.people)
    other_type = OTHER_TYPE if asked.types and not asked.types & profile.answer_types else 0.0
    points = value + LETTERS * letters + SUPPORT * support + FAMILIAR * familiar - other_name - other_type
    total = EXACT if letters == 1.0 else NEARLY * max(0.0, min(1.0, points / FULL)) * asked.worth
    taken = (100 * other_name / FULL, 100 * other_type / FULL)
    score = Score(share, answered, letters, support, familiar, 0.0, *taken, total)
    return Match(record, phrasing.text, clause.text, score)
