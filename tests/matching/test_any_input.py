"""Any input gets a verdict, and the same input gets the same one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lighthouse import LIGHTHOUSE
from rockybot.matching import Answer, Answerer, NoAnswer, Unsure, Verdict
from rockybot.matching.deciding import MAX_SUGGESTIONS
from rockybot.packs import Fact, Gap, Name, Pack

ONE, OTHER = Answerer(LIGHTHOUSE), Answerer(LIGHTHOUSE)
WITHOUT_GAPS = Answerer(replace(LIGHTHOUSE, gaps=(), names=()))

said = st.sampled_from(
    [word for record in LIGHTHOUSE.records for phrasing in record.questions for word in phrasing.split()]
)
signs = st.text(st.characters(), max_size=12)
messages = st.lists(said | signs, max_size=40).map(" ".join) | st.text(st.characters(), max_size=400)

HOSTILE = {
    "nothing": "",
    "white space": " \t\r\n\v\f\u2028\u3000",
    "emoji": "🎣🐟🌊👩‍👩‍👧‍👦🏴\ufe0f",
    "null bytes": "\0" * 100,
    "null bytes between words": "how\0old\0was\0Ada",
    "control characters": "".join(map(chr, range(32))),
    "right-to-left marks": "\u202ehow old was Ada\u202c\u200f",
    "zero-width characters": "h\u200bo\u200cw \u200do\ufeffld w\u2060as A\u00adda",
    "zero-width characters alone": "\u200b\u200c\u200d\ufeff" * 50,
    "a lone surrogate": "how old \ud800 was Ada \udfff",
    "surrogates alone": "\ud800\udfff\udc00",
    "characters that are none": "\ufffe\uffff\U0010ffff",
    "accents upon accents": "A" + "\u0301\u0316" * 500 + "da",
    "Cyrillic": "кто такая Ада?",
    "Chinese": "阿达是谁？",
    "Arabic": "من هي آدا؟",
    "Hebrew": "מי זאת עדה",
    "Thai": "ใครคือเอด้า",
    "digits of another script": "١٩٣١ ๑๙๓๑ ²³ ½ Ⅻ",
    "mathematical letters": "𝓌𝒽𝑜 𝒾𝓈 𝒜𝒹𝒶",
    "one letter": "a",
    "a hundred thousand letters": "x" * 100_000,
    "a hundred thousand words": "how old was Ada " * 6_250,
    "a hundred thousand emoji": "🎣" * 100_000,
    "one word ten thousand times": "lighthouse " * 10_000,
    "one misspelt word ten thousand times": "lihgthouse " * 10_000,
    "one name ten thousand times": "Ada " * 10_000,
    "apostrophes": "'" * 10_000,
    "apostrophes between letters": "a'" * 10_000,
    "commas": "," * 10_000,
    "digits and commas": "1," * 10_000,
    "question marks": "?" * 10_000,
    "brackets": "(" * 5_000 + ")" * 5_000,
    "dashes": " - " * 5_000,
    "a question in each line": "how old was Ada?\n" * 1_000,
    "markup": "<b>how old was **Ada**</b> <@1234> :fish: ```x```",
    "a format string": "%s {0} {ada!r} \\d+ (?P<ada>",
    "symbols of the matcher": "@Ada ?age @ ? @@ ??",
}


def _check(verdict: Verdict) -> None:
    """Whatever the verdict is, it keeps its promises."""
    assert 0 <= verdict.score <= 100
    totals = [match.score.total for match in verdict.matches]
    assert all(0 <= total <= 100 for total in totals)
    assert totals == sorted(totals, reverse=True)
    if isinstance(verdict, Answer):
        assert verdict.fact is verdict.matches[0].record
        return
    suggestions = verdict.suggestions if isinstance(verdict, Unsure) else verdict.nearby
    assert len(suggestions) <= MAX_SUGGESTIONS
    assert [suggestion.score for suggestion in suggestions] == sorted(
        (suggestion.score for suggestion in suggestions), reverse=True
    )
    if isinstance(verdict, Unsure):
        assert suggestions
    elif verdict.gap is not None:
        assert verdict.gap is verdict.matches[0].record
    else:
        assert suggestions == ()


@pytest.mark.parametrize("message", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_message_gets_a_verdict(message: str) -> None:
    """The same one twice, and from two Answerers."""
    verdict = ONE.answer(message)
    _check(verdict)
    _check(WITHOUT_GAPS.answer(message))
    assert ONE.answer(message) == verdict
    assert OTHER.answer(message) == verdict


@pytest.mark.parametrize(
    "message", ["nothing", "white space", "emoji", "null bytes", "zero-width characters alone", "surrogates alone"]
)
def test_a_message_without_words_matches_nothing(message: str) -> None:
    """There is nothing to go by."""
    assert ONE.answer(HOSTILE[message]) == NoAnswer(None, (), 0.0, ())


@pytest.mark.parametrize("message", ["null bytes between words", "right-to-left marks", "zero-width characters"])
def test_signs_that_nobody_sees_hide_no_question(message: str) -> None:
    """The question is still read."""
    assert ONE.read(HOSTILE[message]).clauses == ONE.read("how old was Ada").clauses


@pytest.mark.parametrize(
    "filler", ["x" * 100_000, "🎣" * 100_000, "storm. " * 20_000], ids=["letters", "emoji", "words"]
)
def test_a_question_at_the_end_of_a_long_message_is_answered(filler: str) -> None:
    """People greet first and ask last."""
    assert ONE.reached(f"{filler}. What colour was the Petrel?") == "boat-colour"


@settings(deadline=None, max_examples=300)
@given(messages)
def test_any_message_gets_a_verdict(message: str) -> None:
    """The same one twice, and from two Answerers; with gaps and names, and without."""
    verdict = ONE.answer(message)
    _check(verdict)
    assert ONE.answer(message) == verdict
    assert OTHER.answer(message) == verdict
    _check(WITHOUT_GAPS.answer(message))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_pack_answers_any_message(data: st.DataObject) -> None:
    """Whatever its curator wrote, signs without a word included."""
    texts = st.lists(said | signs, min_size=1, max_size=8).map(" ".join)
    several = st.lists(texts, min_size=1, max_size=3).map(tuple)
    facts = tuple(
        Fact(f"fact-{number}", questions, data.draw(texts))
        for number, questions in enumerate(data.draw(st.lists(several, max_size=4)))
    )
    gaps = tuple(
        Gap(f"gap-{number}", questions, data.draw(texts))
        for number, questions in enumerate(data.draw(st.lists(several, max_size=3)))
    )
    names = tuple(Name(name, data.draw(several)) for name in data.draw(st.lists(texts, max_size=3, unique=True)))
    answerer = Answerer(Pack("any", facts, gaps, names=names))
    message = data.draw(messages)
    _check(answerer.answer(message))
    for record in answerer.pack.records:
        ranks = answerer.ranks(record.questions[0], record.id)
        assert ranks.without is None or 1 <= ranks.without <= len(facts) + len(gaps)
