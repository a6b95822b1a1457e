"""The stories that ship: what they promise and how well they answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from rockybot.app import default_pack
from rockybot.matching import Answerer
from rockybot.measuring import judge, rates, read_questions
from rockybot.packs import Pack, read_pack

ROOT = Path(__file__).parent.parent.parent
STORIES = sorted((ROOT / "facts").glob("*.yaml"))


@pytest.fixture(scope="module")
def rocky() -> Pack:
    return read_pack(default_pack())


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_a_story_names_its_schema_in_the_first_line(story: Path) -> None:
    assert story.read_text("utf-8").splitlines()[0] == "# yaml-language-server: $schema=schema.json"


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_every_fact_of_a_story_has_a_proved_quotation(story: Path) -> None:
    pack = read_pack(story)
    assert [fact.id for fact in pack.facts if pack.quote(fact) is None] == []


def test_the_default_story_is_asked_about_in_breadth(rocky: Pack) -> None:
    assert len(rocky.facts) >= 65
    assert sum(len(fact.questions) for fact in rocky.facts) / len(rocky.facts) >= 14
    assert len(rocky.gaps) >= 150
    assert sum(len(gap.questions) for gap in rocky.gaps) / len(rocky.gaps) >= 6


def test_the_default_story_keeps_no_copy_of_its_article(rocky: Pack) -> None:
    longest = max(len((fact.excerpt or "").split()) for fact in rocky.facts)
    assert longest <= 30


def test_the_default_story_answers_as_well_as_it_was_measured(rocky: Pack) -> None:
    """The floors leave a question's room below the figures of `benchmarks/quality.py`."""
    questions = read_questions(ROOT / "tests" / "questions" / "rocky-dennis.jsonl")
    answerer = Answerer(rocky)

    measured = rates(judge(labelled, answerer.answer(labelled.question)) for labelled in questions)

    assert (measured.right or 0) >= 0.85
    assert (measured.wrong or 0) <= 0.06
    assert (measured.silent or 0) >= 0.90
    assert (measured.precision or 0) >= 0.88
