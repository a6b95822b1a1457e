"""The moderators' queue: what asks the same stands together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lighthouse import FACTS, GAPS, LIGHTHOUSE
from rockybot.app import Story
from rockybot.matching import Answerer
from rockybot.matching.strictness import Strictness
from rockybot.servers import Edition, Servers
from rockybot.servers.queueing import Asked, asked_like, nearest, queue, settle_like, told_by_now, with_wordings

if TYPE_CHECKING:
    from rockybot.store import Store

HERE, THERE, NAME = 11, 22, "lighthouse"
EDITION = Edition(HERE, NAME)
CAT = ("what was the name of Ada's cat", "what was Ada's cat called", "What was the name of Ada's cat?")
FILM = "who directed the film"


@pytest.fixture
async def servers(store: Store, answerer: Answerer) -> Servers:
    """The lighthouse in all servers; in one of them four questions wait."""
    for question in (*CAT, FILM):
        await store.note_question(HERE, NAME, question, "none", None)
    loaded = Servers(Story(answerer), store, NAME)
    await loaded.load()
    return loaded


def asked(*wordings: str) -> Asked:
    return Asked((1,), wordings, ("none",), ())


async def test_what_asks_the_same_waits_as_one_and_the_most_asked_comes_first(servers: Servers) -> None:
    cat, film = await queue(servers, EDITION)
    assert cat.times == 3
    assert cat.wordings == CAT[:2]
    assert cat.newest_id == cat.ids[-1] == 3
    assert (film.wordings, film.verdicts, film.record_ids) == ((FILM,), ("none",), ())


async def test_what_an_answer_did_not_help_with_names_it(servers: Servers, store: Store) -> None:
    """Each once, beside what the same question got before."""
    for _ in range(2):
        await store.note_question(HERE, NAME, FILM, "unhelpful", "lamp-fuel")
    film = next(one for one in await queue(servers, EDITION) if FILM in one.wordings)
    assert (film.verdicts, film.record_ids) == (("none", "unhelpful"), ("lamp-fuel",))


async def test_a_question_is_settled_with_all_that_ask_the_same(servers: Servers) -> None:
    """Of one server; what was settled is passed over."""
    assert await asked_like(servers, Edition(THERE, NAME), 1) is None
    await settle_like(servers, Edition(THERE, NAME), 1)
    assert len(await queue(servers, EDITION)) == 2
    await settle_like(servers, EDITION, 1)
    await settle_like(servers, EDITION, 1)
    assert [one.wordings for one in await queue(servers, EDITION)] == [(FILM,)]


async def test_wordings_stand_on_one_line(servers: Servers, store: Store) -> None:
    """As phrasings do: in a form each line is one."""
    await store.note_question(HERE, NAME, "how many gulls\n\x07 nested  there", "none", None)
    assert ("how many gulls nested there",) in [one.wordings for one in await queue(servers, EDITION)]


def test_the_nearest_records_come_first_facts_and_gaps_alike(answerer: Answerer) -> None:
    """Of a small story all are named."""
    everything = nearest(answerer, asked("how tall was the tower of the lighthouse"), 25)
    assert everything[0].id == "lighthouse-height"
    assert len(everything) == len(LIGHTHOUSE.records)
    near = nearest(answerer, asked("how tall was the tower of the lighthouse"), 5)
    assert near[0].id == "lighthouse-height"
    assert len(near) <= 5
    assert nearest(answerer, asked("xyzzy"), 5) == ()


@pytest.mark.parametrize("most", [25, 5])
def test_a_record_whose_telling_did_not_help_is_not_near(answerer: Answerer, most: int) -> None:
    unhelpful = replace(asked("what did the lamp burn"), record_ids=("lamp-fuel",))
    assert "lamp-fuel" in [record.id for record in nearest(answerer, asked("what did the lamp burn"), most)]
    assert "lamp-fuel" not in [record.id for record in nearest(answerer, unhelpful, most)]


@pytest.mark.parametrize(
    ("waiting", "told"),
    [
        pytest.param(asked("what did the lamp burn", "what fuel did the lamp take"), "lamp-fuel", id="a-fact"),
        pytest.param(asked("how tall is the lighthouse @…"), "lighthouse-height", id="a-gap"),
        pytest.param(asked("what did the lamp burn", "who directed the film"), None, id="not-in-every-wording"),
        pytest.param(replace(asked("what did the lamp burn"), record_ids=("lamp-fuel",)), None, id="what-did-not-help"),
        pytest.param(asked("@…"), None, id="no-words"),
    ],
)
def test_what_is_told_by_now_is_known(answerer: Answerer, waiting: Asked, told: str | None) -> None:
    record = told_by_now(Story(answerer), waiting, Strictness.BALANCED)
    assert (record and record.id) == told


@pytest.mark.parametrize("record", [FACTS[4], GAPS[0]], ids=["fact", "gap"])
def test_a_record_takes_the_wordings_that_it_has_not(answerer: Answerer, record: object) -> None:
    """Two that read the same are one."""
    assert isinstance(record, type(FACTS[4]) | type(GAPS[0]))
    known = record.questions[0]
    wider = with_wordings(answerer, record, asked(f"{known.upper()}?!", "what made it glow", "What made it GLOW?"))
    assert wider == replace(record, questions=(*record.questions, "what made it glow"))


def test_who_was_mentioned_stands_in_no_phrasing() -> None:
    """And of very many wordings, the most used ones become some."""
    assert asked("@… what made it glow", "what made it @… glow", "@…").phrasings == ("what made it glow",)
    assert len(asked(*map(str, range(99))).phrasings) == 10


async def test_a_server_that_edited_the_story_groups_by_its_own(servers: Servers, store: Store) -> None:
    """Without an edit and with one, every question stands in one group."""
    story = Story(Answerer(replace(LIGHTHOUSE, facts=FACTS[:1])))
    servers.shelve(story, NAME)
    assert sorted(number for one in await queue(servers, EDITION) for number in one.ids) == [1, 2, 3, 4]
    assert len(await store.unanswered(HERE, NAME)) == 4
