"""What moderators changed, one edit after another: nothing is ever changed or taken away.

Numbers count over all servers, in the order in which the edits were kept: whoever knows the edits up to a number has
missed none before it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, insert, select

from rockybot.errors import RockybotError
from rockybot.packs.encoding import RecordError, decoded, encoded
from rockybot.packs.revising import Edit
from rockybot.store.hearing import call
from rockybot.store.schema import know
from rockybot.store.schema import revisions as table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Revision:
    """An edit that was kept. `editor` is 0 when they asked to be forgotten."""

    number: int
    server: int
    story: str
    edit: Edit
    editor: int
    at: datetime


class Overtaken(RockybotError):  # noqa: N818 - it is what happened to the edit, as in a race; nothing is broken
    """Somebody else's edit came first. `by` is that edit; nothing of the later one was kept."""

    def __init__(self, by: Revision) -> None:
        self.by = by
        super().__init__(f"revision {by.number} changed `{by.edit.record_id}` meanwhile; look at it and decide again")


@dataclass(frozen=True, slots=True)
class Ledger:
    """All revisions of one story in one server. Who adds to it writes in turn."""

    connection: AsyncConnection
    server: int
    story: str

    async def append(self, edit: Edit, editor: int, seen: int | None, also: Sequence[Edit] = ()) -> Revision:
        """The edit as it was kept. The very same edit of the same editor isn't kept twice: their first yes counted."""
        newest = await self._newest(table.c.record_id == edit.record_id)
        if newest and newest.number != seen:
            if (newest.edit, newest.editor) == (edit, editor):
                return newest
            raise Overtaken(newest)
        return (await self._keep((edit, *also), editor))[0]

    async def append_all(self, edits: Sequence[Edit], editor: int, seen_head: int | None) -> tuple[Revision, ...]:
        """The edits as they were kept, in their order; not twice either."""
        newest = await self._newest()
        if newest and newest.number != seen_head:
            since = await self.behind(seen_head or 0)
            if [(one.edit, one.editor) for one in since] == [(edit, editor) for edit in edits]:
                return since
            raise Overtaken(newest)
        return await self._keep(edits, editor) if edits else ()

    async def behind(self, number: int) -> tuple[Revision, ...]:
        """All revisions behind one, the oldest first."""
        return await self._those(table.c.number > number)

    async def history(self, record_id: str) -> tuple[Revision, ...]:
        """All revisions of a record, the oldest first."""
        return await self._those(table.c.record_id == record_id)

    async def latest(self) -> tuple[Revision, ...]:
        """The last revision of each record, in the order in which the records were first edited."""
        return tuple(as_revision(row) for row in await self.connection.execute(_in_force(self._here)))

    @property
    def _here(self) -> ColumnElement[bool]:
        return and_(table.c.server == self.server, table.c.story == self.story)

    async def _newest(self, *which: ColumnElement[bool]) -> Revision | None:
        newest = select(table).where(self._here, *which).order_by(table.c.number.desc()).limit(1)
        row = (await self.connection.execute(newest)).first()
        return None if row is None else as_revision(row)

    async def _those(self, which: ColumnElement[bool]) -> tuple[Revision, ...]:
        those = select(table).where(self._here, which).order_by(table.c.number)
        return tuple(as_revision(row) for row in await self.connection.execute(those))

    async def _keep(self, edits: Sequence[Edit], editor: int) -> tuple[Revision, ...]:
        await know(self.connection, self.server)
        of_all = {"server": self.server, "story": self.story, "editor": editor, "at": datetime.now(UTC)}
        rows = [
            {
                **of_all,
                "record_id": edit.record_id,
                "record": None if edit.record is None else json.dumps(encoded(edit.record)),
                "basis": edit.basis,
            }
            for edit in edits
        ]
        kept = insert(table).returning(table, sort_by_parameter_order=True)
        revisions = tuple(as_revision(row) for row in await self.connection.execute(kept, rows))
        await call(self.connection)
        return revisions


async def latest_everywhere(connection: AsyncConnection) -> dict[tuple[int, str], tuple[Revision, ...]]:
    """What `Ledger.latest` gives of every server and story that has any, in one query."""
    ledgers: defaultdict[tuple[int, str], list[Revision]] = defaultdict(list)
    for row in await connection.execute(_in_force()):
        ledgers[row.server, row.story].append(as_revision(row))
    return {ledger: tuple(in_force) for ledger, in_force in ledgers.items()}


async def servers_with_edits(connection: AsyncConnection, story: str) -> frozenset[int]:
    """The servers that say anything of a story in place of its file."""
    return frozenset(await connection.scalars(select(table.c.server).where(table.c.story == story).distinct()))


async def head(connection: AsyncConnection) -> int:
    """The number of the newest revision of all; 0 if there is none."""
    return await connection.scalar(select(func.coalesce(func.max(table.c.number), 0))) or 0


def _in_force(*which: ColumnElement[bool]) -> Select[Any]:
    """The last revision of each record, in the order in which the records were first edited."""
    first, last = func.min(table.c.number).label("first"), func.max(table.c.number).label("last")
    spans = select(first, last).where(*which).group_by(table.c.server, table.c.story, table.c.record_id).subquery()
    return select(table).join(spans, table.c.number == spans.c.last).order_by(spans.c.first)


def as_revision(row: Row[Any]) -> Revision:
    """A whole row of the table as a value.

    Raises:
        RecordError: its record is none.
    """
    try:
        record = None if row.record is None else decoded(json.loads(row.record))
    except (ValueError, RecursionError) as error:
        raise RecordError(f"revision {row.number}, of `{row.record_id}` in server {row.server}") from error
    return Revision(row.number, row.server, row.story, Edit(row.record_id, record, row.basis), row.editor, row.at)
