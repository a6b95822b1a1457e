"""Every earlier database becomes this version's, and nothing of it is lost."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from rockybot.errors import StoreError
from rockybot.packs.revising import Edit
from rockybot.store import ServerSettings, Store
from rockybot.store.migrating import MIGRATIONS, STEPS, VERSION_TABLE, copy_file, migrate, step_of
from rockybot.store.opening import opened
from rockybot.store.schema import metadata
from store.earlier_versions import at_step, unmigrated
from store.moderating import ADA, HERE, STORY, says

if TYPE_CHECKING:
    from pathlib import Path

OPEN = (
    "import asyncio, sys; from rockybot.store import Store; asyncio.run(asyncio.run(Store.open(sys.argv[1])).close())"
)


async def set_step(url: str, step: str) -> None:
    database = unmigrated(url)
    async with database.writing() as connection:
        await connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '{step}'"))  # noqa: S608
    await database.close()


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.before-*"))


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize("step", STEPS)
async def test_every_earlier_database_becomes_this_versions(step: str, url: str, tmp_path: Path) -> None:
    """With what stood in it. A copy of an SQLite file as it was is kept beside it."""
    await at_step(url, step)
    store = await Store.open(url)
    if step != STEPS[0]:
        (revision,) = await store.latest(HERE, STORY)
        assert (revision.edit, revision.editor) == (Edit("boat", None, "abc"), ADA)
    assert [question.text for question in await store.unanswered(HERE, STORY)] == ["who?"] * (step >= "step_03")
    assert [told.message for told in await store.told_otherwise(HERE, "", "boat", None)] == [11] * (step >= "step_04")
    assert await store.server_settings(HERE) == ServerSettings()
    await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    await store.note_question(HERE, STORY, "who?", "none", None)
    await store.note_told(HERE, STORY, 1, 2, "lamp", "old")
    await store.keep_draft(HERE, "lamp", "{}")
    await store.close()
    assert len(copies(tmp_path)) == (url.startswith("sqlite") and step != STEPS[-1])


async def test_the_steps_lead_to_the_tables_that_the_code_knows(url: str) -> None:
    """And each follows the one before it."""
    scripts = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    assert tuple(reversed(scripts)) == STEPS
    database = await opened(url)
    async with database.reading() as connection:
        differences = await connection.run_sync(
            lambda real: compare_metadata(
                MigrationContext.configure(real, opts={"version_table": VERSION_TABLE}), metadata
            )
        )
    assert differences == []
    await database.close()


async def test_a_database_of_a_newer_version_is_refused(url: str) -> None:
    """And left as it is."""
    await at_step(url, STEPS[-1])
    await set_step(url, "step_99_future")
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"of a newer version .*`step_99_future`.*; update rockybot"):
            await Store.open(url, read_only=read_only)
    database = unmigrated(url)
    assert await step_of(database) == "step_99_future"
    await database.close()


async def test_who_only_reads_changes_nothing(url: str) -> None:
    await at_step(url, STEPS[1])
    with pytest.raises(StoreError, match="of an older version; start rockybot once"):
        await Store.open(url, read_only=True)


async def test_a_step_that_fails_leaves_the_database_as_it_was(url: str) -> None:
    """None of the steps before it is taken either."""
    await at_step(url, STEPS[0])
    database = unmigrated(url)
    async with database.writing() as connection:
        await connection.execute(text("CREATE TABLE told (in_the_way integer)"))
    with pytest.raises(StoreError, match="the database refused"):
        await migrate(database)
    async with database.reading() as connection:
        names = await connection.run_sync(lambda real: inspect(real).get_table_names())
    assert await step_of(database) == STEPS[0]
    assert set(names) == {"servers", "told", VERSION_TABLE}
    await database.close()


@pytest.mark.parametrize("name", ["rockybot.db", "rocky [1]*.db"])
async def test_three_copies_are_kept_and_each_is_what_was(name: str, tmp_path: Path) -> None:
    old, file = tmp_path / "old.db", tmp_path / name
    sqlite_url = f"sqlite:///{file}"
    await at_step(sqlite_url, STEPS[3])
    copy_file(file, old)
    for _ in range(5):
        shutil.copy(old, file)
        await (await Store.open(sqlite_url)).close()
    kept = copies(tmp_path)
    assert len(kept) == 3
    for copy in kept:
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone() == (STEPS[3],)  # noqa: S608
    assert not [left for left in names(tmp_path) if left.endswith("~")]


async def test_a_new_database_needs_no_copy(sqlite_url: str, tmp_path: Path) -> None:
    await (await Store.open(sqlite_url)).close()
    await (await Store.open(sqlite_url)).close()
    assert names(tmp_path) == ["rockybot.db", "rockybot.db.lock"]


async def test_processes_that_start_together_migrate_once(postgres_url: str) -> None:
    starting = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", OPEN, postgres_url, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    stores = await asyncio.gather(*(Store.open(postgres_url) for _ in range(5)))
    for process in starting:
        _, said = await process.communicate()
        assert process.returncode == 0, said.decode()
    await asyncio.gather(*(store.close() for store in stores))
