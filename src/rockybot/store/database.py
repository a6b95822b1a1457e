"""One database, SQLite or PostgreSQL, and the ways to read it and to write it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select

from rockybot.errors import StoreError
from rockybot.store.failing import explained

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from rockybot.store.locking import FileLock

_T = TypeVar("_T")

TURN = 0x726F636B
"""The advisory lock of PostgreSQL that writers in turn take: "rock"."""


@dataclass(frozen=True)
class Database:
    """A database in use. What fails in its hands is a `StoreError`, and nothing of it is kept."""

    engine: AsyncEngine
    where: str
    """As an operator knows it: a path, or a host and a name, without a password."""
    address: str | None = field(default=None, repr=False)
    """PostgreSQL's address, which may hold a password; None for SQLite."""
    lock: FileLock | None = None
    read_only: bool = False
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _under_way: set[asyncio.Task[Any]] = field(default_factory=set, init=False)

    async def read(self, step: Callable[[AsyncConnection], Awaitable[_T]]) -> _T:
        """What a step finds, over the connection that it is given."""

        async def read() -> _T:
            async with self.reading() as connection:
                return await step(connection)

        return await self._to_the_end(read())

    async def write(self, step: Callable[[AsyncConnection], Awaitable[_T]], *, in_turn: bool = False) -> _T:
        """What comes of a step, whose changes are then kept."""

        async def write() -> _T:
            async with self.writing(in_turn=in_turn) as connection:
                return await step(connection)

        return await self._to_the_end(write())

    async def _to_the_end(self, doing: Coroutine[Any, Any, _T]) -> _T:
        # Who asked may be called off, but a transaction is not left half-way: its connection would be lost, and on
        # SQLite keep all others waiting for as long as its thread lives.
        task = asyncio.create_task(doing)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees the database as it is at the first look, and stays with that."""
        with explained(self.where):
            async with self.engine.connect() as connection:
                if self.address:
                    await connection.execution_options(isolation_level="REPEATABLE READ")
                yield connection

    @asynccontextmanager
    async def writing(self, *, in_turn: bool = False) -> AsyncIterator[AsyncConnection]:
        """A connection whose changes are all kept when it ends well, and else none.

        Those who write in turn, in whatever process, wait for each other: each sees what those before it did. On SQLite
        all do.
        """
        if self.read_only:
            raise StoreError(self.where, "the database was opened to be read only", "do this where it may be written")
        with explained(self.where):
            if self.address:
                async with self.engine.begin() as connection:
                    if in_turn:
                        await connection.execute(select(func.pg_advisory_xact_lock(TURN)))
                    yield connection
            else:
                async with self._turn, self.engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
                    yield connection

    async def close(self) -> None:
        if self._under_way:
            await asyncio.wait(self._under_way)
        await self.engine.dispose()
        if self.lock:
            self.lock.release()
