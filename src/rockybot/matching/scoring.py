"""Candidates → `Match`es, best first. A score is a record of its parts, so that it can be explained and judged."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from rockybot.matching.fitting import Asked
from rockybot.matching.query import names_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rockybot.matching.fitting import Fit
    from rockybot.matching.index import Index
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
STATEMENT = 0.75
"""The worth of a clause that asks nothing, beside one that asks."""
EXACT, NEARLY = 100.0, 99.0
"""The scores of a phrasing word for word, and the highest of any other."""
EVEN, SPREAD = 90.0, 15.0
"""The points at which a record on top is as likely right as not, and how many more make that e times likelier."""
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
    """How near the record lies by all that is spelt and meant in it, 0 to about 1.5."""
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


class _Weighed(NamedTuple):
    """A clause with its units weighed, and what it is worth. `types` are the certain ones that it asks for."""

    clause: Clause
    worth: float
    weights: Mapping[Unit, float]
    content: float
    asked: Asked
    types: frozenset[str]


class _Known(NamedTuple):
    """What a record as a whole is to a clause: word for word one of its phrasings, if it is `exact`."""

    familiar: float
    nearness: float
    other_type: bool
    exact: bool


def score(
    query: Query, index: Index, neighbours: Neighbours, records: Sequence[Record], without: int | None = None
) -> list[Match]:
    """The best match of each record that shares anything with the query: best first, ties in the order of the file.

    `without` is the number of a phrasing to leave out.
    """
    best: dict[int, Match] = {}
    asking = any(clause.asks for clause in query.clauses[1:])
    for clause in query.clauses:
        weighed = _weigh(clause, 1.0 if clause.asks or not asking else STATEMENT, index)
        exact = index.wordings.word_for_word(clause.text, without)
        listed = index.shortlist(weighed.weights, exact)
        numbers = [one.record for one in listed]
        near = neighbours.nearness(clause.text, numbers, without)
        fits = index.wordings.fits(weighed.asked, numbers, exact, without)
        for (number, familiar), nearness, fit in zip(listed, near, fits, strict=True):
            if fit.value:
                strange = bool(weighed.types) and not weighed.types & index.answer_types[number]
                known = _Known(familiar, nearness, strange, number in exact)
                match = _match(weighed, fit, known, records[number], index.wordings.text(fit.phrasing))
                if number not in best or match.score.total > best[number].score.total:
                    best[number] = match
    return [match for _, match in sorted(best.items(), key=lambda item: (-item[1].score.total, item[0]))]


def _weigh(clause: Clause, worth: float, index: Index) -> _Weighed:
    reached = [(unit, share, index.reach(unit)) for unit, share in clause.units.items()]
    if len(reached) > MAX_UNITS:
        reached = nlargest(MAX_UNITS, reached, key=lambda one: one[1] * one[2].weight)
    weights = {unit: share * reach.weight for unit, share, reach in reached}
    known: dict[int, float] = {}
    for _, _, reach in reached:
        for other, similarity in reach.near:
            if similarity > known.get(other, 0.0):
                known[other] = similarity
    content = sum([weight for unit, weight in weights.items() if index.similarity.is_content(unit)])
    asked = Asked(known, sum(weights.values()), names_in(clause.units))
    return _Weighed(clause, worth, weights, content, asked, index.similarity.exact_types(clause.units))


def _match(weighed: _Weighed, fit: Fit, known: _Known, record: Record, phrasing: str) -> Match:
    points = weighed.worth * (FITS * fit.value + SUPPORTED * fit.support + FAMILIAR * known.familiar)
    points += NEARNESS * known.nearness + EVIDENCE * log(SLIGHT + weighed.content)
    other_type = OTHER_TYPE if known.other_type else 0.0
    score = Score(
        asked=fit.asked,
        answered=fit.answered,
        support=fit.support,
        familiar=known.familiar,
        nearness=known.nearness,
        content=weighed.content,
        other_type=other_type,
        total=EXACT if known.exact else NEARLY / (1.0 + exp((EVEN + other_type - points) / SPREAD)),
    )
    return Match(record, phrasing, weighed.clause.text, score, weighed.clause.place)
