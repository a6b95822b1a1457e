"""A club on a simulated Discord; every body that the bot sends is held against Discord's own description."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
import pytest

from conversation import Club
from discord_schema import broken
from lighthouse import FACTS, LIGHTHOUSE
from loopback import NOWHERE, pointed_at
from rockybot.app import Story
from rockybot.bot import Desk, RockyBot
from rockybot.matching import Answerer
from rockybot.servers import Servers
from rockybot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import simcord

    from rockybot.store import Store


@pytest.fixture(scope="session", autouse=True)
def _no_real_discord() -> Iterator[None]:
    """A bot that outlives its test finds nobody."""
    with pointed_at(NOWHERE):
        yield


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    """A bot that opens a database by itself does so in its test's own folder."""
    # Not with the test's own `monkeypatch`: what that undoes must not wait for this.
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        yield


@pytest.fixture(scope="session")
def lighthouse() -> Story:
    """The story that the bot tells, with one spoiler."""
    facts = tuple(replace(fact, spoiler=fact.id == "storm-damage") for fact in FACTS)
    return Story(Answerer(replace(LIGHTHOUSE, facts=facts)))


@pytest.fixture
async def servers(store: Store, lighthouse: Story) -> Servers:
    """The lighthouse in all servers, with what the database holds."""
    loaded = Servers(lighthouse, store, "lighthouse")
    await loaded.load()
    return loaded


@pytest.fixture
def settings() -> Mapping[str, str]:
    """What the operator has set."""
    return {}


@pytest.fixture
def simcord_bot(settings: Mapping[str, str], lighthouse: Story) -> RockyBot:
    """The bot that a test talks with."""
    read = Settings.from_mapping(settings)
    return RockyBot(read, Desk(read, Servers(lighthouse, name="lighthouse")))


@pytest.fixture
def club(simcord_env: simcord.Env, simcord_bot: RockyBot) -> Iterator[Club]:
    """The club; after a test, no body that was sent may break a rule of Discord's or of ours."""
    server = simcord_env.create_guild()
    moderators = server.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
    yield Club(
        simcord_env,
        simcord_bot,
        server,
        server.create_text_channel("gull-rock"),
        server.add_member(simcord_env.create_user("mia")),
        server.add_member(simcord_env.create_user("noah")),
        server.add_member(simcord_env.create_user("olga"), roles=[moderators]),
    )
    assert broken((request.method, request.path, request.json) for request in simcord_env.http_requests) == []
