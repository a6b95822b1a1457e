"""What a database's failure means to the person who can mend it."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from json import JSONDecodeError
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFree

from rockybot.errors import StoreError
from rockybot.packs.encoding import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LOCKED = ("another program holds the database", "nothing was changed; close that program, or try again in a moment")
_FULL = ("the disk is full", "nothing was changed; make room and try again")
_READ_ONLY = ("the database can't be written", "give rockybot's user the right to write the file and its folder")
_NO_FILE = ("the file can't be opened", "see that its folder exists and that rockybot's user may read and write there")
_DISK = ("the disk can't be read or written", "see whether it is still there and sound, then try again")
_DAMAGED = ("the file is damaged, or no database", "restore a backup, or name another file")
AWAY = ("the database can't be reached", "see whether PostgreSQL runs and the address is right, then try again")
_DENIED = ("the database refuses the user or the password", "look at both in ROCKYBOT_DATABASE_URL")
_NO_DATABASE = ("there is no such database", "create it, or name another in ROCKYBOT_DATABASE_URL")
_CROWDED = ("the database has too many connections", "allow more of them, or run fewer processes")
_NO_RIGHT = ("the database's user lacks a right", "let it own the database or its schema, then start again")
_STRANGE = "restore a backup, or run the version that wrote it"

SQLITE: Mapping[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _NO_FILE,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
"""SQLite's primary result codes → what and mend."""

POSTGRES: Mapping[str, tuple[str, str]] = {
    "28": _DENIED,
    "3D": _NO_DATABASE,
    "40": _LOCKED,
    "42501": _NO_RIGHT,
    "25006": _READ_ONLY,
    "53100": _FULL,
    "53300": _CROWDED,
    "55P03": _LOCKED,
    "57014": _LOCKED,
    "57P": AWAY,
    "08": AWAY,
}
"""What PostgreSQL's SQLSTATE begins with → what and mend; the longest that fits counts."""

FILES: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.ENOENT: _NO_FILE,
    errno.ENOTDIR: _NO_FILE,
    errno.EISDIR: _NO_FILE,
    errno.EIO: _DISK,
}
"""What the system says of a file → what and mend; all else is said of a way to a server."""


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Any failure of a database within becomes a `StoreError` that says where."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise explanation(where, error) from error
    except RecordError as error:
        raise StoreError(where, f"the database holds a record that can't be read ({error})", _STRANGE) from error
    except JSONDecodeError as error:
        raise StoreError(where, "the database holds settings that can't be read", _STRANGE) from error


def explanation(where: str, error: Exception) -> StoreError:
    """What went wrong, where, and how to mend it."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    if code := getattr(cause, "sqlite_errorcode", None):
        known = SQLITE.get(code & 0xFF)  # the rest of an extended code is of no use to an operator
    elif state := getattr(cause, "sqlstate", None):
        known = next(
            (POSTGRES[state[:length]] for length in range(len(state), 0, -1) if state[:length] in POSTGRES), None
        )
    elif isinstance(cause, OSError):
        known = FILES.get(cause.errno or 0, AWAY)
    else:
        # All connections wait for a server that says nothing.
        lost = isinstance(error, NoneFree) or (isinstance(error, DBAPIError) and error.connection_invalidated)
        known = AWAY if lost else None
    said = str(cause).partition("\n")[0]
    return StoreError(where, *(known or (f"the database refused ({said})", "the log tells more; then try again")))
