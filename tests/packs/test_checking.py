"""A pack held against its promises: proof, collisions, its own checks, and that each phrasing reaches its record."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rockybot.matching import Answerer
from rockybot.packs import Pack
from rockybot.packs.checking import FIRST_RANKS, SAMPLE, Ranks, Report, check
from rockybot.packs.coverage import Stretch
from rockybot.packs.drafting import EXAMPLE_QUESTION
from rockybot.packs.fingerprint import Fingerprint
from rockybot.packs.parsing import parse
from rockybot.packs.reading import PackFile, read_pack_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ARTICLE = """\
The Lighthouse at Gull Point

When the keeper, Ida Marsh, came to Gull Point, the lamp had been out for three winters.

She lit it on the first night.
"""

PACK = """\
title: The Lighthouse
source: {title: Gazette, fingerprint: lamp.fingerprint}
names:
  Ida Marsh: [the keeper]
facts:
  - id: keeper
    questions:
      - who kept the lamp
      - what was the keeper's name
    answer: Ida Marsh kept it.
    excerpt: the keeper, Ida Marsh, came to Gull Point
  - id: winters
    questions:
      - how long was the lamp out
    answer: For three winters.
    excerpt: the lamp had been out for three winters
gaps:
  - id: boat
    about: whose boat it was
    questions:
      - who owned the boat
checks:
  - question: keeper?
    expect: keeper
  - question: and the boat
    expect: boat
  - question: what is the time
    expect: none
"""


@dataclass
class FakeMatcher:
    """A matcher by the book: each phrasing reaches the record it stands in, unless told otherwise."""

    pack: Pack
    reaches: Mapping[str, str | None] = field(default_factory=dict)
    """Text → the id of the record it reaches, where that is not the one it stands in."""
    without: Mapping[str, int | None] = field(default_factory=dict)
    """Phrasing → the place of its record when it is left out, where that is not the first."""

    def normalised(self, text: str) -> str:
        return text.casefold().rstrip("?! ")

    def reached(self, text: str) -> str | None:
        if text in self.reaches:
            return self.reaches[text]
        return next((record.id for record in self.pack.records if text in record.questions), None)

    def ranks(self, phrasing: str, record_id: str) -> Ranks:
        best = self.reaches.get(phrasing, record_id)
        return Ranks(best, self.without.get(phrasing, 1))


GOOD_CHECKS = {"keeper?": "keeper", "and the boat": "boat"}


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], PackFile]:
    """Reads the text of a fact file that lies beside the fingerprint of its article."""
    monkeypatch.chdir(tmp_path)
    Path("lamp.fingerprint").write_text(Fingerprint.of(ARTICLE).to_json(), encoding="utf-8")

    def _read(text: str) -> PackFile:
        path = Path("lamp.yaml")
        path.write_text(text, encoding="utf-8")
        return read_pack_file(path)

    return _read


def _problems(file: PackFile, reaches: Mapping[str, str | None] = GOOD_CHECKS) -> list[str]:
    return [str(problem) for problem in check(file, FakeMatcher(file.pack, reaches)).problems]


def test_a_pack_that_keeps_its_promises_has_no_problem(read: Callable[[str], PackFile]) -> None:
    """Only its figures are reported."""
    file = read(PACK)
    report = check(file, FakeMatcher(file.pack, GOOD_CHECKS))
    assert report.problems == ()
    assert (report.phrasings, report.still_first, report.still_near) == (4, 1.0, 1.0)
    assert report.uncovered == (Stretch("The Lighthouse at Gull Point", 2, 1, 8),)


# Proof


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param(
            "the keeper, Ida Marsh, came",
            "the keeper, Ada Marsh, came",
            "lamp.yaml:11:14: the excerpt is not verbatim (not in the source: “the keeper , ada”); "
            "the nearest passage is in “The Lighthouse at Gull Point”, paragraph 1; copy it word for word",
            id="a-word-changed",
        ),
        pytest.param(
            "the lamp had been out for three winters",
            "three winters",
            "lamp.yaml:16:14: an excerpt of 2 words; quote at least 4, so that it can be proved",
            id="too-short",
        ),
        pytest.param(
            "fingerprint: lamp.fingerprint",
            "fingerprint: oil.fingerprint",
            "lamp.yaml:2:39: the fingerprint `oil.fingerprint` beside this file is missing or can't be read; "
            "`rockybot fingerprint ARTICLE -o oil.fingerprint`",
            id="no-fingerprint-beside-the-file",
        ),
        pytest.param(
            ", fingerprint: lamp.fingerprint",
            "",
            "lamp.yaml:2:9: excerpts without a fingerprint to prove them; name it under `source`, or remove them",
            id="a-source-without-a-fingerprint",
        ),
        pytest.param(
            "source: {title: Gazette, fingerprint: lamp.fingerprint}\n",
            "",
            "lamp.yaml:5:3: excerpts without a fingerprint to prove them; name it under `source`, or remove them",
            id="no-source",
        ),
    ],
)
def test_an_excerpt_that_is_not_proved_is_a_problem(
    read: Callable[[str], PackFile], old: str, new: str, problem: str
) -> None:
    """At its place in the file; a missing fingerprint is one problem, however many excerpts hang on it."""
    assert _problems(read(PACK.replace(old, new))) == [problem]


@pytest.mark.parametrize(
    ("source", "places"),
    [
        pytest.param("", [], id="no-source"),
        pytest.param("source: {title: Gazette}\n", [], id="a-source-without-a-fingerprint"),
        pytest.param(
            "source: {title: x, fingerprint: oil.fingerprint}\n", ["lamp.yaml:2:33"], id="a-named-fingerprint"
        ),
    ],
)
def test_without_excerpts_only_a_named_fingerprint_is_asked_for(
    read: Callable[[str], PackFile], source: str, places: list[str]
) -> None:
    """A club's own facts have no article to quote."""
    file = read(f"title: Us\n{source}facts: [{{id: founder, questions: [who founded us], answer: Ida.}}]\n")
    assert [problem.split(": ")[0] for problem in _problems(file)] == places


# Collisions


@pytest.mark.parametrize(
    ("facts", "gaps", "collisions"),
    [
        pytest.param(
            [["who kept the lamp"], ["WHO kept the lamp?"]],
            [],
            [("4:30", "“WHO kept the lamp?” stands in `fact-2` and, as “who kept the lamp”, in `fact-1`")],
            id="in-two-facts",
        ),
        pytest.param(
            [["who kept the lamp"]],
            [["the dog", "who kept the lamp!"]],
            [("5:40", "“who kept the lamp!” stands in `gap-1` and, as “who kept the lamp”, in `fact-1`")],
            id="in-a-fact-and-a-gap",
        ),
        pytest.param(
            [["lamp?"], ["lamp!", "oil"]],
            [["lamp"]],
            [
                ("4:30", "“lamp!” stands in `fact-2` and, as “lamp?”, in `fact-1`"),
                ("6:29", "“lamp” stands in `gap-1` and, as “lamp?”, in `fact-1`"),
            ],
            id="in-three-records",
        ),
        pytest.param([["lamp", "lamp?"]], [], [], id="twice-in-one-fact-is-none"),
        pytest.param([["oil"]], [["lamp"], ["lamp?"]], [], id="in-two-gaps-is-none"),
        pytest.param([["lamp"], ["lamps"]], [["the lamp"]], [], id="alike-is-not-the-same"),
    ],
)
def test_a_phrasing_of_two_records_is_a_problem_where_one_of_them_answers(
    read: Callable[[str], PackFile], facts: list[list[str]], gaps: list[list[str]], collisions: list[tuple[str, str]]
) -> None:
    """Two gaps say the same: that the source doesn't."""
    lines = ["title: Us", "facts:"]
    lines += [f"  - {{id: fact-{n}, questions: {json.dumps(asked)}, answer: a}}" for n, asked in enumerate(facts, 1)]
    lines += ["gaps:"] if gaps else []
    lines += [f"  - {{id: gap-{n}, questions: {json.dumps(asked)}, about: a}}" for n, asked in enumerate(gaps, 1)]
    assert _problems(read("\n".join(lines))) == [
        f"lamp.yaml:{place}: the phrasing {what}; keep it where it belongs, or let each say what it means"
        for place, what in collisions
    ]


@pytest.mark.parametrize(
    ("names", "problems"),
    [
        pytest.param("{Ida: [the keeper, Ida, the Keeper], Tom: [Tommy]}", [], id="each-its-own"),
        pytest.param(
            "{Ida: [the keeper], Tom: [Tommy, THE KEEPER, ida]}",
            [("2:41", "`THE KEEPER` stands for both Ida and Tom"), ("2:53", "`ida` stands for both Ida and Tom")],
            id="an-alias-of-two-names",
        ),
        pytest.param(
            "{Ida: [Tom], Tom: [him]}",
            [("2:15", "`Tom` stands for both Tom and Ida")],
            id="a-name-that-is-an-alias-of-another",
        ),
    ],
)
def test_an_alias_of_two_names_is_a_problem(
    read: Callable[[str], PackFile], names: str, problems: list[tuple[str, str]]
) -> None:
    """Whatever its case; the pack can be read all the same."""
    file = read(f"title: Us\nnames: {names}\nfacts:\n  - {{id: oil, questions: [oil], answer: a}}\n")
    assert _problems(file) == [
        f"lamp.yaml:{place}: {what}; keep it in one place; the first one counts" for place, what in problems
    ]


# Guards


def test_a_check_that_expects_an_unknown_record_is_a_problem(read: Callable[[str], PackFile]) -> None:
    """It is not held against the matcher."""
    file = read(
        "title: Us\nfacts:\n  - {id: oil, questions: [oil], answer: a}\n"
        "checks:\n  - {question: a, expect: ool}\n  - {question: oil, expect: oil}\n"
    )
    assert _problems(file) == ["lamp.yaml:5:27: `ool` is the id of no fact or gap; name one, or `none`"]


@pytest.mark.parametrize(
    ("reaches", "problem"),
    [
        pytest.param(
            {"how long was the lamp out": "keeper"},
            "lamp.yaml:14:9: the phrasing “how long was the lamp out” reaches `keeper` instead of `winters`; "
            "say it more plainly, or move it to that record",
            id="a-phrasing-that-reaches-another-fact",
        ),
        pytest.param(
            {"who owned the boat": None},
            "lamp.yaml:21:9: the phrasing “who owned the boat” reaches `none` instead of `boat`; "
            "say in it what it is about",
            id="a-phrasing-that-reaches-nothing",
        ),
        pytest.param(
            {"keeper?": "boat"},
            "lamp.yaml:23:15: the check “keeper?” reaches `boat` instead of `keeper`; "
            "add a phrasing to the record that is meant",
            id="a-check-that-reaches-another-record",
        ),
        pytest.param(
            {"and the boat": None},
            "lamp.yaml:25:15: the check “and the boat” reaches `none` instead of `boat`; "
            "add a phrasing to the record that is meant",
            id="a-check-that-reaches-nothing",
        ),
        pytest.param(
            {"what is the time": "winters"},
            "lamp.yaml:27:15: the check “what is the time” reaches `winters` instead of `none`; "
            "add a gap for what it asks",
            id="a-check-that-should-reach-nothing",
        ),
    ],
)
def test_a_question_that_reaches_the_wrong_record_is_a_problem(
    read: Callable[[str], PackFile], reaches: dict[str, str | None], problem: str
) -> None:
    """Be it a phrasing or a check."""
    assert _problems(read(PACK), GOOD_CHECKS | reaches) == [problem]


def test_all_problems_come_in_the_order_of_the_file(read: Callable[[str], PackFile]) -> None:
    """Whichever promise they break."""
    text = PACK.replace("for three winters\n", "for four winters\n").replace("who owned the boat", "Who kept the lamp?")
    checks = text.index("checks:")
    file = read(text[checks:] + text[:checks])
    reaches = {"how long was the lamp out": "keeper", "keeper?": None, "and the boat": "boat"}
    assert [problem.split(": ")[0] for problem in _problems(file, reaches)] == [
        "lamp.yaml:2:15",
        "lamp.yaml:21:9",
        "lamp.yaml:23:14",
        "lamp.yaml:28:9",
    ]


# Figures


@pytest.mark.parametrize(
    ("without", "first", "near"),
    [
        pytest.param({}, 1.0, 1.0, id="all-still-first"),
        pytest.param({"who kept the lamp": 2}, 0.75, 1.0, id="one-second"),
        pytest.param(
            {"who kept the lamp": FIRST_RANKS, "who owned the boat": FIRST_RANKS + 1}, 0.5, 0.75, id="one-far"
        ),
        pytest.param({"who kept the lamp": None}, 0.75, 0.75, id="one-not-found-at-all"),
    ],
)
def test_the_shares_tell_how_well_records_are_reached_by_other_words(
    read: Callable[[str], PackFile], without: dict[str, int | None], first: float, near: float
) -> None:
    """Each phrasing left out in turn: is its record still first, or among the first three?"""
    file = read(PACK)
    report = check(file, FakeMatcher(file.pack, GOOD_CHECKS, without))
    assert (report.problems, report.still_first, report.still_near) == ((), first, near)


def test_progress_is_told_for_each_phrasing(read: Callable[[str], PackFile]) -> None:
    """How many are done, of how many."""
    file = read(PACK)
    told: list[tuple[int, int]] = []
    check(file, FakeMatcher(file.pack), lambda done, of_all: told.append((done, of_all)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(
    ("phrasings", "asked"),
    [
        pytest.param(SAMPLE, SAMPLE, id="as-many-as-fit"),
        pytest.param(SAMPLE + 1, SAMPLE // 2 + 1, id="every-second"),
        pytest.param(3 * SAMPLE, SAMPLE, id="every-third"),
    ],
)
def test_of_a_large_pack_a_sample_is_asked(read: Callable[[str], PackFile], phrasings: int, asked: int) -> None:
    """Evenly over the whole of it."""
    lines = "".join(f"      - question {number}\n" for number in range(phrasings))
    file = read(f"title: Us\nfacts:\n  - id: a\n    answer: b\n    questions:\n{lines}")
    assert check(file, FakeMatcher(file.pack)).phrasings == asked


def test_the_example_of_a_new_fact_file_is_not_yet_a_story(read: Callable[[str], PackFile]) -> None:
    file = read(f"title: Us\nfacts:\n  - id: a\n    answer: b\n    questions:\n      - {EXAMPLE_QUESTION}\n")
    (problem,) = check(file, FakeMatcher(file.pack)).problems
    assert str(problem).startswith("lamp.yaml:6:9: this is still the example of a new fact file; put")


def test_an_empty_pack_breaks_no_promise() -> None:
    """No file can be one, but a pack that is being edited can."""
    file = PackFile("lamp.yaml", Pack("The Lighthouse", ()), parse(b"title: The Lighthouse").root)
    assert check(file, FakeMatcher(file.pack)) == Report((), phrasings=0, still_first=1.0, still_near=1.0, uncovered=())


# With the matcher that ships


def test_the_real_matcher_is_a_matcher(read: Callable[[str], PackFile]) -> None:
    """A good small pack passes with it."""
    file = read(PACK.replace("keeper?", "name of the keeper").replace("and the boat", "so who owned the boat"))
    report = check(file, Answerer(file.pack))
    assert [str(problem) for problem in report.problems] == []
    assert report.phrasings == 4


def test_the_real_matcher_shows_what_is_wrong_with_a_bad_pack(read: Callable[[str], PackFile]) -> None:
    """A phrasing in the wrong fact, and a check that expects the wrong one."""
    text = PACK.replace("what was the keeper's name", "How long was the lamp out??").replace(
        "keeper?", "what is the time"
    )
    file = read(text)
    places = [str(problem).split(": ")[0] for problem in check(file, Answerer(file.pack)).problems]
    assert "lamp.yaml:14:9" in places
    assert "lamp.yaml:23:15" in places
