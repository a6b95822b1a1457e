"""Where discord.py looks for Discord."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

if TYPE_CHECKING:
    from collections.abc import Iterator


class Place(Protocol):
    """Where a bot finds its Discord."""

    @property
    def api(self) -> str: ...
    @property
    def gateway(self) -> URL: ...


class _Nowhere:
    api = "http://127.0.0.1:9/api/v10"
    gateway = URL("ws://127.0.0.1:9")


NOWHERE: Place = _Nowhere()
"""Where nobody listens. Around a whole test session it keeps a bot that outlives its test from the real Discord."""


@contextmanager
def pointed_at(place: Place) -> Iterator[None]:
    """discord.py finds this Discord instead of what it found before.

    A client that is still running afterwards reconnects to what it found before: close it first, and stand inside
    `pointed_at(NOWHERE)`, or it is the real Discord.
    """
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = place.api, place.gateway
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
