"""Which of the bot's own public answers told which fact: message ids and no text, and not for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, insert, select

from rockybot.store.schema import know
from rockybot.store.schema import told as table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Told:
    """A public answer of the bot: where it stands, and since when."""

    channel: int
    message: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Answers:
    """The public answers of one story in one server."""

    connection: AsyncConnection
    server: int
    story: str

    async def note(self, channel: int, message: int, record_id: str, digest: str) -> None:
        """Remembers an answer by the digest of the record as it was told; a message tells one record, the last."""
        await know(self.connection, self.server)
        await self.connection.execute(delete(table).where(table.c.message == message))
        place = {"server": self.server, "channel": channel, "message": message}
        said = {"story": self.story, "record_id": record_id, "digest": digest, "at": datetime.now(UTC)}
        await self.connection.execute(insert(table).values(**place, **said))

    async def told_otherwise(self, record_id: str, digest: str | None) -> tuple[Told, ...]:
        """The answers that told a record as it was under another digest, the oldest first.

        None stands for a record that is gone: whatever told it told it otherwise.
        """
        of_it = and_(table.c.server == self.server, table.c.story == self.story, table.c.record_id == record_id)
        otherwise = of_it if digest is None else and_(of_it, table.c.digest != digest)
        columns = (table.c.channel, table.c.message, table.c.at)
        rows = await self.connection.execute(select(*columns).where(otherwise).order_by(table.c.message))
        return tuple(Told(*row) for row in rows)


async def forget(connection: AsyncConnection, server: int, messages: Iterable[int]) -> None:
    """Forgets answers that are gone; those of other servers are passed over."""
    await connection.execute(delete(table).where(table.c.server == server, table.c.message.in_(tuple(messages))))
