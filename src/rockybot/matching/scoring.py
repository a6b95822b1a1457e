"""Candidates → `Match`es, best first. A score is a record of its parts, so that it can be explained and judged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rockybot.matching.index import Index, Phrasing
    from rockybot.matching.query import Clause, Query, Unit
    from rockybot.packs import Record

LETTERS = 0.15
"""What spelling alike adds at most, in points of 1."""
SUPPORT = 0.25
"""What the record's three best phrasings add on average."""
OTHER_NAME = 0.12
"""Taken for each named person, place or thing that the record never mentions."""
OTHER_TYPE = 0.12
"""Taken when something else is asked (an age) than the record answers (a place)."""
MISSING = 0.10
"""Taken for each unit of weight of the heaviest word that the record never mentions."""
STATEMENT = 0.9
"""The worth of a clause that asks nothing, beside one that asks."""
FAMILIAR = 0.5
FULL = 1.0 + LETTERS + SUPPORT + FAMILIAR
RECORDS_SCORED = 8
SUPPORTERS = 3


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
    """How well the record's best phrasings fit together."""
    other_name: float = 0.0
    other_type: float = 0.0
    missing: float = 0.0
    total: float = 0.0
    """All of it, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Match:
    """A record, the phrasing of it that fits best, the clause it fits, and how well."""

    record: Record
    phrasing: str
    clause: str
    score: Score


@dataclass(frozen=True, slots=True)
class Profile:
    """What a record is about as a whole."""

    units: Mapping[Unit, float]
    """Each unit of its phrasings and its answer with how much it belongs here, in (0, 1]."""
    names: frozenset[str]
    answer_types: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Fit:
    phrasing: Phrasing
    asked: float
    answered: float
    letters: float

    @property
    def value(self) -> float:
        both = self.asked + self.answered
        return (2 * self.asked * self.answered / both if both else 0.0) + LETTERS * self.letters


def score(
    query: Query, index: Index, records: Sequence[Record], profiles: Sequence[Profile], without: int | None = None
) -> list[Match]:
    """The best match of each record that shares anything with the query, best first, ties in the order of the file.

    `without` is the number of a phrasing to leave out.
    """
    best: dict[int, Match] = {}
    for clause in query.clauses:
        for number, match in _score_clause(clause, index, records, profiles, without):
            if number not in best or match.score.total > best[number].score.total:
                best[number] = match
    return [match for _, match in sorted(best.items(), key=lambda item: (-item[1].score.total, item[0]))]


def _score_clause(
    clause: Clause, index: Index, records: Sequence[Record], profiles: Sequence[Profile], without: int | None
) -> Iterable[tuple[int, Match]]:
    weights = {unit: share * index.weight(unit) for unit, share in clause.units.items()}
    fits: dict[int, list[_Fit]] = defaultdict(list)
    for candidate in index.shortlist(clause):
        if candidate.phrasing == without:
            continue
        phrasing = index.phrasings[candidate.phrasing]
        fits[phrasing.record].append(_fit(clause, weights, phrasing, index))
    ranked = sorted(fits.items(), key=lambda item: max(fit.value for fit in item[1]), reverse=True)
    for number, found in ranked[:RECORDS_SCORED]:
        found.sort(key=lambda fit: fit.value, reverse=True)
        total = _total(clause, weights, found, profiles[number], index)
        yield number, Match(records[number], found[0].phrasing.text, clause.text, total)


def _fit(clause: Clause, weights: Mapping[Unit, float], phrasing: Phrasing, index: Index) -> _Fit:
    covered = met = 0.0
    units = phrasing.units
    for unit, weight in weights.items():
        for other, similarity in index.near(unit):
            if other in units:
                covered += weight * similarity
                met += index.weights[other] * units[other] * similarity
                break
    mass = sum(weights.values())
    return _Fit(phrasing, covered / mass, min(1.0, met / phrasing.mass), ratio(clause.text, phrasing.text) / 100)


def _total(clause: Clause, weights: Mapping[Unit, float], found: list[_Fit], profile: Profile, index: Index) -> Score:
    best = found[0]
    support = sum(fit.value for fit in found[:SUPPORTERS]) / SUPPORTERS / (1 + LETTERS)
    known = {unit: _belongs(profile, unit, index) for unit in weights}
    missing = max((weight for unit, weight in weights.items() if not known[unit]), default=0.0)
    familiar = sum(weight * known[unit] for unit, weight in weights.items()) / sum(weights.values())
    strangers = len(clause.names - profile.names)
    types = clause.answer_types
    other_type = bool(types and profile.answer_types and not _shared(types, profile.answer_types, index))
    penalties = OTHER_NAME * strangers, OTHER_TYPE * other_type, MISSING * missing
    value = best.value + SUPPORT * support + FAMILIAR * familiar - sum(penalties)
    total = 100 * max(0.0, min(1.0, value / FULL)) * (1.0 if clause.asks else STATEMENT)
    return Score(best.asked, best.answered, best.letters, support, *(100 * penalty for penalty in penalties), total)


def _belongs(profile: Profile, unit: Unit, index: Index) -> float:
    return max((similarity * profile.units.get(other, 0.0) for other, similarity in index.near(unit)), default=0.0)


def _shared(asked: frozenset[str], answered: frozenset[str], index: Index) -> bool:
    return any(other[0] in answered for symbol in asked for other, _ in index.near((symbol,)))
