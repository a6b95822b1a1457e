"""`rockybot check`, `fingerprint`, `new` and `eval`: what curators see."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run


def test_a_clean_pack_checks_with_status_0(rockybot: Run) -> None:
    outcome = rockybot("check", "grey-rock.yaml")

    assert outcome.status == 0
    assert "3 facts (3 with a proved excerpt), 1 gap, 1 check" in outcome.out
    assert outcome.out.endswith("  no problems\n")


def test_what_no_excerpt_covers_is_told_by_section_and_paragraph(rockybot: Run) -> None:
    assert (
        "no excerpt covers “The storm”, paragraph 1: words and signs 8 to 18" in rockybot("check", "grey-rock.yaml").out
    )


def test_five_mistakes_in_a_pack_are_told_at_once_with_their_places(rockybot: Run, folder: Path) -> None:
    (folder / "bad.yaml").write_text(
        "title: 1931\nfacts:\n  - id: a b\n    questions: []\n    answer: no\n    excerpts: x\n", "utf-8"
    )

    outcome = rockybot("check", "bad.yaml")

    assert outcome.status == 2
    assert [line.split(": ")[0] for line in outcome.err.splitlines()] == [
        "bad.yaml:1:8",
        "bad.yaml:3:9",
        "bad.yaml:4:16",
        "bad.yaml:5:13",
        "bad.yaml:6:5",
    ]


def test_a_false_quotation_is_a_problem_with_its_mend(rockybot: Run, folder: Path) -> None:
    pack = folder / "grey-rock.yaml"
    pack.write_text(pack.read_text("utf-8").replace("for thirty years", "for forty years"), "utf-8")

    outcome = rockybot("check", "grey-rock.yaml")

    assert outcome.status == 1
    assert "grey-rock.yaml:12:14: the excerpt is not verbatim (not in the source: “forty years”)" in outcome.out
    assert "copy it word for word" in outcome.out


def test_several_files_are_checked_and_the_worst_status_counts(rockybot: Run, folder: Path) -> None:
    (folder / "empty.yaml").write_text("", "utf-8")

    outcome = rockybot("check", "grey-rock.yaml", "empty.yaml")

    assert outcome.status == 2
    assert "no problems" in outcome.out
    assert "empty.yaml:1:1: the file is empty" in outcome.err


def test_json_tells_the_same(rockybot: Run, folder: Path) -> None:
    (folder / "empty.yaml").write_text("", "utf-8")

    records = [
        json.loads(line) for line in rockybot("check", "--json", "grey-rock.yaml", "empty.yaml").out.splitlines()
    ]

    assert [record["readable"] for record in records] == [True, False]
    assert records[0]["problems"] == []
    assert records[1]["problems"][0]["line"] == 1


def test_a_fingerprint_goes_to_standard_output_or_into_a_file(rockybot: Run, folder: Path) -> None:
    printed = rockybot("fingerprint", "article.txt").out
    written = rockybot("fingerprint", "article.txt", "-o", "other.fingerprint")

    assert printed == (folder / "grey-rock.fingerprint").read_text("utf-8")
    assert (folder / "other.fingerprint").read_text("utf-8") == printed
    assert written.out == ""


def test_an_article_that_is_not_there_is_a_clear_error(rockybot: Run) -> None:
    outcome = rockybot("fingerprint", "nowhere.txt")

    assert outcome.status == 2
    assert outcome.err.startswith("nowhere.txt: the file can't be read")


def test_a_new_story_is_a_pack_at_once_that_waits_to_be_filled_in_and_never_overwrites(
    rockybot: Run, folder: Path
) -> None:
    made = rockybot("new", "Grey Rock Tales", "--article", "article.txt")
    before = (folder / "grey-rock-tales.yaml").read_text("utf-8")
    again = rockybot("new", "Grey Rock Tales", "--article", "article.txt")

    assert made.status == 0
    checked = rockybot("check", "grey-rock-tales.yaml")
    assert checked.status == 1
    assert "this is still the example of a new fact file; put the story's own facts in its place" in checked.out
    assert again.status == 2
    assert again.err.startswith("grey-rock-tales.yaml: the file is there already")
    assert (folder / "grey-rock-tales.yaml").read_text("utf-8") == before


def test_a_story_name_becomes_a_plain_file_name(rockybot: Run, folder: Path) -> None:
    assert rockybot("new", "../The pier cat!", "--article", "article.txt").status == 0
    assert (folder / "the-pier-cat.yaml").exists()


def test_a_story_name_without_letters_is_refused(rockybot: Run) -> None:
    outcome = rockybot("new", "?!", "--article", "article.txt")

    assert outcome.status == 2
    assert outcome.err == "“?!” makes no file name; give the story a name with letters or digits\n"


def test_an_expected_record_must_be_one_of_the_pack(rockybot: Run, folder: Path) -> None:
    (folder / "questions.jsonl").write_text('{"q": "hi", "kind": "in", "expect": ["nofact"]}\n', "utf-8")

    outcome = rockybot("eval", "questions.jsonl", "--pack", "grey-rock.yaml")

    assert outcome.status == 2
    assert outcome.err == "questions.jsonl: “hi” expects `nofact`, which is no fact or gap of this pack\n"


def test_every_unknown_record_is_named_at_once(rockybot: Run, folder: Path) -> None:
    lines = ('{"q": "hi", "kind": "in", "expect": ["nofact"]}\n', '{"q": "ho", "kind": "in", "expect": ["nogap"]}\n')
    (folder / "questions.jsonl").write_text("".join(lines), "utf-8")

    outcome = rockybot("eval", "questions.jsonl", "--pack", "grey-rock.yaml")

    assert outcome.status == 2
    assert outcome.err.splitlines() == [
        "questions.jsonl: “hi” expects `nofact`, which is no fact or gap of this pack",
        "questions.jsonl: “ho” expects `nogap`, which is no fact or gap of this pack",
    ]


def test_labelled_questions_become_rates_and_a_list_of_misses(rockybot: Run, folder: Path) -> None:
    labelled = [
        {"q": "tom job", "kind": "in", "type": "keywords", "expect": ["tom-job"]},
        {"q": "years of ada as keeper", "kind": "in", "type": "keywords", "must": ["forty"]},
        {"q": "when was ada born", "kind": "out", "type": "nearmiss"},
    ]
    (folder / "questions.jsonl").write_text("\n".join(map(json.dumps, labelled)), "utf-8")

    table = rockybot("eval", "questions.jsonl", "--pack", "grey-rock.yaml")
    record = json.loads(rockybot("eval", "questions.jsonl", "--json", "--pack", "grey-rock.yaml").out)

    assert table.status == 0
    assert "in: keywords" in table.out
    assert "wrong      ada-years" in table.out
    assert record["rates"]["all"]["right"] == 0.5
    assert record["rates"]["all"]["silent"] == 1.0
    assert [miss["question"] for miss in record["misses"]] == ["years of ada as keeper"]


def test_every_line_that_is_no_labelled_question_is_named(rockybot: Run, folder: Path) -> None:
    (folder / "questions.jsonl").write_text('{"q": "hi", "kind": "in", "must": ["x"]}\n{"q": 1}\n[]\n', "utf-8")

    outcome = rockybot("eval", "questions.jsonl", "--pack", "grey-rock.yaml")

    assert outcome.status == 2
    assert [line.split(" ")[0] for line in outcome.err.splitlines()] == ["questions.jsonl:2:", "questions.jsonl:3:"]
