"""Who and what a story is about, as far as its pack tells."""

from __future__ import annotations

import pytest

from rockybot.matching.language import english
from rockybot.matching.names import HEROIC, Cast, cast_of
from rockybot.packs import Fact, Gap, Name, Pack

ADA, TOM, ROCK = Name("Ada", ("Miss Finch",)), Name("Tom", ("Ada's brother",)), Name("Gull Rock", ("the rock",))


def _cast(*names: Name, answers: tuple[str, ...] = (), questions: tuple[str, ...] = ("what is known",)) -> Cast:
    facts = tuple(Fact(f"fact-{number}", questions, answer) for number, answer in enumerate(answers or ("Much.",)))
    return cast_of(Pack("Gull Rock", facts, names=names), english())


@pytest.mark.parametrize(
    ("phrase", "symbol"),
    [
        pytest.param("ada", "@Ada", id="the-name"),
        pytest.param("miss finch", "@Ada", id="an-alias"),
        pytest.param("ada brother", "@Tom", id="an-alias-that-holds-another-name"),
        pytest.param("gull rock", "@Gull Rock", id="a-place"),
        pytest.param("the rock", "@Gull Rock", id="an-alias-with-an-article"),
        pytest.param("finch", None, id="a-part-of-an-alias-is-no-name"),
    ],
)
def test_a_name_and_its_aliases_are_phrases_for_one_symbol(phrase: str, symbol: str | None) -> None:
    """The phrases are stems, possessives dropped."""
    assert _cast(ADA, TOM, ROCK).phrases.get(tuple(map(english().stem, phrase.split()))) == symbol


@pytest.mark.parametrize(
    ("alias", "gender"),
    [
        pytest.param("Tom's sister", "she", id="a-word-of-kinship"),
        pytest.param("the old lady", "she", id="a-word-of-sex"),
        pytest.param("Tom's Uncle", "he", id="in-any-case"),
        pytest.param("the keeper", None, id="a-word-that-tells-neither"),
        pytest.param("sister ship", None, id="a-word-of-kinship-that-is-not-the-last"),
    ],
)
def test_an_alias_can_tell_that_a_name_is_a_persons_and_whose(alias: str, gender: str | None) -> None:
    """Its last word does."""
    cast = _cast(Name("Robin", (alias,)))
    assert cast.genders.get("@Robin") == gender
    assert ("@Robin" in cast.people) == (gender is not None)


@pytest.mark.parametrize("question", ["who is Robin", "Who was Robin?", "who's Robin"])
def test_whoever_is_asked_who_they_are_is_a_person(question: str) -> None:
    """A person of whom the pack tells no gender."""
    cast = _cast(Name("Robin", ("Robs",)), questions=(question,))
    assert cast.people == {"@Robin"}
    assert cast.genders == {}


@pytest.mark.parametrize(
    "question",
    ["what is Robin", "who owned Robin", "whose is Robin", "who", "who is", "who is the owner of Robin", "Robin"],
)
def test_any_other_question_makes_no_person(question: str) -> None:
    """Robin may be a boat."""
    assert _cast(Name("Robin", ("Robs",)), questions=(question,)).people == frozenset()


def test_a_gap_can_tell_a_person_too() -> None:
    """What the story doesn't say of Robin is asked of a person all the same."""
    pack = Pack(
        "Gull Rock", (), (Gap("robin", ("who was Robin",), "who Robin was"),), names=(Name("Robin", ("Robs",)),)
    )
    assert cast_of(pack, english()).people == {"@Robin"}


@pytest.mark.parametrize(
    ("answer", "gender"),
    [
        pytest.param("Robin trimmed her lamp before she slept.", "she", id="the-pronouns-of-an-answer"),
        pytest.param("Robin thanked her, but he left: it was his.", "he", id="the-most-frequent-one"),
        pytest.param("Robin rowed.", None, id="no-pronoun-tells-nothing"),
        pytest.param("In her boat sat Robin.", "she", id="wherever-the-name-stands"),
        pytest.param("Tom thanked her.", None, id="the-answer-to-another-question"),
    ],
)
def test_the_answers_about_a_person_tell_she_or_he(answer: str, gender: str | None) -> None:
    """Their pronouns are counted if the person is the first who is named."""
    cast = _cast(Name("Robin", ("Robs",)), Name("Tom", ("Tommo",)), answers=(answer,), questions=("who is Robin",))
    assert cast.genders.get("@Robin") == gender


def test_an_alias_weighs_more_than_a_stray_pronoun() -> None:
    """The curator says what Tom is; that an answer about him says "her" may be about somebody else."""
    cast = _cast(TOM, answers=("Tom rowed to her and gave her the oil for her lamp.",))
    assert cast.genders["@Tom"] == "he"


def test_a_thing_has_no_gender_whatever_pronoun_stands_beside_it() -> None:
    """Nobody asks for the rock by "he"."""
    assert _cast(ROCK, answers=("Gull Rock was his home.",)).genders == {}


def test_the_hero_is_whom_most_answers_are_about() -> None:
    """One for "she" and one for "he"."""
    ada, edith = Name("Ada", ("Tom's sister",)), Name("Edith", ("Tom's wife",))
    answers = ("Ada slept.", *["Edith taught."] * (HEROIC + 1), "Tom rowed.", "The lamp burned.")
    cast = _cast(ada, edith, TOM, answers=answers)
    assert cast.genders == {"@Ada": "she", "@Edith": "she", "@Tom": "he"}
    assert cast.heroes == {"she": "@Edith", "he": "@Tom"}


def test_of_two_who_are_told_of_alike_neither_is_the_hero() -> None:
    """Whoever says "she" may mean either."""
    ada, edith = Name("Ada", ("Tom's sister",)), Name("Edith", ("Tom's wife",))
    cast = _cast(ada, edith, TOM, answers=("Edith taught.", "Ada slept.", "Edith sang.", "Ada woke.", "Tom rowed."))
    assert cast.heroes == {"he": "@Tom"}


def test_a_person_of_unknown_gender_is_no_hero() -> None:
    """However often they are spoken of, neither "she" nor "he" stands for them."""
    cast = _cast(Name("Robin", ("Robs",)), TOM, answers=("Robin sang.", "Robin slept.", "Tom rowed."))
    assert cast.heroes == {"he": "@Tom"}
    asked = _cast(Name("Robin", ("Robs",)), answers=("Robin sang.",), questions=("who is Robin",))
    assert asked.heroes == {}


@pytest.mark.parametrize(
    "names",
    [
        pytest.param((), id="no-names"),
        pytest.param((Name("🎣", ("!!!",)),), id="names-without-a-word"),
        pytest.param((Name("", (" ", "")),), id="empty-names"),
    ],
)
def test_a_pack_without_names_has_an_empty_cast(names: tuple[Name, ...]) -> None:
    """No name is found in anything, and nobody is she or he."""
    cast = _cast(*names, answers=("Ada kept the lamp. She slept.",), questions=("who is Ada",))
    assert cast == Cast({}, frozenset(), {}, {})


def test_of_two_names_that_begin_alike_the_longer_is_meant() -> None:
    """An answer that begins with "Ada Finch's brother" is about Tom."""
    ada, tom = Name("Ada", ("Ada Finch",)), Name("Tom", ("Ada Finch's brother",))
    cast = _cast(ada, tom, answers=("Ada Finch's brother rowed.",))
    assert cast.heroes == {"he": "@Tom"}


def test_packs_with_the_same_names_have_equal_casts() -> None:
    """Whatever else they tell; one that tells of another hero has another cast."""
    answers = ("Ada slept.", "Tom rowed.")
    one, other = _cast(ADA, TOM, answers=answers), _cast(ADA, TOM, answers=(*answers, "The lamp burned."))
    assert one == other
    assert hash(one) == hash(other)
    assert one != _cast(ADA, TOM, answers=("Ada slept.",))
