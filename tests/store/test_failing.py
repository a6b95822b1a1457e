"""The database is away, full or held by somebody else for a while: it is said clearly, and all heals by itself."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import TimeoutError as NoneFree

from rockybot.errors import StoreError
from rockybot.store import Store, opening
from rockybot.store.failing import FILES, POSTGRES, SQLITE, explanation
from store.moderating import ADA, HERE, STORY, TOM, says

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from store.running_postgres import Postgres

EVERYTHING: dict[str, Callable[[Store], Awaitable[object]]] = {
    "append": lambda store: store.append(HERE, STORY, says("lamp", "Petrol."), TOM, None),
    "append_all": lambda store: store.append_all(HERE, STORY, [says("boat", "Green.")], TOM, None),
    "revisions": lambda store: store.revisions(HERE, STORY),
    "note_question": lambda store: store.note_question(HERE, STORY, "who?", "none", None),
    "server_settings": lambda store: store.server_settings(HERE),
    "change_settings": lambda store: store.change_settings(HERE, lambda now: now),
    "note_told": lambda store: store.note_told(HERE, STORY, 1, 2, "lamp", "old"),
    "keep_draft": lambda store: store.keep_draft(HERE, "lamp", "{}"),
    "latest_everywhere": lambda store: store.latest_everywhere(),
    "forget": lambda store: store.forget(ADA),
}


async def test_postgresql_away_and_back(postgres: Postgres, postgres_url: str) -> None:
    """Everything says so in one line; when it is back, the next try succeeds."""
    store = await Store.open(postgres_url)
    kept = await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    postgres.stop()
    try:
        for name, method in EVERYTHING.items():
            with pytest.raises(StoreError, match="the database can't be reached; see whether PostgreSQL") as failed:
                await method(store)
            assert "\n" not in str(failed.value), name
    finally:
        postgres.start()
    assert await store.latest(HERE, STORY) == (kept,)
    await store.append(HERE, STORY, says("lamp", "Petrol."), TOM, kept.number)
    await store.close()


async def test_connections_that_were_cut_are_made_anew(postgres: Postgres, postgres_url: str) -> None:
    store = await Store.open(postgres_url)
    await asyncio.gather(*(store.latest(HERE, STORY) for _ in range(10)))
    for number in range(3):
        await postgres.cut(postgres_url)
        await store.append(HERE, STORY, says(f"r{number}", "."), ADA, None)
    assert len(await store.latest(HERE, STORY)) == 3
    await store.close()


async def test_a_connection_that_is_cut_in_the_middle_keeps_nothing_by_half(
    postgres: Postgres, postgres_url: str
) -> None:
    store = await Store.open(postgres_url)
    imports = {number: [says(f"{number}-{part}", ".") for part in range(5)] for number in range(40)}

    async def add(server: int) -> bool:
        try:
            await store.append_all(server, STORY, imports[server], ADA, None)
        except StoreError:
            return False
        return True

    async def cut() -> None:
        for _ in range(4):
            await asyncio.sleep(0.01)
            await postgres.cut(postgres_url)

    *acknowledged, _ = await asyncio.gather(*map(add, imports), cut())
    for server, kept in zip(imports, acknowledged, strict=True):
        found = len(await store.latest(server, STORY))
        assert found == 5 if kept else found in {0, 5}
    await store.close()


async def test_sqlite_held_by_another_program(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is still read; edits are refused until it is free."""
    monkeypatch.setattr(opening, "PRAGMAS", (*opening.PRAGMAS, "PRAGMA busy_timeout=50"))
    store = await Store.open(sqlite_url)
    kept = await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    with closing(sqlite3.connect(tmp_path / "rockybot.db", isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"rockybot\.db: another program holds the database; nothing was changed"):
            await store.append(HERE, STORY, says("lamp", "Petrol."), TOM, kept.number)
        assert await store.latest(HERE, STORY) == (kept,)
    await store.append(HERE, STORY, says("lamp", "Petrol."), TOM, kept.number)
    await store.close()


@pytest.mark.parametrize(
    ("pragma", "said"),
    [
        ("PRAGMA max_page_count=40", "the disk is full; nothing was changed; make room"),
        ("PRAGMA query_only=ON", "the database can't be written; give rockybot's user the right"),
    ],
)
async def test_sqlite_that_takes_no_more(
    pragma: str, said: str, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept is still read, and nothing is kept by half; with room again it goes on."""
    await (await Store.open(sqlite_url)).close()
    pragmas = opening.PRAGMAS
    monkeypatch.setattr(opening, "PRAGMAS", (*pragmas, pragma))
    store = await Store.open(sqlite_url)
    edits = [says("lamp", "Gas." * 99), says("boat", "Green." * 99)]
    adding = (store.append_all(server, STORY, edits, ADA, None) for server in range(200))
    outcomes = await asyncio.gather(*adding, return_exceptions=True)
    refused = [outcome for outcome in outcomes if isinstance(outcome, StoreError)]
    assert all(said in str(error) for error in refused)
    assert refused
    assert len(await store.servers_with_edits(STORY)) == 200 - len(refused)
    await store.close()

    monkeypatch.setattr(opening, "PRAGMAS", pragmas)
    store = await Store.open(sqlite_url)
    await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    await store.close()


async def test_a_record_that_cannot_be_read_is_said_so(sqlite_url: str, tmp_path: Path) -> None:
    store = await Store.open(sqlite_url)
    await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    for broken in ("{", '{"id": 1}', "[" * 100_000):
        with closing(sqlite3.connect(tmp_path / "rockybot.db")) as another, another:
            another.execute("UPDATE revisions SET record = ?", (broken,))
        said = rf"holds a record that can't be read \(revision 1, of `lamp` in server {HERE}\); restore a backup"
        with pytest.raises(StoreError, match=said):
            await store.latest(HERE, STORY)
    await store.close()


class Said(Exception):  # noqa: N818 - stands in for asyncpg's
    """An error of PostgreSQL with its state."""

    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate
        super().__init__("a line\nand a second one")


@pytest.mark.parametrize("state", [*(state.ljust(5, "0") for state in POSTGRES), "XX000"])
def test_what_postgresql_says_is_put_into_one_line(state: str) -> None:
    explained = explanation("here", Said(state))
    assert "\n" not in str(explained)
    known = max((known for known in POSTGRES if state.startswith(known)), key=len, default=None)
    assert (explained.what, explained.mend) == (
        POSTGRES[known] if known else ("the database refused (a line)", "the log tells more; then try again")
    )


@pytest.mark.parametrize("code", SQLITE)
def test_what_sqlite_says_is_put_into_one_line(code: int) -> None:
    """Extended codes mean what their first byte does."""
    error = sqlite3.OperationalError("something\nlong")
    error.sqlite_errorcode = code | 0x300
    explained = explanation("here", error)
    assert str(explained) == "here: {}; {}".format(*SQLITE[code])


@pytest.mark.parametrize("code", FILES)
def test_what_the_system_says_of_a_file_is_put_into_one_line(code: int) -> None:
    assert str(explanation("here", OSError(code, "something"))) == "here: {}; {}".format(*FILES[code])


def test_a_way_that_is_cut_means_that_the_database_is_away() -> None:
    assert explanation("here", ConnectionResetError()).what == "the database can't be reached"
    assert explanation("here", TimeoutError()).what == "the database can't be reached"
    assert explanation("here", NoneFree("QueuePool limit")).what == "the database can't be reached"
