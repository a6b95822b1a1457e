"""Matches → the verdict: a value, never an error."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias

from rockybot.matching.strictness import Strictness
from rockybot.packs import Fact, Gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rockybot.matching.scoring import Match, Score

CERTAIN_ALONE = 11.0
"""How much more certain a fact of a pack without gaps must be: with no rival that could win, it stands on its own."""
NEAR = 27.0
"""From here on a fact is worth suggesting."""
NEARBY = 48.0
"""From here on a fact is worth naming beside a gap."""
KNOWN_GAP, KNOWN_SHARE = 42.0, 0.5
"""From here on, and if it knows that share of the question, a gap on top decides; below it nothing is near."""
MAX_SUGGESTIONS = 3
MAX_ALSO = 2
"""Facts offered beside an answer: more would hide it."""


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
    also: tuple[Suggestion, ...] = ()
    """The facts that surely answer other questions of the same message: at most two, best first."""


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
    foreign: bool = False
    """Whether the question is plainly in a language that the matcher doesn't read."""


Verdict: TypeAlias = Answer | Unsure | NoAnswer
"""`score` is 0 to 100 and says how surely the story answers the question: that of the best match, or where a known gap
is best, what the gap leaves to the facts. `matches` are all that were scored, facts and gaps, best first."""


def decide(
    matches: Sequence[Match],
    alone: Iterable[Sequence[Match]] = (),
    *,
    has_gaps: bool,
    strictness: Strictness = Strictness.BALANCED,
) -> Verdict:
    """The verdict on matches that come best first; `has_gaps` tells whether the pack knows any.

    Of a message that asks several things, `alone` are the matches of each; they are looked at beside an answer only.
    """
    ranked = tuple(matches)
    if not ranked:
        return NoAnswer(None, (), 0.0, ())
    best = ranked[0]
    facts = _best_facts(ranked)
    certainty = _certainty(facts, ranked)
    if isinstance(best.record, Gap):
        known = best.record if _is_known(best.score) else None
        return NoAnswer(known, _near(facts, NEARBY) if known else (), certainty, ranked)
    least = strictness.thresholds
    certain = least.certain + (0.0 if has_gaps else CERTAIN_ALONE)
    if certainty >= certain and (certainty >= least.clear or _lead(facts) >= least.lead):
        return Answer(best.record, certainty, ranked, _also(best, alone, certain))
    suggestions = _near(facts, NEAR)
    return Unsure(suggestions, certainty, ranked) if suggestions else NoAnswer(None, (), certainty, ranked)


def _also(answer: Match, alone: Iterable[Sequence[Match]], certain: float) -> tuple[Suggestion, ...]:
    """What surely answers a question beside the one that the `answer` is to: each fact where it fits best."""
    asked = [matches for matches in alone if matches]
    best: dict[str, Match] = {}
    for match in chain.from_iterable(asked):
        known = best.setdefault(match.record.id, match)
        if match.score.total > known.score.total:
            best[match.record.id] = match
    own = answer.place
    if all(_overlap(own, first.place) for first, *_ in asked):
        own = best.get(answer.record.id, answer).place  # all of the message is no question of its own
    others = [
        Suggestion(first.record, first.score.total)
        for first, *_ in asked
        if isinstance(first.record, Fact) and first.record.id != answer.record.id and first.score.total >= certain
        if best[first.record.id] is first and not _overlap(own, first.place)
    ]
    return tuple(nlargest(MAX_ALSO, others, key=_score))


def _score(suggestion: Suggestion) -> float:
    return suggestion.score


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _best_facts(ranked: Sequence[Match]) -> tuple[Suggestion, ...]:
    facts = (Suggestion(match.record, match.score.total) for match in ranked if isinstance(match.record, Fact))
    return tuple(islice(facts, MAX_SUGGESTIONS))


def _is_known(score: Score) -> bool:
    return score.total >= KNOWN_GAP and score.familiar >= KNOWN_SHARE


def _certainty(facts: Sequence[Suggestion], ranked: Sequence[Match]) -> float:
    fact = facts[0].score if facts else 0.0
    gap = next((match.score.total for match in ranked if isinstance(match.record, Gap)), 0.0)
    return max(0.0, fact - max(0.0, gap - fact))  # a gap on top leaves a fact less than it leads by


def _lead(facts: Sequence[Suggestion]) -> float:
    return facts[0].score - facts[1].score if len(facts) > 1 else facts[0].score


def _near(facts: Sequence[Suggestion], near: float) -> tuple[Suggestion, ...]:
    return tuple(fact for fact in facts if fact.score >= near)
