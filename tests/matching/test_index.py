"""Which records are worth scoring, and what a unit weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rockybot.matching import index as index_module
from rockybot.matching.index import HEAVIEST, LIGHTEST, SHORTLIST, STRANGER, Index, Reading, Wording
from rockybot.matching.language import english
from rockybot.matching.query import names_in
from rockybot.matching.reading import reading_of
from rockybot.matching.similarity import similarity_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rockybot.matching.query import Unit


def _units(text: str) -> dict[Unit, float]:
    """Each word a unit, whose meanings are parted by strokes."""
    return {tuple(word.split("/")): 1.0 for word in text.split()}


def _wording(text: str, units: Mapping[Unit, float]) -> Wording:
    return Wording(text.upper(), text, units, names_in(units))


def _reading(*phrasings: str, told: str = "") -> Reading:
    return _of_wordings(*[_wording(text, _units(text)) for text in phrasings], told=told)


def _of_wordings(*wordings: Wording, told: str = "") -> Reading:
    return reading_of(wordings, (told,), _units(told), (), similarity_of(english()))


def _index(*readings: Reading) -> Index:
    return Index(readings, similarity_of(english()))


def _shortlist(index: Index, text: str) -> list[int]:
    return [listed.record for listed in index.shortlist(_units(text))]


LIGHTHOUSE = _index(
    _reading("?age @Ada keeper", "@Ada lamp keeper"),
    _reading("lamp oil", "lamp fuel", told="lamp whale 1930"),
    _reading("@Tom husband", "@Tom wife lamp", told="@Ada"),
    _reading("@Tom boat/ship"),
)


def test_a_rare_unit_weighs_more_than_a_common_one() -> None:
    """Oil is told of once, the lamp all over."""
    assert LIGHTHOUSE.weight(("oil",)) == pytest.approx(HEAVIEST)
    assert LIGHTEST < LIGHTHOUSE.weight(("lamp",)) < HEAVIEST


def test_a_name_weighs_as_much_as_a_word_as_common() -> None:
    """Tom and the keeper stand in as many phrasings."""
    index = _index(_reading("@Tom keeper"), _reading("lamp"))
    assert index.weight(("@Tom",)) == index.weight(("keeper",))


def test_a_word_near_to_a_known_one_weighs_as_much() -> None:
    """A spouse is asked for where the story has a husband."""
    assert LIGHTHOUSE.weight(("spouse",)) == LIGHTHOUSE.weight(("husband",))


def test_a_stranger_has_a_weight_of_its_own() -> None:
    """A word that the pack doesn't know counts against a match, too."""
    assert LIGHTHOUSE.weight(("kumquat",)) == STRANGER


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        pytest.param("lamp", ["lamp"], id="itself"),
        pytest.param("wife", ["wife", "wife/lady", "spouse"], id="itself-before-a-shared-meaning-before-a-wider-kind"),
        pytest.param("spouse", ["spouse", "wife/lady", "husband", "wife"], id="its-kinds"),
        pytest.param("wife/spouse", ["wife", "spouse", "wife/lady", "husband"], id="the-nearest-of-its-meanings"),
        pytest.param("boat", ["boat/ship"], id="a-word-with-a-meaning-in-common"),
        pytest.param("oil/lamp", ["lamp", "oil"], id="all-its-meanings"),
        pytest.param("kumquat", [], id="nothing"),
    ],
)
def test_near_units_are_found_nearest_first(asked: str, near: list[str]) -> None:
    """Through any meaning of theirs, and asking twice finds the same."""
    said = ["lamp", "wife/lady", "oil", "husband", "wife", "spouse", "boat/ship"]
    index = _index(*map(_reading, said))
    assert [said[record] for record in _shortlist(index, asked)] == near
    assert [said[record] for record in _shortlist(index, asked)] == near


def test_how_near_a_unit_is_is_a_share() -> None:
    """Only the unit itself is wholly the same."""
    index = _index(_reading("wife/lady wife spouse"))
    nearness = [similarity for _, similarity in index.reach(("wife",)).near]
    assert len(nearness) == 3
    assert nearness[0] == 1.0
    assert all(0 < similarity < 1 for similarity in nearness[1:])


@pytest.mark.parametrize(
    ("asked", "best"),
    [
        pytest.param("?age @Ada", 0, id="two-units-of-one-record"),
        pytest.param("whale", 1, id="a-word-of-the-answer-alone"),
        pytest.param("spouse", 2, id="a-near-word"),
        pytest.param("ship", 3, id="a-word-of-one-meaning"),
        pytest.param("oil kumquat", 1, id="a-known-word-beside-a-stranger"),
        pytest.param("keeper lamp", 0, id="a-word-of-one-phrasing-and-a-common-one"),
    ],
)
def test_the_record_that_knows_most_of_a_question_comes_first(asked: str, best: int) -> None:
    """Wherever in the record the words stand."""
    assert _shortlist(LIGHTHOUSE, asked)[0] == best


def test_a_record_knows_a_unit_by_the_nearest_word_it_has() -> None:
    """A further word that is less near takes nothing away."""
    index = _index(_reading("husband"), _reading("spouse husband"))
    assert _shortlist(index, "spouse") == [1, 0]


def test_a_record_that_shares_nothing_is_not_listed() -> None:
    """There is nothing to score."""
    assert set(_shortlist(LIGHTHOUSE, "keeper oil")) == {0, 1}
    assert _shortlist(LIGHTHOUSE, "kumquat") == []
    assert _shortlist(LIGHTHOUSE, "") == []


def test_how_familiar_a_question_is_to_a_record_is_a_share() -> None:
    """A record whose every phrasing holds the word knows more of it than one that only tells of it."""
    index = _index(_reading("lamp a", "lamp b", "lamp c"), _reading("lamp d"), _reading("oil", told="lamp"))
    familiar = [listed.familiar for listed in index.shortlist(_units("lamp"))]
    assert len(familiar) == 3
    assert all(0 < share <= 1 for share in familiar)
    assert familiar == sorted(set(familiar), reverse=True)


def test_records_that_know_as_much_stand_in_the_order_of_the_file() -> None:
    """The same question lists the same records."""
    index = _index(*[_reading("lamp") for _ in range(5)])
    assert _shortlist(index, "lamp") == [0, 1, 2, 3, 4]


def test_no_more_records_are_listed_than_can_be_scored_in_time() -> None:
    """The rest knows less."""
    index = _index(*[_reading("lamp oil" if number == 70 else "lamp") for number in range(90)])
    listed = _shortlist(index, "lamp oil")
    assert len(listed) == SHORTLIST
    assert listed[0] == 70


def test_records_that_are_asked_for_word_for_word_are_listed_in_any_case() -> None:
    """However many others know more of the question; but only once."""
    index = _index(*[_reading("lamp a", "lamp b") for _ in range(50)], _reading("lamp"), _reading("lamp", "oil"))
    assert not {50, 51} & set(_shortlist(index, "lamp"))
    also = index.wordings.word_for_word("lamp", None)
    assert list(also) == [50, 51]
    assert [listed.record for listed in index.shortlist(_units("lamp"), [*also, 0])].count(0) == 1
    assert {50, 51} < {listed.record for listed in index.shortlist(_units("lamp"), also)}


@pytest.mark.parametrize(
    ("phrasing", "answer_type", "met"),
    [
        pytest.param("?age lamp", "?age", True, id="the-type-that-is-asked-for"),
        pytest.param("?year lamp", "?time", True, id="a-wider-one"),
        pytest.param("?time lamp", "?year", True, id="a-narrower-one"),
        pytest.param("?age lamp", "?place", False, id="another-one"),
        pytest.param("lamp oil", "?age", False, id="none-is-asked-for"),
    ],
)
def test_a_record_can_meet_the_answer_types_that_its_phrasings_ask_for(
    phrasing: str, answer_type: str, *, met: bool
) -> None:
    """And those near to them; what is told of it asks for nothing."""
    (types,) = _index(_reading(phrasing, told="?person")).answer_types
    assert (answer_type in types) == met
    assert "?person" not in types


def test_a_type_that_any_answer_can_meet_is_no_certain_thing() -> None:
    """Whoever says "how" or "what kind" may ask for anything, an age is an age."""
    assert LIGHTHOUSE.similarity.exact_types(_units("?age ?manner ?kind @Ada lamp")) == {"?age"}


def test_an_index_of_nothing_lists_nothing() -> None:
    """Every word is a stranger to it."""
    index = _index()
    assert index.shortlist(_units("lamp @Ada")) == []
    assert index.weight(("lamp",)) == STRANGER


def test_no_more_units_are_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is near to the others is found anew each time."""
    monkeypatch.setattr(index_module, "MAX_REMEMBERED", 0)
    index = _index(_reading("husband lamp"))
    assert index.reach(("spouse",)).near == index.reach(("spouse",)).near != ()
