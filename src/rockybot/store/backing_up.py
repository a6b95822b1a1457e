"""A backup is one SQLite file, whatever the database is: it takes a club from one kind to the other, too."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, text

from rockybot.errors import StoreError
from rockybot.store.failing import explained
from rockybot.store.migrating import copy_file, migrate, step_of
from rockybot.store.opening import sqlite_database
from rockybot.store.revisions import as_revision
from rockybot.store.schema import metadata, questions, revisions, servers
from rockybot.store.settings import settings_everywhere

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncConnection

    from rockybot.store.database import Database

AT_ONCE = 1000
"""Rows that are copied at once."""
_MEND = "name a file that `rockybot backup` wrote"
_TABLES = ", ".join(table.name for table in metadata.sorted_tables)


async def back_up(database: Database, path: Path) -> None:
    """Writes all that the database holds at one moment, while it is in use; a backup that was there is replaced."""
    if str(path.resolve()) == database.where:  # noqa: ASYNC240 - a name, not a file's content
        raise StoreError(str(path), "that is the database itself", "name another file for the backup")
    with explained(str(path)), TemporaryDirectory(prefix="rockybot-") as folder:
        draft = Path(folder) / "backup.db"
        async with _file(draft) as backup:
            await migrate(backup)
            async with database.reading() as source, backup.writing() as target:
                await _copy(source, target)
        await asyncio.to_thread(copy_file, draft, path)


async def restore(database: Database, path: Path) -> None:
    """Puts a backup in the place of all that the database holds: all of it or, if anything is wrong with it, nothing.

    Raises:
        StoreError: the backup is none, is damaged, or of a newer version.
    """
    with explained(str(path)), TemporaryDirectory(prefix="rockybot-") as folder:
        draft = Path(folder) / path.name
        await asyncio.to_thread(copy_file, path, draft)
        async with _file(draft) as backup:
            await _verify(backup, path)
            async with backup.reading() as source:
                await database.write(partial(_replace, source), in_turn=True)


async def _verify(backup: Database, path: Path) -> None:
    """Looks at every page and every row, and brings the copy of the backup up to this version."""
    try:
        await _refuse_damaged(backup)
        await migrate(backup)
        async with backup.reading() as connection:
            await settings_everywhere(connection)
            for table in metadata.sorted_tables:
                async for row in await connection.stream(select(table)):
                    if table is revisions:
                        as_revision(row)
    except StoreError as error:
        raise StoreError(str(path), error.what, f"{error.mend}; nothing was changed") from error
    except ValueError as error:  # a moment that is none
        raise StoreError(str(path), f"the backup is damaged ({error})", f"{_MEND}; nothing was changed") from error


async def _refuse_damaged(backup: Database) -> None:
    if await step_of(backup) is None:
        raise StoreError(backup.where, "no backup of rockybot", _MEND)
    async with backup.reading() as connection:
        pages = list(await connection.scalars(text("PRAGMA integrity_check")))
        orphans = list(await connection.execute(text("PRAGMA foreign_key_check")))
    if pages != ["ok"] or orphans:
        raise StoreError(backup.where, "the backup is damaged", _MEND)


async def _replace(source: AsyncConnection, target: AsyncConnection) -> None:
    postgresql = target.dialect.name == "postgresql"
    if postgresql:
        await target.execute(text(f"LOCK TABLE {_TABLES} IN EXCLUSIVE MODE"))
    await target.execute(delete(servers))  # and with them everything
    await _copy(source, target)
    if postgresql:
        await _count_on(target)


async def _copy(source: AsyncConnection, target: AsyncConnection) -> None:
    for table in metadata.sorted_tables:
        async for rows in (await source.stream(select(table))).mappings().partitions(AT_ONCE):
            await target.execute(insert(table), [dict(row) for row in rows])


async def _count_on(connection: AsyncConnection) -> None:
    """PostgreSQL counts on behind the rows that were copied, and never back: no number is given twice."""
    for column in (revisions.c.number, questions.c.id):
        counter = func.pg_get_serial_sequence(column.table.name, column.name)
        newest = select(func.coalesce(func.max(column), 0)).scalar_subquery()
        await connection.execute(select(func.setval(counter, func.greatest(func.nextval(counter), newest))))


@asynccontextmanager
async def _file(path: Path) -> AsyncIterator[Database]:
    database = sqlite_database(path)
    try:
        yield database
    finally:
        await database.close()
