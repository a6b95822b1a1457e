"""How a message becomes clean words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rockybot.matching.language import english
from rockybot.matching.text import MAX_CHARACTERS, MAX_WORDS, clauses, plain, words

signs = st.text(st.sampled_from("aN1 0d.,:;'’-–?!()\n\t_&£%éß\u200b٣"), max_size=60)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        pytest.param("WHO is Ada?", "who is ada?", id="case-is-gone"),
        pytest.param("Ada’s “lamp” «burns»", 'ada\'s "lamp" "burns"', id="quotes-are-straight"),
        pytest.param("“Ada’s lämp”", '"ada\'s lamp"', id="quotes-beside-accents-too"),
        pytest.param("café Élodie", "cafe elodie", id="accents-are-gone"),
        pytest.param("cafe\u0301", "cafe", id="so-are-composed-accents"),
        pytest.param("li\u200bght\u00adhouse", "lighthouse", id="invisible-signs-are-gone"),
        pytest.param("\u202ewho is Ada\u202c", "who is ada", id="so-are-marks-of-direction"),
        pytest.param("Ｌａｍｐ ﬁre", "lamp fire", id="wide-letters-and-ligatures-are-plain"),
        pytest.param("wait…", "wait...", id="an-ellipsis-is-three-stops"),
        pytest.param("КТО Ада", "кто ада", id="other-scripts-lose-their-case"),
        pytest.param("", "", id="nothing-stays-nothing"),
    ],
)
def test_a_message_is_made_plain(message: str, expected: str) -> None:
    """What keyboards and phones change freely is gone."""
    assert plain(message) == expected


@pytest.mark.parametrize("filler", ["x", "é"], ids=["plain-letters", "accented-letters"])
def test_of_a_long_message_both_ends_are_read(filler: str) -> None:
    """People greet first and ask last; what is between is dropped, and the two ends stay apart."""
    message = "First words " + filler * 3 * MAX_CHARACTERS + " last words"
    read = plain(message)
    assert read.startswith("first words ")
    assert read.endswith(" last words")
    assert read.count("\n") == 1
    assert len(read) <= 2 * MAX_CHARACTERS + 1


def test_a_message_within_the_limit_is_read_whole() -> None:
    """Two ends that meet lose nothing."""
    message = "x" * 2 * MAX_CHARACTERS
    assert plain(message) == message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("didn't isn't don't", "did not is not do not", id="not-is-written-out"),
        pytest.param("can't won't shan't", "can not will not shall not", id="irregular-negations-too"),
        pytest.param("they're i've she'll he'd i'm", "they are i have she will he would i am", id="auxiliaries-too"),
        pytest.param("let's go", "let us go", id="lets-is-let-us"),
        pytest.param("it's what's where's she's", "it is what is where is she is", id="an-s-behind-a-pronoun-is-is"),
        pytest.param("ada's lamp", "ada lamp", id="an-s-behind-another-word-is-a-possessive"),
        pytest.param("ada’s lamp", "ada lamp", id="whatever-the-apostrophe"),
        pytest.param("the finches' lamp", "the finches lamp", id="a-plural-possessive-is-dropped"),
        pytest.param("five o'clock", "five o clock", id="any-other-apostrophe-parts-words"),
        pytest.param("a 'lamp'", "a lamp", id="quotation-marks-are-no-words"),
        pytest.param("u r wat", "you are what", id="slang-is-written-out"),
        pytest.param("£5, $3 & 50%", "pound 5 dollar 3 and 50 percent", id="signs-are-words"),
        pytest.param("1,000 pounds", "1000 pounds", id="thousands-are-one-number"),
        pytest.param("2.5 hours", "2.5 hours", id="decimals-are-one-number"),
        pytest.param("bread,oil", "bread oil", id="commas-part-words"),
        pytest.param("gull_rock", "gull rock", id="underscores-part-words"),
        pytest.param("привет, мир", "привет мир", id="other-scripts-are-words"),
        pytest.param("🎣 !!! …", "", id="signs-alone-are-no-words"),
        pytest.param("", "", id="nothing-has-no-words"),
    ],
)
def test_words_are_written_out(text: str, expected: str) -> None:
    """Contractions, slang and signs become the words they stand for."""
    assert words(plain(text), english()) == expected.split()


def test_words_beyond_the_limit_are_dropped() -> None:
    """Whatever a message holds, no more words of it are read."""
    assert len(words("lamp " * 2 * MAX_WORDS, english())) == MAX_WORDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("hi! how old is ada? thanks", ["hi", "how old is ada", "thanks"], id="stops-end-a-clause"),
        pytest.param("one, two; three: four", ["one", "two", "three", "four"], id="so-do-commas-and-colons"),
        pytest.param("the lamp - it burned", ["the lamp", "it burned"], id="so-does-a-dash-between-spaces"),
        pytest.param("the lamp — it burned", ["the lamp", "it burned"], id="so-does-a-long-dash"),
        pytest.param("first\nsecond\r\nthird", ["first", "second", "third"], id="so-does-a-new-line"),
        pytest.param("the lamp (which burned) went out", ["the lamp", "which burned", "went out"], id="so-do-brackets"),
        pytest.param("a well-known keeper", ["a well-known keeper"], id="a-hyphen-does-not"),
        pytest.param("1,000 pounds", ["1,000 pounds"], id="nor-the-comma-of-a-number"),
        pytest.param("2.125 hours at 4:300", ["2.125 hours at 4:300"], id="nor-the-point-of-a-number"),
        pytest.param("in 1931, 1932", ["in 1931", "1932"], id="but-a-comma-behind-a-number-does"),
        pytest.param("?!… ,", [], id="stops-alone-make-no-clause"),
    ],
)
def test_a_text_falls_into_clauses(text: str, expected: list[str]) -> None:
    """The parts between stops, none of them empty."""
    assert [part.text for part in clauses(text)] == expected


def test_a_clause_is_known_as_asked_by_its_question_mark_and_as_an_aside_by_its_commas() -> None:
    """What comes first or last is no aside."""
    parts = clauses("my aunt, who sailed, asks: ada?! lamp, oil")
    assert [part.text for part in parts if part.asked] == ["ada"]
    assert [part.text for part in parts if part.aside] == ["who sailed"]


@settings(deadline=None)
@given(signs)
def test_a_text_has_the_same_words_whole_and_in_clauses(text: str) -> None:
    """Else a phrasing, which is read whole, could not be asked word for word."""
    read = plain(text)
    assert [word for part in clauses(read) for word in words(part.text, english())] == words(read, english())


@settings(deadline=None)
@given(st.text(st.characters()))
def test_what_is_plain_stays_so(text: str) -> None:
    """Making a text plain twice changes no word of it."""
    assert words(plain(plain(text)), english()) == words(plain(text), english())
