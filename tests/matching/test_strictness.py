"""How readily a story answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from rockybot.app import default_pack
from rockybot.matching import Answer, Answerer, Match, NoAnswer, Score, Strictness, Unsure
from rockybot.matching.deciding import CERTAIN_ALONE, NEAR, decide
from rockybot.matching.scoring import EXACT
from rockybot.measuring import judge, rates, read_questions
from rockybot.packs import Fact, Gap, read_pack

QUESTIONS = Path(__file__).parent.parent / "questions" / "rocky-dennis.jsonl"
CAUTIOUS, BALANCED, EAGER = Strictness


def _match(record: Fact | Gap, total: float) -> Match:
    return Match(record, record.questions[0], "asked", Score(0.5, 0.5, 0.5, 0.5, 1.0, total=total))


def _fact(total: float, record_id: str = "lamp") -> Match:
    return _match(Fact(record_id, ("what did the lamp burn",), "Whale oil."), total)


def test_there_are_three_levels_from_the_strictest_on() -> None:
    """Settings know them by these words."""
    assert [level.value for level in Strictness] == ["cautious", "balanced", "eager"]


def test_each_level_asks_less_than_the_one_before() -> None:
    """And each leaves room for a suggestion below it, and for word-for-word phrasings above it."""
    levels = [level.thresholds for level in Strictness]
    assert [level.certain for level in levels] == sorted({level.certain for level in levels}, reverse=True)
    assert [level.lead for level in levels] == sorted({level.lead for level in levels}, reverse=True)
    assert [level.clear for level in levels] == sorted((level.clear for level in levels), reverse=True)
    assert all(NEAR < level.certain <= level.clear < EXACT for level in levels)
    assert all(level.certain + CERTAIN_ALONE < EXACT for level in levels)


@pytest.mark.parametrize(
    ("total", "second", "has_gaps", "verdicts"),
    [
        pytest.param(100, 100, True, (Answer, Answer, Answer), id="word-for-word"),
        pytest.param(62, 61, True, (Answer, Answer, Answer), id="clear"),
        pytest.param(58, 40, True, (Answer, Answer, Answer), id="far-ahead"),
        pytest.param(58, 55, True, (Unsure, Answer, Answer), id="ahead"),
        pytest.param(43, 30, True, (Unsure, Answer, Answer), id="fairly-certain"),
        pytest.param(43, 42.3, True, (Unsure, Unsure, Answer), id="barely-ahead"),
        pytest.param(43, 42.8, True, (Unsure, Unsure, Unsure), id="one-of-two-guesses"),
        pytest.param(35, 28, True, (Unsure, Unsure, Answer), id="hardly-certain"),
        pytest.param(28, 20, True, (Unsure, Unsure, Unsure), id="near"),
        pytest.param(20, 10, True, (NoAnswer, NoAnswer, NoAnswer), id="not-near"),
        pytest.param(62, 40, False, (Answer, Answer, Answer), id="far-ahead-without-gaps"),
        pytest.param(53, 40, False, (Unsure, Answer, Answer), id="fairly-certain-without-gaps"),
        pytest.param(43, 30, False, (Unsure, Unsure, Answer), id="hardly-certain-without-gaps"),
        pytest.param(35, 28, False, (Unsure, Unsure, Unsure), id="near-without-gaps"),
    ],
)
def test_the_stricter_the_level_the_surer_an_answer(
    total: float, second: float, verdicts: tuple[type, type, type], *, has_gaps: bool
) -> None:
    """What one level answers another only suggests, as surely and with the same suggestions."""
    ranked = [_fact(total), _fact(second, "storm")]
    decided = [decide(ranked, has_gaps=has_gaps, strictness=level) for level in Strictness]
    assert tuple(map(type, decided)) == verdicts
    assert {verdict.score for verdict in decided} == {total}
    assert len({verdict.suggestions for verdict in decided if isinstance(verdict, Unsure)}) <= 1


@pytest.mark.parametrize("level", Strictness)
def test_a_known_gap_decides_at_each_level(level: Strictness) -> None:
    """However close a fact comes."""
    gap = Gap("height", ("how tall is the lighthouse",), "how tall the lighthouse is")
    verdict = decide([_match(gap, 80), _fact(79.9)], has_gaps=True, strictness=level)
    assert isinstance(verdict, NoAnswer)
    assert verdict.gap == gap


@pytest.mark.parametrize(
    ("question", "verdicts"),
    [
        pytest.param("what did Tom bring Ada to the rock", (Answer, Answer, Answer), id="plain"),
        pytest.param("oil", (Unsure, Answer, Answer), id="one-word"),
        pytest.param("what happened in the storm", (Unsure, Unsure, Answer), id="vague"),
        pytest.param("how tall is the lighthouse", (NoAnswer, NoAnswer, NoAnswer), id="a-gap"),
        pytest.param("", (NoAnswer, NoAnswer, NoAnswer), id="nothing"),
    ],
)
def test_a_question_is_answered_as_strictly_as_it_is_asked(
    answerer: Answerer, question: str, verdicts: tuple[type, type, type]
) -> None:
    """Balanced, if nothing is said."""
    answered = [answerer.answer(question, level) for level in Strictness]
    assert tuple(map(type, answered)) == verdicts
    assert answered[1] == answerer.answer(question) == answerer.verdict(answerer.read(question))


def test_each_level_is_shown_with_what_the_shipped_story_gives() -> None:
    """Within two questions in a hundred; `benchmarks/quality.py` prints the figures."""
    answerer, questions = Answerer(read_pack(default_pack())), read_questions(QUESTIONS)
    queries = [(labelled, answerer.read(labelled.question)) for labelled in questions]
    for level in Strictness:
        found = rates(judge(labelled, answerer.verdict(query, strictness=level)) for labelled, query in queries)
        shown = level.measured
        assert (found.right, found.wrong, found.silent) == pytest.approx(
            (shown.right, shown.wrong, shown.silent), abs=0.02
        )


def test_the_levels_differ_as_their_names_say() -> None:
    """Cautious is wrong at most three fifths as often; eager answers more, and not twice as much wrongly."""
    assert CAUTIOUS.measured.wrong <= 0.6 * BALANCED.measured.wrong < BALANCED.measured.wrong < EAGER.measured.wrong
    assert EAGER.measured.wrong <= 1.8 * BALANCED.measured.wrong
    assert CAUTIOUS.measured.right < BALANCED.measured.right < EAGER.measured.right
    assert CAUTIOUS.measured.silent >= BALANCED.measured.silent > EAGER.measured.silent
