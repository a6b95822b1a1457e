"""What moderators have typed and not saved yet, so that a restart loses nothing. Who typed it is not kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from rockybot.store.schema import drafts as table
from rockybot.store.schema import know_in_turn

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts in one server. Another server's are out of reach, even under the same key."""

    connection: AsyncConnection
    server: int

    async def keep(self, key: str, data: str, most: int) -> None:
        """Puts a draft in the place of what was under its key; of all of a server's, the newest `most` stay."""
        # One at a time in a server, as with questions.
        await know_in_turn(self.connection, self.server)
        await self.drop(key)
        await self._drop_all_but(most - 1)
        kept = {"server": self.server, "key": key, "data": data, "at": datetime.now(UTC)}
        await self.connection.execute(insert(table).values(**kept))

    async def get(self, key: str) -> str | None:
        """The data of a draft; None if there is none."""
        return await self.connection.scalar(select(table.c.data).where(self._here, table.c.key == key))

    async def drop(self, key: str) -> None:
        """Lets go of a draft; one that is gone is passed over."""
        await self.connection.execute(delete(table).where(self._here, table.c.key == key))

    async def _drop_all_but(self, newest: int) -> None:
        older = select(table.c.key).where(self._here).order_by(table.c.at.desc()).offset(newest)
        await self.connection.execute(delete(table).where(self._here, table.c.key.in_(older)))

    @property
    def _here(self) -> ColumnElement[bool]:
        return table.c.server == self.server
