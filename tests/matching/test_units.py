"""Which concepts, answer types and names the words of a question stand for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rockybot.matching import effects
from rockybot.matching.effects import MAX_MEANINGS
from rockybot.matching.language import english
from rockybot.matching.names import cast_of
from rockybot.matching.text import plain, words
from rockybot.matching.units import UnitReader, reader_of
from rockybot.packs import Pack

if TYPE_CHECKING:
    from rockybot.matching.query import Unit


@pytest.fixture(scope="module")
def reader(story: Pack) -> UnitReader:
    """Reads words about the lighthouse."""
    return UnitReader(cast_of(story, english()), english())


def _read(reader: UnitReader, text: str, said: dict[str, str] | None = None) -> dict[Unit, float]:
    return reader.read(words(plain(text), english()), said)


def _symbols(found: dict[Unit, float]) -> set[str]:
    return {symbol for unit in found for symbol in unit}


@pytest.mark.parametrize(
    ("text", "answer_type"),
    [
        ("how old was Ada", "?age"),
        ("at what age", "?age"),
        ("when did the lamp burn", "?time"),
        ("how long ago did it burn", "?time"),
        ("what year", "?year"),
        ("was it in 1931", "?year"),
        ("which town", "?city"),
        ("where is the lamp", "?place"),
        ("who lit the lamp", "?person"),
        ("why did it burn", "?reason"),
        ("how many lamps", "?count"),
        ("how much oil", "?amount"),
        ("how often", "?frequency"),
        ("what colour", "?colour"),
        ("what's the name of it", "?name"),
        ("what did she do for a living", "?job"),
    ],
)
def test_question_words_are_read_as_the_type_of_the_answer(reader: UnitReader, text: str, answer_type: str) -> None:
    """Whether one word asks or a whole phrase."""
    assert answer_type in _symbols(_read(reader, text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada", "@Ada"),
        ("ada finch's lamp", "@Ada"),
        ("the keeper's daughter", "@Ada"),
        ("Tom's sister", "@Ada"),
        ("her brother", "@Tom"),
        ("Tom's wife", "@Edith Marlow"),
        ("on the rock", "@Gull Rock"),
    ],
)
def test_names_and_aliases_are_read_as_whom_they_name(reader: UnitReader, text: str, name: str) -> None:
    """And as nobody else: Tom's sister is not Tom."""
    assert {symbol for symbol in _symbols(_read(reader, text)) if symbol.startswith("@")} == {name}


def test_the_words_of_an_alias_ride_along_with_less_weight(reader: UnitReader) -> None:
    """Tom's sister is Ada, and a little a sister; the words of a name itself add nothing."""
    read = _read(reader, "Tom's sister")
    assert 0 < read[("sister",)] < read[("@Ada",)]
    assert set(_read(reader, "Gull Rock")) == {("@Gull Rock",)}


def test_the_words_of_a_phrase_ride_along_with_less_weight(reader: UnitReader) -> None:
    """A world cup is one concept, and a little each of its words."""
    read = _read(reader, "the world cup")
    assert 0 < read[("world",)] < read[("world cup",)]


def test_the_noun_behind_which_rides_along_with_less_weight(reader: UnitReader) -> None:
    """The words "which magazine" ask for a title, and are still about a magazine."""
    read = _read(reader, "which magazine")
    assert 0 < read[("magazine",)] < read[("?title",)]


def test_the_longest_phrase_is_read(reader: UnitReader) -> None:
    """The words "how long ago" are not "how long", and the year in "what year" asks nothing more."""
    assert set(_read(reader, "how long ago")) == {("?time",)}
    assert _read(reader, "what year") == {("?year",): 1.0}


def test_a_word_said_once_in_full_counts_in_full(reader: UnitReader) -> None:
    """Though it rides along with an alias as well, before or behind."""
    assert _read(reader, "the sister of Tom's sister")[("sister",)] == 1.0
    assert _read(reader, "Tom's sister and another sister")[("sister",)] == 1.0


def test_a_year_asks_for_one_and_is_a_word_itself(reader: UnitReader) -> None:
    """Whoever says "was it in 1931" wants to know the year; another number tells no such thing."""
    read = _read(reader, "1931")
    assert 0 < read[("1931",)] < read[("?year",)]
    assert _read(reader, "23") == {("23",): 1.0}


@pytest.mark.parametrize(
    "text", ["", "of the and", "please tell me", "hello there", "can you please tell me", "thanks in advance"]
)
def test_courtesies_and_function_words_stand_for_nothing(reader: UnitReader, text: str) -> None:
    """They frame a question and are no part of it."""
    assert _read(reader, text) == {}


def test_an_unknown_word_stands_for_itself(reader: UnitReader) -> None:
    """By its stem, so that its forms are one."""
    assert _read(reader, "kumquats") == _read(reader, "kumquat") == {("kumquat",): 1.0}


def test_synonyms_are_read_alike(reader: UnitReader) -> None:
    """One concept, however it is said."""
    assert _read(reader, "wedding") != {}
    assert _read(reader, "mum") == _read(reader, "mother")
    assert "marry" in _symbols(_read(reader, "married")) & _symbols(_read(reader, "tie the knot"))


def test_a_word_of_many_meanings_keeps_those_it_is_listed_with() -> None:
    """Those of words that only share its stem are dropped where they would make too many."""
    reader = UnitReader(cast_of(Pack("Nobody", ()), english()), english())
    listed = {word: meanings for word, meanings in english().exact.items() if " " not in word}
    read = {word: _symbols(reader.read([word])) for word in listed}
    assert len(listed) > 1000
    assert [word for word, meanings in listed.items() if read[word] and not read[word] >= set(meanings)] == []
    assert all(len(read[word]) <= max(MAX_MEANINGS, len(meanings)) for word, meanings in listed.items())


def test_a_light_word_weighs_less(reader: UnitReader) -> None:
    """To get says little in any question."""
    read = _read(reader, "get the lamp")
    assert 0 < read[("get",)] < read[("lamp",)]


@pytest.mark.parametrize("text", ["did she sleep when the storm came", "how old was she when the storm came"])
def test_a_question_word_within_a_question_only_joins(reader: UnitReader, text: str) -> None:
    """One question asks one thing."""
    assert "?time" not in _symbols(_read(reader, text))


@pytest.mark.parametrize("text", ["when did the storm come", "the storm came when", "what did she do when it came"])
def test_a_question_word_asks_where_nothing_else_does(reader: UnitReader, text: str) -> None:
    """Wherever it stands."""
    assert "?time" in _symbols(_read(reader, text))


def test_a_phrase_of_question_words_asks_even_within_a_question(reader: UnitReader) -> None:
    """The phrase "what year" never merely joins."""
    assert "?year" in _symbols(_read(reader, "did she know what year the storm came"))


@pytest.mark.parametrize(
    ("text", "person"),
    [("how old was she", "@Ada"), ("what is her lamp", "@Ada"), ("his boat", "@Tom"), ("he himself", "@Tom")],
)
def test_a_pronoun_alone_stands_for_the_hero_with_less_weight(reader: UnitReader, text: str, person: str) -> None:
    """Whoever is meant was not named, so it is less certain."""
    read = _read(reader, text)
    assert 0 < read[(person,)] < 1


def test_a_pronoun_stands_for_whoever_was_named_in_an_earlier_clause(reader: UnitReader) -> None:
    """And that is remembered from clause to clause, until somebody else is named."""
    said: dict[str, str] = {}
    _read(reader, "Edith was a teacher", said)
    assert set(_read(reader, "how old was she", said)) == {("?age",), ("@Edith Marlow",)}
    assert ("@Tom",) in _read(reader, "his boat", said)
    _read(reader, "and Ada", said)
    assert ("@Ada",) in _read(reader, "how old was she", said)


def test_a_pronoun_beside_a_name_of_its_gender_is_that_person(reader: UnitReader) -> None:
    """If Edith loves her house it is her own; if she loves him it is Tom."""
    assert ("@Ada",) not in _read(reader, "did Edith love her house")
    assert ("@Tom",) in _read(reader, "did Edith love him")


def test_a_pronoun_stands_for_nobody_in_a_story_without_names() -> None:
    """There is no hero to stand for."""
    reader = UnitReader(cast_of(Pack("Nobody", ()), english()), english())
    assert _read(reader, "how old was she") == {("?age",): 1.0}


def test_forgetting_words_changes_nothing(story: Pack, reader: UnitReader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are remembered only to save time."""
    monkeypatch.setattr(effects, "MAX_REMEMBERED", 0)
    forgetful = UnitReader(cast_of(story, english()), english())
    text = "how old was Ada Finch when she got the kumquat from Tom's wife"
    assert _read(forgetful, text) == _read(forgetful, text) == _read(reader, text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("who was Ada's mother", "@Ada's mother"),
        ("Tom Finch's wife", "@Tom's wife"),
        ("what did Adas father do", "@Ada's father"),
        ("friends of the family: Tom's friends", "@Tom's friend"),
    ],
)
def test_somebodys_relative_is_somebody_else(reader: UnitReader, text: str, relation: str) -> None:
    """And only a little the one who is named."""
    found = _read(reader, text)
    person = (relation.partition("'")[0],)
    assert found[next(unit for unit in found if relation in unit)] == 1.0
    assert 0 < found[person] < 1


@pytest.mark.parametrize("text", ["did Ada have a mother", "Ada and the mother of the girl", "Ada's lamp"])
def test_a_relative_that_is_nobodys_stands_for_itself(reader: UnitReader, text: str) -> None:
    """The name before it is meant in full."""
    found = _read(reader, text)
    assert found[("@Ada",)] == 1.0
    assert not any("'s " in symbol for symbol in _symbols(found))


def test_stories_with_equal_casts_share_a_reader(story: Pack) -> None:
    """A server that edits a fact reads with the words of all others; one that knows nobody doesn't."""
    language = english()
    edited = replace(story, facts=story.facts[1:])
    reader = reader_of(cast_of(story, language), language)
    assert reader_of(cast_of(edited, language), language) is reader
    assert reader_of(cast_of(replace(story, names=()), language), language) is not reader


@pytest.mark.parametrize(
    ("text", "apart"), [("they threw out the keeper", False), ("they threw her out", False), ("threw a lamp out", True)]
)
def test_a_phrase_may_have_whom_it_happens_to_in_between(reader: UnitReader, text: str, *, apart: bool) -> None:
    """And she is still there."""
    found = _read(reader, text)
    assert ("evict" in _symbols(found)) != apart
    assert ("@Ada" in _symbols(found)) == ("her" in text)
