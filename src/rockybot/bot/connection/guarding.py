"""A malformed event costs itself, not the connection.

discord.py reads events where it reads the socket: what it raises there over one of them ends the whole client.
"""

from __future__ import annotations

import logging
from typing import Any

import discord.shard
from discord.gateway import DiscordWebSocket

log = logging.getLogger("rockybot.gateway")

_MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading an event may raise; a connection that is lost or closed raises others, which discord.py handles."""


class ForgivingSocket(DiscordWebSocket):
    """A connection to the gateway that logs an event it can't read, and goes on."""

    async def received_message(self, msg: Any, /) -> None:
        try:
            await super().received_message(msg)
        except _MALFORMED:
            log.exception("a malformed event was dropped")


def guard() -> None:
    """From now on, clients of this process connect by forgiving sockets."""
    # discord.py offers no other way to choose the class; tests over real sockets watch that this one still works.
    discord.shard.DiscordWebSocket = ForgivingSocket  # type: ignore[misc]
