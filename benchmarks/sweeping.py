"""What is answered as the threshold moves: of the questions covered right and wrong, of the others too many."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from rockybot.packs import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rockybot.matching import Verdict
    from rockybot.packs import Record

NEVER = -1.0
"""Below any threshold."""


@dataclass(frozen=True)
class Reached:
    """The score with which a fact stands on top (`NEVER` if none does), and whether it answers; is there an answer?"""

    score: float
    right: bool
    covered: bool


@dataclass(frozen=True)
class Point:
    """Shares of 0 to 1: right and wrong answers to what is covered, answers to what is not."""

    right: float
    wrong: float
    spoke: float


def reached(verdict: Verdict, answers: Callable[[Fact], bool], *, covered: bool) -> Reached:
    """What a verdict comes to at any threshold."""
    best = verdict.matches[0].record if verdict.matches else None
    return on_top(best, verdict.score, answers, covered=covered)


def on_top(best: Record | None, score: float, answers: Callable[[Fact], bool], *, covered: bool) -> Reached:
    """What a record with a score comes to."""
    if not isinstance(best, Fact):
        return Reached(NEVER, right=False, covered=covered)
    return Reached(score, answers(best), covered)


def swept(asked: Iterable[Reached], thresholds: Iterable[float]) -> list[Point]:
    """A point for each threshold."""
    asked = list(asked)
    inside, outside = [one for one in asked if one.covered], [one for one in asked if not one.covered]
    points = []
    for least in thresholds:
        right = fmean(one.right and one.score >= least for one in inside)
        wrong = fmean(not one.right and one.score >= least for one in inside)
        points.append(Point(right, wrong, fmean(one.score >= least for one in outside)))
    return points


def best(points: Sequence[Point]) -> Point:
    """The one with most right answers less wrong ones and words out of turn."""
    return max(points, key=lambda point: point.right - point.wrong - point.spoke)


def averaged(curves: Sequence[Sequence[Point]]) -> list[Point]:
    """The means of several packs at each threshold."""
    return [
        Point(fmean(p.right for p in points), fmean(p.wrong for p in points), fmean(p.spoke for p in points))
        for points in zip(*curves, strict=True)
    ]
