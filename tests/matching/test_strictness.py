"""How readily a story answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rockybot.app import default_pack
from rockybot.matching import Answer, Answerer, Match, NoAnswer, Score, Strictness, Unsure
from rockybot.matching.deciding import CERTAIN_ALONE, NEAR, decide
from rockybot.matching.scoring import EXACT
from rockybot.measuring import judge, rates, read_questions
from rockybot.packs import Fact, Gap, read_pack

ASKERS = sorted((Path(__file__).parents[2] / "benchmarks" / "stories" / "rocky-dennis").glob("*.jsonl"))
CAUTIOUS, BALANCED, EAGER = Strictness

POINTS = st.floats(0.0, EXACT)
BARELY = 0.1
"""Points on either side of a threshold."""


def _match(record: Fact | Gap, total: float) -> Match:
    return Match(record, record.questions[0], "asked", Score(0.5, 0.5, 0.5, 1.0, total=total))


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


@pytest.mark.parametrize("level", Strictness)
@pytest.mark.parametrize(
    ("alone", "gaps"), [pytest.param(0.0, True, id="with-gaps"), pytest.param(CERTAIN_ALONE, False, id="without-gaps")]
)
def test_each_level_answers_from_its_own_thresholds_on(level: Strictness, alone: float, *, gaps: bool) -> None:
    """A certain fact must lead, one that is clear need not; what is only near is suggested, the rest is not."""
    least = level.thresholds
    certain = least.certain + alone
    clear = max(least.clear, certain)

    def decided(total: float, second: float) -> type:
        return type(decide([_fact(total), _fact(second, "storm")], has_gaps=gaps, strictness=level))

    assert decided(EXACT, EXACT) is Answer
    assert decided(clear, clear) is Answer
    assert decided(certain, certain - least.lead) is Answer
    assert decided(certain - BARELY, NEAR) is Unsure
    assert decided(NEAR, NEAR) is Unsure
    assert decided(NEAR - BARELY, 0.0) is NoAnswer


@pytest.mark.parametrize("level", Strictness)
def test_of_two_that_are_not_clear_one_must_lead(level: Strictness) -> None:
    """Else it is one of two guesses."""
    total, lead = level.thresholds.clear - BARELY, level.thresholds.lead
    ahead, beside = (
        decide([_fact(total), _fact(second, "storm")], has_gaps=True, strictness=level)
        for second in (total - lead, total - lead / 2)
    )
    assert isinstance(ahead, Answer)
    assert isinstance(beside, Unsure)


@given(POINTS, POINTS, st.booleans())
def test_the_stricter_the_level_the_surer_an_answer(one: float, other: float, gaps: bool) -> None:  # noqa: FBT001
    """What one level answers another only suggests, as surely and with the same suggestions."""
    ranked = [_fact(max(one, other)), _fact(min(one, other), "storm")]
    decided = [decide(ranked, has_gaps=gaps, strictness=level) for level in Strictness]
    assert [isinstance(verdict, Answer) for verdict in decided] == sorted(isinstance(one, Answer) for one in decided)
    assert {verdict.score for verdict in decided} == {max(one, other)}
    assert len({verdict.suggestions for verdict in decided if isinstance(verdict, Unsure)}) <= 1
    assert len({isinstance(verdict, NoAnswer) for verdict in decided if not isinstance(verdict, Answer)}) <= 1


@pytest.mark.parametrize("level", Strictness)
def test_a_known_gap_decides_at_each_level(level: Strictness) -> None:
    """However close a fact comes."""
    gap = Gap("height", ("how tall is the lighthouse",), "how tall the lighthouse is")
    verdict = decide([_match(gap, 90), _fact(89.9)], has_gaps=True, strictness=level)
    assert isinstance(verdict, NoAnswer)
    assert verdict.gap == gap


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        pytest.param("what did Tom bring Ada to the rock", Answer, id="plain"),
        pytest.param("how tall is the lighthouse", NoAnswer, id="a-gap"),
        pytest.param("", NoAnswer, id="nothing"),
    ],
)
def test_what_is_plain_is_plain_at_each_level(answerer: Answerer, question: str, verdict: type) -> None:
    """Balanced, if nothing is said."""
    answered = [answerer.answer(question, level) for level in Strictness]
    assert list(map(type, answered)) == [verdict] * len(Strictness)
    assert answered[1] == answerer.answer(question) == answerer.verdict(answerer.read(question))


def test_a_vague_question_is_answered_as_strictly_as_it_is_asked(answerer: Answerer) -> None:
    """What a level answers a less strict one answers, too; eager answers some that cautious doesn't."""
    vague = ("oil", "father", "fishing", "the boat", "the windows", "bread", "harbour boats", "her job", "the storm")
    answered = [{asked for asked in vague if isinstance(answerer.answer(asked, level), Answer)} for level in Strictness]
    assert answered[0] <= answered[1] <= answered[2]
    assert answered[0] < answered[2]


def test_each_level_is_shown_with_what_the_shipped_story_gives() -> None:
    """To questions of others, within two in a hundred; `benchmarks/quality.py` prints the figures."""
    answerer = Answerer(read_pack(default_pack()))
    questions = [labelled for path in ASKERS for labelled in read_questions(path)]
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
