"""The moderators' queue: what was asked and not answered, or not well. Who asked is not kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select

from rockybot.store.schema import know_in_turn
from rockybot.store.schema import questions as table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

_PERSON = re.compile(r"<@!?\d+>")
"""How Discord writes a mention of a person: by their id."""
SOMEBODY = "@…"
"""What is kept in the place of a person who was mentioned."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the queue. `verdict` is what it got, `record_id` the fact or gap that this was about."""

    id: int
    text: str
    verdict: str
    record_id: str | None
    at: datetime


def without_mentions(text: str) -> str:
    """The text without the ids of the people that it mentions."""
    return _PERSON.sub(SOMEBODY, text)


class Asked(NamedTuple):
    """A question on its way into the queue."""

    text: str
    verdict: str
    record_id: str | None


@dataclass(frozen=True, slots=True)
class Queue:
    """The questions about one story in one server."""

    connection: AsyncConnection
    server: int
    story: str

    async def note(self, asked: Sequence[Asked], most: int) -> None:
        """Keeps questions, without the people they mention; of all of a server's, the newest `most` stay."""
        # One at a time in a server: two that drop the same old questions could wait for each other.
        await know_in_turn(self.connection, self.server)
        of_all = {"server": self.server, "story": self.story, "at": datetime.now(UTC)}
        rows = [
            {**of_all, "text": without_mentions(one.text), "verdict": one.verdict, "record_id": one.record_id}
            for one in asked
        ]
        await self.connection.execute(insert(table), rows)
        of_it = table.c.server == self.server
        one_too_many = select(table.c.id).where(of_it).order_by(table.c.id.desc()).offset(most).limit(1)
        await self.connection.execute(delete(table).where(of_it, table.c.id <= one_too_many.scalar_subquery()))

    async def unanswered(self) -> tuple[Question, ...]:
        """All of them, the oldest first."""
        columns = (table.c.id, table.c.text, table.c.verdict, table.c.record_id, table.c.at)
        of_it = (table.c.server == self.server) & (table.c.story == self.story)
        rows = await self.connection.execute(select(*columns).where(of_it).order_by(table.c.id))
        return tuple(Question(*row) for row in rows)


async def settle(connection: AsyncConnection, server: int, question_ids: Iterable[int]) -> None:
    """Takes questions out of the queue; those of other servers and those that are gone are passed over."""
    await connection.execute(delete(table).where(table.c.server == server, table.c.id.in_(tuple(question_ids))))
