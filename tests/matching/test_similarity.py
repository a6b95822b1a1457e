"""How near two symbols are."""

from __future__ import annotations

import pytest

from rockybot.matching.language import english
from rockybot.matching.similarity import similarity_of

SIMILARITY = similarity_of(english())


def _kin(symbol: str) -> dict[str, float]:
    return dict(SIMILARITY.kin(symbol))


@pytest.mark.parametrize("symbol", ["husband", "spouse", "?age", "@Ada", "a word that nobody knows"])
def test_every_symbol_is_its_own_first_kin(symbol: str) -> None:
    """Whatever it is, nothing is nearer to it than itself."""
    first, *others = SIMILARITY.kin(symbol)
    assert first == (symbol, 1.0)
    assert all(0 < near < 1 for _, near in others)


def test_a_kind_is_near_to_what_it_is_a_kind_of_both_ways() -> None:
    """A husband is a spouse, and whoever asks for a spouse may mean the husband."""
    assert "spouse" in _kin("husband")
    assert {"husband", "wife"} <= _kin("spouse").keys()


def test_two_kinds_of_one_thing_are_not_near() -> None:
    """A husband is no wife."""
    assert "wife" not in _kin("husband")


def test_only_answer_types_that_ask_for_one_thing_are_exact() -> None:
    """An age is one thing, a manner may be anything; names and words are no types."""
    units = [("?age",), ("?duration", "length"), ("?manner",), ("@Ada",), ("lamp",)]
    assert SIMILARITY.exact_types(units) == {"?age", "?duration"}
    assert SIMILARITY.exact_types([]) == frozenset()


def test_answer_types_are_kin_too() -> None:
    """A year is a time."""
    assert "?time" in _kin("?year")
    assert "?year" in _kin("?time")


def test_what_is_of_one_matter_is_related_and_no_kin() -> None:
    """Whoever asks for a thief may be told of a theft, but does not ask for it; a mother is no father either way."""
    related = dict(SIMILARITY.related("thief"))
    assert related["steal"] < min(_kin("thief").values())
    assert "steal" not in _kin("thief")
    assert "father" not in dict(SIMILARITY.related("mother"))
    assert dict(SIMILARITY.related("xylophone")) == {"xylophone": 1.0}


def test_an_attribute_is_content_and_a_mere_question_word_or_name_is_not() -> None:
    """A job says what is asked about; "when" and Ada don't."""
    units = [("?job",), ("?job", "job"), ("lamp",), ("?time",), ("@Ada",)]
    assert [SIMILARITY.is_content(unit) for unit in units] == [True, True, True, False, False]
