"""Edits as they are kept, by whichever process: PostgreSQL calls, and then it is looked what is new.

The call itself says nothing. What is new is read by its number each time, so that a call that was lost with its
connection loses nothing.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from rockybot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncConnection

    from rockybot.store.database import Database

log = logging.getLogger("rockybot.store")

CHANNEL = "rockybot_revisions"
QUIET_SECONDS = 20.0
"""After so long without a call it is looked all the same: a dead way to the server makes no sound."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 15.0
"""Seconds before the first attempt to reach a server again, doubled after each, and the most."""
_HEAD = "SELECT coalesce(max(number), 0) FROM revisions"
_NEW = "SELECT server, story, number FROM revisions WHERE number > $1 ORDER BY number"


class Change(NamedTuple):
    """A revision that was kept."""

    server: int
    story: str
    number: int


async def call(connection: AsyncConnection) -> None:
    """Tells all who listen, once the transaction is kept. SQLite calls nobody."""
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_notify(CHANNEL, "")))


async def changes(database: Database, after: int | None) -> AsyncGenerator[Change]:
    """Every revision behind a number in its order, for ever; none on SQLite, which only one process uses."""
    if database.address is None:
        return
    from rockybot.store.postgres import FAILURES

    pause = FIRST_PAUSE
    while True:
        try:
            async with _listening(database) as (connection, called):
                after = await connection.fetchval(_HEAD) if after is None else after
                while True:
                    called.clear()
                    for row in await connection.fetch(_NEW, after):
                        after = row["number"]
                        yield Change(*row)
                    pause = FIRST_PAUSE
                    with suppress(TimeoutError):
                        await asyncio.wait_for(called.wait(), QUIET_SECONDS)
        except (StoreError, *FAILURES) as error:
            log.warning("no edits are heard for now, they will be caught up with: %s", error)
        except Exception:
            # Whatever it is: who stopped here would be deaf until the next start.
            log.exception("no edits are heard for now, they will be caught up with")
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


@asynccontextmanager
async def _listening(database: Database) -> AsyncIterator[tuple[Any, asyncio.Event]]:
    """A connection of its own, and the event of a call or of the connection's end."""
    from rockybot.store.postgres import connect

    called = asyncio.Event()
    connection = await connect(database.address or "", database.where)
    try:
        connection.add_termination_listener(lambda *_: called.set())
        await connection.add_listener(CHANNEL, lambda *_: called.set())
        yield connection, called
    finally:
        connection.terminate()
