"""One process at a time on one SQLite file: two would not hear of each other's edits."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary, finalize

from rockybot.errors import StoreError
from rockybot.store.failing import explanation

if TYPE_CHECKING:
    from pathlib import Path


class FileLock:
    """Held from its making until `release`, or until it or the process is gone.

    A process that opens a file twice holds one lock: a bot that was put aside without being closed must not keep its
    successor out.

    Raises:
        StoreError: another process holds it, or it can't be made.
    """

    def __init__(self, database: Path) -> None:
        self._hold: _Hold | None = _holds.get(database) or _Hold(database)
        _holds[database] = self._hold

    def release(self) -> None:
        self._hold = None


class _Hold:
    """SQLite's own lock on an empty database beside the real one, since that works on every system."""

    def __init__(self, database: Path) -> None:
        path = database.with_name(f"{database.name}.lock")
        try:
            held = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise explanation(str(path), error) from error
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            held.close()
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise explanation(str(path), error) from error
            mend = "stop that one first, or use PostgreSQL, which several can share"
            raise StoreError(str(database), "another rockybot uses this database", mend) from None
        finalize(self, held.close)


_holds: WeakValueDictionary[Path, _Hold] = WeakValueDictionary()
