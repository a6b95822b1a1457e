"""Matches → the verdict: a value, never an error."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from rockybot.packs import Fact, Gap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rockybot.matching.scoring import Match

CERTAIN = 62.0
"""A fact on top answers from here on."""
NEAR = 45.0
"""From here on a fact is worth suggesting."""
MARGIN = 1.5
"""A rival this close makes the answer a guess."""
MAX_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A fact that may be meant. `score` is its match's, 0 to 100."""

    fact: Fact
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One fact answers the question: that of the first match."""

    fact: Fact
    score: float
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """Some facts may be meant: one to three, best first."""

    suggestions: tuple[Suggestion, ...]
    score: float
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing answers: a known gap decided, or nothing is near (`gap` is None). `nearby` is what the story does say."""

    gap: Gap | None
    nearby: tuple[Suggestion, ...]
    score: float
    matches: tuple[Match, ...]


Verdict: TypeAlias = Answer | Unsure | NoAnswer
"""`score` is 0 to 100 and says how surely the story answers the question: that of the best match, or where a known gap
is best, what the gap leaves to the facts. `matches` are all that were scored, facts and gaps, best first."""


def decide(matches: Sequence[Match]) -> Verdict:
    """The verdict on matches that come best first."""
    ranked = tuple(matches)
    if not ranked:
        return NoAnswer(None, (), 0.0, ())
    best, total = ranked[0], ranked[0].score.total
    near = tuple(_suggestions(ranked))
    if isinstance(best.record, Gap):
        return NoAnswer(best.record if total >= NEAR else None, near, _left_by_gap(ranked), ranked)
    rival = ranked[1].score.total if len(ranked) > 1 else 0.0
    if total >= CERTAIN and total - rival >= MARGIN:
        return Answer(best.record, total, ranked)
    if near:
        return Unsure(near, total, ranked)
    return NoAnswer(None, (), total, ranked)


def _suggestions(ranked: tuple[Match, ...]) -> Iterator[Suggestion]:
    facts = ((match.record, match.score.total) for match in ranked if isinstance(match.record, Fact))
    return (Suggestion(fact, total) for fact, total in islice(facts, MAX_SUGGESTIONS) if total >= NEAR)


def _left_by_gap(ranked: tuple[Match, ...]) -> float:
    gap = ranked[0].score.total
    fact = next((match.score.total for match in ranked if isinstance(match.record, Fact)), 0.0)
    return max(0.0, fact - (gap - fact)) / 2
