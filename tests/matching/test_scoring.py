"""Which record fits a question best, and why."""

from __future__ import annotations

from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rockybot.matching import Answerer, Match, Score, fitting, scoring
from rockybot.matching.neighbours import NEAREST_OF_ALL
from rockybot.matching.scoring import EXACT, NEARLY
from rockybot.packs import Fact, Gap, Name, Pack

if TYPE_CHECKING:
    from rockybot.packs import Record

NAMES = (Name("Ada", ("Tom's sister",)), Name("Tom", ("Ada's brother",)))


def _matches(question: str, *records: Record, without: int | None = None) -> list[Match]:
    facts = tuple(record for record in records if isinstance(record, Fact))
    gaps = tuple(record for record in records if isinstance(record, Gap))
    answerer = Answerer(Pack("Gull Rock", facts, gaps, names=NAMES))
    return answerer.matches(answerer.read(question), without)


def _fact(record_id: str, *questions: str, answer: str = "Much.") -> Fact:
    return Fact(record_id, questions, answer)


def _order(matches: list[Match]) -> list[str]:
    return [match.record.id for match in matches]


ADA_AGE = _fact("ada-age", "how old was Ada at the wedding")
TOM_AGE = _fact("tom-age", "how old was Tom at the wedding")


@pytest.mark.parametrize(
    ("question", "best"),
    [
        pytest.param("how old was Ada at her wedding", "ada-age", id="one-person"),
        pytest.param("how old was Tom when he wed", "tom-age", id="another-person"),
        pytest.param("what age had Ada's brother when he got married", "tom-age", id="an-alias"),
    ],
)
def test_whom_a_question_names_decides_between_records_alike(question: str, best: str) -> None:
    """All other words are the same."""
    assert _order(_matches(question, ADA_AGE, TOM_AGE))[0] == best


def test_naming_somebody_else_scores_less() -> None:
    """The record never mentions her."""
    other = _matches("how old was Ada at the wedding", TOM_AGE)[0]
    own = _matches("and how old was Tom at the wedding", TOM_AGE)[0]
    assert other.score.familiar < own.score.familiar
    assert other.score.total < own.score.total


def test_a_record_that_mentions_somebody_in_its_answer_scores_more() -> None:
    """It is about them, too, and nearer to the question by what it tells."""
    told = _fact("wedding", "how was the wedding", answer="Ada sang.")
    untold = _fact("wedding", "how was the wedding", answer="There was song.")
    with_her, without_her = (_matches("how was Ada's wedding", fact)[0].score for fact in (told, untold))
    assert with_her.familiar > without_her.familiar
    assert with_her.nearness > without_her.nearness
    assert with_her.total > without_her.total


def test_what_is_asked_decides_between_records_about_one_person() -> None:
    """A question for the place is no question for the time."""
    when, where = _fact("when", "when was Ada born"), _fact("where", "where was Ada born")
    assert _order(_matches("in which town was Ada born", when, where)) == ["where", "when"]
    assert _order(_matches("what year was Ada born", when, where)) == ["when", "where"]


def test_asking_for_what_a_record_never_tells_takes_points_away_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that tells the year can't tell the place."""
    when, where = _fact("when", "in what year was Ada born"), "where was Ada born"
    other, own = _matches(where, when)[0].score, _matches("at what time was Ada born", when)[0].score
    assert other.other_type == scoring.OTHER_TYPE > own.other_type == 0
    assert other.total < own.total
    monkeypatch.setattr(scoring, "OTHER_TYPE", 0.0)
    unpunished = _matches(where, when)[0].score
    assert unpunished.other_type == 0
    assert unpunished.total > other.total


@pytest.mark.parametrize("asked", ["how", "what kind of"])
def test_a_vague_question_word_takes_nothing_away(asked: str) -> None:
    """Whoever says "how" or "what kind" may ask for anything; who says "where" asks for a place."""
    lamp = _fact("lamp", "in what year was the lamp lit")
    assert _matches(f"{asked} was the lamp lit", lamp)[0].score.other_type == 0
    assert _matches("where was the lamp lit", lamp)[0].score.other_type > 0


def test_records_that_fit_alike_stand_in_the_order_of_the_file() -> None:
    """Facts go before gaps."""
    twins = (_fact("one", "the lamp of gold"), _fact("two", "the lamp of gold"))
    gap = Gap("three", ("the lamp of gold",), "the lamp")
    assert _order(_matches("the lamp of gold", gap, *twins)) == ["one", "two", "three"]


def test_only_a_phrasing_word_for_word_scores_a_hundred() -> None:
    """The best one otherwise comes near."""
    fact = _fact("lamp", "what did the lamp burn", "which oil did the lamp burn")
    exact = _matches("What did the lamp burn?", fact)[0]
    near = _matches("what does the lamp burn", fact)[0]
    assert exact.score.total == EXACT == 100
    assert 0 < near.score.total < NEARLY < EXACT


def test_word_for_word_goes_before_a_phrasing_with_the_same_words_in_another_order() -> None:
    """Whichever of the two the record lists first, and however many more there are."""
    phrasings = (
        "Ada's birth year",
        "year of birth of Ada",
        "what year was Ada born",
        "birth year of Ada",
        "born Ada year",
    )
    for asked in phrasings:
        best = _matches(asked, _fact("birth", *phrasings))[0]
        assert (best.phrasing, best.score.total) == (asked, 100)


def test_word_for_word_is_found_among_many_records_that_know_more_of_the_question() -> None:
    """Thirty others say each of its words over and over."""
    others = [
        _fact(f"other-{n}", *(f"who is Ada's {word} {n}" for word in ("friend", "guest", "boss"))) for n in range(30)
    ]
    assert _order(_matches("who is Ada", *others, _fact("ada", "who is Ada")))[0] == "ada"


def test_a_match_tells_its_phrasing_and_its_clause() -> None:
    """The phrasing as curated, the clause as read."""
    fact = _fact("lamp", "What did the LAMP burn?", "whale oil")
    match = _matches("I saw the rock. Which oil burned in the lamp?", fact)[0]
    assert match.record is fact
    assert match.phrasing in fact.questions
    assert match.clause == "which oil burned in the lamp"


def test_of_several_clauses_the_best_one_counts() -> None:
    """Whatever else is in the message, before or behind."""
    lamp, boat = _fact("lamp", "what did the lamp burn"), _fact("boat", "what colour was the boat")
    message = "Hello! I love storms, gulls and fish. What colour was the boat? My mother wants to know."
    assert _order(_matches(message, lamp, boat))[0] == "boat"


def test_a_question_goes_before_a_statement_in_the_same_message() -> None:
    """What is told beside it is not asked."""
    lamp, boat = _fact("lamp", "the keeper trimmed the lamp"), _fact("boat", "was the boat green")
    told = "The keeper trimmed the old lamp."
    alone = _matches(told, lamp, boat)[0]
    beside = _matches(f"{told} Was the boat really green?", lamp, boat)
    assert _order(beside)[0] == "boat"
    assert next(match.score.total for match in beside if match.record is lamp) < alone.score.total


def test_more_phrasings_that_fit_support_each_other() -> None:
    """One that fits by chance has none beside it."""
    alone = _matches("what oil did the lamp use", _fact("lamp", "what oil had the lamp"))[0]
    supported = _matches(
        "what oil did the lamp use", _fact("lamp", "what oil had the lamp", "oil of the lamp", "lamp oil", "lamp's oil")
    )[0]
    assert supported.score.support > alone.score.support


@pytest.mark.parametrize("part", ["FITS", "SUPPORTED", "FAMILIAR", "NEARNESS", "EVIDENCE"])
def test_every_part_of_a_score_counts(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the record would score less."""
    lamp = _fact("lamp", "what did the lamp burn", "the oil of the lamp")
    whole = _matches("which oil did the lamp burn", lamp)[0].score.total
    monkeypatch.setattr(scoring, part, 0.0)
    assert _matches("which oil did the lamp burn", lamp)[0].score.total < whole


def test_who_did_it_to_whom_makes_a_difference() -> None:
    """Of two phrasings with the same words, the one that names the two in the same order fits better."""
    visited = _fact("visited", "why did Ada ever visit Tom")
    was_visited = _fact("was-visited", "why did Tom ever visit Ada")
    assert _order(_matches("why has Ada visited Tom", was_visited, visited)) == ["visited", "was-visited"]
    assert _order(_matches("why has Tom visited Ada", visited, was_visited)) == ["was-visited", "visited"]


def test_a_phrasing_with_the_two_the_other_way_round_is_worth_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the letters say."""
    visited = _fact("visited", "why did Ada visit Tom")
    turned = _matches("why did Tom visit Ada", visited)[0].score.total
    monkeypatch.setattr(fitting, "OTHER_ORDER", 1.0)
    assert _matches("why did Tom visit Ada", visited)[0].score.total > turned


def test_one_of_two_persons_alone_has_no_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks of Ada's visit means any visit of hers."""
    visited = _fact("visited", "why did Tom visit Ada")
    asked = _matches("why the visit of Ada", visited)
    monkeypatch.setattr(fitting, "OTHER_ORDER", 0.0)
    assert _matches("why the visit of Ada", visited) == asked


def test_a_word_met_in_two_ways_counts_as_met_in_full() -> None:
    """A husband is a husband, though he is a spouse, too."""
    husband = _fact("husband", "the husband")
    assert _matches("is a husband a spouse", husband)[0].score.answered == 1
    assert _matches("is a spouse a husband", husband)[0].score.answered == 1


def test_the_shares_say_how_much_of_each_side_is_covered() -> None:
    """A keyword leaves much of the phrasing, a long question much of itself."""
    fact = _fact("lamp", "what oil did the lamp burn in winter")
    keyword = _matches("lamp", fact)[0].score
    rambling = _matches("what oil did the lamp burn in winter beside the kumquat of the bishop", fact)[0].score
    assert keyword.asked == 1 > keyword.answered
    assert rambling.answered == 1 > rambling.asked


def test_a_question_that_shares_nothing_matches_nothing() -> None:
    """Nor does one that says nothing."""
    assert _matches("kumquat marmalade", ADA_AGE) == []
    assert _matches("", ADA_AGE) == []


def test_a_phrasing_left_out_does_not_count() -> None:
    """The others do."""
    fact = _fact("lamp", "what did the lamp burn", "which keeper stayed")
    assert _matches("what did the lamp burn", fact)[0].score.total == 100
    assert _matches("what did the lamp burn", fact, without=0) == []
    assert _matches("which keeper stayed", fact, without=0)[0].score.total == 100


def test_a_phrasing_about_somebody_else_is_worth_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the answer mentions both, what Tom sang is not what Ada sang."""
    song = _fact("song", "what did Tom sing", answer="Ada heard Tom sing of the sea.")
    swapped = _matches("what did Ada sing", song)[0]
    monkeypatch.setattr(fitting, "SWAPPED", 1.0)
    unpunished = _matches("what did Ada sing", song)[0]
    assert swapped.score.total < unpunished.score.total


def test_a_phrasing_about_one_of_two_who_are_asked_about_is_worth_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names nobody else."""
    song = _fact("song", "what did Tom sing", answer="Ada and Tom sang of the sea.")
    both = _matches("what did Ada and Tom sing", song)[0]
    monkeypatch.setattr(fitting, "SWAPPED", 0.0)
    assert _matches("what did Ada and Tom sing", song)[0] == both


def test_a_question_of_very_many_words_is_judged_by_the_heaviest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a list of words that no fact knows, only the first ones stand against what is known."""
    strangers = " ".join(f"kumquat{number}" for number in range(2 * scoring.MAX_UNITS))
    question, lamp = f"{strangers} burn Ada's lamp", _fact("lamp", "what did Ada's lamp burn")
    limited = _matches(question, lamp)[0].score.asked
    monkeypatch.setattr(scoring, "MAX_UNITS", 1000)
    assert 1 > limited > _matches(question, lamp)[0].score.asked > 0


def test_no_fit_is_so_good_that_a_better_one_would_not_score_higher() -> None:
    """Below the best there are no ties by rounding off."""
    wed = _fact("wed", "how old was Tom when he married Ada", "Tom's age at the wedding")
    less = _fact("less", "how old was Ada when she married Tom")
    first, second = _matches("what age had Tom when he married with Ada", less, wed)
    assert (first.record.id, second.record.id) == ("wed", "less")
    assert NEARLY > first.score.total > second.score.total


def _points(score: Score) -> float:
    """What a question without names that is one clause scored, put together from what the score tells of itself."""
    fit = 2 * score.asked * score.answered / (score.asked + score.answered)
    shared = scoring.FITS * fit + scoring.SUPPORTED * score.support + scoring.FAMILIAR * score.familiar
    rest = scoring.NEARNESS * score.nearness + scoring.EVIDENCE * log(scoring.SLIGHT + score.content)
    return shared + rest - score.other_type


@pytest.mark.parametrize("asked", ["which oil did the old lamp burn", "where was the lamp of the harbour", "lamp"])
def test_a_record_with_even_points_is_as_likely_right_as_not(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The points are told in the parts of a score, the loss for another type among them."""
    lamp = _fact("lamp", "what year did the lamp burn oil", "when was there oil in the lamp")
    monkeypatch.setattr(scoring, "EVEN", _points(_matches(asked, lamp)[0].score))
    assert _matches(asked, lamp)[0].score.total == pytest.approx(NEARLY / 2)


def test_as_many_points_above_even_as_below_come_as_near_to_either_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The curve is the same on both sides; nothing reaches an end of it."""
    lamp, asked = _fact("lamp", "what did the lamp burn"), "which oil did the lamp burn"
    even, totals = _points(_matches(asked, lamp)[0].score), []
    for more in (-2, -1, 1, 2):
        monkeypatch.setattr(scoring, "EVEN", even - more * scoring.SPREAD)
        totals.append(_matches(asked, lamp)[0].score.total)
    assert 0 < totals[0] < totals[1] < NEARLY / 2 < totals[2] < totals[3] < NEARLY
    assert totals[0] + totals[3] == pytest.approx(totals[1] + totals[2]) == pytest.approx(NEARLY)


STORM = (
    _fact("lamp", "what did the lamp burn", "the oil of the lamp", answer="The lamp burned whale oil."),
    _fact("year", "in what year did the storm break the lamp", "when was the storm"),
    _fact("boat", "where was the boat", "the harbour of the boat", answer="It lay in the harbour."),
)
BURN, HARBOUR = STORM[0].questions[0], STORM[2].questions[1]
WORDS = [*dict.fromkeys(f"{BURN} {HARBOUR} storm year when where break whale kumquat who is a".split())]
STORMY = Answerer(Pack("The storm", STORM))
PHRASINGS = {STORMY.normalised(question): fact.id for fact in STORM for question in fact.questions}


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.sampled_from(sorted(PHRASINGS)))
def test_the_more_points_a_record_has_the_higher_it_scores(asked: str) -> None:
    """Up to 99, and not below 0; only word for word is a hundred, whatever its points. Shares are 0 to 1."""
    matches = STORMY.matches(STORMY.read(asked))
    for score in (match.score for match in matches):
        assert all(0 <= share <= 1 for share in (score.asked, score.answered, score.support, score.familiar))
        assert 0 <= score.nearness <= NEAREST_OF_ALL
        assert 0 <= score.other_type <= scoring.OTHER_TYPE
        assert score.content >= 0
        assert 0 <= score.total <= NEARLY or score.total == EXACT
    exact = [match.record.id for match in matches if match.score.total == EXACT]
    assert exact == [PHRASINGS[text] for text in [STORMY.normalised(asked)] if text in PHRASINGS]
    others = [_points(match.score) for match in matches if match.score.total != EXACT]
    assert all(higher > lower or higher == pytest.approx(lower) for higher, lower in pairwise(others))


def test_word_for_word_is_a_hundred_whatever_its_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little it says, and if nothing else counted."""
    for part in ("FITS", "SUPPORTED", "FAMILIAR", "NEARNESS", "EVIDENCE"):
        monkeypatch.setattr(scoring, part, 0.0)
    who = _fact("ada", "who is Ada", "tell me all about the keeper of the lamp")
    assert [_matches(asked, who)[0].score.total for asked in ("who is Ada", "Who is Ada?")] == [EXACT, EXACT]
    assert _matches("who is she, Ada", who)[0].score.total < NEARLY / 2


def test_more_content_is_more_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of questions that fit alike the one that says more scores higher: few words fit many a record by chance."""
    monkeypatch.setattr(scoring, "NEARNESS", 0.0)
    said = ["lamp", "lamp wick", "lamp wick storm", "lamp wick storm oil"]
    scores = [_matches(f"the {words}", _fact("lamp", words))[0].score for words in said]
    assert {(score.asked, score.answered, score.support) for score in scores} == {(1, 1, scores[0].support)}
    assert all(less.content < more.content and less.total < more.total for less, more in pairwise(scores))
    monkeypatch.setattr(scoring, "EVIDENCE", 0.0)
    totals = [_matches(f"the {words}", _fact("lamp", words))[0].score.total for words in said]
    assert totals == pytest.approx([totals[0]] * len(said))


def test_names_and_question_words_alone_are_slight_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    """They stand in a great many questions: one word that fits as well says more."""
    monkeypatch.setattr(scoring, "NEARNESS", 0.0)
    said = ["Ada and Tom", "when Ada", "Ada and the lamp"]
    names, types, word = (_matches(f"the {words}", _fact("ada", words))[0].score for words in said)
    assert (names.asked, names.answered) == (types.asked, types.answered) == (word.asked, word.answered) == (1, 1)
    assert names.content == types.content == 0 < word.content
    assert max(names.total, types.total) < word.total
