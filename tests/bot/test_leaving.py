"""Servers that remove the bot: their data go after a month, and never because of an outage."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from discord.utils import utcnow

from rockybot.bot import Desk, RockyBot, leaving, noting
from rockybot.bot.leaving import compared
from rockybot.errors import StoreError
from rockybot.packs.revising import Edit
from rockybot.servers import Edition, Servers
from rockybot.settings import Settings

if TYPE_CHECKING:
    import simcord

    from conversation import Club
    from rockybot.store import Store

LAMP = Edit("lamp-fuel", None, None)


@pytest.fixture
def simcord_bot(servers: Servers) -> RockyBot:
    """A bot that keeps edits."""
    return RockyBot(Settings(), Desk(Settings(), servers))


@pytest.fixture
async def here(club: Club) -> Edition:
    """The club's story, with an edit."""
    edition = Edition(club.server.id, "lighthouse")
    await club.bot.desk.servers.keep(edition, LAMP, club.moderator.id, None)
    return edition


async def test_the_data_go_a_month_after_the_bot_was_removed(
    club: Club, here: Edition, simcord_env: simcord.Env, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the server tells the file again."""
    simcord_env.backend.remove_guild(here.server)
    await simcord_env.settle()
    await club.bot.desk.notes.written(5)
    assert await store.servers_left() == {here.server}

    cog = club.bot.get_cog("Leaving")
    assert isinstance(cog, leaving.Leaving)
    for days, edits in (29, (LAMP,)), (31, ()):
        now = utcnow() + timedelta(days=days)
        monkeypatch.setattr(leaving, "utcnow", lambda now=now: now)
        await cog.let_go()
        await club.bot.desk.notes.written(5)
        assert club.bot.desk.servers.edits(here) == edits
    assert await store.latest(here.server, here.story) == ()


async def test_an_outage_is_no_removal(club: Club, here: Edition, simcord_env: simcord.Env, store: Store) -> None:
    simcord_env.backend.emit("GUILD_DELETE", {"id": str(here.server), "unavailable": True})
    await simcord_env.settle()
    await club.bot.desk.notes.written(5)
    assert await store.servers_left() == frozenset()
    assert await store.servers_known() == {here.server}


async def test_who_lets_the_bot_in_again_finds_everything(
    club: Club, here: Edition, simcord_env: simcord.Env, store: Store
) -> None:
    await store.server_left(here.server, utcnow() - timedelta(days=29))
    guild = club.bot.get_guild(here.server)
    assert guild is not None
    club.bot.dispatch("guild_join", guild)
    await simcord_env.settle()
    await club.bot.desk.notes.written(5)
    assert not (await store.purge(utcnow() + timedelta(days=400))).servers
    assert len(await store.latest(here.server, here.story)) == 1


async def test_what_came_to_pass_while_the_bot_was_down_is_seen_at_the_start(
    club: Club, here: Edition, simcord_env: simcord.Env, store: Store
) -> None:
    """Removed from one server, let in again to another, whose data would have gone by now."""
    gone = 10**18
    await store.change_settings(gone, lambda settings: settings)
    await store.server_left(here.server, utcnow() - timedelta(days=40))
    servers = club.bot.desk.servers
    desk = Desk(Settings(), servers)
    await simcord_env.restart_bot(RockyBot(Settings(), desk))
    await desk.notes.written(5)
    assert await store.servers_left() == {gone}
    assert servers.edits(here) == (LAMP,)
    assert len(await store.latest(here.server, here.story)) == 1


async def test_a_database_that_is_away_hears_of_it_later(
    club: Club, here: Edition, simcord_env: simcord.Env, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise StoreError("rockybot.db", "the disk is full", "make room")

    monkeypatch.setattr(noting, "PAUSE_SECONDS", 0.01)
    with monkeypatch.context() as broken:
        broken.setattr(store, "server_left", away)
        simcord_env.backend.emit("GUILD_DELETE", {"id": str(here.server)})
        await asyncio.sleep(0.05)
        assert await store.servers_left() == frozenset()
    await simcord_env.settle()
    await club.bot.desk.notes.written(5)
    assert await store.servers_left() == {here.server}


def server(number: int, shard: int = 0) -> int:
    """The id of a server; of two shards it belongs to that one."""
    return (2 * number + shard) << 22


@pytest.mark.parametrize(
    ("there", "left"),
    [
        ({server(1), server(2)}, {server(3)}),
        ({server(1), server(9)}, {server(2), server(3)}),
        (set(), set()),
        ({server(9)}, set()),
        ({server(1), server(2), server(3), server(7, 1)}, {server(5, 1)}),
    ],
    ids=["one is missing", "others are new", "nothing is listed", "none is known", "another shard"],
)
async def test_what_discord_lists_is_compared(store: Store, there: set[int], left: set[int]) -> None:
    """Only where it proves that the list is this bot's, and that of the server's own shard."""
    for known in (server(1), server(2), server(3), server(5, 1)):
        await store.change_settings(known, lambda settings: settings)
    await compared(store, frozenset(there), 2, utcnow())
    assert await store.servers_left() == left


async def test_an_empty_database_stays_empty(store: Store) -> None:
    await compared(store, frozenset({server(1)}), 1, utcnow())
    assert await store.servers_left() | await store.servers_known() == frozenset()
