"""What a pack tells of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lighthouse import FACTS, LIGHTHOUSE
from rockybot.packs import Fact, Gap, Pack


def test_facts_stand_in_the_order_in_which_the_source_tells_them() -> None:
    """Whatever their order in the file."""
    shuffled = replace(LIGHTHOUSE, facts=FACTS[::-1])
    order = [fact.id for fact in shuffled.in_story_order]
    assert order.index("ada-nickname") < order.index("lamp-fuel") < order.index("tom-job") < order.index("boat-colour")


def test_a_fact_without_proof_stands_behind_its_neighbour_in_the_file() -> None:
    """It has no place of its own."""
    unproved = Fact("unproved", ("?",), "!")
    pack = replace(LIGHTHOUSE, facts=(*FACTS[:5], unproved, *FACTS[5:]))
    order = [fact.id for fact in pack.in_story_order]
    assert order[order.index("lamp-fuel") + 1] == "unproved"


def test_without_a_source_the_file_is_the_order() -> None:
    """There is no other."""
    assert replace(LIGHTHOUSE, source=None).in_story_order == FACTS


LETTERS = tuple(Fact(letter, ("?",), "!") for letter in "abcdef")


@pytest.mark.parametrize(
    ("letter", "near"),
    [("a", "bcd"), ("b", "acd"), ("c", "bde"), ("d", "cef"), ("e", "cdf"), ("f", "cde")],
)
def test_neighbours_are_told_next_to_a_fact(letter: str, near: str) -> None:
    """Never the fact itself; at the ends, those of one side."""
    pack = Pack("alphabet", LETTERS)
    fact = next(fact for fact in LETTERS if fact.id == letter)
    assert "".join(neighbour.id for neighbour in pack.neighbours(fact, 3)) == near


def test_a_spoiler_is_nobody_elses_neighbour() -> None:
    """It has neighbours itself."""
    spoiler = replace(LETTERS[1], spoiler=True)
    pack = Pack("alphabet", (LETTERS[0], spoiler, *LETTERS[2:]))
    assert [fact.id for fact in pack.neighbours(LETTERS[0], 3)] == ["c", "d", "e"]
    assert [fact.id for fact in pack.neighbours(spoiler, 3)] == ["a", "c", "d"]


def test_a_lone_fact_has_no_neighbours() -> None:
    """And a small pack has fewer than asked for."""
    assert Pack("one", LETTERS[:1]).neighbours(LETTERS[0], 3) == ()
    assert Pack("two", LETTERS[:2]).neighbours(LETTERS[0], 3) == LETTERS[1:2]


@pytest.mark.parametrize(
    "changed",
    [
        replace(LIGHTHOUSE, title="x"),
        replace(LIGHTHOUSE, facts=FACTS[1:]),
        replace(LIGHTHOUSE, facts=(replace(FACTS[0], answer="x"), *FACTS[1:])),
        replace(LIGHTHOUSE, gaps=(*LIGHTHOUSE.gaps, Gap("x", ("?",), "x"))),
        replace(LIGHTHOUSE, names=()),
    ],
)
def test_the_revision_changes_with_what_is_known(changed: Pack) -> None:
    """And only then."""
    assert changed.revision != LIGHTHOUSE.revision
    assert replace(LIGHTHOUSE, checks=()).revision == LIGHTHOUSE.revision
    assert len(LIGHTHOUSE.revision) == 8
