"""The stories that `benchmarks/quality.py` measures are whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from rockybot.measuring import read_questions
from rockybot.packs import read_pack

FOLDER = Path(__file__).parent.parent / "benchmarks" / "stories"
STORIES = sorted(path.parent for path in FOLDER.glob("*/pack.yaml"))
ASKED = sorted(FOLDER.glob("*/*.jsonl"))
A_FEW = 4
"""Questions of two hundred that a curator who never saw them may have put in the very same words."""


def words(text: str) -> str:
    return " ".join(text.split())


def plain(text: str) -> str:
    return words("".join(sign if sign.isalnum() else " " for sign in text.casefold()))


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_every_excerpt_stands_in_its_article(folder: Path) -> None:
    article = words((folder / "article.txt").read_text("utf-8"))
    pack = read_pack(folder / "pack.yaml")

    assert [fact.id for fact in pack.facts if not fact.excerpt or words(fact.excerpt) not in article] == []


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_hardly_a_phrasing_is_a_question_word_for_word(folder: Path) -> None:
    phrasings = {plain(text) for record in read_pack(folder / "pack.yaml").records for text in record.questions}
    asked = {plain(labelled.question) for labelled in read_questions(folder / "questions.jsonl")}

    assert len(phrasings & asked) <= A_FEW, phrasings & asked


@pytest.mark.parametrize("path", ASKED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_questions_are_both_covered_and_not(path: Path) -> None:
    questions = read_questions(path)

    assert 0.6 < sum(labelled.covered for labelled in questions) / len(questions) < 0.75
    assert len({plain(labelled.question) for labelled in questions}) == len(questions)
