"""Which database is opened, and by whom."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from rockybot.errors import StoreError
from rockybot.store import Store
from rockybot.store.opening import opened, postgres_database
from store.moderating import ADA, HERE, STORY, TOM, says

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLDER = """
import asyncio, sys
from rockybot.store import Store

async def hold():
    store = await Store.open(sys.argv[1])
    print("open", flush=True)
    await asyncio.sleep(3600)

asyncio.run(hold())
"""


@pytest.fixture
def another_process(sqlite_url: str) -> Iterator[subprocess.Popen[str]]:
    """Another rockybot that has the file."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, sqlite_url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


async def test_without_an_address_the_store_is_a_file_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = await Store.open()
    await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    await store.close()
    assert (tmp_path / "rockybot.db").is_file()
    assert store.where == str(tmp_path / "rockybot.db")


async def test_a_second_process_is_refused_until_the_first_is_gone(
    another_process: subprocess.Popen[str], sqlite_url: str
) -> None:
    """However it went: the system frees the lock of a process that was killed."""
    with pytest.raises(StoreError, match="another rockybot uses this database; stop that one first") as refused:
        await Store.open(sqlite_url)
    assert "\n" not in str(refused.value)

    another_process.send_signal(signal.SIGKILL)
    another_process.wait()
    await (await Store.open(sqlite_url)).close()


async def test_a_process_holds_one_lock_whatever_the_file_is_called(sqlite_url: str, tmp_path: Path) -> None:
    """Until the last of its stores is closed."""
    first = await Store.open(sqlite_url)
    (tmp_path / "link.db").symlink_to(tmp_path / "rockybot.db")
    second = await Store.open(f"sqlite:///{tmp_path / 'link.db'}")
    await first.close()
    assert is_held(tmp_path / "rockybot.db.lock")
    await second.close()
    assert not is_held(tmp_path / "rockybot.db.lock")


def is_held(lock: Path) -> bool:
    """Whether another connection finds the lock taken."""
    with closing(sqlite3.connect(lock, timeout=0, isolation_level=None)) as other:
        try:
            other.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return True
        return False


async def test_who_only_reads_may_do_so_beside_the_process_that_writes(
    another_process: subprocess.Popen[str], sqlite_url: str, tmp_path: Path
) -> None:
    """A backup can be taken while the bot runs; nothing can be written."""
    assert another_process.poll() is None
    reader = await Store.open(sqlite_url, read_only=True)
    assert await reader.latest(HERE, STORY) == ()
    await reader.backup(tmp_path / "backup.db")
    with pytest.raises(StoreError, match="opened to be read only"):
        await reader.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    await reader.close()


async def test_reading_makes_no_file(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such file"):
        await Store.open(sqlite_url, read_only=True)
    assert not (tmp_path / "rockybot.db").exists()


async def test_sqlite_is_set_up_to_keep_what_it_acknowledged(sqlite_url: str) -> None:
    database = await opened(sqlite_url)
    async with database.reading() as connection:
        found = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    await database.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://host/name", "`mysql:…`: no database that rockybot knows; write sqlite:///rockybot.db or postgresql:"),
        ("rockybot.db", "no database that rockybot knows"),
        ("sqlite:rockybot.db", "no database that rockybot knows"),
        ("sqlite://", "no database that rockybot knows"),
        ("sqlite:///:memory:", "no database that rockybot knows"),
        ("sqlite:////nowhere/at/all/rockybot.db", "the file can't be opened; see that its folder exists"),
        ("postgresql://ada:secret@127.0.0.1:1/rocky", "PostgreSQL rocky on 127.0.0.1: the database can't be reached"),
        ("postgresql+asyncpg://ada:secret@127.0.0.1:1/rocky", "PostgreSQL rocky on 127.0.0.1: the database can't"),
        ("postgres://ada:secret@127.0.0.1:port/rocky", "PostgreSQL rocky on 127.0.0.1: the address can't be read"),
        ("postgresql://ada:secret@[::1/rocky", "PostgreSQL: the address can't be read"),
        ("postgresql://ada:se#secret@127.0.0.1/rocky", "the address can't be read"),
        ("postgresql://127.0.0.1:1/secret@127.0.0.1/rocky", "PostgreSQL: the database can't be reached"),
        ("postgresql:///rocky?host=/nowhere", "PostgreSQL rocky on /nowhere: the database can't be reached"),
    ],
)
async def test_an_address_that_leads_nowhere_is_refused_with_its_mend(url: str, said: str) -> None:
    """And without the password in it."""
    with pytest.raises(StoreError) as refused:
        await Store.open(url)
    assert said in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_database_shows_no_password() -> None:
    assert "secret" not in repr(postgres_database("postgresql://ada:secret@127.0.0.1/rocky"))


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Buy whale oil.\n" * 100)
    with pytest.raises(StoreError, match="damaged, or no database; restore a backup, or name another file"):
        await Store.open(f"sqlite:///{tmp_path / 'notes.txt'}")
    assert (tmp_path / "notes.txt").read_text() == "Buy whale oil.\n" * 100


async def test_a_lock_that_cannot_be_taken_is_named(sqlite_url: str, tmp_path: Path) -> None:
    lock = tmp_path / "rockybot.db.lock"
    lock.write_text("Buy whale oil.\n" * 100)
    with pytest.raises(StoreError, match=r"rockybot\.db\.lock: the file is damaged, or no database"):
        await Store.open(sqlite_url)
    lock.unlink()
    lock.mkdir()
    with pytest.raises(StoreError, match=r"rockybot\.db\.lock: the file can't be opened"):
        await Store.open(sqlite_url)


async def test_who_has_no_asyncpg_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(StoreError, match=r"PostgreSQL needs asyncpg; /.*python.* -m pip install asyncpg$"):
        await Store.open("postgresql://127.0.0.1/rocky")


async def test_what_cannot_be_reached_is_asked_for_in_words(postgres_url: str) -> None:
    with pytest.raises(StoreError, match="there is no such database; create it"):
        await Store.open(postgres_url.replace("/database_", "/nothing_"))
    with pytest.raises(StoreError, match="refuses the user or the password"):
        await Store.open(postgres_url.replace("postgres:@", "tom:@"))


async def test_servers_of_two_processes_share_one_postgresql(postgres_url: str) -> None:
    first, second = await Store.open(postgres_url), await Store.open(postgres_url)
    kept = await first.append(HERE, STORY, says("lamp", "Gas."), TOM, None)
    assert await second.latest(HERE, STORY) == (kept,)
    assert first.where.startswith("PostgreSQL database_")
    await first.close()
    await second.close()
