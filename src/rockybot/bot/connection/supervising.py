"""The process outlives its connection: whatever ends a client, a new one takes its place after a while."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import signal
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

import discord
from aiohttp import ClientError

from rockybot.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger("rockybot.supervisor")

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
"""Seconds; the longest keeps well below the 1,000 sessions that Discord lets a bot begin in a day."""
SPREAD = 0.5
"""Of a pause, at random: many bots that lost the same network must not come back at once."""
STEADY_SECONDS = 120.0
"""A client that lived so long was well: the next pause is the first one again."""
CLOSING_SECONDS, LETTING_GO_SECONDS = 4.0, 0.5
"""From a signal to the end of a client at most, and what one that doesn't end by itself gets to let go."""


_FATAL = {
    4010: "it knows no such shard; look at ROCKYBOT_SHARDS",
    4011: "the bot is in too many servers for so few shards; unset ROCKYBOT_SHARDS, or raise its count",
    4012: "it no longer speaks with this version of discord.py; update rockybot",
    4013: "it knows no such intents; update rockybot",
}
"""Codes with which Discord closes a connection that no new one would mend."""


async def supervise(
    build: Callable[[], discord.Client],
    token: str,
    stop: asyncio.Event,
    *,
    first_pause: float = FIRST_PAUSE,
    doubt: str | None = None,
) -> None:
    """Runs clients one after another until `stop` is set; then what is on its way arrives, and the last one closes.

    `doubt` says what makes the token look wrong: with such a one, a Discord that can't be reached is not waited for.

    Raises:
        SetupError: Discord refuses the token or an intent, or there is doubt; no new client would change that.
    """
    pause = first_pause
    while not stop.is_set():
        started = monotonic()
        client = build()
        error = await _end(client, token, stop)
        if client.user is not None:
            doubt = None  # Discord took the token
        _judge(error, doubt)
        if stop.is_set():
            return
        if monotonic() - started >= STEADY_SECONDS:
            pause = first_pause
        wait = pause * random.uniform(1 - SPREAD, 1 + SPREAD)  # noqa: S311 - no secret
        log.warning("connecting anew in %.1f seconds", wait)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
        pause = min(2 * pause, LONGEST_PAUSE)


async def _end(client: discord.Client, token: str, stop: asyncio.Event) -> BaseException | None:
    """What ended a client's life; None if it was told to stop."""
    living = asyncio.create_task(client.start(token))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((living, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    try:
        async with asyncio.timeout(CLOSING_SECONDS):
            await client.close()
    except Exception:
        log.exception("the connection could not be closed in order")
    living.cancel()
    await asyncio.wait((living,), timeout=LETTING_GO_SECONDS)
    return living.exception() if living.done() and not living.cancelled() else None


def _judge(error: BaseException | None, doubt: str | None) -> None:
    """What a client's end means: something for the operator to mend, the network, or a bug."""
    if isinstance(error, discord.LoginFailure):
        raise SetupError(
            "Discord refuses the token: copy it anew from the page “Bot” of your application in the developer portal "
            "into DISCORD_TOKEN"
        )
    if isinstance(error, discord.PrivilegedIntentsRequired):
        raise SetupError(
            "Discord refuses the intent “Message Content”: switch it on, on the page “Bot” of your application in the "
            "developer portal, or set ROCKYBOT_MESSAGE_CONTENT=off"
        )
    if isinstance(error, discord.ConnectionClosed) and error.code in _FATAL:
        raise SetupError(f"Discord closed the connection for good ({error.code}): {_FATAL[error.code]}")
    if isinstance(error, OSError | ClientError | discord.DiscordException):
        if doubt is not None:
            raise SetupError(f"Discord can't be reached ({error}), and would refuse the token: {doubt}")
        log.error("the connection ended: %s", str(error) or type(error).__name__)
    elif error is not None:
        log.error("the connection ended", exc_info=error)


def stop_on_signals(stop: asyncio.Event) -> None:
    """Sets `stop` on Ctrl-C and on what service managers send; who sends a second one is in a hurry."""
    loop = asyncio.get_running_loop()

    def heed() -> None:
        if stop.is_set():
            os._exit(1)
        stop.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, heed)
        except NotImplementedError:  # Windows
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(heed))
