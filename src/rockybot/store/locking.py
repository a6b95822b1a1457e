"""One process at a time on one SQLite file: they would not hear of each other's edits."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from rockybot.errors import StoreError
from rockybot.store.failing import explanation

if TYPE_CHECKING:
    from pathlib import Path


class FileLock:
    """Held from its making until `release`, or until the process is gone: the system frees it then.

    It is SQLite's own lock on an empty database beside the real one, since that works on every system.

    Raises:
        StoreError: somebody holds it, or it can't be made.
    """

    def __init__(self, database: Path) -> None:
        path = database.with_name(f"{database.name}.lock")
        try:
            self._held = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise explanation(str(path), error) from error
        try:
            self._held.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            self._held.close()
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise explanation(str(path), error) from error
            mend = "stop that one first, or use PostgreSQL, which several can share"
            raise StoreError(str(database), "another rockybot uses this database", mend) from None

    def release(self) -> None:
        self._held.close()
