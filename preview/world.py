"""The scene: a film club on a Discord of SimCord's, and what was said there before somebody looks."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import discord
import simcord

from rockybot.app import Story
from rockybot.bot import Desk, RockyBot
from rockybot.servers import Servers
from rockybot.settings import Settings
from rockybot.shelving import stories_in
from rockybot.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

CERTAIN = "how old was rusty when she first got hitched"
MISSING = "how old was tommy at the wedding"
UNSURE = "what did they find"
"""One question for each of the three things that rockybot says."""
UNTOLD = "did cher stay in touch with the family"
TAKING = {
    "questions": "was rusty a teenage bride\nhow old was rusty when she first got married",
    "answer": "Rusty was a bride at 17.",
    "excerpt": "at 17, she walked down the aisle",
    "tags": "",
}
"""A question that the story doesn't know, and a fact that takes another one's question."""

_SETTINGS = {
    # SimCord's clock stands still while one looks: who had to wait would wait for ever.
    "ROCKYBOT_MEMBER_COOLDOWN": "off",
    "ROCKYBOT_CHANNEL_COOLDOWN": "off",
    "ROCKYBOT_MESSAGE_CONTENT": "on",  # so that channels can be chosen in which it answers unasked
}

_LONGEST = 120.0
"""Seconds that an answer may take before SimCord gives it up: /facts check asks every phrasing."""
_MINUTE = 60.0
_EVENING = 19 * 60 * _MINUTE


@dataclass(frozen=True, slots=True)
class World:
    """A server with the bot in it; the moderator keeps the facts and chooses the settings."""

    env: simcord.Env
    channels: Mapping[str, simcord.ChannelHandle]
    members: tuple[simcord.MemberActor, ...]
    moderator: simcord.MemberActor

    @property
    def mention(self) -> str:
        """What stands in a message that mentions the bot."""
        return f"<@{self.env.backend.bot_user.id}>"


@asynccontextmanager
async def film_club(pack: Path | None = None, stories: Path | None = None) -> AsyncIterator[World]:
    """The real bot with a story, by default the shipped one, in a server where nobody said anything yet.

    Beside it, those of a folder can be chosen.
    """
    settings = Settings.from_mapping(_SETTINGS)
    async with _edits_of_one_evening() as store:
        story = Story.open(pack)
        name, others = story.path.stem if story.path else "", stories_in(stories, story.path)
        bot = RockyBot(settings, Desk(settings, Servers(story, store, name, others)))
        async with simcord.run(bot, check_errors=False, settle_timeout=_LONGEST) as env:
            yield _world(env)


@asynccontextmanager
async def _edits_of_one_evening() -> AsyncIterator[Store]:
    """A database that is gone when the page is."""
    with TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite:///{folder}/rockybot.db")
        try:
            yield store
        finally:
            await store.close()


def _world(env: simcord.Env) -> World:
    env.backend.bot_user.name = "rockybot"
    guild = env.create_guild("Film Club")
    may = discord.Permissions(manage_messages=True, manage_guild=True)
    moderators = guild.create_role("Moderator", permissions=may, color=0xE8A33D, hoist=True)
    channels = {
        "general": guild.create_text_channel("general", topic="Films, and what comes after the credits"),
        "mask-night": guild.create_text_channel("mask-night", topic="Friday at eight: Mask (1985)"),
    }
    members = tuple(guild.add_member(_user(env, name)) for name in ("June", "Theo", "Priya"))
    moderator = guild.add_member(_user(env, "Marguerite"), roles=[moderators])
    return World(env, channels, members, moderator)


async def play(world: World) -> None:
    """Let the members talk, and ask what shows each of the three things that rockybot says."""
    june, theo, priya = world.members
    general, wait = world.channels["general"], world.env.advance_time
    await wait(_EVENING)
    await world.moderator.send(general, "Mask night is this Friday at eight. Tissues are on the club.")
    await wait(2 * _MINUTE)
    await june.send(general, "I watched it yesterday. I had no idea that Rocky was a real person!")
    await wait(_MINUTE)
    await theo.send(general, "And his mum. Wasn't she married before?")
    await wait(_MINUTE)
    await theo.slash(general, "ask", question=CERTAIN)
    await wait(3 * _MINUTE)
    await priya.send(general, f"{world.mention} {MISSING}")
    await wait(2 * _MINUTE)
    await june.send(general, f"{world.mention} {UNSURE}")
    await wait(_MINUTE)


async def moderate(world: World) -> tuple[int, int]:
    """Let the moderator offer an edit that takes a question, and look at the queue; gives the ids of both messages."""
    june, theo, priya = world.members
    channel = world.channels["mask-night"]
    for member, question in ((june, UNTOLD), (theo, UNTOLD), (priya, f"please {UNTOLD}"), (theo, UNSURE)):
        await member.slash(channel, "ask", question=question)
    form = await world.moderator.slash(channel, "facts add")
    offered = await world.moderator.submit_modal(form, TAKING)
    queue = await world.moderator.slash(channel, "unanswered")
    assert offered.response is not None  # noqa: S101 - both were just sent
    assert queue.response is not None  # noqa: S101
    return offered.response.id, queue.response.id


def shown(world: World, channel: str, port: int = 0, first: simcord.MemberActor | None = None) -> simcord.Preview:
    """The page that shows one channel to any of the members, by default June first; a port of 0 is any free one."""
    everybody = (*world.members, world.moderator)
    viewers = sorted(everybody, key=lambda viewer: viewer is not first)
    return world.env.preview(world.channels[channel], viewers=viewers, layout="channel", locale="en-GB", port=port)


def _user(env: simcord.Env, name: str) -> simcord.UserHandle:
    return env.create_user(name.lower(), global_name=name)
