"""A database of any earlier version → this one, in small named steps; a copy of an SQLite file is kept before."""

from __future__ import annotations

import asyncio
import glob
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import column, inspect, select, table

from rockybot.errors import StoreError
from rockybot.store.failing import explained

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from rockybot.store.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
STEPS = tuple(sorted(file.stem for file in (MIGRATIONS / "versions").glob("step_*.py")))
"""What was done to the tables over time. Known without Alembic, which takes longer to load than a start may."""
VERSION_TABLE = "rockybot_step"
COPIES = 3
"""Copies of an SQLite file that are kept; the oldest goes first."""


async def step_of(database: Database) -> str | None:
    """The last step that was taken; None if the database is new."""
    async with database.reading() as connection:
        return await connection.run_sync(_step)


async def migrate(database: Database) -> None:
    """Takes the steps that are missing, all or none of them.

    Raises:
        StoreError: the database is of a newer version, or a step fails.
    """
    step = await step_of(database)
    _refuse_newer(database, step)
    if step == STEPS[-1]:
        return
    if step and not database.address:
        await asyncio.to_thread(_keep_copy, Path(database.where))
    async with database.writing(in_turn=True) as connection:
        # Another process may have come first, of a newer version even.
        step = await connection.run_sync(_step)
        _refuse_newer(database, step)
        if step != STEPS[-1]:
            await connection.run_sync(take_steps)


async def refuse_another_step(database: Database) -> None:
    """For who may only read.

    Raises:
        StoreError: the database is of another version.
    """
    step = await step_of(database)
    _refuse_newer(database, step)
    if step != STEPS[-1]:
        raise StoreError(
            database.where, "the database is of an older version", "start rockybot once to bring it up to date"
        )


def _refuse_newer(database: Database, step: str | None) -> None:
    if step and step not in STEPS:
        what = f"the database is of a newer version (it stands at `{step}`)"
        raise StoreError(database.where, what, "update rockybot, or restore a backup that this version made")


def _step(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.scalar(select(table(VERSION_TABLE, column("version_num")).c.version_num))


def take_steps(connection: Connection, until: str = "head") -> None:
    """Takes every step that is missing up to one, in the transaction that the connection is in."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, until)


def _keep_copy(path: Path) -> None:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    with explained(str(path)):
        copy_file(path, path.with_name(f"{path.name}.before-{STEPS[-1]}.{moment}"))
        copies = sorted(path.parent.glob(f"{glob.escape(path.name)}.before-*"), key=lambda file: file.suffix)
        for copy in copies[:-COPIES]:
            copy.unlink(missing_ok=True)


def copy_file(path: Path, copy: Path) -> None:
    """Copies an SQLite file as it is at one moment, whoever writes to it; the copy is there whole or not at all."""
    draft = copy.with_name(f"{copy.name}~")
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(draft)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one plain file, which can be read where nobody may write
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(copy)
    finally:
        draft.unlink(missing_ok=True)
