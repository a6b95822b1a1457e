"""An address → a database in use, its tables as this version knows them."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import aiosqlite
from sqlalchemy import AsyncAdaptedQueuePool, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import create_async_engine

from rockybot.errors import StoreError
from rockybot.store.database import Database
from rockybot.store.locking import FileLock
from rockybot.store.migrating import migrate, refuse_another_step

if TYPE_CHECKING:
    from sqlalchemy import Connection

DEFAULT_FILE = "rockybot.db"
DEFAULT_URL = f"sqlite+aiosqlite:///{DEFAULT_FILE}"

CHUNK = 64
"""Rows that are fetched at a time, as aiosqlite does."""

PRAGMAS: tuple[str, ...] = (
    "PRAGMA busy_timeout=5000",  # ms that a locked file is waited for
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # an edit is acknowledged when it would survive a power cut
    "PRAGMA foreign_keys=ON",
)
"""What every connection to an SQLite file begins with."""


async def opened(url: str | None, *, read_only: bool = False) -> Database:
    """The database at an address, brought up to this version.

    Who only reads an SQLite file neither takes its lock nor brings it up to date.

    Raises:
        StoreError: it can't be opened, is in use by another process, or is of a newer version.
    """
    database = _database(url or DEFAULT_URL, read_only=read_only)
    try:
        await (refuse_another_step if read_only else migrate)(database)
    except BaseException:
        await database.close()
        raise
    return replace(database, read_only=read_only)


def _database(url: str, *, read_only: bool) -> Database:
    kind = url.partition(":")[0].partition("+")[0]
    if kind in ("postgresql", "postgres"):
        return postgres_database(f"postgresql:{url.partition(':')[2]}")
    try:
        name = make_url(url).database if kind == "sqlite" else None
    except ArgumentError:
        name = None
    if not name or name == ":memory:":
        mend = "write sqlite:///rockybot.db or postgresql://user:password@host/name in ROCKYBOT_DATABASE_URL"
        raise StoreError(f"`{kind}:…`", "no database that rockybot knows", mend)
    path = Path(name).resolve()  # two names of one file share one lock
    if not read_only:
        return sqlite_database(path, FileLock(path))
    if not path.is_file():
        mend = "rockybot makes it at its first start; if it lies elsewhere, name it in ROCKYBOT_DATABASE_URL"
        raise StoreError(str(path), "there is no such file", mend)
    return sqlite_database(path)


class _Connection(aiosqlite.Connection):
    def __del__(self) -> None:
        # Not worth a warning: with a bot that was put aside without being closed, nothing is lost that was kept.
        if self._connection is not None:
            self.stop()


def sqlite_database(path: Path, lock: FileLock | None = None) -> Database:
    """An SQLite file, which is made if need be. Without a lock it is the caller's to know that nobody minds."""

    async def connect() -> aiosqlite.Connection:
        connection = _Connection(lambda: sqlite3.connect(path, isolation_level=None), CHUNK)
        connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does: a lost one must not keep the process
        await connection
        try:
            for pragma in PRAGMAS:
                await connection.execute_fetchall(pragma)  # read to its end: one half read keeps the connection busy
        except BaseException:
            await connection.close()
            raise
        return connection

    engine = create_async_engine("sqlite+aiosqlite://", async_creator=connect, poolclass=AsyncAdaptedQueuePool)
    event.listen(engine.sync_engine, "begin", _begin)
    return Database(engine, str(path), None, lock)


def _begin(connection: Connection) -> None:
    # A reader that turns writer half-way would be refused at once, busy time or not: who writes says so first.
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def postgres_database(address: str) -> Database:
    """A database of a PostgreSQL server.

    Raises:
        StoreError: asyncpg is not installed.
    """
    where = _whereabouts(address)
    if not find_spec("asyncpg"):
        raise StoreError(where, "PostgreSQL needs asyncpg", f"{sys.executable} -m pip install asyncpg")
    from rockybot.store.postgres import connect

    async def connection() -> Any:
        return await connect(address, where)

    engine = create_async_engine("postgresql+asyncpg://", async_creator=connection, pool_pre_ping=True, pool_timeout=10)
    return Database(engine, where, address)


def _whereabouts(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = parts.hostname or parse_qs(parts.query).get("host", ["this machine"])[0]
    except ValueError:
        return "PostgreSQL"
    if "@" in f"{parts.path}{parts.query}{parts.fragment}":  # what follows an unescaped sign of a password
        return "PostgreSQL"
    return f"PostgreSQL {parts.path.lstrip('/') or 'database'} on {host}"
