"""The tables as they are now. `migrations` leads every older database here; a test holds the two to each other."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
    bindparam,
    select,
    text,
)

if TYPE_CHECKING:
    from sqlalchemy import Dialect
    from sqlalchemy.ext.asyncio import AsyncConnection


class ServerId(BigInteger):
    """The Discord id of a server."""


class ChannelId(BigInteger):
    """The Discord id of a channel."""


class MessageId(BigInteger):
    """The Discord id of a message."""


class UserId(BigInteger):
    """The Discord id of a person: `privacy` finds every column of this type. 0 stands for one who was forgotten."""


class Words(TypeDecorator[str]):
    """Any text. What PostgreSQL can't hold, a zero character or half a pair of surrogates, becomes a `�`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return value and value.replace("\0", "�").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return value and (value if value.tzinfo else value.replace(tzinfo=UTC))


metadata = MetaData()

servers = Table(
    "servers",
    metadata,
    Column("server", ServerId, primary_key=True, autoincrement=False),
    Column("left_at", Moment),  # when the bot was removed from it
    Column("settings", Text, nullable=False, server_default="{}"),  # JSON; only what was chosen
)
"""Every server that something is kept of; with its row goes all the rest."""


def _of_a_server() -> Column[Any]:
    return Column("server", ServerId, ForeignKey("servers.server", ondelete="CASCADE"), nullable=False)


def _number(name: str) -> Column[Any]:
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


revisions = Table(
    "revisions",
    metadata,
    _number("number"),
    _of_a_server(),
    Column("story", Words, nullable=False),
    Column("record_id", Words, nullable=False),
    Column("record", Text),  # JSON; null leaves the record out
    Column("basis", Text),
    Column("editor", UserId, nullable=False),
    Column("at", Moment, nullable=False),
    Index("revisions_of_a_record", "server", "story", "record_id", "number"),
    Index("revisions_of_a_story", "story", "server", "number"),
    Index("revisions_of_an_editor", "editor"),
    sqlite_autoincrement=True,  # a number is never given twice, whatever was purged
)

questions = Table(
    "questions",
    metadata,
    _number("id"),
    _of_a_server(),
    Column("story", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("record_id", Words),
    Column("at", Moment, nullable=False),
    Index("questions_of_a_server", "server", "id"),
    Index("questions_by_age", "at"),
    sqlite_autoincrement=True,
)

told = Table(
    "told",
    metadata,
    Column("message", MessageId, primary_key=True, autoincrement=False),
    _of_a_server(),
    Column("channel", ChannelId, nullable=False),
    Column("record_id", Words, nullable=False),
    Column("digest", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("story", Words, nullable=False, server_default=""),  # none: told before it was kept
    Index("told_of_a_record", "server", "story", "record_id"),
    Index("told_by_age", "at"),
)

drafts = Table(
    "drafts",
    metadata,
    _of_a_server(),
    Column("key", Words, nullable=False),
    Column("data", Words, nullable=False),  # JSON
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("server", "key"),
    Index("drafts_by_age", "at"),
)

_KNOW = text("INSERT INTO servers (server) VALUES (:server) ON CONFLICT DO NOTHING").bindparams(
    bindparam("server", type_=ServerId)
)


async def know(connection: AsyncConnection, server: int) -> None:
    """Sees to it that the server has its row, which everything else of it refers to."""
    await connection.execute(_KNOW, {"server": server})


async def know_in_turn(connection: AsyncConnection, server: int) -> None:
    """Does so, and holds the row until the transaction ends: who else asks for it waits."""
    await know(connection, server)
    here = select(servers.c.server).where(servers.c.server == server)
    await connection.execute(here.with_for_update(key_share=True))
