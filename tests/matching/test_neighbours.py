"""How near a story's phrasings, and what it tells, lie to a question. The story is invented."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rockybot.matching import Answer, Answerer, scoring
from rockybot.matching.language import english
from rockybot.matching.names import cast_of
from rockybot.matching.neighbours import NEAREST_OF_ALL, Neighbours
from rockybot.matching.reading import read_record
from rockybot.matching.units import reader_of
from rockybot.packs import Fact, Gap, Pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rockybot.packs import Record

CRAFTS = (
    "baker",
    "cooper",
    "weaver",
    "tanner",
    "glazier",
    "thatcher",
    "miller",
    "smith",
    "tailor",
    "potter",
    "cobbler",
)
FACTS = tuple(
    Fact(
        f"{craft}-{what}",
        (question.format(craft), again.format(craft), f"tell me {again.format(craft)}"),
        f"The {craft} of the village.",
    )
    for craft in CRAFTS
    for what, question, again in (
        ("wage", "how much did the {} earn in a week", "what wages the {} was paid"),
        ("house", "where did the {} live", "which house belonged to the {}"),
        ("child", "how many children did the {} have", "the number of the {}'s sons and daughters"),
        ("tool", "what tool did the {} use", "what the {} worked with"),
        ("year", "when did the {} come to the village", "what year the {} arrived"),
        ("quarrel", "who did the {} quarrel with", "who the {}'s enemy was"),
    )
)
GAPS = (Gap("mayor", ("who was the mayor", "what was the mayor's name"), "the mayor"),)
VILLAGE = Pack("The village", FACTS, GAPS)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(VILLAGE)


def _near(*records: Record) -> Neighbours:
    reader = reader_of(cast_of(VILLAGE, english()), english())
    return Neighbours([read_record(record, reader, english()) for record in records], english())


NEAR = _near(*FACTS, *GAPS)
EVERYONE = range(len(FACTS) + len(GAPS))
ASKED = "how much did the baker earn in a week"


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("how much money did the cooper take home every week", "cooper-wage"),
        ("in which building did the weaver dwell", "weaver-house"),
        ("did the smith have any kids and how many", "smith-child"),
    ],
)
def test_nearness_is_part_of_every_score(answerer: Answerer, question: str, fact: str) -> None:
    """The best match is near, and its total says so."""
    best, *others = answerer.answer(question).matches
    assert best.record.id == fact
    assert max(other.score.nearness for other in others) < best.score.nearness <= NEAREST_OF_ALL
    assert 0 < best.score.total < 100


@pytest.mark.parametrize("pack", [Pack("A", FACTS[:1]), Pack("A", (), GAPS), Pack("A", FACTS[:1], GAPS)])
def test_nearness_is_part_of_the_scores_of_the_smallest_story(pack: Pack) -> None:
    """However few phrasings it has, facts and gaps alike."""
    matches = Answerer(pack).answer("what did the baker and the mayor earn by name").matches
    assert len(matches) == len(pack.records)
    assert all(match.score.nearness > 0 for match in matches)


def test_the_nearer_of_two_that_fit_alike_scores_higher(monkeypatch: pytest.MonkeyPatch) -> None:
    """No concept holds these words, so without nearness the two are alike; a cello is nearer to a violin."""
    carrot, violin = (Fact(what, (f"who tuned the {what}",), "Much.") for what in ("carrot", "violin"))
    answerer = Answerer(Pack("Tuned", (carrot, violin)))
    query = answerer.read("who tuned the cello")
    best, other = answerer.matches(query)
    assert (best.record, other.record) == (violin, carrot)
    assert best.score.nearness > other.score.nearness
    assert best.score.total > other.score.total
    monkeypatch.setattr(scoring, "NEARNESS", 0.0)
    assert len({match.score.total for match in answerer.matches(query)}) == 1


def test_its_own_phrasing_makes_a_record_the_nearest() -> None:
    """About 1, and never more than is counted; records stand in the order in which they were asked for."""
    near = NEAR.nearness(ASKED, EVERYONE)
    assert len(near) == len(EVERYONE)
    assert max(near) == near[0] > 0.9
    assert near[0] <= NEAREST_OF_ALL
    first, second = NEAR.nearness(ASKED, [1, 0])
    assert second > first


def test_what_a_record_tells_counts_as_its_phrasings_do() -> None:
    """The answer and the excerpt of a fact, and what a gap is about."""
    plain = Fact("plain", ("the old mill",), "Much.")
    answered, quoted = replace(plain, answer="It ground barley."), replace(plain, excerpt="ground barley")
    gap = Gap("gap", ("the old mill",), "whether it ground barley")
    least, *others = _near(plain, answered, quoted, gap).nearness("who ground the barley", range(4))
    assert all(near > least for near in others)


@pytest.mark.parametrize("records", [[0], [0, 7], [7, 0], EVERYONE], ids=["alone", "first", "last", "among-all"])
def test_a_phrasing_left_out_leaves_its_nearness_out_too(records: Sequence[int]) -> None:
    """Its record keeps the nearness of its other phrasings and of what it tells, whoever stands beside it."""
    place = records.index(0)
    whole, without = NEAR.nearness(ASKED, records), NEAR.nearness(ASKED, records, 0)
    assert 0 < without[place] < whole[place]


def test_any_phrasing_can_be_left_out_by_its_number() -> None:
    """That of the last record, too."""
    asked, number = GAPS[0].questions[1], sum(len(fact.questions) for fact in FACTS) + 1
    assert NEAR.nearness(asked, EVERYONE, number)[-1] < NEAR.nearness(asked, EVERYONE)[-1]


def test_leaving_out_the_only_phrasing_alike_leaves_what_is_told() -> None:
    """As if it had never been written."""
    facts = Fact("mill", ("zyx", "barley"), "Much."), Fact("fair", ("a fair",), "Little.")
    near, without = (_near(*facts).nearness("barley", [0], left) for left in (None, 1))
    assert near[0] > 10 * without[0] >= 0


def test_a_phrasing_left_out_does_not_speak_against_the_others() -> None:
    """It is gone: what is near to it is as near as if the two had never stood side by side."""
    field, sown = Fact("field", ("the barley field",), "…"), Fact("sown", ("sown barley",), "…")
    near = _near(field, sown)
    assert near.nearness("barley field", [0, 1], 0)[1] == pytest.approx(near.nearness("barley field", [1])[0])


def test_a_phrasing_of_a_record_that_was_not_asked_for_changes_nothing_by_being_left_out() -> None:
    """It stands beside none of those that were."""
    asked_for = [3, 5]
    assert NEAR.nearness(ASKED, asked_for, 0) == NEAR.nearness(ASKED, asked_for)


def test_nothing_is_near_to_nothing() -> None:
    """A question without words is alike to no phrasing, and without records there is nobody to be near."""
    assert NEAR.nearness("", [0, 1]) == [0.0, 0.0]
    assert list(NEAR.nearness(ASKED, [])) == []


@settings(deadline=None)
@given(st.text(max_size=60), st.sets(st.sampled_from(EVERYONE), max_size=8), st.none() | st.sampled_from(range(200)))
def test_any_nearness_stays_in_its_range(asked: str, records: set[int], without: int | None) -> None:
    """Whatever is asked of whichever records."""
    near = NEAR.nearness(asked, sorted(records), without)
    assert len(near) == len(records)
    assert all(0 <= much <= NEAREST_OF_ALL for much in near)


def test_matches_come_best_first(answerer: Answerer) -> None:
    """The order is that of the totals with nearness in them."""
    totals = [match.score.total for match in answerer.answer("what did the baker earn").matches]
    assert totals == sorted(totals, reverse=True)


def test_a_phrasing_word_for_word_stays_certain(answerer: Answerer) -> None:
    """Nearness changes nothing where every word stands there."""
    verdict = answerer.answer("where did the potter live?")
    assert isinstance(verdict, Answer)
    assert (verdict.fact.id, verdict.score) == ("potter-house", 100.0)


def test_what_shares_nothing_is_not_answered(answerer: Answerer) -> None:
    """Without a match there is nothing to be near to."""
    assert answerer.answer("qwxz vkrt plmn").matches == ()


def test_a_phrasing_left_out_is_asked_as_if_it_were_not_there(answerer: Answerer) -> None:
    """It is matched by the others of its record, and by less than with it."""
    phrasing = FACTS[0].questions[0]
    query = answerer.read(phrasing)
    best = answerer.matches(query, 0)[0]
    assert best.score.nearness < answerer.matches(query)[0].score.nearness
    assert best.score.total < 100.0
    assert best.phrasing != phrasing


def test_recalled_from_disk_it_says_the_same(answerer: Answerer) -> None:
    """What was painted is not kept, and painted again."""
    question = "whom did the miller quarrel with"
    expected = answerer.answer(question)
    assert pickle.loads(pickle.dumps(answerer)).answer(question) == expected  # noqa: S301 - its own
