"""What moderators type into a form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lighthouse import FACTS, GAPS, LIGHTHOUSE
from rockybot.packs import Fact, Gap, Pack, Record
from rockybot.packs.proposing import Fault, Form, GapForm, Refused, form_of, new_id, proposed

LAMP = FACTS[4]
GOOD = Form(
    "who lit the lamp\n\n  who  lit it ", " Ada did. ", "she trimmed it every\nfour hours", "lamp, people, lamp"
)
GOOD_GAP = GapForm(" who  lit\nthe lamp ", "who lit the lamp\n\n  who  lit it ", "lamp, people, lamp")


def faults(form: Form | GapForm, pack: Pack = LIGHTHOUSE) -> tuple[Fault, ...]:
    refused = proposed(form, pack)
    assert isinstance(refused, Refused)
    return refused.faults


def test_a_good_form_is_a_fact() -> None:
    """Blank lines, double spaces and what stands twice are left out."""
    assert proposed(GOOD, LIGHTHOUSE) == Fact(
        "who-lit-lamp",
        ("who lit the lamp", "who lit it"),
        "Ada did.",
        "she trimmed it every four hours",
        ("lamp", "people"),
    )


def test_a_good_form_of_a_gap_is_a_gap() -> None:
    """What it is about stands on one line."""
    assert proposed(GOOD_GAP, LIGHTHOUSE) == Gap(
        "who-lit-lamp", ("who lit the lamp", "who lit it"), "who lit the lamp", ("lamp", "people")
    )


def test_an_edited_fact_keeps_its_name() -> None:
    fact = proposed(GOOD, LIGHTHOUSE, LAMP)
    assert isinstance(fact, Fact)
    assert fact.id == "lamp-fuel"


@pytest.mark.parametrize("typed", ["lamp, spoiler", "Spoiler,lamp", "lamp, SPOILER, spoiler"])
def test_a_tag_makes_a_fact_a_spoiler_and_is_none_of_its_own(typed: str) -> None:
    """Whether or not it was one before."""
    for old in (None, LAMP, replace(LAMP, spoiler=True)):
        fact = proposed(replace(GOOD, tags=typed), LIGHTHOUSE, old)
        assert isinstance(fact, Fact)
        assert (fact.tags, fact.spoiler) == (("lamp",), True)


def test_a_spoiler_shows_its_tag_and_without_it_is_none_any_more() -> None:
    assert form_of(replace(LAMP, tags=("lamp",), spoiler=True)).tags == "lamp, spoiler"
    assert form_of(replace(LAMP, tags=("spoiler",), spoiler=True)).tags == "spoiler"
    assert form_of(LAMP).tags == ""
    fact = proposed(GOOD, LIGHTHOUSE, replace(LAMP, spoiler=True))
    assert isinstance(fact, Fact)
    assert not fact.spoiler


def test_what_the_source_does_not_say_gives_nothing_away() -> None:
    """A gap's tags are all its own."""
    gap = proposed(replace(GOOD_GAP, tags="spoiler"), LIGHTHOUSE)
    assert isinstance(gap, Gap)
    assert gap.tags == ("spoiler",)
    assert form_of(gap).tags == "spoiler"


@pytest.mark.parametrize("record", [*FACTS, *GAPS], ids=lambda record: record.id)
def test_a_record_is_its_own_form(record: Record) -> None:
    """Opened and sent off as it is, a form changes nothing: not even a full stop."""
    tagged: Record = replace(record, tags=("one", "two"))
    assert proposed(form_of(tagged), LIGHTHOUSE, tagged) == tagged
    if isinstance(tagged, Fact):
        spoiler = replace(tagged, spoiler=True)
        assert proposed(form_of(spoiler), LIGHTHOUSE, spoiler) == spoiler


def test_a_record_that_becomes_one_of_the_other_kind_keeps_its_name() -> None:
    """And nothing else: its links, checks and history go by it."""
    gap, fact = GAPS[0], replace(FACTS[0], spoiler=True)
    assert proposed(GOOD_GAP, LIGHTHOUSE, fact) == Gap(
        fact.id, ("who lit the lamp", "who lit it"), "who lit the lamp", ("lamp", "people")
    )
    assert proposed(replace(GOOD, excerpt=""), LIGHTHOUSE, gap) == Fact(
        gap.id, ("who lit the lamp", "who lit it"), "Ada did.", None, ("lamp", "people")
    )


def test_control_characters_are_left_out() -> None:
    """No file could hold them."""
    fact = proposed(Form("who\x00 lit\x1b it\r\nand why", "Ada\x07.", "", "a\x00"), LIGHTHOUSE)
    assert fact == Fact("who-lit-it", ("who lit it", "and why"), "Ada .", None, ("a",))
    gap = proposed(GapForm("who\x1b lit\x00\nit", "who\x00 lit it"), LIGHTHOUSE)
    assert gap == Gap("who-lit-it", ("who lit it",), "who lit it")


def test_an_excerpt_may_be_left_out() -> None:
    fact = proposed(replace(GOOD, excerpt=" "), LIGHTHOUSE)
    assert isinstance(fact, Fact)
    assert fact.excerpt is None


@pytest.mark.parametrize(
    ("form", "field", "what"),
    [
        pytest.param(replace(GOOD, questions=" \n"), "questions", "no question", id="no-question"),
        pytest.param(replace(GOOD, questions="x" * 501), "questions", "501 characters in", id="a-long-question"),
        pytest.param(
            replace(GOOD, questions="\n".join(map(str, range(201)))), "questions", "201 questions", id="many-questions"
        ),
        pytest.param(replace(GOOD, answer=" "), "answer", "it is empty", id="no-answer"),
        pytest.param(replace(GOOD, answer="x" * 2001), "answer", "2,001 characters in", id="a-long-answer"),
        pytest.param(replace(GOOD, excerpt="word " * 300), "excerpt", "1,499 characters in", id="a-long-excerpt"),
        pytest.param(replace(GOOD, tags="x" * 101), "tags", "101 characters in", id="a-long-tag"),
        pytest.param(
            replace(GOOD, excerpt="she trimmed it every five hours"), "excerpt", "the excerpt is", id="a-changed-word"
        ),
        pytest.param(replace(GOOD_GAP, about=" \n"), "about", "it is empty", id="about-nothing"),
        pytest.param(replace(GOOD_GAP, about="x" * 2001), "about", "2,001 characters in", id="about-too-much"),
        pytest.param(replace(GOOD_GAP, questions=""), "questions", "no question", id="a-gap-without-a-question"),
        pytest.param(
            replace(GOOD_GAP, about="when did she die?"), "about", "it is a question", id="a-question-as-a-gap"
        ),
        pytest.param(replace(GOOD_GAP, tags="x" * 101), "tags", "101 characters in", id="a-long-tag-of-a-gap"),
    ],
)
def test_what_breaks_a_rule_is_refused_with_its_mend(form: Form | GapForm, field: str, what: str) -> None:
    (fault,) = faults(form)
    assert fault.field == field
    assert fault.what.startswith(what)
    assert fault.mend


def test_a_false_excerpt_is_told_with_its_false_words_and_where_to_look() -> None:
    """So that it is mended without reading the whole article."""
    assert faults(replace(GOOD, excerpt="In the winter of 1931 the great gale broke the gallery windows")) == (
        Fault(
            "excerpt",
            "the excerpt is not verbatim (not in the source: “gale”)",
            "the nearest passage is in “The lighthouse”, paragraph 1; copy it word for word",
        ),
    )


def test_a_false_excerpt_is_told_with_each_of_its_false_stretches() -> None:
    (fault,) = faults(replace(GOOD, excerpt="In the dark winter of 1931 the great storm broke the gallery doors"))
    assert fault.what == "the excerpt is not verbatim (not in the source: “in the dark”, “doors”)"


@pytest.mark.parametrize(
    "typed", ["The article doesn't say when Ada died", "the source does not say when Ada died", "when Ada died"]
)
def test_the_words_before_what_the_source_does_not_say_may_be_typed_too(typed: str) -> None:
    gap = proposed(replace(GOOD_GAP, about=typed), LIGHTHOUSE)
    assert isinstance(gap, Gap)
    assert gap.about == "when Ada died"


@pytest.mark.parametrize("pack", [replace(LIGHTHOUSE, source=None), Pack("x", ())])
def test_without_a_source_nothing_can_be_quoted(pack: Pack) -> None:
    (fault,) = faults(GOOD, pack)
    assert (fault.field, fault.mend) == ("excerpt", "leave it empty")


def test_all_faults_are_told_at_once() -> None:
    assert [fault.field for fault in faults(Form("", "", "nowhere to be found at all"))] == [
        "questions",
        "answer",
        "excerpt",
    ]
    assert [fault.field for fault in faults(GapForm("", "", f"x, {'y' * 101}"))] == ["about", "questions", "tags"]


@pytest.mark.parametrize(
    ("question", "made"),
    [
        ("What did the lamp burn?", "what-lamp-burn"),
        ("Où est Ada’s café", "ou-est-ada-cafe"),
        ("???", "fact"),
        ("none", "none-2"),
        ("lamp fuel", "lamp-fuel-2"),
        ("one two three four five six seven", "one-two-three-four-five-six"),
        ("x" * 99, "x" * 60),
    ],
)
def test_a_new_fact_is_named_after_its_question(question: str, made: str) -> None:
    """By its first words, with a number if the name is taken."""
    assert new_id(question, LIGHTHOUSE) == made


def test_a_new_gap_without_a_latin_letter_is_named_after_what_it_is() -> None:
    assert proposed(GapForm("кто зажёг лампу", "кто?"), LIGHTHOUSE) == Gap("gap", ("кто?",), "кто зажёг лампу")
