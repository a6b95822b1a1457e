"""`rockybot backup` and `restore`, and how a command opens the database and writes a file."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from rockybot.errors import SourceError, StoreError
from rockybot.settings import Settings
from rockybot.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

UNCONFIRMED = 1
_DATABASE = b"SQLite format 3\0"
"""What every SQLite file begins with."""


def backup(path: Path) -> None:
    """Writes all that the database holds into one file, also while the bot runs.

    Raises:
        StoreError: the database can't be read, or the file is something else that must not be lost.
    """
    if path.is_dir():
        raise StoreError(str(path), "that is a folder", "name a file in it for the backup")
    if path.is_file() and path.stat().st_size and not is_database(path):
        raise StoreError(str(path), "the file is there already and is no backup", "name another file for the backup")
    replaced = f" It replaced the backup of {_written(path)}." if path.is_file() and path.stat().st_size else ""
    asyncio.run(_backup(path))
    typer.echo(f"wrote {path}: all that the database holds; `rockybot restore {path} --yes` brings it back.{replaced}")


def restore(path: Path, *, yes: bool) -> int:
    """Puts a backup in the place of all that the database holds, if told so; the exit status: 0 or `UNCONFIRMED`.

    Raises:
        StoreError: the backup can't be used, or the database is in use.
    """
    if not path.is_file():
        what = "that is a folder" if path.is_dir() else "there is no such file"
        raise StoreError(str(path), what, "name a file that `rockybot backup` wrote")
    if not yes:
        what = "all that the database holds now would be lost for what it held then"
        typer.echo(f"{path}: {what}; run again with --yes", err=True)
        return UNCONFIRMED
    asyncio.run(_restore(path))
    typer.echo(f"restored {path}: the database holds what it held then; start the bot again")
    return 0


@asynccontextmanager
async def store_in_use(*, read_only: bool) -> AsyncIterator[Store]:
    """The store of the settings' database.

    Raises:
        StoreError: it can't be opened.
    """
    store = await Store.open(Settings.load().database_url, read_only=read_only)
    try:
        yield store
    finally:
        await store.close()


async def _backup(path: Path) -> None:
    async with store_in_use(read_only=True) as store:
        await store.backup(path)


async def _restore(path: Path) -> None:
    async with store_in_use(read_only=False) as store:
        await store.restore(path)


def _written(path: Path) -> str:
    return f"{datetime.fromtimestamp(path.stat().st_mtime, UTC):%Y-%m-%d %H:%M:%S} UTC"


def is_database(path: Path) -> bool:
    """Whether an existing file is one of SQLite: losing it would lose every edit."""
    with path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def write_whole(path: Path, text: str) -> None:
    """Puts a text into a file, all of it or nothing.

    Raises:
        SourceError: the file can't be written.
    """
    path = path.resolve()  # what a link leads to is replaced, not the link
    draft = path.with_name(f".{path.name}.{os.getpid()}~")
    try:
        with draft.open("xb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise SourceError(f"{path}: the file can't be written ({error.strerror or error}); check the folder") from None
    finally:
        draft.unlink(missing_ok=True)
