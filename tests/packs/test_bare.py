"""What is wrong with a pack that is no file, record by record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from lighthouse import CHECKS, FACTS, GAPS, LIGHTHOUSE, NAMES
from rockybot.errors import Problem
from rockybot.packs import Check, Fact, Name, Source
from rockybot.packs.bare import NO_PLACE, BarePack, merged_problems
from rockybot.packs.checking import Ranks, broken_promises
from rockybot.packs.revising import Edit, revised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rockybot.matching import Answerer
    from rockybot.packs import Pack


@dataclass
class FakeMatcher:
    """A matcher by the book: each phrasing and each check reaches the record it is meant for, unless told otherwise."""

    reaches: Mapping[str, str | None] = field(default_factory=dict)

    def normalised(self, text: str) -> str:
        return text.casefold()

    def reached(self, text: str) -> str | None:
        return self.reaches.get(text, {check.question: check.expect for check in CHECKS}.get(text))

    def ranks(self, phrasing: str, record_id: str) -> Ranks:
        return Ranks(self.reaches.get(phrasing, record_id), 1)


def told(pack: Pack, reaches: Mapping[str, str | None] | None = None) -> list[tuple[str, str]]:
    return [(problem.file, problem.what) for problem in merged_problems(pack, FakeMatcher(reaches or {}))]


def test_a_server_that_keeps_its_promises_has_no_problem(answerer: Answerer) -> None:
    assert merged_problems(LIGHTHOUSE, answerer) == ()


def test_each_problem_goes_by_the_record_that_it_is_about() -> None:
    """All of them at once, those of the same record together, in the order of a fact file."""
    fuel, wife, cost = FACTS[4], FACTS[9], GAPS[-1]
    false = replace(fuel, excerpt="The lamp burned whale oil until 1940", questions=(*fuel.questions, "Ada's husband"))
    pack = replace(revised(LIGHTHOUSE, [Edit(fuel.id, false, None)]).pack, names=(*NAMES, Name("Finn", ("Tom",))))

    assert told(pack, {wife.questions[0]: cost.id, cost.questions[0]: None, fuel.questions[0]: wife.id}) == [
        ("names", "`Tom` stands for both Tom and Finn"),
        ("lamp-fuel", "the excerpt is not verbatim (not in the source: “1940”)"),
        ("lamp-fuel", "the phrasing “what did the lamp burn” reaches `tom-wife` instead of `lamp-fuel`"),
        ("tom-wife", "the phrasing “who did Tom marry” reaches `boat-cost` instead of `tom-wife`"),
        ("ada-husband", "the phrasing “Ada's husband” stands in `ada-husband` and, as “Ada's husband”, in `lamp-fuel`"),
        ("boat-cost", "the phrasing “how much did the Petrel cost” reaches `none` instead of `boat-cost`"),
    ]


def test_a_problem_of_no_record_goes_by_its_part_of_the_story() -> None:
    """Its checks, or its source: also where that is what it lacks."""
    unproved = replace(LIGHTHOUSE, source=None)
    assert told(unproved) == [("source", "excerpts without a fingerprint to prove them")]
    assert told(replace(unproved, source=Source("x"))) == told(unproved)
    ((about, what),) = told(replace(unproved, source=Source("x", "x.fingerprint")))
    assert (about, what.split(" ")[:3]) == ("source", ["the", "fingerprint", "`x.fingerprint`"])

    checks = (Check("whose boat", "gone"), *CHECKS)
    assert told(replace(LIGHTHOUSE, checks=checks)) == [("checks", "`gone` is the id of no fact or gap")]


@pytest.mark.parametrize("name", ["source", "names", "checks"])
def test_a_record_may_be_called_as_a_part_of_the_story_is(name: str) -> None:
    pack = replace(LIGHTHOUSE, facts=(Fact(name, ("lamp?",), "a", "nowhere in the article"),))
    assert (name, "the excerpt stands nowhere in the source") in told(pack)


def test_the_broken_promises_alone_are_told_at_once(answerer: Answerer) -> None:
    """What no file has, has no line: the mark says nothing."""
    pack = revised(LIGHTHOUSE, [Edit("ada-age-as-keeper", None, None)]).pack
    assert broken_promises(BarePack(pack), answerer) == [
        Problem("checks", NO_PLACE, "`ada-age-as-keeper` is the id of no fact or gap", "name one, or `none`")
    ]
