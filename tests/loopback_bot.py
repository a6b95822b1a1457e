"""The bot on a loopback Discord, under its supervisor."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Protocol

from discord_schema import broken
from loopback import LoopbackDiscord, pointed_at
from rockybot.bot import create_bot
from rockybot.bot.connection.supervising import supervise
from rockybot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from rockybot.app import Story

NO_PACE = {"ROCKYBOT_MEMBER_COOLDOWN": "off", "ROCKYBOT_CHANNEL_COOLDOWN": "off"}


class Running(Protocol):
    """Runs the bot with some settings until the block ends; gives the supervisor's task.

    Nothing that the bot sent meanwhile may break a rule of Discord's or of ours.
    """

    def __call__(self, discord: LoopbackDiscord, **values: str) -> AbstractAsyncContextManager[asyncio.Task[None]]: ...


def running_bot(story: Story) -> Running:
    """Runs a bot that tells this story and lets everybody ask as fast as they like."""

    @asynccontextmanager
    async def run(discord: LoopbackDiscord, **values: str) -> AsyncIterator[asyncio.Task[None]]:
        settings = Settings.from_mapping(NO_PACE | values)
        stop = asyncio.Event()
        with pointed_at(discord):
            task = asyncio.create_task(
                supervise(lambda: create_bot(settings, story), "loopback", stop, first_pause=0.05)
            )
            try:
                yield task
            finally:
                stop.set()
                await asyncio.wait([task], timeout=6)
                assert task.done(), "the bot did not stop"
                assert discord.rest.unknown == [], "requests for what Discord doesn't have"
                assert broken((one.method, one.path, one.body) for one in discord.rest.requests) == []

    return run
