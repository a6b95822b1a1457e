"""The verdict on matches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rockybot.matching import Answer, Match, NoAnswer, Score, Strictness, Unsure
from rockybot.matching.deciding import (
    CERTAIN_ALONE,
    KNOWN_GAP,
    KNOWN_SHARE,
    MAX_ALSO,
    MAX_SUGGESTIONS,
    NEAR,
    NEARBY,
    decide,
)
from rockybot.matching.index import BELONGS_ONCE
from rockybot.matching.scoring import EXACT
from rockybot.packs import Fact, Gap

BALANCED = Strictness.BALANCED.thresholds
CERTAIN, CLEAR, LEAD = BALANCED.certain, BALANCED.clear, BALANCED.lead
ALONE = CERTAIN + CERTAIN_ALONE
"""What a fact must reach in a pack without gaps."""

BARELY = 0.5
"""Points on either side of a threshold."""


def _match(record: Fact | Gap, total: float, familiar: float = 1.0) -> Match:
    return Match(record, record.questions[0], "asked", Score(0.5, 0.5, 0.5, familiar, total=total))


def _fact(total: float, record_id: str = "lamp") -> Match:
    return _match(Fact(record_id, ("what did the lamp burn",), "Whale oil."), total)


def _gap(total: float, record_id: str = "height") -> Match:
    return _match(Gap(record_id, ("how tall is the lighthouse",), "how tall the lighthouse is"), total)


FIRST, SECOND, THIRD, LAST = range(4), range(4, 8), range(8, 12), range(12, 16)
"""Where four questions of a message stand."""
BOTH = range(8)


def _placed(match: Match, place: range) -> Match:
    return replace(match, place=place)


def test_thresholds_are_in_their_order() -> None:
    """What answers is worth suggesting; without a rival a fact must be surer."""
    assert 0 < NEAR < CERTAIN <= CLEAR < EXACT == 100
    assert CERTAIN < ALONE < EXACT
    assert NEAR <= NEARBY < 100
    assert 0 < KNOWN_GAP < 100
    assert 0 < KNOWN_SHARE <= BELONGS_ONCE, "else a gap might not know its own phrasing"


def test_without_matches_nothing_is_near() -> None:
    """There is nothing to suggest."""
    assert decide([], has_gaps=True) == NoAnswer(None, (), 0.0, ())


@pytest.mark.parametrize(
    ("total", "has_gaps", "verdict"),
    [
        pytest.param(100.0, True, Answer, id="word-for-word"),
        pytest.param(CERTAIN, True, Answer, id="just-certain"),
        pytest.param(CERTAIN - BARELY, True, Unsure, id="not-quite-certain"),
        pytest.param(NEAR, True, Unsure, id="just-near"),
        pytest.param(NEAR - BARELY, True, NoAnswer, id="not-near"),
        pytest.param(ALONE, False, Answer, id="certain-alone"),
        pytest.param(ALONE - BARELY, False, Unsure, id="not-certain-alone"),
        pytest.param(NEAR - BARELY, False, NoAnswer, id="alone-and-not-near"),
    ],
)
def test_a_fact_without_a_rival_is_judged_by_its_score(total: float, verdict: type, *, has_gaps: bool) -> None:
    """It answers, is suggested, or is kept back."""
    decided = decide([_fact(total)], has_gaps=has_gaps)
    assert isinstance(decided, verdict)
    assert decided.score == total
    assert decided.matches == (_fact(total),)


def test_an_answer_is_the_first_fact() -> None:
    """The others only follow it."""
    verdict = decide([_fact(CLEAR + 1, "lamp"), _fact(CLEAR, "storm")], has_gaps=True)
    assert isinstance(verdict, Answer)
    assert verdict.fact.id == "lamp"


def test_one_of_two_facts_alike_is_a_guess() -> None:
    """A fact that is barely certain and barely leads is suggested beside the other."""
    ahead = decide([_fact(CERTAIN + LEAD, "lamp"), _fact(CERTAIN, "storm")], has_gaps=True)
    alike = decide([_fact(CERTAIN + LEAD, "lamp"), _fact(CERTAIN + LEAD / 2, "storm")], has_gaps=True)
    assert isinstance(ahead, Answer)
    assert isinstance(alike, Unsure)
    assert [suggestion.fact.id for suggestion in alike.suggestions] == ["lamp", "storm"]


def test_a_gap_close_behind_is_no_second_guess() -> None:
    """It takes nothing from a fact that is certain: what is asked is either told or not."""
    verdict = decide([_fact(CERTAIN + LEAD), _gap(CERTAIN + LEAD / 2)], has_gaps=True)
    assert isinstance(verdict, Answer)
    assert verdict.score == CERTAIN + LEAD


def test_a_fact_that_is_clear_needs_no_lead() -> None:
    """However close the next one comes."""
    assert isinstance(decide([_fact(CLEAR, "lamp"), _fact(CLEAR, "storm")], has_gaps=True), Answer)


@pytest.mark.parametrize(
    ("total", "known"),
    [
        pytest.param(100.0, True, id="word-for-word"),
        pytest.param(KNOWN_GAP, True, id="just-known"),
        pytest.param(KNOWN_GAP - BARELY, False, id="not-near-enough"),
    ],
)
def test_a_gap_on_top_decides_if_it_is_near_enough(total: float, *, known: bool) -> None:
    """Below that, nothing is known of the question."""
    verdict = decide([_gap(total), _fact(0)], has_gaps=True)
    assert isinstance(verdict, NoAnswer)
    assert (verdict.gap is not None) == known


def test_a_gap_on_top_must_know_enough_of_the_question() -> None:
    """Two words that it shares by chance don't make a question known."""
    gap = Gap("height", ("how tall is the lighthouse",), "how tall the lighthouse is")
    known = decide([_match(gap, KNOWN_GAP, KNOWN_SHARE)], has_gaps=True)
    strange = decide([_match(gap, KNOWN_GAP, KNOWN_SHARE / 2)], has_gaps=True)
    assert isinstance(known, NoAnswer)
    assert isinstance(strange, NoAnswer)
    assert (known.gap, strange.gap) == (gap, None)


def test_a_known_gap_names_the_facts_near_to_it() -> None:
    """What the story does say; other gaps are none of that."""
    verdict = decide(
        [_gap(99), _gap(98, "death"), _fact(NEARBY, "lamp"), _fact(NEARBY - BARELY, "storm")], has_gaps=True
    )
    assert isinstance(verdict, NoAnswer)
    assert verdict.gap is not None
    assert verdict.gap.id == "height"
    assert [(near.fact.id, near.score) for near in verdict.nearby] == [("lamp", NEARBY)]


def test_a_gap_that_is_not_near_suggests_nothing() -> None:
    """Whatever facts come behind it."""
    verdict = decide([_gap(KNOWN_GAP - BARELY), _fact(KNOWN_GAP - 2 * BARELY)], has_gaps=True)
    assert isinstance(verdict, NoAnswer)
    assert (verdict.gap, verdict.nearby) == (None, ())


@pytest.mark.parametrize("gap", [0.0, NEAR, CLEAR - BARELY, CLEAR])
def test_a_gap_that_comes_no_nearer_than_a_fact_takes_nothing_from_it(gap: float) -> None:
    """Wherever it stands, and whatever stands between the two."""
    behind, further = [_fact(CLEAR), _gap(gap)], [_fact(CLEAR), _fact(CLEAR, "storm"), _gap(gap)]
    assert decide(behind, has_gaps=True).score == decide(further, has_gaps=True).score == CLEAR


def test_a_gap_on_top_leaves_a_fact_less_by_what_it_leads() -> None:
    """As long as something is left."""
    assert decide([_gap(CLEAR + 5), _fact(CLEAR)], has_gaps=True).score == pytest.approx(CLEAR - 5)
    assert decide([_gap(99), _fact(NEAR)], has_gaps=True).score == 0
    assert decide([_gap(99)], has_gaps=True).score == 0


def test_a_word_for_word_phrasing_is_certain_whatever_its_rivals() -> None:
    """The curator wrote just that question."""
    verdict = decide([_fact(100), _gap(99)], has_gaps=True)
    assert isinstance(verdict, Answer)
    assert verdict.score == 100


def test_the_further_a_gap_leads_the_less_surely_the_story_answers() -> None:
    """The score ranks covered questions above uncovered ones, and never leaves 0 to 100."""
    scores = [decide([_gap(gap), _fact(60)], has_gaps=True).score for gap in (60, 62, 70, 100)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]
    assert all(0 <= score <= 60 for score in scores)


def test_at_most_three_facts_are_suggested_best_first() -> None:
    """More would be a list, not a question."""
    totals = [CERTAIN - BARELY - number / 10 for number in range(MAX_SUGGESTIONS + 3)]
    verdict = decide([_fact(total, f"fact-{number}") for number, total in enumerate(totals)], has_gaps=True)
    assert isinstance(verdict, Unsure)
    assert [suggestion.fact.id for suggestion in verdict.suggestions] == ["fact-0", "fact-1", "fact-2"]
    assert [suggestion.score for suggestion in verdict.suggestions] == totals[:3]


def test_only_facts_near_enough_are_suggested() -> None:
    """One that isn't near is not offered beside one that is."""
    verdict = decide([_fact(NEAR, "lamp"), _fact(NEAR - BARELY, "storm")], has_gaps=True)
    assert isinstance(verdict, Unsure)
    assert [suggestion.fact.id for suggestion in verdict.suggestions] == ["lamp"]


def _also(answer: Match, *alone: list[Match], has_gaps: bool = True) -> list[str]:
    verdict = decide([answer], alone, has_gaps=has_gaps)
    assert isinstance(verdict, Answer)
    assert verdict.fact == answer.record
    return [other.fact.id for other in verdict.also]


LAMP = _placed(_fact(EXACT), FIRST)
STORM = _placed(_fact(CERTAIN, "storm"), SECOND)
STORM_BETTER = _placed(_fact(CLEAR, "storm"), FIRST)


@pytest.mark.parametrize(
    ("answer", "alone", "also"),
    [
        pytest.param(LAMP, [[LAMP], [STORM]], ["storm"], id="just-certain"),
        pytest.param(LAMP, [[LAMP], [_placed(_fact(CERTAIN - BARELY, "storm"), SECOND)]], [], id="not-quite-certain"),
        pytest.param(LAMP, [[LAMP], [_placed(_gap(CLEAR), SECOND), STORM]], [], id="a-gap-scores-more"),
        pytest.param(LAMP, [[LAMP], [STORM, _placed(_gap(CERTAIN), SECOND)]], ["storm"], id="a-gap-scores-no-more"),
        pytest.param(LAMP, [[LAMP], [_placed(_fact(EXACT), SECOND)]], [], id="the-same-fact"),
        pytest.param(LAMP, [[LAMP, STORM_BETTER], [STORM]], [], id="fits-the-answers-question-better"),
        pytest.param(LAMP, [[STORM_BETTER], [LAMP]], [], id="fits-only-the-answers-question"),
        pytest.param(LAMP, [[LAMP], []], [], id="nothing-fits-the-other-question"),
        pytest.param(_placed(LAMP, BOTH), [[LAMP], [STORM]], ["storm"], id="the-answer-fits-the-whole"),
        pytest.param(_placed(LAMP, BOTH), [[STORM_BETTER], [STORM]], [], id="the-answer-fits-nothing-but-the-whole"),
        pytest.param(
            _placed(LAMP, BOTH),
            [[LAMP], [STORM], [_placed(_fact(CERTAIN, "boat"), THIRD)]],
            ["boat"],
            id="the-answer-fits-two-of-three",
        ),
        pytest.param(_placed(LAMP, LAST), [[STORM_BETTER], [STORM]], ["storm"], id="the-answer-is-to-no-question"),
        pytest.param(LAMP, [], [], id="one-question"),
    ],
)
def test_what_surely_answers_another_question_is_offered_beside_an_answer(
    answer: Match, alone: list[list[Match]], also: list[str]
) -> None:
    """If nothing fits that question better, and the fact fits no other one better."""
    assert _also(answer, *alone) == also


def test_at_most_two_other_questions_are_answered_best_first() -> None:
    """In the order of their certainty, not of the message."""
    others = [
        [_placed(_fact(total, name), place)]
        for total, name, place in ((CERTAIN, "storm", SECOND), (CLEAR, "boat", THIRD), (EXACT, "wife", LAST))
    ]
    assert len(others) > MAX_ALSO
    assert _also(LAMP, [LAMP], *others) == ["wife", "boat"]


def test_without_gaps_another_question_must_be_answered_more_surely_too() -> None:
    """As the first one."""
    assert _also(LAMP, [LAMP], [_placed(_fact(ALONE, "storm"), SECOND)], has_gaps=False) == ["storm"]
    assert _also(LAMP, [LAMP], [_placed(_fact(ALONE - BARELY, "storm"), SECOND)], has_gaps=False) == []
