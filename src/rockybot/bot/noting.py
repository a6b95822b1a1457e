"""Writes to the database that nobody waits for, such as a question for the moderators' queue."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import TYPE_CHECKING

from rockybot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rockybot.servers import Edition, Servers
    from rockybot.store import Asked, Store

    Write = Callable[[Store], Awaitable[None]]

log = logging.getLogger("rockybot.notes")

MOST = 2000
"""Writes that wait while the database is away; then the oldest goes first."""
PAUSE_SECONDS = 3.0


class Notes:
    """One write after another, in their order; one that fails waits until the database is back."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers
        self._waiting: deque[Write] = deque(maxlen=MOST)
        self._writing: asyncio.Task[None] | None = None
        self._asked: dict[Edition, list[Asked]] = {}

    def ask(self, edition: Edition, asked: Asked) -> None:
        """Puts a question into the queue of an edition; all that wait for their turn together are written together."""
        if not self._servers.has_store:
            return
        waiting = self._asked.setdefault(edition, [])
        waiting.append(asked)
        if len(waiting) == 1:
            self.add(lambda store: self._write_asked(store, edition))
        del waiting[:-MOST]

    async def _write_asked(self, store: Store, edition: Edition) -> None:
        asked = self._asked.pop(edition, [])
        try:
            await store.note_questions(edition.server, edition.story, asked)
        except StoreError:
            self._asked[edition] = [*asked, *self._asked.get(edition, ())]
            raise

    def add(self, write: Write) -> None:
        """Writes this when its turn has come; without a database, never."""
        if not self._servers.has_store:
            return
        self._waiting.append(write)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())

    async def written(self, seconds: float) -> int:
        """Waits until all is written, at most so long; how many writes are given up then."""
        if self._writing is not None and not self._writing.done():
            await asyncio.wait([self._writing], timeout=seconds)
            self._writing.cancel()
        return len(self._waiting)

    async def _write_all(self) -> None:
        told = False
        while self._waiting:
            write = self._waiting[0]
            try:
                await write(self._servers.store)
            except StoreError as error:
                if not told:
                    log.warning("notes wait for the database: %s", error)
                told = True
                await asyncio.sleep(PAUSE_SECONDS)
            except Exception:
                log.exception("a note could not be written")
                self._drop(write)
            else:
                self._drop(write)

    def _drop(self, write: Write) -> None:
        # A full row of waiting ones may have let go of it meanwhile.
        if self._waiting and self._waiting[0] is write:
            self._waiting.popleft()
