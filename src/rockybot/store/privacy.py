"""What is kept about whom, and how it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from rockybot.store.schema import UserId, metadata, questions, servers, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column
    from sqlalchemy.ext.asyncio import AsyncConnection

NOBODY = 0
"""The user id of one who was forgotten."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what can be done without is kept."""

    questions: timedelta = timedelta(days=90)
    questions_per_server: int = 1000
    told: timedelta = timedelta(days=30)
    left: timedelta = timedelta(days=30)
    """For so long a server's data waits after the bot was removed from it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """In so many rows of a table, a column holds somebody's id."""

    table: str
    column: str
    rows: int


@dataclass(frozen=True, slots=True)
class Purged:
    """What went, for good: all of these servers' data; so many expired questions and told answers."""

    servers: frozenset[int]
    questions: int
    told: int


def user_columns() -> Iterator[Column[int]]:
    """Every column that holds a person's id."""
    for table in metadata.sorted_tables:
        yield from (column for column in table.c if isinstance(column.type, UserId))


async def kept_about(connection: AsyncConnection, user: int) -> tuple[Kept, ...]:
    """Where that person's id stands, nothing left out."""
    kept = []
    for column in user_columns():
        rows = await connection.scalar(select(func.count()).select_from(column.table).where(column == user))
        kept.append(Kept(column.table.name, column.name, rows or 0))
    return tuple(kept)


async def forget(connection: AsyncConnection, user: int) -> int:
    """In how many rows that person's id stood; now it stands in none."""
    rows = 0
    for column in user_columns():
        rows += (await connection.execute(update(column.table).where(column == user).values({column: NOBODY}))).rowcount
    return rows


async def leave(connection: AsyncConnection, server: int, at: datetime) -> None:
    """The bot was removed from a server. Nothing else makes its data go, least of all an outage."""
    left = update(servers).where(servers.c.server == server, servers.c.left_at.is_(None)).values(left_at=at)
    await connection.execute(left)


async def come_back(connection: AsyncConnection, server: int) -> None:
    """The bot is in the server again, or was all the time."""
    await connection.execute(update(servers).where(servers.c.server == server).values(left_at=None))


async def servers_left(connection: AsyncConnection) -> frozenset[int]:
    """The servers that the bot was removed from and whose data are still there."""
    return frozenset(await connection.scalars(select(servers.c.server).where(servers.c.left_at.is_not(None))))


async def purge(connection: AsyncConnection, now: datetime, retention: Retention) -> Purged:
    """Lets go of what is too old. With a server's row goes everything that refers to it."""
    gone = delete(servers).where(servers.c.left_at <= now - retention.left).returning(servers.c.server)
    return Purged(
        frozenset(await connection.scalars(gone)),
        (await connection.execute(delete(questions).where(questions.c.at <= now - retention.questions))).rowcount,
        (await connection.execute(delete(told).where(told.c.at <= now - retention.told))).rowcount,
    )
