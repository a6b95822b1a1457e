"""What comes in from the gateway and must not cost more than it is worth: malformed events, and our own messages."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
import discord.shard
from discord.gateway import DiscordWebSocket

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

log = logging.getLogger("rockybot.gateway")

_MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading an event may raise; a connection that is lost or closed raises others, which discord.py handles."""


class ForgivingSocket(DiscordWebSocket):
    """A connection to the gateway that logs an event it can't read, and goes on.

    discord.py reads events where it reads the socket: what it raises there over one of them ends the whole client.
    """

    async def received_message(self, msg: Any, /) -> None:
        try:
            await super().received_message(msg)
        except _MALFORMED:
            log.exception("a malformed event was dropped")


def guard() -> None:
    """From now on, clients of this process connect by forgiving sockets."""
    # discord.py offers no other way to choose the class; tests over real sockets watch that this one still works.
    discord.shard.DiscordWebSocket = ForgivingSocket  # type: ignore[misc]


def overlook_own_messages(client: discord.Client, hear: Callable[[Mapping[str, Any]], None]) -> None:
    """Everything that the client sends comes back as an event; reading it costs a fourth of an answer, for nothing.

    `hear` is given the event as it came.
    """
    # Private, as above: discord.py reads every event it has heard of.
    parsers = client._connection.parsers  # noqa: SLF001
    read = parsers["MESSAGE_CREATE"]

    def read_of_others(data: Any) -> None:
        if client.user is None or data["author"]["id"] != str(client.user.id):
            read(data)
        else:
            hear(data)

    parsers["MESSAGE_CREATE"] = read_of_others
