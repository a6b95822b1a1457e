"""Files of labelled questions, and what is wrong with broken ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rockybot.errors import QuestionsError
from rockybot.measuring import Labelled, read_questions
from rockybot.packs import Fact

if TYPE_CHECKING:
    from pathlib import Path

LAMP = Fact("lamp-fuel", ("what did the lamp burn",), "The lamp burned whale oil until 1930.")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the questions stand."""
    return tmp_path / "questions.jsonl"


def test_each_line_is_a_question_with_its_label(file: Path) -> None:
    """Other keys and blank lines make no difference."""
    file.write_text(
        '{"q": "what burned", "kind": "in", "must": ["WHALE", "1930"], "type": "slang", "voice": 3}\n'
        "\n   \n"
        '{"q": "who is Ada", "kind": "in", "expect": ["ada", "ada-too"]}\r\n'
        '{"q": "", "kind": "out", "type": null}',
        "utf-8",
    )
    burned, ada, nothing = read_questions(file)
    assert (burned.question, burned.covered, burned.type) == ("what burned", True, "slang")
    assert [pattern.pattern for pattern in burned.must] == ["WHALE", "1930"]
    assert burned.answered_by(LAMP)
    assert ada == Labelled("who is Ada", covered=True, type="-", expect=frozenset(("ada", "ada-too")))
    assert nothing == Labelled("", covered=False, type="-")


def test_a_line_separator_within_a_question_parts_no_lines(file: Path) -> None:
    """Only a line feed does; JSON allows the others within a text."""
    file.write_text('{"q": "who\u2028is\x85Ada", "kind": "out"}\n', "utf-8")
    assert [labelled.question for labelled in read_questions(file)] == ["who\u2028is\x85Ada"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("who is Ada", "not a JSON object", id="no-json"),
        pytest.param("[" * 100_000, "not a JSON object", id="json-too-deep"),
        pytest.param('["who is Ada"]', 'give "q"', id="a-list"),
        pytest.param('{"kind": "in"}', 'give "q"', id="no-question"),
        pytest.param('{"q": 3, "kind": "in"}', 'give "q"', id="a-question-that-is-no-text"),
        pytest.param('{"q": "who"}', '"kind"', id="no-kind"),
        pytest.param('{"q": "who", "kind": "perhaps"}', '"kind"', id="another-kind"),
        pytest.param('{"q": "who", "kind": ["in"]}', '"kind"', id="a-kind-that-is-no-text"),
        pytest.param('{"q": "who", "kind": "in"}', 'needs "must" or "expect"', id="covered-by-nothing"),
        pytest.param('{"q": "who", "kind": "in", "must": []}', 'needs "must" or "expect"', id="no-pattern"),
        pytest.param('{"q": "who", "kind": "in", "must": "Ada"}', "lists of texts", id="a-pattern-without-a-list"),
        pytest.param('{"q": "who", "kind": "out", "expect": [3]}', "lists of texts", id="an-id-that-is-no-text"),
        pytest.param('{"q": "who", "kind": "in", "must": ["("]}', "no regular expression", id="a-broken-pattern"),
    ],
)
def test_a_broken_line_is_named_with_what_it_needs(file: Path, line: str, message: str) -> None:
    """The file, the line and the mend; the lines above it are in order."""
    file.write_text(f'{{"q": "fine", "kind": "out"}}\n\n{line}\n', "utf-8")
    with pytest.raises(QuestionsError, match=re.escape(message)) as caught:
        read_questions(file)
    assert str(caught.value).startswith(f"{file}:3: ")


@pytest.mark.parametrize("text", ["", " \n\n"], ids=["empty", "blank-lines"])
def test_a_file_without_questions_is_refused(file: Path, text: str) -> None:
    """There would be nothing to measure."""
    file.write_text(text, "utf-8")
    with pytest.raises(QuestionsError, match="no questions"):
        read_questions(file)


def test_a_file_that_is_not_there_is_refused(file: Path) -> None:
    """With its path."""
    with pytest.raises(QuestionsError, match=re.escape(str(file))):
        read_questions(file)


def test_a_file_that_is_no_text_is_refused(file: Path) -> None:
    """Nothing is guessed."""
    file.write_bytes(b'{"q": "\xff", "kind": "out"}')
    with pytest.raises(QuestionsError, match="UTF-8"):
        read_questions(file)


@pytest.mark.parametrize(
    ("must", "expect"),
    [
        pytest.param((), {"lamp-fuel"}, id="its-id-is-expected"),
        pytest.param(("WHALE",), set(), id="its-answer-matches-in-any-case"),
        pytest.param(("whale", r"19\d0"), set(), id="all-patterns-match"),
        pytest.param(("gas",), {"lamp-fuel", "other"}, id="its-id-is-expected-whatever-the-patterns"),
    ],
)
def test_a_fact_answers_a_question(must: tuple[str, ...], expect: set[str]) -> None:
    """By its id or by its answer."""
    assert _labelled(must, expect).answered_by(LAMP)


@pytest.mark.parametrize(
    ("must", "expect"),
    [
        pytest.param((), set(), id="nothing-is-known"),
        pytest.param((), {"lamp"}, id="another-id-is-expected"),
        pytest.param(("whale", "gas"), set(), id="one-pattern-does-not-match"),
        pytest.param(("lamp-fuel",), set(), id="a-pattern-is-not-held-against-the-id"),
    ],
)
def test_a_fact_does_not_answer_a_question(must: tuple[str, ...], expect: set[str]) -> None:
    """Neither by its id nor by its answer."""
    assert not _labelled(must, expect).answered_by(LAMP)


def _labelled(must: tuple[str, ...], expect: set[str]) -> Labelled:
    patterns = tuple(re.compile(pattern, re.IGNORECASE) for pattern in must)
    return Labelled("what burned", covered=True, type="-", must=patterns, expect=frozenset(expect))
