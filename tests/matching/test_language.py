"""What the engine knows of English, and that its tables keep their own rules."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from rockybot.matching import language
from rockybot.matching.language import ANSWER_TYPE, common_words, english

TABLES = Path(language.__file__).with_name("english.txt")


def _symbols(phrase: str) -> tuple[str, ...]:
    return english().phrases.get(tuple(map(english().stem, phrase.split())), ())


def _is_answer_type(symbol: str) -> bool:
    return symbol.startswith(ANSWER_TYPE)


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("go goes going went gone", id="an-irregular-verb"),
        pytest.param("trim trims trimmed trimming", id="a-regular-verb"),
        pytest.param("child children", id="an-irregular-noun"),
        pytest.param("lamp lamps", id="a-regular-noun"),
    ],
)
def test_all_forms_of_a_word_have_one_stem(forms: str) -> None:
    """Irregular ones as well as regular ones."""
    assert len({english().stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("phrase", "answer_type"),
    [
        ("how old", "age"),
        ("when", "time"),
        ("how long ago", "time"),
        ("which century", "century"),
        ("where", "place"),
        ("what town", "city"),
        ("who", "person"),
        ("why", "reason"),
        ("how many", "count"),
        ("how much money", "money"),
        ("how tall", "height"),
        ("how often", "frequency"),
    ],
)
def test_question_words_tell_what_is_asked_for(phrase: str, answer_type: str) -> None:
    """Each phrase of question words stands for a type of answer."""
    assert ANSWER_TYPE + answer_type in _symbols(phrase)


def test_a_vague_question_word_does_not_stand_for_a_precise_type() -> None:
    """Whoever says "how long ago" asks for anything in time, not for a century alone."""
    assert ANSWER_TYPE + "century" not in _symbols("how long ago")


@pytest.mark.parametrize(
    ("one", "other"),
    [("mum", "mother"), ("wed", "marry"), ("tie the knot", "marry"), ("hubby", "husband"), ("kid", "child")],
)
def test_synonyms_share_a_concept(one: str, other: str) -> None:
    """Two words or phrases for one thing have a symbol in common."""
    assert set(_symbols(one)) & set(_symbols(other))


def test_a_word_of_many_meanings_keeps_those_it_is_listed_with() -> None:
    """The words "born" and "bear" share a stem, but nobody is bored when born."""
    assert english().exact["born"] == ("birth",)
    assert set(english().exact["born"]) < set(_symbols("born"))


def test_the_loose_answer_types_are_answer_types() -> None:
    """A misspelt one would be none."""
    known = {symbol for symbols in english().phrases.values() for symbol in symbols}
    assert {ANSWER_TYPE + "manner"} <= english().loose_types <= known


def test_no_light_word_asks_for_anything() -> None:
    """What is asked for decides between answers, so its word is never light."""
    light = {word: {*_symbols(word), *english().exact.get(word, ())} for word in english().light_words}
    asking = {word: symbols for word, symbols in light.items() if any(map(_is_answer_type, symbols))}
    assert asking == {}


def test_every_wider_symbol_is_known_and_no_chain_of_them_is_a_circle() -> None:
    """A symbol is one kind of another one, never of itself."""
    wider = english().wider
    known = {symbol for symbols in english().phrases.values() for symbol in symbols}
    assert set(wider.values()) <= known
    for symbol in wider:
        chain = [symbol]
        while chain[-1] in wider:
            chain.append(wider[chain[-1]])
            assert len(chain) == len(set(chain)), chain


def test_only_lines_that_end_with_a_comma_go_on() -> None:
    """A forgotten comma would join two phrases, a line in the wrong place would lend its phrases to a stranger."""
    lines = [line for line in TABLES.read_text("utf-8").splitlines() if not line.startswith("#")]
    sections = "\n".join(lines).split("[light]")[0].splitlines()
    torn = [
        (line, following) for line, following in pairwise(sections) if line.endswith(",") != following.startswith(" ")
    ]
    assert torn == []


def test_rewriting_ends_in_plain_words() -> None:
    """What slang is written out as is not rewritten again."""
    rewrites = english().rewrites
    again = {token: plain for token, plain in rewrites.items() if not rewrites.keys().isdisjoint(plain)}
    assert again == {}


@pytest.mark.parametrize(
    ("word", "gender"), [("mother", "she"), ("actress", "she"), ("uncle", "he"), ("mr", "he"), ("lamp", None)]
)
def test_some_nouns_tell_a_gender(word: str, gender: str | None) -> None:
    """Words of kinship, sex and address do, other words don't."""
    assert english().genders.get(word) == gender


@pytest.mark.parametrize(("form", "pronoun"), [("hers", "she"), ("himself", "he"), ("they", None)])
def test_pronouns_are_one_of_two(form: str, pronoun: str | None) -> None:
    """Every form of "she" and "he" is known as such, and nothing else."""
    assert english().pronouns.get(form) == pronoun


def test_no_word_of_the_tables_is_a_misspelling() -> None:
    """The words of all sections are known, from heads and items alike."""
    assert {"who", "teh", "husband", "missus", "went", "hello"} <= english().words
    assert "" not in english().words


def test_the_dictionary_holds_plain_lower_case_words() -> None:
    """One word a line, in the letters that a message is made plain to."""
    assert {"lighthouse", "keeper", "storm"} <= common_words()
    assert all(word.isalpha() and word.isascii() and word.islower() for word in common_words())
