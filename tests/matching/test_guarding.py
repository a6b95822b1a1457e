"""What an edit would do to answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lighthouse import CHECKS, LIGHTHOUSE
from rockybot.matching import Answerer, guarding
from rockybot.matching.guarding import Effect, Moved, effect, worth_asking
from rockybot.packs import Check, Fact, Gap, Pack, Record
from rockybot.packs.revising import Edit, revised

FUEL, WIFE = (next(fact for fact in LIGHTHOUSE.facts if fact.id == fact_id) for fact_id in ("lamp-fuel", "tom-wife"))


def after(record_id: str, record: Record | None, pack: Pack = LIGHTHOUSE) -> Answerer:
    """The matcher once a record has been edited."""
    return Answerer(revised(pack, [Edit(record_id, record, None)]).pack)


def guarded(answerer: Answerer, record_id: str, record: Record | None) -> dict[str, tuple[str | None, str | None]]:
    """What the edit of a record moves among the questions worth asking."""
    new = after(record_id, record, answerer.pack)
    moved = effect(answerer, new, worth_asking(answerer, new, record_id)).moved
    return {one.question: (one.of, one.gets) for one in moved}


# The effect


def test_an_edit_that_takes_nothing_moves_nothing(answerer: Answerer) -> None:
    """Another answer, or a phrasing of its own."""
    better = replace(FUEL, answer="Whale oil, until 1930.", questions=(*FUEL.questions, "what kind of oil was burnt"))
    assert guarded(answerer, "lamp-fuel", better).keys() <= {"what kind of oil was burnt"}


def test_a_stolen_phrasing_tells_whose_it_was_and_who_gets_it(answerer: Answerer) -> None:
    """The first record in the file wins."""
    thief = replace(FUEL, questions=(*FUEL.questions, "who did Tom marry"))
    assert guarded(answerer, "lamp-fuel", thief) == {"who did Tom marry": ("tom-wife", "lamp-fuel")}


def test_the_questions_of_a_removed_record_move(answerer: Answerer) -> None:
    """To another one or to none."""
    moved = guarded(answerer, "tom-wife", None)
    assert set(WIFE.questions) <= set(moved)
    assert {of for of, _ in moved.values()} == {"tom-wife"}
    assert all(gets != "tom-wife" for _, gets in moved.values())


def test_the_questions_of_a_new_record_come_from_others_or_from_none(answerer: Answerer) -> None:
    """As far as they got anywhere."""
    new = Fact("ada-hobby", ("what did Ada do for fun", "when was Ada Finch born"), "She painted.")
    moved = guarded(answerer, "ada-hobby", new)
    assert moved["what did Ada do for fun"][1] == "ada-hobby"


def test_a_fact_that_becomes_a_gap_still_has_its_questions(answerer: Answerer) -> None:
    """The record reached is the same one."""
    assert guarded(answerer, "tom-wife", Gap("tom-wife", WIFE.questions, "whom Tom married")) == {}


def test_an_effect_keeps_the_order_of_the_questions_and_asks_each_once(answerer: Answerer) -> None:
    """Recent questions may repeat themselves."""
    asked = ["Tom's wedding", "what fuel was used for the lamp", "who did Tom marry", "Tom's wedding"]
    moved = effect(answerer, after("tom-wife", None), asked).moved
    assert [one.question for one in moved] == ["Tom's wedding", "who did Tom marry"]


def test_matchers_that_agree_have_no_effect(answerer: Answerer) -> None:
    """Whatever is asked."""
    asked = [question for record in LIGHTHOUSE.records for question in record.questions]
    assert effect(answerer, Answerer(LIGHTHOUSE), [*asked, "", "???"], as_new=True) == Effect(())


# Questions like the phrasings


def test_asked_as_new_a_phrasing_shows_what_questions_like_it_would_get(answerer: Answerer) -> None:
    """Word for word it still reaches its record, and the drift would go unseen."""
    phrasing = "who did Tom marry"
    drifting = after(
        "ada-husband", Gap("ada-husband", ("who did he marry", "whom did Tom marry"), "whether Ada married")
    )
    assert effect(answerer, drifting, [phrasing]).moved == ()
    assert effect(answerer, drifting, [phrasing], as_new=True).moved == (Moved(phrasing, "tom-wife", "ada-husband"),)


def test_asked_as_new_a_question_that_is_no_phrasing_is_asked_as_it_is(answerer: Answerer) -> None:
    """There is nothing to leave out."""
    asked = ["the wedding of Tom please", "what colour is the moon"]
    gone = after("tom-wife", None)
    assert effect(answerer, gone, asked, as_new=True) == effect(answerer, gone, asked)


def test_asked_as_new_a_phrasing_may_reach_a_gap_a_fact_or_nothing(answerer: Answerer) -> None:
    """As any question."""
    asked = [question for record in LIGHTHOUSE.records for question in record.questions]
    moved = effect(answerer, Answerer(Pack("Empty", ())), asked, as_new=True).moved
    reached = {one.of for one in moved}
    assert {one.gets for one in moved} == {None}
    assert {"tom-wife", "ada-death"} <= reached
    assert len(moved) < len(asked), "left out, some reach nothing at all"


# What is worth asking


def test_an_edited_records_own_phrasings_are_asked_before_and_after(answerer: Answerer) -> None:
    """Those that went and those that came."""
    new = after("lamp-fuel", replace(FUEL, questions=(FUEL.questions[0], "whale oil")))
    asked = worth_asking(answerer, new, "lamp-fuel")
    assert asked[:4] == (*FUEL.questions, "whale oil")


def test_the_checks_of_both_packs_are_asked(answerer: Answerer) -> None:
    """They may not break."""
    other = Answerer(replace(LIGHTHOUSE, checks=(*CHECKS, Check("what lit the tower", "lamp-fuel"))))
    assert {"what lit the tower", *(check.question for check in CHECKS)} <= set(worth_asking(answerer, other, "nobody"))


def test_the_phrasings_of_rivals_are_asked(answerer: Answerer) -> None:
    """Of all records that the matcher puts near, whether they have the edited one's words or it has theirs."""
    asked = set(worth_asking(answerer, after("tom-wife", None), "tom-wife"))
    rivals = {match.record.id for match in answerer.matches(answerer.read("who did Tom marry"))[:3]}
    assert len(rivals) == 3
    for rival in rivals:
        record = LIGHTHOUSE.record(rival)
        assert record
        assert set(record.questions) <= asked


def test_the_edit_of_nothing_asks_the_checks_alone(answerer: Answerer) -> None:
    """No record of that id is known before or after."""
    assert worth_asking(answerer, answerer, "nobody") == tuple(check.question for check in CHECKS)


def test_of_many_rivals_the_nearest_are_asked(answerer: Answerer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard answers while a moderator waits."""
    monkeypatch.setattr(guarding, "MOST", 4)
    asked = worth_asking(answerer, answerer, "boat-cost")
    own = next(gap.questions for gap in LIGHTHOUSE.gaps if gap.id == "boat-cost")
    assert len(asked) == len(own) + len(CHECKS) + 2, "the record is its own nearest rival"


@pytest.mark.parametrize("record", [*LIGHTHOUSE.facts, *LIGHTHOUSE.gaps], ids=lambda record: record.id)
def test_what_is_worth_asking_shows_all_that_moves_when_a_record_goes(answerer: Answerer, record: Record) -> None:
    """Held against every phrasing of the story."""
    gone = after(record.id, None)
    everything = [question for each in LIGHTHOUSE.records for question in each.questions]
    asked = worth_asking(answerer, gone, record.id)
    assert set(effect(answerer, gone, asked).moved) >= set(effect(answerer, gone, everything).moved)
