"""A malformed event costs itself, not the connection.

discord.py reads an event in the loop that reads the socket: whatever it raises there ends the client.
"""

from __future__ import annotations

import logging
from functools import wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import discord

log = logging.getLogger("rockybot.gateway")


def guard(client: discord.Client) -> None:
    """Lets every reader of an event log what it can't read, and go on."""
    # Private, and the only place where a single event can be dropped; a test over real sockets watches it.
    parsers = client._connection.parsers  # noqa: SLF001
    for event, parse in list(parsers.items()):
        if not hasattr(parse, "__wrapped__"):
            parsers[event] = _guarded(event, parse)


def _guarded(event: str, parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    @wraps(parse)
    def parse_or_drop(data: Any) -> Any:
        try:
            return parse(data)
        except Exception:
            log.exception("a malformed event was dropped: %s", event)
            return None

    return parse_or_drop
