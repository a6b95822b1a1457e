"""A backup holds everything of one moment, and goes back whole or not at all."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from rockybot.errors import StoreError
from rockybot.packs.revising import Edit
from rockybot.store import ServerSettings, Store
from rockybot.store.migrating import STEPS, VERSION_TABLE
from store.earlier_versions import at_step
from store.moderating import ADA, HERE, STORY, THERE, TOM, removes, says

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


async def fill(store: Store) -> None:
    await store.append_all(HERE, STORY, [says("lamp", "Gas \0 \ud83d."), removes("boat")], ADA, None)
    await store.append(THERE, STORY, says("storm", "It came."), TOM, None)
    await store.note_question(HERE, STORY, "who?", "disliked", "lamp")
    await store.note_told(THERE, STORY, 1, 2, "lamp", "old")
    await store.keep_draft(HERE, "lamp", '{"answer": "Petrol."}')
    await store.change_settings(THERE, lambda _: ServerSettings(log_channel=7, channel_stories={1: "x"}))


async def contents(store: Store) -> list[object]:
    return [
        (
            await store.revisions(server, STORY),
            await store.unanswered(server, STORY),
            await store.told_otherwise(server, STORY, "lamp", None),
            await store.draft(server, "lamp"),
            await store.server_settings(server),
        )
        for server in (HERE, THERE)
    ]


async def test_a_backup_goes_back_whole(store: Store, tmp_path: Path) -> None:
    """What came after it is gone; numbers go on where they were."""
    await fill(store)
    before = await contents(store)
    await store.backup(tmp_path / "backup.db")
    later = await store.append(HERE, STORY, says("boat", "Green."), ADA, 2)
    await store.restore(tmp_path / "backup.db")
    assert await contents(store) == before
    assert (await store.append(HERE, STORY, says("boat", "Green."), ADA, 2)).number > later.number


@pytest.mark.parametrize("source_kind", ["sqlite", "postgres"])
async def test_a_backup_fits_either_kind_of_database(
    source_kind: str, sqlite_url: str, postgres_url: str, tmp_path: Path
) -> None:
    urls = [sqlite_url, postgres_url]
    source, target = [await Store.open(url) for url in (urls if source_kind == "sqlite" else reversed(urls))]
    await fill(source)
    await target.append(HERE, STORY, says("lamp", "Candles."), TOM, None)
    await source.backup(tmp_path / "backup.db")
    await target.restore(tmp_path / "backup.db")
    assert await contents(target) == await contents(source)
    await target.append(HERE, STORY, says("new", "."), TOM, None)
    await target.note_question(HERE, STORY, "new?", "none", None)
    await source.close()
    await target.close()


async def test_a_backup_is_of_one_moment_though_edits_go_on(store: Store, tmp_path: Path) -> None:
    """Every import is in it whole or not at all."""
    stopped = asyncio.Event()

    async def write() -> None:
        server = 0
        while not stopped.is_set():
            server += 1
            await store.append_all(server, STORY, [says(f"r{part}", ".") for part in range(7)], ADA, None)

    writing = asyncio.create_task(write())
    for number in range(5):
        await asyncio.sleep(0.05)
        await store.backup(tmp_path / f"{number}.db")
    stopped.set()
    await writing
    for number in range(5):
        with closing(sqlite3.connect(tmp_path / f"{number}.db")) as backup:
            rows = backup.execute("SELECT count(*) FROM revisions GROUP BY server").fetchall()
        assert rows
        assert set(rows) == {(7,)}


async def test_a_backup_replaces_the_one_before(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "backup.db"
    await store.backup(path)
    await fill(store)
    await store.backup(path)
    before = await contents(store)
    await store.restore(path)
    assert await contents(store) == before
    assert not path.with_name("backup.db~").exists()


@pytest.mark.parametrize("step", STEPS[1:])
async def test_an_older_backup_is_brought_up_to_date(step: str, store: Store, tmp_path: Path) -> None:
    """And takes the place of everything, of what it knew nothing of too."""
    path = tmp_path / "old.db"
    await at_step(f"sqlite:///{path}", step)
    await fill(store)
    await store.restore(path)
    assert [revision.edit for revision in await store.latest(HERE, STORY)] == [Edit("boat", None, "abc")]
    assert await store.servers_known() == {HERE}
    assert await store.draft(HERE, "lamp") is None
    await store.keep_draft(HERE, "lamp", "{}")
    await store.note_told(HERE, STORY, 1, 2, "lamp", "old")


def break_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\x17" * 8192
    path.write_bytes(content)


def run(statement: str, path: Path) -> None:
    with closing(sqlite3.connect(path)) as backup, backup:
        backup.execute(statement)


def replace_by_another(path: Path) -> None:
    path.unlink()
    run("CREATE TABLE oil (price)", path)


BROKEN: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "no-database": lambda path: path.write_text("Buy whale oil.\n" * 1000),
    "cut-off": lambda path: path.write_bytes(path.read_bytes()[:-5000]),
    "broken-pages": break_pages,
    "another-program's": replace_by_another,
    "newer": lambda path: run(f"UPDATE {VERSION_TABLE} SET version_num = 'step_99'", path),  # noqa: S608
    "a-server-is-missing": lambda path: run("DELETE FROM servers", path),
    "no-record": lambda path: run("UPDATE revisions SET record = '{}' WHERE number = 3", path),
    "no-settings": lambda path: run("UPDATE servers SET settings = '{'", path),
    "no-moment": lambda path: run("UPDATE questions SET at = 'yesterday'", path),
    "no-json": lambda path: run("UPDATE revisions SET record = '{' WHERE number = 3", path),
}


@pytest.mark.parametrize("broken", BROKEN)
async def test_a_broken_backup_changes_nothing(broken: str, store: Store, tmp_path: Path) -> None:
    await fill(store)
    path = tmp_path / "backup.db"
    await store.backup(path)
    before = await contents(store)
    BROKEN[broken](path)
    with pytest.raises(StoreError) as refused:
        await store.restore(path)
    assert str(path) in str(refused.value)
    assert await contents(store) == before


async def test_the_database_is_not_its_own_backup(sqlite_url: str, tmp_path: Path) -> None:
    store = await Store.open(sqlite_url)
    with pytest.raises(StoreError, match="that is the database itself"):
        await store.backup(tmp_path / "rockybot.db")
    with pytest.raises(StoreError, match="the file can't be opened"):
        await store.backup(tmp_path / "nowhere" / "backup.db")
    with pytest.raises(StoreError, match="the file can't be opened"):
        await store.backup(tmp_path)
    await store.close()
