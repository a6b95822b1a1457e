"""Databases as earlier versions left them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from rockybot.store.migrating import take_steps
from rockybot.store.opening import postgres_database, sqlite_database
from store.moderating import ADA, HERE, STORY

if TYPE_CHECKING:
    from rockybot.store.database import Database

ROWS = {
    "servers": "INSERT INTO servers (server) VALUES (:server)",
    "revisions": "INSERT INTO revisions (server, story, record_id, record, basis, editor, at)"
    " VALUES (:server, :story, 'boat', null, 'abc', :editor, '2026-01-02 03:04:05+00:00')",
    "questions": "INSERT INTO questions (server, story, text, verdict, record_id, at)"
    " VALUES (:server, :story, 'who?', 'none', null, '2026-01-02 03:04:05+00:00')",
    "told": "INSERT INTO told (server, channel, message, record_id, digest, at)"
    " VALUES (:server, 1, 11, 'boat', 'old', '2026-01-02 03:04:05+00:00')",
}
"""A row of each table that every version since has had."""


def unmigrated(url: str) -> Database:
    return sqlite_database(Path(url.removeprefix("sqlite:///"))) if url.startswith("sqlite") else postgres_database(url)


async def at_step(url: str, step: str) -> None:
    """A database as an earlier version left it, with one row in each of its tables."""

    def make(connection: Connection) -> None:
        take_steps(connection, step)
        for table, row in ROWS.items():
            if inspect(connection).has_table(table):
                connection.execute(text(row), {"server": HERE, "story": STORY, "editor": ADA})

    database = unmigrated(url)
    async with database.writing() as connection:
        await connection.run_sync(make)
    await database.close()
