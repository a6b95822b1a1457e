"""What the operator should know at once goes to the application's owner, as a direct message beside the log."""

from __future__ import annotations

import asyncio
import logging

import discord
from aiohttp import ClientError

from rockybot.bot.rendering import notice
from rockybot.bot.seen import Seen

log = logging.getLogger("rockybot.operator")


SAME_SECONDS = 60.0
"""For so long, the same isn't sent again: an editor may write a file in several steps."""


class Alerts:
    """Words for the operator, sent through the bot that is connected; while none is, the log has to do."""

    def __init__(self, seconds: float = SAME_SECONDS) -> None:
        self.client: discord.Client | None = None
        self._sending: set[asyncio.Task[None]] = set()
        self._told = Seen(seconds=seconds)

    def tell(self, words: str) -> None:
        """Sends this when there is time; the same again only after a while."""
        if self.client is not None and self._told.first_time(words):
            sending = asyncio.create_task(_send(self.client, words))
            self._sending.add(sending)
            sending.add_done_callback(self._sending.discard)


async def _send(client: discord.Client, words: str) -> None:
    try:
        application = client.application or await client.application_info()
        team = application.team
        owner = team.owner if team is not None and team.owner is not None else application.owner
        channel = await client.create_dm(owner)
        await channel.send(view=notice(words))
    except (discord.DiscordException, ClientError, OSError, TimeoutError) as error:
        log.warning("the operator could not be told in a direct message: %s", error)
