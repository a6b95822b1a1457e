"""Questions about the lighthouse, from the message to the verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lighthouse import LIGHTHOUSE
from rockybot.matching import Answer, Answerer, NoAnswer, Unsure, deciding
from rockybot.matching.language import common_words
from rockybot.matching.reading import read_record
from rockybot.matching.similarity import similarity_of
from rockybot.matching.units import reader_of
from rockybot.packs import Fact, Gap, Pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKS = [
    pytest.param(LIGHTHOUSE, id="whole"),
    pytest.param(replace(LIGHTHOUSE, source=None), id="without-a-source"),
    pytest.param(replace(LIGHTHOUSE, gaps=()), id="without-gaps"),
    pytest.param(replace(LIGHTHOUSE, names=()), id="without-names"),
    pytest.param(Pack("Gull Rock", LIGHTHOUSE.facts), id="with-facts-alone"),
    pytest.param(replace(LIGHTHOUSE, facts=()), id="with-gaps-alone"),
    pytest.param(replace(LIGHTHOUSE, facts=LIGHTHOUSE.facts[:1], gaps=()), id="of-one-fact"),
]


def _asked(pack: Pack) -> Iterator[tuple[str, str]]:
    return ((phrasing, record.id) for record in pack.records for phrasing in record.questions)


def _lost(pack: Pack, retyped: Callable[[str], str] = str) -> list[tuple[str, str | None]]:
    """The phrasings that, typed so, don't reach their own record, and what they reach instead."""
    answerer = Answerer(pack)
    reached = {phrasing: answerer.reached(retyped(phrasing)) for phrasing, _ in _asked(pack)}
    return [(phrasing, reached[phrasing]) for phrasing, own in _asked(pack) if reached[phrasing] != own]


@pytest.mark.parametrize("pack", PACKS)
def test_every_phrasing_word_for_word_reaches_its_own_record(pack: Pack) -> None:
    """A fact answers it, or a gap decides it."""
    assert _lost(pack) == []


@pytest.mark.parametrize(
    "retyped",
    [
        pytest.param(str.upper, id="upper-case"),
        pytest.param(str.title, id="title-case"),
        pytest.param(lambda text: f"{text}???", id="question-marks"),
        pytest.param(lambda text: f"  {text}\n", id="white-space"),
        pytest.param(lambda text: text.replace(" ", " \t "), id="wide-gaps"),
        pytest.param(lambda text: text.replace("'", "’"), id="curly-apostrophes"),
        pytest.param(lambda text: f"“{text}”", id="quotation-marks"),
        pytest.param(lambda text: text.replace(" ", " \u200b"), id="zero-width-spaces"),
        pytest.param(lambda text: f"\u202b{text}\u202c", id="marks-of-direction"),
        pytest.param(lambda text: text.replace(" ", "\0"), id="null-bytes-for-spaces"),
        pytest.param(lambda text: f"🎣 {text} 🎣", id="emoji-around"),
    ],
)
def test_typography_makes_no_difference(retyped: Callable[[str], str]) -> None:
    """However a phrasing is set, it reaches its own record as surely as ever."""
    assert _lost(LIGHTHOUSE, retyped) == []
    answerer = Answerer(LIGHTHOUSE)
    sure = [answerer.answer(retyped(phrasing)).score for phrasing, _ in _asked(LIGHTHOUSE)]
    assert all(score == 100 or score < 1 for score in sure)  # a fact's phrasing, or a gap's


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        pytest.param("in what year was ada finch born?", "ada-birth-year", id="another-wording"),
        pytest.param("wat town was ada born in", "ada-birthplace", id="slang"),
        pytest.param("how old was she when she became keeper", "ada-age-as-keeper", id="a-pronoun"),
        pytest.param("how old was Tom's sister when she became keeper", "ada-age-as-keeper", id="an-alias"),
        pytest.param("which oil did the lantern burn?", "lamp-fuel", id="a-synonym"),
        pytest.param("whats toms job", "tom-job", id="no-apostrophes"),
        pytest.param("hi! what colour was the Petrel? thanks a lot", "boat-colour", id="courtesies"),
        pytest.param("which windows broke in the storm", "storm-damage", id="other-forms-of-words"),
        pytest.param("how ofen did ada trim the lapm", "lamp-trimming", id="typos"),
        pytest.param("nickname of Ada", "ada-nickname", id="keywords"),
        pytest.param(
            "I read that there was a storm in that winter. What did it break? My son wants to know.",
            "storm-damage",
            id="a-question-within-a-long-message",
        ),
    ],
)
def test_a_question_in_other_words_is_answered(answerer: Answerer, question: str, fact: str) -> None:
    """With the fact that says it."""
    verdict = answerer.answer(question)
    assert isinstance(verdict, Answer)
    assert verdict.fact.id == fact
    assert verdict.fact.id == verdict.matches[0].record.id
    assert answerer.reached(question) == fact


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        pytest.param("in what year did Ada die?", "ada-death", id="another-attribute-of-a-person"),
        pytest.param("in what year was Tom born", "tom-birth", id="an-attribute-of-another-person"),
        pytest.param("what was Ada's husband called", "ada-husband", id="a-false-premise"),
        pytest.param("how high was the lighthouse?", "lighthouse-height", id="another-wording"),
        pytest.param("how much money did Tom's boat cost", "boat-cost", id="an-alias"),
    ],
)
def test_what_the_story_does_not_say_is_a_known_gap(answerer: Answerer, question: str, gap: str) -> None:
    """Though a fact comes near."""
    verdict = answerer.answer(question)
    assert isinstance(verdict, NoAnswer)
    assert verdict.gap is not None
    assert verdict.gap.id == answerer.reached(question) == gap


@pytest.mark.parametrize(
    "question",
    ["what is the capital of France", "lol", "kumquat marmalade recipe", "thank you very much", "", "?", "42"],
)
def test_a_question_about_something_else_is_not_answered(answerer: Answerer, question: str) -> None:
    """And no gap is blamed for it."""
    verdict = answerer.answer(question)
    assert not isinstance(verdict, Answer)
    assert answerer.reached(question) is None


def test_covered_questions_score_above_uncovered_ones(answerer: Answerer) -> None:
    """The score says how surely the story answers."""
    covered = answerer.answer("what did Tom bring Ada to the rock").score
    near_miss = answerer.answer("what did Ada say when Tom was born").score
    elsewhere = answerer.answer("what is the capital of France").score
    assert covered > near_miss
    assert covered > elsewhere


@pytest.mark.parametrize(
    "typo",
    [
        pytest.param(lambda word, at: word[:at] + word[at + 1 :], id="a-letter-left-out"),
        pytest.param(lambda word, at: word[:at] + word[at] + word[at:], id="a-letter-doubled"),
        pytest.param(lambda word, at: word[:at] + word[at + 1] + word[at] + word[at + 2 :], id="two-letters-swapped"),
        pytest.param(lambda word, at: word[:at] + "x" + word[at + 1 :], id="a-wrong-letter"),
    ],
)
def test_one_typo_in_a_long_word_makes_no_difference(answerer: Answerer, typo: Callable[[str, int], str]) -> None:
    """Wherever in the word it stands, the record is still the best; unless the brother becomes a bother."""
    lost = []
    for phrasing, own in _asked(LIGHTHOUSE):
        for word in (word for word in phrasing.split() if len(word) >= 7 and word.isalpha()):
            for at in range(1, len(word) - 2):
                typed = typo(word, at)
                asked = phrasing.replace(word, typed)
                best = answerer.matches(answerer.read(asked))[0].record.id
                if best != own and typed not in common_words():
                    lost.append((asked, best))
    assert lost == []


def test_without_gaps_a_fact_must_be_surer_to_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no rival that could win."""
    monkeypatch.setattr(deciding, "CERTAIN_ALONE", 99.5)
    question = "which oil burned in the lamp"
    assert isinstance(Answerer(LIGHTHOUSE).answer(question), Answer)
    assert isinstance(Answerer(replace(LIGHTHOUSE, gaps=())).answer(question), Unsure)


def test_a_pack_without_anything_answers_nothing() -> None:
    """There is nothing to match."""
    assert Answerer(Pack("Nothing", ())).answer("who is Ada") == NoAnswer(None, (), 0.0, ())


def test_a_question_between_two_facts_is_asked_back() -> None:
    """Both are offered, neither is told."""
    oil = Fact("oil", ("what oil did the first lamp burn", "first lamp's oil"), "Whale oil.")
    gas = Fact("gas", ("what gas did the second lamp burn", "second lamp's gas"), "Coal gas.")
    verdict = Answerer(Pack("Lamps", (oil, gas))).answer("what did the old keeper of the lamp burn")
    assert isinstance(verdict, Unsure)
    assert {suggestion.fact.id for suggestion in verdict.suggestions} == {"oil", "gas"}


def test_two_texts_are_told_apart_by_their_words_alone(answerer: Answerer) -> None:
    """Case, punctuation, contractions and slang are no difference."""
    assert answerer.normalised("What's ADA’s job?!") == answerer.normalised("wats ada's job")
    assert answerer.normalised("Ada's job") != answerer.normalised("Tom's job")


def test_asking_changes_nothing(story: Pack) -> None:
    """The same question gets the same verdict, whatever was asked in between, and of whichever Answerer."""
    asked, fresh = Answerer(story), Answerer(story)
    first = asked.answer("how old was Ada as keeper")
    for phrasing, _ in _asked(story):
        asked.answer(phrasing + " kepeer zzz")
    assert asked.answer("how old was Ada as keeper") == first == fresh.answer("how old was Ada as keeper")


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(lambda fact: replace(fact, answer="Ada. She said so herself."), id="an-answer"),
        pytest.param(lambda fact: replace(fact, questions=("who is Edith Marlow",)), id="phrasings"),
        pytest.param(lambda _fact: Fact("petrel", ("who is the Petrel",), "His."), id="another-fact"),
    ],
)
def test_what_other_packs_share_changes_no_score(story: Pack, edited: Callable[[Fact], Fact]) -> None:
    """A pack that differs in one fact from others scores as if it were the first that was ever read."""
    pack = replace(story, facts=(*story.facts[:4], edited(story.facts[4]), *story.facts[5:]))
    Answerer(story)
    after_others = Answerer(pack)
    for remembered in (reader_of, read_record, similarity_of):
        remembered.cache_clear()
    alone = Answerer(pack)
    for phrasing, _ in (*_asked(story), *_asked(pack), ("the kepeer and her brotehr", "")):
        assert after_others.matches(after_others.read(phrasing)) == alone.matches(alone.read(phrasing))


def test_a_phrasing_ranks_its_own_record_first(answerer: Answerer) -> None:
    """Left out, the others still find the record if they say the same in other words."""
    ranks = answerer.ranks("when was Ada Finch born", "ada-birth-year")
    assert (ranks.best, ranks.without) == ("ada-birth-year", 1)


def test_a_phrasing_left_out_that_nothing_else_supports_is_lost() -> None:
    """It was all that the pack knew of the question."""
    facts = (Fact("lamp", ("what did the lamp burn", "whale oil"), "Much."), Fact("boat", ("the Petrel",), "Green."))
    ranks = Answerer(Pack("Gull Rock", facts)).ranks("what did the lamp burn", "lamp")
    assert (ranks.best, ranks.without) == ("lamp", None)


def test_a_record_that_others_outdo_ranks_behind_them() -> None:
    """With its only near phrasing left out, another record fits better."""
    facts = (
        Fact("lamp", ("what oil did the lamp burn", "the lamp"), "Whale oil."),
        Fact("stove", ("what oil did the stove burn", "stove oil burning"), "Olive oil."),
    )
    ranks = Answerer(Pack("Oils", facts)).ranks("what oil did the lamp burn", "lamp")
    assert ranks.best == "lamp"
    assert ranks.without in (1, 2)


@pytest.mark.parametrize(
    ("phrasing", "best"), [("what is Ada's nickname", "ada-nickname"), ("kumquat marmalade", None), ("", None)]
)
def test_a_text_that_is_no_phrasing_of_the_record_can_be_ranked(
    answerer: Answerer, phrasing: str, best: str | None
) -> None:
    """Nothing is left out then; and what matches nothing ranks nowhere."""
    ranks = answerer.ranks(phrasing, "ada-nickname")
    assert ranks.best == best
    assert ranks.without == (None if best is None else 1)


def test_a_fact_with_a_hundred_phrasings_is_found_by_each() -> None:
    """And by each with that one left out."""
    subjects = ("lamp", "lantern", "light", "beacon", "wick", "flame", "burner", "torch", "candle", "lens")
    verbs = ("clean", "trim", "polish", "mend", "fill", "carry", "inspect", "watch", "lift", "replace")
    hundred = Fact(
        "care", tuple(f"how did Ada {verb} the {subject}" for verb in verbs for subject in subjects), "Daily."
    )
    pack = replace(LIGHTHOUSE, facts=(*LIGHTHOUSE.facts, hundred))
    answerer = Answerer(pack)
    assert len(hundred.questions) == 100
    assert {answerer.reached(phrasing) for phrasing in hundred.questions} == {"care"}
    ranks = [answerer.ranks(phrasing, "care") for phrasing in hundred.questions]
    assert {rank.best for rank in ranks} == {"care"}
    assert {rank.without for rank in ranks} == {1}


def test_in_a_pack_of_two_thousand_facts_each_is_found() -> None:
    """However alike they are; a gap among them is found as well."""
    sounds = [f"{a}{b}{c}" for a in "bdfgklmnprstvz" for b in ("al", "en", "ir", "ol", "um") for c in "dkmnprst"]
    places, things = sounds[:50], ("lamp", "boat", "bell", "clock", "mirror", "ladder", "garden", "door")
    pairs = [
        (place, thing, age) for place in places for thing in things for age in ("old", "new", "lost", "grey", "big")
    ]
    facts = tuple(
        Fact(f"{age}-{thing}-of-{place}", (f"who made the {age} {thing} of {place}", f"{place} {age} {thing}"), "Ida.")
        for place, thing, age in pairs
    )
    gap = Gap("bridge", ("who made the bridge",), "who made the bridge")
    answerer = Answerer(Pack("Two thousand things", facts, (gap,)))
    sample = facts[::37]
    assert len(facts) == 2000
    assert [answerer.reached(fact.questions[0].upper()) for fact in sample] == [fact.id for fact in sample]
    assert answerer.reached("who made the bridge?") == "bridge"


@pytest.mark.parametrize(
    ("message", "fact", "also"),
    [
        pytest.param("what did the lamp burn? who did Tom marry?", "lamp-fuel", ["tom-wife"], id="two"),
        pytest.param("what did the lamp burn and who did Tom marry", "tom-wife", ["lamp-fuel"], id="joined"),
        pytest.param(
            "what did the lamp burn? who did Tom marry? what was Tom's job? what colour was the Petrel?",
            "lamp-fuel",
            ["tom-wife", "tom-job"],
            id="more-than-are-offered",
        ),
        pytest.param("where was Ada born? when did Ada die?", "ada-birthplace", [], id="a-fact-and-a-gap"),
        pytest.param("which oil lit the lighthouse? what did the lamp burn?", "lamp-fuel", [], id="the-same-twice"),
        pytest.param("what did the lamp burn? what is the capital of France?", "lamp-fuel", [], id="and-no-fact"),
        pytest.param("what did the lamp burn", "lamp-fuel", [], id="one"),
    ],
)
def test_what_else_was_asked_is_offered_beside_the_answer(message: str, fact: str, also: list[str]) -> None:
    """If the story surely answers it."""
    verdict = Answerer(LIGHTHOUSE).answer(message)
    assert isinstance(verdict, Answer)
    assert verdict.fact.id == fact
    assert [other.fact.id for other in verdict.also] == also
