"""Candidates → `Match`es, best first. A score is a record of its parts, so that it can be explained and judged."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import ratio

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rockybot.matching.index import Index, Phrasing
    from rockybot.matching.query import Clause, Query, Unit
    from rockybot.packs import Record

LETTERS = 0.4
"""What spelling alike adds at most, in points of 1."""
SUPPORT = 0.6
"""What the record's three best phrasings add on average."""
FAMILIAR = 1.0
"""What is added for words that the record knows, whichever of its phrasings they stand in."""
OTHER_NAME = 0.3
"""Taken for each person named that the record never mentions."""
SWAPPED = 0.5
"""What is left of a phrasing's worth if it names somebody else instead of the one who is asked about."""
STATEMENT = 0.75
"""The worth of a clause that asks nothing, beside one that asks."""
FULL = 1.0 + LETTERS + SUPPORT + FAMILIAR
SUPPORTERS = 4


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
    other_name: float = 0.0
    total: float = 0.0
    """All of it, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Match:
    """A record, the phrasing of it that fits best, the clause it fits, and how well."""

    record: Record
    phrasing: str
    clause: str
    score: Score


class Profile(NamedTuple):
    """What a record is about as a whole."""

    names: frozenset[str]
    answer_types: frozenset[str]


class _Fit(NamedTuple):
    value: float
    asked: float
    answered: float
    phrasing: Phrasing


def score(
    query: Query, index: Index, records: Sequence[Record], profiles: Sequence[Profile], without: int | None = None
) -> list[Match]:
    """The best match of each record that shares anything with the query, best first, ties in the order of the file.

    `without` is the number of a phrasing to leave out.
    """
    best: dict[int, Match] = {}
    asking = any(clause.asks for clause in query.clauses[1:])
    for clause in query.clauses:
        worth = 1.0 if clause.asks or not asking else STATEMENT
        for number, match in _score_clause(clause, worth, index, records, profiles, without):
            if number not in best or match.score.total > best[number].score.total:
                best[number] = match
    return [match for _, match in sorted(best.items(), key=lambda item: (-item[1].score.total, item[0]))]


def _score_clause(
    clause: Clause, worth: float, index: Index, records: Sequence[Record], profiles: Sequence[Profile], without: int | None
) -> Iterator[tuple[int, Match]]:
    asked = {unit: share * index.weight(unit) for unit, share in clause.units.items()}
    known: dict[Unit, float] = {}
    for unit in asked:
        for other, similarity in index.near(unit):
            known[other] = max(similarity, known.get(other, 0.0))
    mass = sum(asked.values())
    people = clause.names & index.people
    for number, familiar in index.shortlist(asked):
        fits = [_fit(people, known, mass, phrasing, index) for phrasing in index.phrasings[number] if phrasing.number != without]
        best = nlargest(SUPPORTERS, fits)
        if best:
            yield number, _match(clause, worth, asked, best, familiar, records[number], profiles[number], index, number)


def _fit(people: frozenset[str], known: Mapping[Unit, float], mass: float, phrasing: Phrasing, index: Index) -> _Fit:
    weights = index.weights
    asked = answered = 0.0
    for unit, share in phrasing.units.items():
        if unit in known:
            gain = known[unit] * weights[unit]
            asked += gain
            answered += gain * share
    asked = min(1.0, asked / mass)
    answered = answered / phrasing.mass if phrasing.mass else 0.0
    both = asked + answered
    value = 2 * asked * answered / both if both else 0.0
    if people - phrasing.people and phrasing.people - people:
        value *= SWAPPED
    return _Fit(value, asked, answered, phrasing)


def _match(
    clause: Clause, worth: float, asked: Mapping[Unit, float], fits: list[_Fit], familiar: float, record: Record, profile: Profile, index: Index, number: int
) -> Match:
    best = fits[0]
    letters = ratio(clause.text, best.phrasing.text) / 100
    support = sum(fit.value for fit in fits) / SUPPORTERS
    strangers = len((clause.names & index.people) - profile.names)
    value = best.value + LETTERS * letters + SUPPORT * support + FAMILIAR * familiar - OTHER_NAME * strangers
    total = 100 * max(0.0, min(1.0, value / FULL)) * worth
    score = Score(best.asked, best.answered, letters, support, familiar, 100 * OTHER_NAME / FULL * strangers, total)
    return Match(record, best.phrasing.text, clause.text, score)

