"""What a clause tells of itself."""

from __future__ import annotations

import pytest

from rockybot.matching.query import Clause, Unit, joined, names_in


def _clause(*units: Unit, asks: bool = False, **light: float) -> Clause:
    shares: dict[Unit, float] = dict.fromkeys(units, 1.0)
    return Clause("", shares | {(word,): share for word, share in light.items()}, asks)


@pytest.mark.parametrize(
    "clause",
    [
        pytest.param(_clause(("?age",), ("@Ada",)), id="a-type-and-a-name"),
        pytest.param(_clause(("?age",), ("keeper",)), id="a-type-and-a-word"),
        pytest.param(_clause(("lamp",), ("oil",)), id="two-words"),
        pytest.param(_clause(("@Ada",), ("@Tom",)), id="two-names"),
    ],
)
def test_a_clause_with_two_full_units_says_something_alone(clause: Clause) -> None:
    """At least one of them is more than a question word."""
    assert clause.says_something


@pytest.mark.parametrize(
    "clause",
    [
        pytest.param(_clause(("lamp",)), id="one-word"),
        pytest.param(_clause(("@Ada",)), id="one-name"),
        pytest.param(_clause(("?age",), ("?place",)), id="types-alone"),
        pytest.param(_clause(("?time",), know=0.6), id="a-type-and-a-light-word"),
        pytest.param(_clause(("lamp",), she=0.6), id="a-word-and-a-pronoun"),
        pytest.param(_clause(), id="nothing"),
    ],
)
def test_a_clause_with_less_says_nothing_alone(clause: Clause) -> None:
    """It may be any question."""
    assert not clause.says_something


def test_a_clause_tells_its_names_and_answer_types() -> None:
    """Those are what a person reads first."""
    clause = _clause(("?duration", "length"), ("@Ada",), ("@Gull Rock",), ("lamp",))
    assert clause.names == {"@Ada", "@Gull Rock"}
    assert clause.answer_types == {"?duration"}


def test_names_are_told_in_their_order() -> None:
    """Of persons, things and places; a word is none."""
    units: list[Unit] = [("@Gull Rock",), ("lamp", "light"), ("@Ada",)]
    assert names_in(units) == ("@Gull Rock", "@Ada")


def test_joined_clauses_keep_the_greater_share_of_each_unit() -> None:
    """The whole asks if a part does."""
    whole = joined(
        [Clause("she slept", {("@Ada",): 0.6}, asks=False), Clause("is ada old", {("@Ada",): 1.0}, asks=True)]
    )
    assert whole == Clause("she slept is ada old", {("@Ada",): 1.0}, asks=True)


@pytest.mark.parametrize("shares", [(0.6, 1.0), (1.0, 0.6)], ids=["the-greater-last", "the-greater-first"])
def test_the_order_of_joined_clauses_does_not_matter_to_their_units(shares: tuple[float, float]) -> None:
    """Who was named once is named, whatever pronoun comes behind."""
    assert joined(_clause(ada=share) for share in shares).units == {("ada",): 1.0}


def test_statements_joined_are_a_statement() -> None:
    """Nothing in them asks."""
    assert not joined([_clause(("lamp",)), _clause(("oil",))]).asks
