"""Each server's story, with its moderators' edits on top of the file."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lighthouse import FACTS, LIGHTHOUSE
from rockybot.app import Story
from rockybot.errors import StoreError
from rockybot.matching import Answerer
from rockybot.packs.revising import Edit, digest
from rockybot.servers import BUILT, Edition, Servers, editions

if TYPE_CHECKING:
    from rockybot.store import Store

HERE, THERE, NAME = 11, 22, "lighthouse"
EDITION = Edition(HERE, NAME)
LAMP = FACTS[4]
GAS = Edit(LAMP.id, replace(LAMP, answer="The lamp burned gas."), digest(LAMP))
QUESTION = "what did the lamp burn"


@pytest.fixture
async def servers(store: Store, answerer: Answerer) -> Servers:
    """The lighthouse in all servers, as after a start."""
    loaded = Servers(Story(answerer), store, NAME)
    await loaded.load()
    return loaded


async def told(servers: Servers, server: int | None) -> str:
    return (await servers.told(servers.edition(server))).ask(QUESTION).reply.text


async def test_without_edits_every_server_tells_the_file(servers: Servers) -> None:
    """The very same matcher: it costs nothing."""
    assert await servers.told(EDITION) is servers.story
    assert await servers.told(servers.edition(None)) is servers.story


async def test_an_edit_is_told_in_its_server_and_nowhere_else(servers: Servers, store: Store) -> None:
    await store.append(HERE, NAME, GAS, 1, None)
    await servers.reload(EDITION)
    assert await told(servers, HERE) == "The lamp burned gas."
    assert await told(servers, THERE) == await told(servers, None) == LAMP.answer


async def test_edits_outlast_a_restart(store: Store, answerer: Answerer) -> None:
    await store.append(HERE, NAME, GAS, 1, None)
    await store.append(HERE, "another story", replace(GAS, record=None), 1, None)
    again = Servers(Story(answerer), store, NAME)
    await again.load()
    assert await told(again, HERE) == "The lamp burned gas."


async def test_edits_of_a_story_whose_file_is_called_otherwise_now_are_owned_up_to(
    store: Store, answerer: Answerer, caplog: pytest.LogCaptureFixture
) -> None:
    """They are kept, and told again under the old name."""
    await store.append(HERE, NAME, GAS, 1, None)
    renamed = Servers(Story(answerer), store, "beacon")
    await renamed.load()
    assert "edited a story `lighthouse`, but no fact file is called that" in caplog.text
    assert await told(renamed, HERE) == LAMP.answer


async def test_a_removed_fact_is_no_longer_told(servers: Servers, store: Store) -> None:
    await store.append(HERE, NAME, replace(GAS, record=None), 1, None)
    await servers.reload(EDITION)
    assert LAMP.id not in {fact.id for fact in (await servers.told(EDITION)).pack.facts}


async def test_edits_lie_on_top_of_a_file_that_changed(servers: Servers, store: Store) -> None:
    """What the file says new is told, and what the server edited stays edited."""
    await store.append(HERE, NAME, GAS, 1, None)
    await servers.reload(EDITION)
    await told(servers, HERE)
    facts = (replace(FACTS[0], answer="Ada was born long ago."), *FACTS[1:])
    servers.shelve(Story(Answerer(replace(LIGHTHOUSE, facts=facts))))
    story = await servers.told(EDITION)
    assert story.ask("when was Ada Finch born").reply.text == "Ada was born long ago."
    assert story.ask(QUESTION).reply.text == "The lamp burned gas."


async def test_many_who_ask_at_once_wait_for_one_matcher(servers: Servers, store: Store) -> None:
    await store.append(HERE, NAME, GAS, 1, None)
    await servers.reload(EDITION)
    stories = await asyncio.gather(*(servers.told(EDITION) for _ in range(20)))
    assert len(set(map(id, stories))) == 1


async def test_a_matcher_that_could_not_be_built_is_built_when_somebody_asks_again(
    servers: Servers, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when there was no memory for it just then."""
    await store.append(HERE, NAME, GAS, 1, None)
    await servers.reload(EDITION)

    def full(_pack: object) -> Answerer:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(editions, "Answerer", full)
        with pytest.raises(MemoryError):
            await told(servers, HERE)
    assert await told(servers, HERE) == "The lamp burned gas."


async def test_only_some_matchers_are_held(servers: Servers, store: Store) -> None:
    """The others are built again when somebody asks."""
    for server in range(1, BUILT + 2):
        await store.append(server, NAME, GAS, 1, None)
        await servers.reload(Edition(server, NAME))
        await servers.told(servers.edition(server))
    assert await told(servers, 1) == "The lamp burned gas."
    assert await told(servers, BUILT + 1) == "The lamp burned gas."


async def test_without_a_store_the_file_is_told(answerer: Answerer) -> None:
    alone = Servers(Story(answerer))
    await alone.load()
    await alone.keep_up()
    assert await told(alone, HERE) == LAMP.answer


async def test_a_database_that_can_not_be_read_is_not_used(
    answerer: Answerer, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What were edited then would be told as if nothing else had been."""
    await store.append(HERE, NAME, GAS, 1, None)
    alone = Servers(Story(answerer), name=NAME)

    async def away(_store: Store) -> None:
        raise StoreError("rockybot.db", "the disk is gone", "look for it")

    with monkeypatch.context() as broken:
        broken.setattr(type(store), "latest_everywhere", away)
        with pytest.raises(StoreError):
            await alone.use(store)
    assert not alone.has_store
    await alone.use(store)
    assert await told(alone, HERE) == "The lamp burned gas."
