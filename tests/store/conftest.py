"""Every test of the store runs on SQLite and on a real PostgreSQL, each with a database of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rockybot.store import Store
from store.running_postgres import Postgres, running_postgres

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server, started once."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file that is not there yet."""
    return f"sqlite:///{tmp_path / 'rockybot.db'}"


@pytest.fixture
async def postgres_url(postgres: Postgres) -> AsyncIterator[str]:
    """An empty database."""
    url = await postgres.new_database()
    yield url
    await postgres.drop(url)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """Both kinds of database, one after the other."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """A new store."""
    store = await Store.open(url)
    yield store
    await store.close()


@pytest.fixture
async def other(url: str, store: Store) -> AsyncIterator[Store]:
    """What a second moderator's process uses: on PostgreSQL another, on SQLite there is but one."""
    if url.startswith("sqlite"):
        yield store
    else:
        other = await Store.open(url)
        yield other
        await other.close()
