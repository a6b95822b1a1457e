"""What the faces call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lighthouse import TITLE
from rockybot import app
from rockybot.app import DEFAULT_STORY, LONGEST_RECURRING, Story, default_pack
from rockybot.errors import PackError
from rockybot.matching import Answer, NoAnswer, Strictness, Unsure
from rockybot.replies import retelling

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def opened(fact_file: Path, cache: Path) -> Story:
    """The lighthouse as opened from its file."""
    assert not cache.exists()
    return Story.open(fact_file)


def test_a_checkout_holds_the_shipped_story() -> None:
    """In the folder of facts at its top."""
    assert default_pack().name == DEFAULT_STORY
    assert default_pack().parent.name == "facts"
    assert default_pack().is_file()


def test_an_installed_package_holds_the_shipped_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the code; it goes before whatever lies two folders above."""
    package = tmp_path / "lib" / "site-packages" / "rockybot"
    for facts in (package / "facts", tmp_path / "lib" / "facts"):
        facts.mkdir(parents=True)
        (facts / DEFAULT_STORY).touch()
    monkeypatch.setattr(app, "_PACKAGE", package)
    assert default_pack() == package / "facts" / DEFAULT_STORY


def test_a_question_is_answered_in_words(opened: Story) -> None:
    """The question as typed, its verdict, and what a member reads."""
    answered = opened.ask("What did the lamp BURN?")
    assert answered.question == "What did the lamp BURN?"
    assert isinstance(answered.verdict, Answer)
    assert answered.verdict.fact.id == "lamp-fuel"
    assert answered.reply == opened.tell(answered.verdict.fact) == retelling(answered.verdict.fact, opened.pack)
    assert answered.reply.quotation is not None


def test_what_the_story_does_not_say_is_told_in_words(opened: Story) -> None:
    """The gap's own."""
    answered = opened.ask("how tall is the lighthouse")
    assert isinstance(answered.verdict, NoAnswer)
    assert "how tall the lighthouse is" in answered.reply.text


@pytest.mark.parametrize("question", ["lamp", "lamp" + " " * LONGEST_RECURRING], ids=["short", "long"])
def test_a_question_that_recurs_is_answered_as_strictly_as_it_is_asked(opened: Story, question: str) -> None:
    """Whatever was remembered of it for another level; too long a one is never remembered."""
    for _ in range(2):
        verdicts = [opened.answer(question, strictness).verdict for strictness in Strictness]
        assert [type(verdict) for verdict in verdicts] == [Unsure, Answer, Answer]
        assert verdicts[1] == opened.answer(question).verdict
        assert all(verdict.matches == () for verdict in verdicts)
    assert isinstance(opened.ask(question, Strictness.CAUTIOUS).verdict, Unsure)


def test_without_a_path_the_shipped_story_is_opened(
    fact_file: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here the lighthouse takes its place."""
    monkeypatch.setattr(app, "default_pack", lambda: fact_file)
    assert Story.open().pack.title == TITLE
    assert cache.is_dir()


def test_a_file_that_is_no_pack_is_refused(tmp_path: Path, cache: Path) -> None:
    """With every problem in it; and nothing is remembered of it."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("title: Gull Rock\n", "utf-8")
    with pytest.raises(PackError, match=r"broken\.yaml"):
        Story.open(broken)
    assert not cache.exists()
