"""Connections to PostgreSQL. Only who uses it has asyncpg."""

from __future__ import annotations

from typing import Any

import asyncpg  # type: ignore[import-untyped] # it carries no types

from rockybot.errors import StoreError
from rockybot.store.failing import AWAY, explanation

CONNECT_SECONDS, COMMAND_SECONDS = 5.0, 30.0
"""For so long a server is waited for, and for its answer: a moderator waits as well."""
_SERVER_SETTINGS = {
    "application_name": "rockybot",
    "idle_in_transaction_session_timeout": "60000",  # ms: a process that hangs must not keep all others waiting
}
FAILURES = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What asyncpg raises when something is amiss with the server or the way there."""


async def connect(address: str, where: str) -> Any:
    """A new connection.

    Raises:
        StoreError: there is none to be had.
    """
    try:
        return await asyncpg.connect(
            address, timeout=CONNECT_SECONDS, command_timeout=COMMAND_SECONDS, server_settings=_SERVER_SETTINGS
        )
    except ValueError:  # its text may quote a password
        mend = "write postgresql://user:password@host/name in ROCKYBOT_DATABASE_URL, signs like @ and # as %40 and %23"
        raise StoreError(where, "the address can't be read", mend) from None
    except OSError as error:  # a socket's file may be absent or forbidden: that is no matter of files
        raise StoreError(where, *AWAY) from error
    except FAILURES as error:
        raise explanation(where, error) from error
