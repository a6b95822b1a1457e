"""A story with few phrasings a record: what its concepts tell, and how near its phrasings lie. It is invented."""

from __future__ import annotations

import pickle

import pytest

from rockybot.matching import Answer, Answerer, neighbours
from rockybot.packs import Fact, Gap, Pack

CRAFTS = (
    "baker",
    "cooper",
    "weaver",
    "tanner",
    "glazier",
    "thatcher",
    "miller",
    "smith",
    "tailor",
    "potter",
    "cobbler",
)
FACTS = tuple(
    Fact(
        f"{craft}-{what}",
        (question.format(craft), again.format(craft), f"tell me {again.format(craft)}"),
        f"The {craft} of the village.",
    )
    for craft in CRAFTS
    for what, question, again in (
        ("wage", "how much did the {} earn in a week", "what wages the {} was paid"),
        ("house", "where did the {} live", "which house belonged to the {}"),
        ("child", "how many children did the {} have", "the number of the {}'s sons and daughters"),
        ("tool", "what tool did the {} use", "what the {} worked with"),
        ("year", "when did the {} come to the village", "what year the {} arrived"),
        ("quarrel", "who did the {} quarrel with", "who the {}'s enemy was"),
    )
)
GAPS = (Gap("mayor", ("who was the mayor", "what was the mayor's name"), "the mayor"),)
VILLAGE = Pack("The village", FACTS, GAPS)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(VILLAGE)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("how much money did the cooper take home every week", "cooper-wage"),
        ("in which building did the weaver dwell", "weaver-house"),
        ("did the smith have any kids and how many", "smith-child"),
    ],
)
def test_nearness_is_added_to_what_concepts_tell(answerer: Answerer, question: str, fact: str) -> None:
    """The best match is near, and its total says so."""
    best = answerer.answer(question).matches[0]
    assert best.record.id == fact
    assert 0 < best.score.nearness <= neighbours.NEAREST_OF_ALL
    assert 0 < best.score.total < 100


def test_matches_come_best_first(answerer: Answerer) -> None:
    """The order is that of the totals with nearness in them."""
    totals = [match.score.total for match in answerer.answer("what did the baker earn").matches]
    assert totals == sorted(totals, reverse=True)


def test_a_phrasing_word_for_word_stays_certain(answerer: Answerer) -> None:
    """Nearness changes nothing where every word stands there."""
    verdict = answerer.answer("where did the potter live?")
    assert isinstance(verdict, Answer)
    assert (verdict.fact.id, verdict.score) == ("potter-house", 100.0)


def test_what_shares_nothing_is_not_answered(answerer: Answerer) -> None:
    """Without a match there is nothing to be near to."""
    assert answerer.answer("qwxz vkrt plmn").matches == ()


def test_a_phrasing_left_out_is_near_to_nothing(answerer: Answerer) -> None:
    """Asked as if it weren't there, it is matched by the others of its record."""
    phrasing = FACTS[0].questions[0]
    best = answerer.matches(answerer.read(phrasing), 0)[0]
    assert best.score.total < 100.0
    assert best.phrasing != phrasing


def test_recalled_from_disk_it_says_the_same(answerer: Answerer) -> None:
    """What was painted is not kept, and painted again."""
    question = "whom did the miller quarrel with"
    expected = answerer.answer(question)
    assert pickle.loads(pickle.dumps(answerer)).answer(question) == expected  # noqa: S301 - its own
