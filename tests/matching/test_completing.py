"""What a half-typed question may be about to ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lighthouse import FACTS, LIGHTHOUSE
from rockybot.matching import Answerer, Completer


@pytest.fixture(scope="module")
def completer(answerer: Answerer) -> Completer:
    """Completes questions about the lighthouse."""
    return Completer(answerer)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("what did the lamp bu", "lamp-fuel", id="a-begun-word"),
        pytest.param("how old was a", "ada-age-as-keeper", id="a-begun-name"),
        pytest.param("how old was Ada when she became the keep", "ada-age-as-keeper", id="nearly-done"),
        pytest.param("wich oil lit the lighthous", "lamp-fuel", id="misspelt"),
        pytest.param("colour of the boat ", "boat-colour", id="a-finished-word"),
        pytest.param("WHAT YEAR WAS", "ada-birth-year", id="as-the-question-begins"),
    ],
)
def test_the_matcher_ranks_the_facts(completer: Completer, typed: str, first: str) -> None:
    """Typos, names and begun words included."""
    assert completer.complete(typed, 25)[0].id == first


@pytest.mark.parametrize("typed", ["", " ", "\n"])
def test_before_anything_is_typed_the_first_facts_are_offered(completer: Completer, typed: str) -> None:
    """In the order of the file."""
    assert completer.complete(typed, 3) == FACTS[:3]


@pytest.mark.parametrize("typed", ["???", "quantum chromodynamics", "\u200b"])
def test_what_fits_nothing_is_offered_nothing(completer: Completer, typed: str) -> None:
    """Rather than something."""
    assert completer.complete(typed, 25) == ()


def test_no_more_are_offered_than_fit(completer: Completer) -> None:
    """Each once."""
    offered = completer.complete("ada", 4)
    assert 0 < len(offered) == len({fact.id for fact in offered}) <= 4


@pytest.mark.parametrize("typed", ["", "storm", "what did the great storm break", "which wind"])
def test_a_spoiler_is_never_offered(typed: str) -> None:
    """Neither are its words."""
    facts = tuple(replace(fact, spoiler=fact.id == "storm-damage") for fact in FACTS)
    offered = Completer(Answerer(replace(LIGHTHOUSE, facts=facts))).complete(typed, 25)
    assert "storm-damage" not in {fact.id for fact in offered}


def test_a_story_without_facts_offers_nothing() -> None:
    """Whatever is typed."""
    empty = Completer(Answerer(replace(LIGHTHOUSE, facts=(), gaps=())))
    assert [empty.complete(typed, 25) for typed in ("", "ada", "what did the lamp burn")] == [(), (), ()]
