"""What is kept about whom, and how it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from rockybot.store.schema import UserId, drafts, metadata, questions, servers, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column, Table
    from sqlalchemy.ext.asyncio import AsyncConnection

NOBODY = 0
"""The user id of one who was forgotten."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what can be done without is kept. Questions or told answers that stay 0 days are never written down."""

    questions: timedelta = timedelta(days=90)
    questions_per_server: int = 1000
    told: timedelta = timedelta(days=30)
    drafts: timedelta = timedelta(days=7)
    drafts_per_server: int = 200
    left: timedelta = timedelta(days=30)
    """For so long a server's data waits after the bot was removed from it."""

    @classmethod
    def of_days(cls, days: int) -> Retention:
        """What an operator chose: questions stay so many days, told answers too, but never longer than by default."""
        return cls(questions=timedelta(days=days), told=min(cls().told, timedelta(days=days)))


@dataclass(frozen=True, slots=True)
class Kept:
    """In so many rows of a table, a column holds somebody's id."""

    table: str
    column: str
    rows: int


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table of the database: all that can stand in it."""

    name: str
    columns: tuple[str, ...]
    about: tuple[str, ...]
    """The columns that hold ids of people."""
    retention: timedelta | None
    """How long a row stays at most; None: as long as the server keeps the bot."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What went, for good: all of these servers' data; so many expired questions, told answers and drafts."""

    servers: frozenset[int]
    questions: int
    told: int
    drafts: int


def tables(retention: Retention) -> tuple[KeptTable, ...]:
    """Everything that is kept, table by table."""
    return tuple(
        KeptTable(
            table.name,
            tuple(table.c.keys()),
            tuple(column.name for column in user_columns() if column.table is table),
            _expiring(retention).get(table),
        )
        for table in metadata.sorted_tables
    )


def _expiring(retention: Retention) -> dict[Table, timedelta]:
    """The tables whose rows don't stay, and for how long they do."""
    return {questions: retention.questions, told: retention.told, drafts: retention.drafts}


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


async def servers_known(connection: AsyncConnection) -> frozenset[int]:
    """The servers that something is kept of and that the bot was not removed from."""
    return frozenset(await connection.scalars(select(servers.c.server).where(servers.c.left_at.is_(None))))


async def purge(connection: AsyncConnection, now: datetime, retention: Retention) -> Purged:
    """Lets go of what is too old. With a server's row goes everything that refers to it."""
    left = delete(servers).where(servers.c.left_at <= now - retention.left).returning(servers.c.server)
    gone = frozenset(await connection.scalars(left))
    expired = {
        table.name: (await connection.execute(delete(table).where(table.c.at <= now - age))).rowcount
        for table, age in _expiring(retention).items()
    }
    return Purged(gone, **expired)
