"""Candidates → `Match`es, best first. A score is a record of its parts, so that it can be explained and judged."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import ratio

from rockybot.matching.language import ANSWER_TYPE
from rockybot.matching.names import NAMED
from rockybot.matching.query import names_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rockybot.matching.index import Index, Phrasing, Profile
    from rockybot.matching.query import Clause, Query, Unit
    from rockybot.packs import Record

LETTERS = 0.4
"""What spelling alike adds at most, in points of 1."""
SUPPORT = 0.6
"""What the record's best phrasings add on average."""
FAMILIAR = 1.0
"""What is added for words that the record knows, whichever of its phrasings they stand in."""
OTHER_NAME = 0.5
"""Taken for each name that the record never mentions."""
OTHER_TYPE = 0.5
"""Taken when one certain thing is asked (an age, a place) that no phrasing of the record asks for."""
OTHER_LOOSE = 0.2
"""Taken when no certain thing but a name, a kind, an opinion … is asked that the record never speaks of."""
MISSED = 0.8
"""Taken for the heaviest word that the record never says, times its share of the question: the word that differs."""
ONLY_NAMES = 0.8
"""What is left of a phrasing's worth that shares nothing but names with a question that says more."""
OTHER_ORDER = 0.9
"""What is left of a phrasing's worth that names the same the other way round: who left whom."""
SWAPPED = 0.5
"""What is left of a phrasing's worth if it names something else instead of what is asked about."""
FEW_WORDS = 2.5
"""The weight of a question from which on it is full evidence; less of it loses by the square root."""
STATEMENT = 0.75
"""The worth of a clause that asks nothing, beside one that asks."""
EXACT, NEARLY = 100.0, 99.0
"""The scores of a phrasing word for word, and of the best one otherwise."""
KNEE = 0.8
"""The share of full marks up to which points count in full."""
FULL = 0.85 * (1.0 + LETTERS + SUPPORT + FAMILIAR)
"""The points that are full marks: a paraphrase that says everything reaches no more."""
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
    missed: float = 0.0
    """Taken because it never says what the question turns on."""
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
    """A clause with its units weighed; `known` maps the pack's units near to them, by number, to their similarity.

    `only_names` are those of them that are names, if the clause says anything else; `types` are those
    it asks for: certain ones if it is `exact`, or else loose ones.
    """

    clause: Clause
    worth: float
    weights: Mapping[Unit, float]
    mass: float
    known: Mapping[int, float]
    names: tuple[str, ...]
    only_names: frozenset[int]
    types: frozenset[str]
    exact: bool


class _Fit(NamedTuple):
    word_for_word: bool
    value: float
    asked: float
    answered: float
    phrasing: Phrasing


class _Known(NamedTuple):
    """What a record knows of a clause: the share of it, the share that the heaviest word it never says has of it."""

    familiar: float
    missed: float
    profile: Profile


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
                known = _Known(familiar, _missed(asked, index, number), index.profiles[number])
                match = _match(asked, fits, known, records[number])
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
    mass, names = sum(weights.values()), names_in(clause.units)
    more = any(unit[0][0] != NAMED for unit in weights)
    only_names = index.names & known.keys() if names and more else frozenset()
    worth *= min(1.0, mass / FEW_WORDS) ** 0.5
    exact = index.similarity.exact_types(clause.units)
    types = exact or index.similarity.loose_types(clause.units)
    return _Asked(clause, worth, weights, mass, known, names, only_names, types, bool(exact))


def _missed(asked: _Asked, index: Index, record: int) -> float:
    """The share of the question of its heaviest word that the record never says."""
    unsaid = (
        weight * (1.0 - index.said(record, unit)) for unit, weight in asked.weights.items() if unit[0][0] != ANSWER_TYPE
    )
    return max(unsaid, default=0.0) / asked.mass


def _weight(item: tuple[Unit, float]) -> float:
    return item[1]


def _fits(asked: _Asked, phrasings: Iterable[Phrasing], without: int | None) -> list[_Fit]:
    """The fits of the phrasings that fit best, word for word first, at most `SUPPORTERS`."""
    similar, mass, names, only_names = asked.known.get, asked.mass, asked.names, asked.only_names
    fits: list[_Fit] = []
    for phrasing in phrasings:
        covered = met = 0.0
        more = not only_names
        for unit, weight, part in phrasing.terms:
            similarity = similar(unit)
            if similarity is not None:
                covered += similarity * weight
                met += similarity * part
                more = more or unit not in only_names
        if covered and phrasing.number != without:
            share, answered = min(1.0, covered / mass), met / phrasing.mass
            value = 2 * share * answered / (share + answered)
            if names and phrasing.names and names != phrasing.names:
                value *= _same_names(names, phrasing.names)
            if not more:
                value *= ONLY_NAMES
            fits.append(_Fit(phrasing.plain == asked.clause.text, value, share, answered, phrasing))
    return nlargest(SUPPORTERS, fits)


def _same_names(asked: tuple[str, ...], named: tuple[str, ...]) -> float:
    if set(asked) - set(named) and set(named) - set(asked):
        return SWAPPED
    return OTHER_ORDER if min(len(asked), len(named)) > 1 and asked[0] != named[0] else 1.0


def _marks(points: float) -> float:
    """Points as a share of full marks, 0 to 1: above `KNEE` each counts less and less, but never nothing."""
    if points <= KNEE:
        return max(0.0, points)
    return 1.0 - (1.0 - KNEE) * exp((KNEE - points) / (1.0 - KNEE))


def _match(asked: _Asked, fits: Sequence[_Fit], known: _Known, record: Record) -> Match:
    _, value, share, answered, phrasing = fits[0]
    clause, profile = asked.clause, known.profile
    letters = ratio(clause.text, phrasing.plain) / 100
    support = sum([fit.value for fit in fits]) / SUPPORTERS
    other_name = OTHER_NAME * len(set(asked.names) - profile.names)
    strange = asked.types and not asked.types & profile.answer_types
    other_type = (OTHER_TYPE if asked.exact else OTHER_LOOSE) if strange else 0.0
    points = value + LETTERS * letters + SUPPORT * support + FAMILIAR * known.familiar
    points = (points - other_name - other_type - MISSED * known.missed) / FULL
    total = EXACT if letters == 1.0 else NEARLY * _marks(points) * asked.worth
    score = Score(
        asked=share,
        answered=answered,
        letters=letters,
        support=support,
        familiar=known.familiar,
        other_name=100 * other_name / FULL,
        other_type=100 * other_type / FULL,
        missed=100 * MISSED * known.missed / FULL,
        total=total,
    )
    return Match(record, phrasing.text, clause.text, score)
