"""Replies as Discord's components: whatever a pack or a question holds, the message is one that Discord takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversation import buttons_of, parts_of, text_of
from discord_schema import problems_of
from rockybot.app import Story
from rockybot.bot.addressing import choice_of, chosen, key_of, record_at
from rockybot.bot.asking import completions
from rockybot.bot.escaping import harmless, plain
from rockybot.bot.limits import shortened
from rockybot.bot.rendering import list_of, notes, sheet, shown_sheet
from rockybot.matching import Answer, Answerer, NoAnswer, Suggestion, Unsure, Verdict
from rockybot.packs import Excerpt, Fact, Gap, Pack, Record
from rockybot.replies import Quotation, Reply, explanation, reply, retelling, story_so_far
from rockybot.replies.languages import ENGLISH

if TYPE_CHECKING:
    from rockybot.bot.components import Sheet

ASKER = 10**19 - 1
MARKUP = st.sampled_from(list("\\*_~`|[]()<>#@-:.+/ \n1aé\u200b\u202e\U0001f600\ud800")) | st.sampled_from(
    ["@everyone", "<@123456789012345678>", "||", "```", "https://evil.example", "[x](http://y.z)", "-# ", "# ", "1. "]
)
TEXT = st.text() | st.lists(MARKUP, min_size=1).map("".join)


def long(most: int) -> st.SearchStrategy[str]:
    """Texts of any length that a fact file may hold, and a little more."""
    return st.one_of(TEXT, st.builds(lambda text, times: (text * times)[:most], TEXT, st.integers(1, most)))


FACTS = st.builds(
    Fact,
    id=long(80),
    questions=st.lists(long(500), min_size=1, max_size=3).map(tuple),
    answer=long(2000),
    excerpt=st.none() | long(1000),
    spoiler=st.booleans(),
)
GAPS = st.builds(Gap, id=long(80), questions=st.lists(long(500), min_size=1, max_size=2).map(tuple), about=long(2000))
PACKS = st.builds(
    Pack,
    title=long(200),
    facts=st.lists(FACTS, max_size=4, unique_by=key_of).map(tuple),
    gaps=st.lists(GAPS, max_size=2, unique_by=key_of).map(tuple),
).filter(lambda pack: len({record.id for record in pack.records}) == len(pack.records))


def sent(view: Sheet) -> list[dict[str, Any]]:
    """Its components, as they leave."""
    return view.to_components()


def problems(view: Sheet) -> list[str]:
    """What Discord, or we, would have against a message of it."""
    body = {"components": sent(view), "flags": 1 << 15, "allowed_mentions": {"parse": []}, "tts": False}
    return problems_of("POST", "/channels/123456789012345678/messages", body)


@given(PACKS, long(2000), st.booleans())
def test_any_reply_of_any_pack_is_a_message_that_discord_takes(pack: Pack, question: str, private: bool) -> None:  # noqa: FBT001
    suggestions = tuple(Suggestion(fact, 50.0) for fact in pack.facts[:3])
    replies = [
        story_so_far(pack),
        reply(NoAnswer(None, (), 0.0, ()), pack),
        *(reply(NoAnswer(gap, suggestions, 0.0, ()), pack) for gap in pack.gaps),
        *(retelling(record, pack) for record in pack.records),
    ]
    explanations = [explanation(record, NoAnswer(None, (), 0.0, ()), pack) for record in pack.records]
    if suggestions:
        replies += [reply(Answer(fact, 90.0, (), suggestions[:2]), pack) for fact in pack.facts]
        replies.append(reply(Unsure(suggestions, 50.0, ()), pack))
    for told in replies:
        assert problems(sheet(told, question, ASKER, private=private)) == []
    assert problems(list_of(pack.facts[:3], ENGLISH, ASKER)) == []
    assert [problems(notes(explained)) for explained in explanations] == [[] for _ in explanations]
    assert [problems(shown_sheet(told, question, ASKER)) for told in replies] == [[] for _ in replies]


@given(long(2000), long(1000), long(600), long(2000))
def test_the_longest_answer_with_its_proof_fits(answer: str, excerpt: str, place: str, question: str) -> None:
    fact = Fact("lamp", ("what",), answer, excerpt, spoiler=True)
    told = Reply(answer, Quotation(Excerpt(excerpt, "", 1), place), record=fact)
    assert problems(sheet(told, question, ASKER)) == []


def test_a_long_plain_answer_is_shown_whole() -> None:
    """With its proof: as much as a fact file may hold."""
    answer, excerpt = "word " * 400, "quoted " * 142
    told = Reply(answer.strip(), Quotation(Excerpt(excerpt.strip(), "", 1), "place"), record=Fact("x", ("q",), "a"))
    shown = text_of(sent(sheet(told, "q", ASKER)))
    assert answer.strip() in shown
    assert excerpt.strip() in shown


@pytest.mark.parametrize(
    ("question", "excerpt", "offered"),
    [pytest.param("q", "x", True, id="room"), pytest.param("word " * 80, "quoted " * 250, False, id="no-room")],
)
def test_what_else_was_asked_is_offered_where_there_is_room(question: str, excerpt: str, *, offered: bool) -> None:
    """The answer and its proof go first."""
    proof = Quotation(Excerpt(excerpt, "", 1), "place " * 80)
    told = Reply("word " * 420, proof, (Fact("y", ("Tell me?",), "b"),), Fact("x", ("q",), "a"))
    view = sheet(told, question, ASKER)
    assert ("You also asked:" in text_of(sent(view)), "Tell me?" in buttons_of(sent(view))) == (offered, offered)
    assert problems(view) == []


@settings(max_examples=30)
@given(PACKS, long(200))
def test_any_completion_is_one_that_discord_takes(pack: Pack, typed: str) -> None:
    """And leads to its fact, or where two look the same to the first of them."""
    facts = Story(Answerer(pack)).complete(typed, 25)
    body = {"type": 8, "data": {"choices": [choice.to_dict() for choice in completions(facts)]}}
    assert problems_of("POST", "/interactions/123456789012345678/token/callback", body) == []
    assert not any(fact.spoiler for fact in facts)
    assert all(chosen(choice_of(fact), pack) == fact for fact in facts)


@given(FACTS | GAPS)
def test_a_record_is_found_by_its_key(record: Record) -> None:
    pack = Pack("x", (record,)) if isinstance(record, Fact) else Pack("x", (), (record,))
    assert record_at(key_of(record), pack) is record
    assert len(key_of(record)) <= 60


@given(TEXT, st.integers(8, 4000))
def test_harmless_text_is_short_enough_and_reads_back(text: str, longest: int) -> None:
    """Reading back what was made harmless once more changes nothing."""
    shown = harmless(text, longest)
    assert len(shown) <= longest
    assert harmless(plain(shown), 10_000) == shown or "…" in shown or "||" in shown


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=400), st.integers(8, 300))
def test_a_spoiler_stays_covered_however_short_it_is_cut(hidden: str, longest: int) -> None:
    shown = harmless(f"a || {hidden} || b", longest)
    parts = shown.split("||")
    assert len(parts) in (1, 3)
    assert not set("".join(parts[::2])) - set("a b…")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("@everyone @here", "@\u200beveryone @\u200bhere", id="everyone"),
        pytest.param(
            "<@1> <@!2> <@&3> <#4>", "\\<@\u200b1\\> \\<@\u200b!2\\> \\<@\u200b&3\\> \\<\\#4\\>", id="mentions"
        ),
        pytest.param("[a](http://b.c)", r"\[a\]\(http\://b.c\)", id="a-masked-link"),
        pytest.param("see https://evil.example", r"see https\://evil.example", id="a-link"),
        pytest.param("# a\n- b\n> c\n1. d\n-# e", "\\# a\n\\- b\n\\> c\n1\\. d\n\\-\\# e", id="line-markup"),
        pytest.param("**a** __b__ ~~c~~ `d`", r"\*\*a\*\* \_\_b\_\_ \~\~c\~\~ \`d\`", id="markup"),
        pytest.param("a ||b c|| d", "a ||b c|| d", id="a-spoiler-stays-one"),
        pytest.param("a || b", r"a \|\| b", id="bars"),
        pytest.param("a\u200bb\u202ec\x00d", "abcd", id="invisible-signs"),
        pytest.param("👩\u200d👦 ok", "👩\u200d👦 ok", id="a-joined-emoji"),
        pytest.param("x" * 50, "x" * 19 + "…", id="a-long-word"),
        pytest.param("a few words too many", "a few words too many", id="what-fits"),
        pytest.param("a few words more than fit", "a few words more…", id="cut-at-a-word"),
        pytest.param("x\u0301\u0301\u0301\u0301\u0301\u0301", "x\u0301\u0301\u0301", id="a-tower-of-accents"),
    ],
)
def test_markup_is_shown_and_not_acted_on(text: str, shown: str) -> None:
    longest = 20 if len(text) in (20, 25, 50) else 200
    assert harmless(text, longest) == shown


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [("four", 4, "four"), ("five!", 4, "fiv…"), ("one two", 6, "one…"), ("a verylongword", 8, "a veryl…")],
)
def test_a_text_is_shortened_at_a_word(text: str, longest: int, short: str) -> None:
    assert shortened(text, longest) == short


def components(told: Reply, **options: Any) -> list[dict[str, Any]]:
    return list(parts_of(sent(sheet(told, "what?", ASKER, **options))))


FACT = Fact("lamp", ("what did the lamp burn",), "Whale oil.")
GAP = Gap("height", ("how tall",), "how tall it is")
PACK = Pack("Gull Rock", (FACT,), (GAP,))


def test_the_accent_tells_the_verdict() -> None:
    """So does the text."""
    verdicts: list[Verdict] = [
        Answer(FACT, 90.0, ()),
        Unsure((Suggestion(FACT, 30.0),), 30.0, ()),
        NoAnswer(GAP, (), 0.0, ()),
    ]
    accents = [components(reply(verdict, PACK))[0]["accent_color"] for verdict in verdicts]
    assert len(set(accents)) == 3
    assert components(reply(NoAnswer(None, (), 0.0, ()), PACK))[0]["accent_color"] is None


@pytest.mark.parametrize(
    ("told", "options", "buttons"),
    [
        pytest.param(retelling(FACT, PACK), {}, ["Why this answer?", "Related", "👍", "👎", "Delete"], id="answer"),
        pytest.param(
            retelling(FACT, PACK),
            {"private": True},
            ["Why this answer?", "Related", "👍", "👎", "Show everyone"],
            id="private",
        ),
        pytest.param(
            retelling(FACT, PACK),
            {"private": True, "may_show": False},
            ["Why this answer?", "Related", "👍", "👎"],
            id="guest",
        ),
        pytest.param(
            Reply("Oil.", None, (FACT,), FACT),
            {},
            ["what did the lamp burn", "Why this answer?", "Related", "👍", "👎", "Delete"],
            id="answer-and-another-question",
        ),
        pytest.param(retelling(GAP, PACK), {}, ["Why this answer?", "👍", "👎", "Delete"], id="gap"),
        pytest.param(Reply("?", choices=(FACT,)), {}, ["what did the lamp burn", "Delete"], id="unsure"),
        pytest.param(Reply("?"), {"private": True}, [], id="nothing"),
    ],
)
def test_each_reply_has_its_buttons(told: Reply, options: dict[str, bool], buttons: list[str]) -> None:
    assert buttons_of(sent(sheet(told, "q", ASKER, **options))) == buttons


async def test_a_sheet_is_forgotten_once_it_is_sent() -> None:
    """discord.py keeps every view that isn't finished, for ever."""
    assert sheet(retelling(FACT, PACK), "q", ASKER).is_finished()
