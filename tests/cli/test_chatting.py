"""`rockybot chat` and `rockybot why`: conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.app import Story
from rockybot.cli.chatting import completions, converse

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

PACK = ("--pack", "grey-rock.yaml")
UNCLEAR = "in what year did ada have the lamp"


def test_a_piped_chat_answers_line_by_line_and_ends(rockybot: Run) -> None:
    outcome = rockybot("chat", *PACK, stdin=b"tom job\n\nwhen was ada born\n")

    assert outcome.status == 0
    assert outcome.out.split("\n\n")[0].startswith("> tom job\nTom Finch was a baker.")
    assert "The article doesn't say when Ada was born." in outcome.out


def test_a_number_chooses_among_the_suggestions_said_last(folder: Path) -> None:
    story = Story.open(folder / "grey-rock.yaml")
    suggestions = story.ask(UNCLEAR).reply.choices

    first, second = converse(story, iter([UNCLEAR, "1"]))

    assert f"  1  {suggestions[0].questions[0]}" in first
    assert second.startswith(suggestions[0].answer)


def test_a_number_chooses_what_else_was_asked(folder: Path) -> None:
    story = Story.open(folder / "grey-rock.yaml")

    first, second = converse(story, iter(["what did tom do for a living? what year was the storm?", "1"]))

    assert "You also asked:\n  1  In what year did the storm break the lamp?" in first
    assert second.startswith("The storm broke the lamp in 1931.")


def test_a_number_without_suggestions_is_a_question(folder: Path) -> None:
    story = Story.open(folder / "grey-rock.yaml")

    assert next(converse(story, iter(["1"]))).startswith("I know nothing about that.")


def test_why_tells_what_was_read_and_who_came_next(rockybot: Run) -> None:
    outcome = rockybot("why", "wat did tom do for a livng", *PACK)

    assert outcome.status == 0
    assert outcome.out.startswith("Answered with tom-job, ")
    assert "repaired       livng → living" in outcome.out
    assert "names          Tom" in outcome.out
    assert "The best match and its runners-up:" in outcome.out


def test_why_tells_what_else_was_asked(rockybot: Run) -> None:
    outcome = rockybot("why", "what did tom do for a living? what year was the storm?", *PACK)

    assert outcome.out.startswith("Answered with tom-job, ")
    assert "\n  also asked     storm-year, " in outcome.out


def test_why_of_nothing_says_so(rockybot: Run) -> None:
    outcome = rockybot("why", "?!", *PACK)

    assert outcome.out.startswith("Not answered: nothing is near enough.\n  read           nothing")


def test_completions_begin_each_word_that_was_typed() -> None:
    questions = ["Who did Rusty marry first?", "When was Rocky born?", "Where did Rusty grow up?"]

    assert completions("", questions) == questions
    assert completions("rus mar", questions) == questions[:1]
    assert completions("WHE DID", questions) == questions[2:]
    assert completions("zebra", questions) == []


def test_a_piped_number_chooses_too(rockybot: Run) -> None:
    outcome = rockybot("chat", *PACK, stdin=f"{UNCLEAR}\n1\n".encode())

    asked, chosen = outcome.out.split("> 1\n")
    assert "Did you mean" in asked
    assert chosen.startswith(("The storm", "Tom Finch", "Ada Finch"))
