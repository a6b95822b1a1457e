"""`rockybot ask`: what a shell and a script see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from command_line import Run

PACK = ("--pack", "grey-rock.yaml")
KEYS = [
    "question",
    "verdict",
    "fact",
    "gap",
    "answer",
    "excerpt",
    "source",
    "best",
    "score",
    "matched",
    "suggestions",
]


def test_an_answer_comes_with_its_quotation_and_its_place(rockybot: Run) -> None:
    outcome = rockybot("ask", "what did tom do for a living", *PACK)

    assert outcome.status == 0
    assert outcome.out.splitlines() == [
        "Tom Finch was a baker.",
        "  │ “Her brother Tom, a baker, brought her bread”",
        "  │ — The Keeper of Grey Rock, paragraph 1",
    ]


TWO_QUESTIONS = "what did tom do for a living? what year was the storm?"


def test_what_else_was_asked_is_offered_below_the_answer(rockybot: Run) -> None:
    outcome = rockybot("ask", TWO_QUESTIONS, *PACK)

    assert outcome.status == 0
    assert outcome.out.splitlines() == [
        "Tom Finch was a baker.",
        "  │ “Her brother Tom, a baker, brought her bread”",
        "  │ — The Keeper of Grey Rock, paragraph 1",
        "You also asked:",
        "  1  In what year did the storm break the lamp?",
    ]


def test_json_of_an_answer_holds_what_else_was_asked(rockybot: Run) -> None:
    record = json.loads(rockybot("ask", TWO_QUESTIONS, "--json", *PACK).out)

    assert (record["verdict"], record["fact"]) == ("answer", "tom-job")
    assert [suggestion["fact"] for suggestion in record["suggestions"]] == ["storm-year"]


def test_the_words_of_a_question_need_no_quotes(rockybot: Run) -> None:
    assert rockybot("ask", "year", "of", "the", "storm", *PACK).out.startswith("The storm broke the lamp in 1931.")


def test_a_known_gap_is_said_and_is_no_success(rockybot: Run) -> None:
    outcome = rockybot("ask", "when was ada born", *PACK)

    assert outcome.status == 1
    assert outcome.out.startswith("The article doesn't say when Ada was born.")


def test_what_is_not_in_the_story_is_no_error(rockybot: Run) -> None:
    outcome = rockybot("ask", "how do I fix my bicycle", *PACK)

    assert (outcome.status, outcome.err) == (1, "")
    assert outcome.out == (
        "I know nothing about that. Ask me about Grey Rock, for example: How long did Ada keep\nthe lighthouse?\n"
    )


def test_json_holds_every_key_in_order(rockybot: Run) -> None:
    record = json.loads(rockybot("ask", "what did tom do for a living", "--json", *PACK).out)

    assert list(record) == KEYS
    assert record | {"score": 0} == {
        "question": "what did tom do for a living",
        "verdict": "answer",
        "fact": "tom-job",
        "gap": None,
        "answer": "Tom Finch was a baker.",
        "excerpt": {
            "text": "Her brother Tom, a baker, brought her bread",
            "section": "The Keeper of Grey Rock",
            "paragraph": 1,
        },
        "source": "The Keeper of Grey Rock",
        "best": "tom-job",
        "score": 0,
        "matched": "What did Tom do for a living?",
        "suggestions": [],
    }
    assert 0 < record["score"] <= 100


def test_json_of_a_gap_names_it_and_what_stands_near(rockybot: Run) -> None:
    record = json.loads(rockybot("ask", "when was ada born", "--json", *PACK).out)

    assert (record["verdict"], record["fact"], record["gap"], record["best"]) == (
        "none",
        None,
        "ada-birthday",
        "ada-birthday",
    )
    assert all(set(suggestion) == {"fact", "question", "answer", "score"} for suggestion in record["suggestions"])


def test_each_line_of_standard_input_gets_one_object_in_order(rockybot: Run) -> None:
    outcome = rockybot("ask", "-", "--json", *PACK, stdin="tom job\n\n¿qué? \0 \u202e\nwhen was ada born".encode())

    records = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.status == 0
    assert [record["question"] for record in records] == ["tom job", "", "¿qué? \0 \u202e", "when was ada born"]
    assert [record["verdict"] for record in records] == ["answer", "none", "none", "none"]


def test_bytes_that_are_no_text_are_read_as_well_as_they_can_be(rockybot: Run) -> None:
    outcome = rockybot("ask", "-", "--json", *PACK, stdin=b"\xff\xfe tom job\n")

    assert json.loads(outcome.out)["fact"] == "tom-job"


def test_no_standard_input_is_no_question(rockybot: Run) -> None:
    outcome = rockybot("ask", "-", *PACK)

    assert (outcome.status, outcome.out) == (0, "")


def test_the_shipped_story_answers_without_any_file(rockybot: Run) -> None:
    assert "Tommy Mason" in rockybot("ask", "who was Rusty's first husband").out


def test_a_setting_names_the_pack(rockybot: Run, folder: Path) -> None:
    (folder / ".env").write_text("ROCKYBOT_PACK=grey-rock.yaml\n", "utf-8")

    assert rockybot("ask", "tom job").out.startswith("Tom Finch was a baker.")


def test_an_unproved_excerpt_is_never_shown(rockybot: Run, folder: Path) -> None:
    pack = folder / "grey-rock.yaml"
    pack.write_text(pack.read_text("utf-8").replace("Tom, a baker,", "Tom, a banker,"), "utf-8")

    outcome = rockybot("ask", "tom job", *PACK)

    assert outcome.out == "Tom Finch was a baker.\n"
    assert outcome.err == "The excerpt of tom-job is unproved and not shown; see `rockybot check`.\n"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("ask",), "Missing argument"),
        (("ask", "hi", "--pack", "nowhere.yaml"), "nowhere.yaml:1:1: the file can't be read"),
        (("ask", "hi", "--pack", "article.txt"), "article.txt:1:1: "),
        (("ask", "hi", "--colour"), "No such option"),
        (("sing",), "No such command"),
    ],
    ids=["no question", "no such pack", "a pack that is none", "no such option", "no such command"],
)
def test_a_mistake_gets_a_clear_line_and_status_2(rockybot: Run, words: tuple[str, ...], complaint: str) -> None:
    outcome = rockybot(*words)

    assert outcome.status == 2
    assert outcome.out == ""
    assert complaint in outcome.err


def test_control_signs_of_a_fact_file_do_not_reach_the_terminal(rockybot: Run, folder: Path) -> None:
    pack = folder / "grey-rock.yaml"
    pack.write_text(pack.read_text("utf-8").replace("was a baker.", 'was a "\u200bbaker\u202e".'), "utf-8")

    assert rockybot("ask", "tom job", *PACK).out.startswith('Tom Finch was a "baker".')


def test_a_question_of_several_lines_is_echoed_harmlessly(rockybot: Run) -> None:
    assert rockybot("ask", "-", *PACK, stdin=b"tom job\x1b[31m\n").out.startswith("> tom job[31m\n")


def test_settings_that_can_not_be_read_are_a_clear_error(rockybot: Run, folder: Path) -> None:
    (folder / ".env").write_bytes(b"\xff")

    outcome = rockybot("ask", "tom job")

    assert outcome.status == 2
    assert outcome.err.startswith(".env: the file can't be read")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NOT TESTED: this system has no /dev/full")
def test_an_output_that_can_not_be_written_is_a_clear_error(rockybot: Run) -> None:
    with Path("/dev/full").open("wb") as full:
        outcome = rockybot("ask", "tom job", *PACK, stdout=full)

    assert outcome.status == 2
    assert outcome.err == "The output can't be written: No space left on device\n"
