"""Why a question got its answer, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lighthouse import FACTS, GAPS, LIGHTHOUSE
from rockybot.app import Story
from rockybot.matching import Answerer
from rockybot.matching.scoring import OTHER_TYPE


@pytest.fixture(scope="module")
def told(answerer: Answerer) -> Story:
    """The lighthouse."""
    return Story(answerer)


def test_an_answer_is_explained_by_its_match(told: Story) -> None:
    """The closest wording, the parts of the score, the runner-up, the name and revision."""
    lines = told.explain(FACTS[4], "what did the lamp burn").text.splitlines()
    assert lines[0] == "Closest wording: “what did the lamp burn”"
    assert lines[1] == "Score: 100 of 100"
    assert lines[2].startswith("Of the question 100% is in the wording, of the wording 100% is in the question")
    assert lines[3].startswith("Runner-up: “")
    assert lines[4] == f"Known as lamp-fuel, revision {LIGHTHOUSE.revision} of the story"


def test_what_was_taken_away_is_told(told: Story) -> None:
    """Another kind of question, in points; of what was not taken, nothing."""
    assert f"; less {OTHER_TYPE:.0f} for another kind" in told.explain(FACTS[0], "where was Ada born").text
    assert "less" not in told.explain(FACTS[1], "where was Ada born").text


def test_how_near_it_lies_is_told_in_per_cent(told: Story) -> None:
    """More than wholly near is told as wholly near."""
    near, nearer = (told.explain(FACTS[4], asked) for asked in ("fuel", "what did the lamp burn"))
    assert "near in spelling and meaning: 100%" in nearer.text
    assert "near in spelling and meaning: " in near.text
    assert "100%; support" not in near.text


def test_a_rival_that_the_source_does_not_answer_is_told_as_one(told: Story) -> None:
    text = told.explain(FACTS[1], "where was Ada born and when did she die").text
    assert "Runner-up, a known gap: “" in text


def test_what_was_chosen_by_hand_is_told_as_such(told: Story) -> None:
    """Whether its wording is anywhere near or not."""
    assert "by its score another one comes first" in told.explain(FACTS[7], "what did the lamp burn Tom").text
    assert told.explain(FACTS[10], "xyzzy").text.startswith("It was chosen from suggestions: no wording")


def test_a_gap_is_explained_like_a_fact(told: Story) -> None:
    assert told.explain(GAPS[4], "how tall is it").text.splitlines()[-1].startswith("Known as lighthouse-height")


def test_a_spoiler_that_came_second_is_not_spelt_out() -> None:
    facts = tuple(replace(fact, spoiler=fact.id == "lamp-trimming") for fact in FACTS)
    story = Story(Answerer(replace(LIGHTHOUSE, facts=facts, gaps=())))
    assert "Runner-up: “(a spoiler)”" in story.explain(FACTS[4], "what did the lamp burn").text
