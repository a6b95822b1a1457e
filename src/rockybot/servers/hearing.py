"""What other processes change → its editions, read anew: once for many changes, and none keeps another waiting."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING

from rockybot.errors import StoreError
from rockybot.servers.editions import Edition

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from rockybot.store import Change

log = logging.getLogger("rockybot.servers")

RETRY_SECONDS = 1.0
"""After so long, what couldn't be read is tried again."""


async def hear(changes: AsyncGenerator[Change], reload: Callable[[Edition], Awaitable[None]]) -> None:
    """Reloads every edition that changes, until the changes end or this is cancelled.

    One that can't be read, for whatever reason, is tried again and again, behind all others that changed meanwhile.
    """
    changed: dict[Edition, None] = {}
    news = asyncio.Event()
    reading = asyncio.create_task(_read(changed, news, reload))
    try:
        async with aclosing(changes):
            async for change in changes:
                changed[Edition(change.server, change.story)] = None
                news.set()
    finally:
        reading.cancel()
        await asyncio.wait([reading])


async def _read(
    changed: dict[Edition, None], news: asyncio.Event, reload: Callable[[Edition], Awaitable[None]]
) -> None:
    late: dict[Edition, None] = {}
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(news.wait(), RETRY_SECONDS if late else None)
        news.clear()
        for edition in {**changed, **late}:
            # Taken out first: what changes while it is read is read once more.
            changed.pop(edition, None)
            try:
                await reload(edition)
            except StoreError as error:
                if edition not in late:
                    what = "edits that another process made in server %d aren't told yet, it is tried again: %s"
                    log.warning(what, edition.server, error)
                late[edition] = None
            except Exception:
                if edition not in late:
                    log.exception("the edits of server %d can't be read anew, it is tried again", edition.server)
                late[edition] = None
            else:
                late.pop(edition, None)
