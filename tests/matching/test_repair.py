"""Which misspelt words are mended, and which words are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rockybot.matching import repair
from rockybot.matching.repair import Repairer

STORY = ("ada", "keeper", "lighthouse", "petrel", "schoolteacher", "job", "tom")
LANGUAGE = ("question", "petrol", "birthday", "jog", "to")


@pytest.fixture
def repairer() -> Repairer:
    """Knows the words of a lighthouse, and some others."""
    return Repairer(STORY, LANGUAGE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("lighthose", ["lighthouse"], id="a-letter-left-out"),
        pytest.param("ligghthouse", ["lighthouse"], id="a-letter-doubled"),
        pytest.param("lihgthouse", ["lighthouse"], id="two-letters-swapped"),
        pytest.param("lightfouse", ["lighthouse"], id="a-wrong-letter"),
        pytest.param("kighthouse", ["lighthouse"], id="a-wrong-first-letter"),
        pytest.param("ighthouse", ["lighthouse"], id="no-first-letter"),
        pytest.param("birtday", ["birthday"], id="a-word-of-the-language"),
        pytest.param("petrl", ["petrel"], id="of-two-as-near-that-of-the-story"),
        pytest.param("jbo", ["job"], id="a-short-word-with-two-letters-swapped"),
        pytest.param("petrelkeeper", ["petrel", "keeper"], id="two-words-joined"),
        pytest.param("tojob", ["to", "job"], id="even-two-short-ones"),
    ],
)
def test_a_misspelt_word_is_mended(repairer: Repairer, typed: str, meant: list[str]) -> None:
    """The nearest known word is meant, or the two that were joined."""
    assert list(repairer.meant(typed)) == meant


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("keeper", id="a-word-of-the-story"),
        pytest.param("question", id="a-word-of-the-language"),
        pytest.param("deeper", id="an-english-word-near-to-one-of-the-story"),
        pytest.param("qzxvkj", id="a-word-near-to-nothing"),
        pytest.param("jxb", id="a-short-word-that-no-swap-makes-known"),
        pytest.param("oj", id="a-word-too-short-to-tell"),
        pytest.param("lighthouse" * 3, id="a-word-too-long-to-be-one"),
        pytest.param("1931", id="a-number"),
        pytest.param("k33per", id="a-word-with-digits"),
        pytest.param("маяк", id="a-word-of-another-script"),
    ],
)
def test_any_other_word_is_left_alone(repairer: Repairer, word: str) -> None:
    """What is a word already, or may be anything, is not bent into a word of the story."""
    assert repairer.meant(word) == (word,)


def test_of_many_words_as_near_the_same_is_meant_whoever_knows_them() -> None:
    """Only so many are rated, the first of the alphabet; that a story knows them too gives none of them a lead."""
    alike = [f"keeper{letter}" for letter in "abcdefghijklmnopqrst"]
    (meant,) = Repairer((), alike).meant("keeperzz")
    assert meant in alike
    assert Repairer(alike, alike).meant("keeperzz") == Repairer(alike, ()).meant("keeperzz") == (meant,)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("cary", "cars", id="of-two-as-near-the-common-one"),
        pytest.param("crs", "cars", id="a-short-word-with-a-letter-left-out"),
        pytest.param("cra", "car", id="a-short-word-with-two-letters-swapped"),
        pytest.param("zqs", "zqs", id="a-short-word-near-to-nothing"),
    ],
)
def test_where_much_is_said_the_common_word_is_meant(typed: str, meant: str) -> None:
    """A large story tells which words its members use."""
    common = {"cars": 0.9, "card": 0.1}
    repairer = Repairer(("car", "card", "cars"), ("carp",), lambda word: common.get(word, 0.0))
    assert repairer.meant(typed) == (meant,)


def test_a_repairer_that_knows_nothing_mends_nothing() -> None:
    """There is no word to mend to."""
    assert Repairer((), ()).meant("lighthose") == ("lighthose",)


def test_what_is_meant_does_not_depend_on_what_was_asked_before(
    repairer: Repairer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forgetting what was looked up changes nothing but the time it takes."""
    typed = ("lighthose", "kepeer", "birtday", "schoolteecher", "lighthose", "qzxvkj", "kepeer")
    expected = [repairer.meant(word) for word in typed]
    monkeypatch.setattr(repair, "_MAX_REMEMBERED", 2)
    forgetful = Repairer(STORY, LANGUAGE)
    assert [forgetful.meant(word) for word in typed] == expected


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(), min_size=1, max_size=20) | st.text("abdeghijklmoprstu", min_size=3, max_size=20))
def test_every_word_means_itself_or_known_words(word: str) -> None:
    """Whatever is typed; and the order in which a pack holds its words makes no difference."""
    one, other = Repairer(STORY, LANGUAGE), Repairer(reversed(STORY), reversed(LANGUAGE))
    meant = one.meant(word)
    assert meant == (word,) or set(meant) <= {*STORY, *LANGUAGE}
    assert other.meant(word) == meant
