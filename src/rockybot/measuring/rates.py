"""Verdicts on labelled questions → rates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rockybot.matching import Answer, NoAnswer, Unsure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rockybot.matching import Suggestion, Verdict
    from rockybot.measuring.questions import Labelled


class Outcome(StrEnum):
    """What became of one question."""

    RIGHT = "right"
    WRONG = "wrong"
    SUGGESTED = "suggested"
    MISSED = "missed"
    SILENT = "silent"
    SPOKE = "spoke"


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled question, its verdict and what that is worth."""

    labelled: Labelled
    verdict: Verdict
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of 0 to 1, None where there was no such question.

    Of the covered questions: `right` and `wrong` answers, `helped` (right, or a right fact among the suggestions). Of
    the uncovered ones: `silent`, without a direct answer. Of all direct answers: `precision`, the right ones.
    """

    covered: int
    uncovered: int
    right: float | None
    wrong: float | None
    helped: float | None
    silent: float | None
    precision: float | None


def judge(labelled: Labelled, verdict: Verdict) -> Judged:
    """What a verdict is worth: suggestions count as neither right nor wrong."""
    return Judged(labelled, verdict, _outcome(labelled, verdict))


def rates(judged: Iterable[Judged]) -> Rates:
    """The rates of some questions."""
    outcomes = [one.outcome for one in judged]
    right, wrong, suggested, missed, silent, spoke = (outcomes.count(outcome) for outcome in Outcome)
    covered, uncovered = right + wrong + suggested + missed, silent + spoke
    return Rates(
        covered=covered,
        uncovered=uncovered,
        right=_share(right, covered),
        wrong=_share(wrong, covered),
        helped=_share(right + suggested, covered),
        silent=_share(silent, uncovered),
        precision=_share(right, right + wrong + spoke),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _outcome(labelled: Labelled, verdict: Verdict) -> Outcome:
    if not labelled.covered:
        return Outcome.SPOKE if isinstance(verdict, Answer) else Outcome.SILENT
    if isinstance(verdict, Answer):
        return Outcome.RIGHT if labelled.answered_by(verdict.fact) else Outcome.WRONG
    helped = any(labelled.answered_by(suggestion.fact) for suggestion in _suggestions(verdict))
    return Outcome.SUGGESTED if helped else Outcome.MISSED


def _suggestions(verdict: Unsure | NoAnswer) -> Sequence[Suggestion]:
    return verdict.suggestions if isinstance(verdict, Unsure) else verdict.nearby
