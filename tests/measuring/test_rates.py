"""What verdicts are worth, and how many of them are right."""

from __future__ import annotations

import pytest

from rockybot.matching import Answer, NoAnswer, Suggestion, Unsure, Verdict
from rockybot.measuring import Judged, Labelled, Outcome, judge, rates
from rockybot.packs import Fact, Gap

LAMP, BOAT = Fact("lamp", ("lamp",), "Whale oil."), Fact("boat", ("boat",), "Green.")
HEIGHT = Gap("height", ("how tall",), "how tall the lighthouse is")
COVERED = Labelled("what burned", covered=True, type="-", expect=frozenset(("lamp",)))
UNCOVERED = Labelled("how tall", covered=False, type="-", expect=frozenset(("height",)))


def _suggested(*facts: Fact) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(fact, 50.0) for fact in facts)


@pytest.mark.parametrize(
    ("labelled", "verdict", "outcome"),
    [
        pytest.param(COVERED, Answer(LAMP, 90.0, ()), Outcome.RIGHT, id="the-right-answer"),
        pytest.param(COVERED, Answer(BOAT, 90.0, ()), Outcome.WRONG, id="a-wrong-answer"),
        pytest.param(COVERED, Unsure(_suggested(BOAT, LAMP), 50.0, ()), Outcome.SUGGESTED, id="the-right-suggestion"),
        pytest.param(COVERED, Unsure(_suggested(BOAT), 50.0, ()), Outcome.MISSED, id="a-wrong-suggestion"),
        pytest.param(
            COVERED, NoAnswer(HEIGHT, _suggested(LAMP), 50.0, ()), Outcome.SUGGESTED, id="a-gap-beside-the-right-fact"
        ),
        pytest.param(COVERED, NoAnswer(HEIGHT, (), 50.0, ()), Outcome.MISSED, id="a-gap"),
        pytest.param(COVERED, NoAnswer(None, (), 0.0, ()), Outcome.MISSED, id="nothing"),
        pytest.param(UNCOVERED, Answer(LAMP, 90.0, ()), Outcome.SPOKE, id="an-answer-where-there-is-none"),
        pytest.param(UNCOVERED, Unsure(_suggested(LAMP), 50.0, ()), Outcome.SILENT, id="only-a-suggestion"),
        pytest.param(UNCOVERED, NoAnswer(HEIGHT, (), 50.0, ()), Outcome.SILENT, id="the-known-gap"),
        pytest.param(UNCOVERED, NoAnswer(None, (), 0.0, ()), Outcome.SILENT, id="nothing-where-there-is-nothing"),
    ],
)
def test_a_verdict_has_one_outcome(labelled: Labelled, verdict: Verdict, outcome: Outcome) -> None:
    """Suggestions are neither right nor wrong."""
    assert judge(labelled, verdict) == Judged(labelled, verdict, outcome)


def _judged(**counts: int) -> list[Judged]:
    verdict = NoAnswer(None, (), 0.0, ())
    return [Judged(COVERED, verdict, Outcome(name)) for name, count in counts.items() for _ in range(count)]


def test_rates_are_shares_of_the_questions_they_are_about() -> None:
    """Of covered ones, of uncovered ones, and of all direct answers."""
    measured = rates(_judged(right=5, wrong=1, suggested=2, missed=2, silent=3, spoke=1))
    assert (measured.covered, measured.uncovered) == (10, 4)
    assert (measured.right, measured.wrong, measured.helped) == (0.5, 0.1, 0.7)
    assert measured.silent == 0.75
    assert measured.precision == pytest.approx(5 / 7)


def test_without_questions_of_a_kind_there_is_no_rate() -> None:
    """None is not zero."""
    nothing, covered, uncovered = rates([]), rates(_judged(missed=1)), rates(_judged(silent=1))
    assert (nothing.right, nothing.wrong, nothing.helped, nothing.silent, nothing.precision) == (None,) * 5
    assert (covered.right, covered.helped, covered.silent, covered.precision) == (0.0, 0.0, None, None)
    assert (uncovered.right, uncovered.silent, uncovered.precision) == (None, 1.0, None)


def test_an_answer_where_there_is_none_costs_precision() -> None:
    """Though no covered question was asked."""
    assert rates(_judged(spoke=2)).precision == 0.0
