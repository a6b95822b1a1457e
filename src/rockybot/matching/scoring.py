"""Candidates → `Match`es, best first. A score is a record of its parts, so that it can be explained and judged."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from rockybot.matching.query import names_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rockybot.matching.index import Index, Phrasing
    from rockybot.matching.neighbours import Neighbours
    from rockybot.matching.query import Clause, Query, Unit
    from rockybot.packs import Record

FITS, SUPPORTED, FAMILIAR = 40.0, 24.0, 40.0
"""Points for a phrasing that says all that is asked and nothing else, for the record's best phrasings that do so on
average, and for a record that knows all words, whichever of its phrasings they stand in."""
NEARNESS = 50.0
"""Points for a nearness of 1."""
EVIDENCE, SLIGHT = 24.0, 0.5
"""Points for e times the content, and the weight of content that adds none: few words are weak evidence."""
OTHER_TYPE = 20.0
"""Points taken when one certain thing is asked (an age, a place) that no phrasing of the record asks for."""
OTHER_ORDER = 0.9
"""What is left of a phrasing's worth that names the same the other way round: who left whom."""
SWAPPED = 0.5
"""What is left of a phrasing's worth if it names something else instead of what is asked about."""
STATEMENT = 0.75
"""The worth of a clause that asks nothing, beside one that asks."""
EXACT, NEARLY = 100.0, 99.0
"""The scores of a phrasing word for word, and the highest of any other."""
EVEN, SPREAD = 90.0, 15.0
"""The points at which a record on top is as likely right as not, and how many more make that e times likelier."""
SUPPORTERS = 6
MAX_UNITS = 40
"""Units of one clause that count, the heaviest: nobody asks so much in one breath."""


@dataclass(frozen=True, slots=True)
class Score:
    """Why a record fits a clause. The shares are 0 to 1."""

    asked: float
    """The share of the question that the phrasing covers."""
    answered: float
    """The share of the phrasing that the question covers."""
    support: float
    """How well the record's best phrasings fit, on average."""
    familiar: float
    """The share of the question that the record knows, whichever of its phrasings or words it stands in."""
    nearness: float = 0.0
    """How near the record lies by all that is spelt and meant in it, 0 to 1.5."""
    content: float = 0.0
    """The weight of what is asked, names and mere question words aside; a rare word weighs 1.5."""
    other_type: float = 0.0
    """Points taken because one certain thing is asked that the record doesn't answer."""
    total: float = 0.0
    """All of it, 0 to 100: a hundred times the chance that the record is meant, as far as the pack can tell."""


@dataclass(frozen=True, slots=True)
class Match:
    """A record, the phrasing of it that fits best, the clause it fits, and how well."""

    record: Record
    phrasing: str
    clause: str
    score: Score
    place: range = range(0)
    """Where the clause stands in the message."""


class _Asked(NamedTuple):
    """A clause with its units weighed; `known` maps the pack's units near to them, by number, to their similarity.

    `types` are the certain ones that it asks for.
    """

    clause: Clause
    worth: float
    weights: Mapping[Unit, float]
    mass: float
    content: float
    known: Mapping[int, float]
    names: tuple[str, ...]
    types: frozenset[str]


class _Known(NamedTuple):
    """What a record as a whole is to a clause: word for word one of its phrasings, if it is `exact`."""

    familiar: float
    nearness: float
    other_type: bool
    exact: bool


class _Fit(NamedTuple):
    word_for_word: bool
    value: float
    asked: float
    answered: float
    phrasing: Phrasing


def score(
    query: Query, index: Index, neighbours: Neighbours, records: Sequence[Record], without: int | None = None
) -> list[Match]:
    """The best match of each record that shares anything with the query: best first, ties in the order of the file.

    `without` is the number of a phrasing to leave out.
    """
    best: dict[int, Match] = {}
    asking = any(clause.asks for clause in query.clauses[1:])
    for clause in query.clauses:
        asked = _weigh(clause, 1.0 if clause.asks or not asking else STATEMENT, index)
        exact = index.word_for_word(clause.text, without)
        listed = index.shortlist(asked.weights, exact)
        near = neighbours.nearness(clause.text, [one.record for one in listed], without)
        for (number, familiar), nearness in zip(listed, near, strict=True):
            fits = _fits(asked, index.phrasings[number], without)
            if fits:
                strange = bool(asked.types) and not asked.types & index.profiles[number].answer_types
                match = _match(asked, fits, _Known(familiar, nearness, strange, number in exact), records[number])
                if number not in best or match.score.total > best[number].score.total:
                    best[number] = match
    return [match for _, match in sorted(best.items(), key=lambda item: (-item[1].score.total, item[0]))]


def _weigh(clause: Clause, worth: float, index: Index) -> _Asked:
    weighed = [(unit, share * index.weight(unit)) for unit, share in clause.units.items()]
    weights = dict(nlargest(MAX_UNITS, weighed, key=_weight)) if len(weighed) > MAX_UNITS else dict(weighed)
    known: dict[int, float] = {}
    for unit in weights:
        for other, similarity in index.near(unit):
            if similarity > known.get(other, 0.0):
                known[other] = similarity
    content = sum([weight for unit, weight in weights.items() if index.similarity.is_content(unit)])
    names, types = names_in(clause.units), index.similarity.exact_types(clause.units)
    return _Asked(clause, worth, weights, sum(weights.values()), content, known, names, types)


def _weight(item: tuple[Unit, float]) -> float:
    return item[1]


def _fits(asked: _Asked, phrasings: Iterable[Phrasing], without: int | None) -> list[_Fit]:
    """The fits of the phrasings that fit best, word for word first, at most `SUPPORTERS`."""
    similar, mass, names = asked.known.get, asked.mass, asked.names
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
            if names and phrasing.names and names != phrasing.names:
                value *= _same_names(names, phrasing.names)
            fits.append(_Fit(phrasing.plain == asked.clause.text, value, share, answered, phrasing))
    return nlargest(SUPPORTERS, fits)


def _same_names(asked: tuple[str, ...], named: tuple[str, ...]) -> float:
    if set(asked) - set(named) and set(named) - set(asked):
        return SWAPPED
    return OTHER_ORDER if min(len(asked), len(named)) > 1 and asked[0] != named[0] else 1.0


def _match(asked: _Asked, fits: Sequence[_Fit], known: _Known, record: Record) -> Match:
    _, value, share, answered, phrasing = fits[0]
    support = sum([fit.value for fit in fits]) / SUPPORTERS
    points = asked.worth * (FITS * value + SUPPORTED * support + FAMILIAR * known.familiar)
    points += NEARNESS * known.nearness + EVIDENCE * log(SLIGHT + asked.content)
    other_type = OTHER_TYPE if known.other_type else 0.0
    score = Score(
        asked=share,
        answered=answered,
        support=support,
        familiar=known.familiar,
        nearness=known.nearness,
        content=asked.content,
        other_type=other_type,
        total=EXACT if known.exact else NEARLY / (1.0 + exp((EVEN + other_type - points) / SPREAD)),
    )
    return Match(record, phrasing.text, asked.clause.text, score, asked.clause.place)
