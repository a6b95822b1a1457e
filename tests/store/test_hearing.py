"""Processes on one PostgreSQL hear of each other's edits, and miss none."""

from __future__ import annotations

import asyncio
import random
from contextlib import aclosing
from typing import TYPE_CHECKING

import pytest

from rockybot.errors import StoreError
from rockybot.store import Change, Overtaken, Revision, Store, hearing
from store.moderating import ADA, HERE, STORY, THERE, TOM, removes, says

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from rockybot.packs.revising import Edit
    from rockybot.store.database import Database
    from store.running_postgres import Postgres

WITHIN = 20
"""Seconds that a busy machine may take."""


@pytest.fixture(autouse=True)
def _calls_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is found by looking again after a while: it must have been heard."""
    monkeypatch.setattr(hearing, "QUIET_SECONDS", 3600)


class Listener:
    """A process that keeps every server's edits in mind, as the bot does."""

    def __init__(self, store: Store) -> None:
        self.heard: list[Change] = []
        self.packs: dict[int, dict[str, Edit]] = {}
        self._news = asyncio.Event()
        self._store = store
        self._task = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async with aclosing(self._store.changes(after=0)) as changes:
            async for change in changes:
                for revision in await self._patiently(change):
                    self.packs.setdefault(change.server, {})[revision.edit.record_id] = revision.edit
                self.heard.append(change)
                self._news.set()

    async def _patiently(self, change: Change) -> tuple[Revision, ...]:
        while True:
            try:
                return await self._store.latest(change.server, change.story)
            except StoreError:
                await asyncio.sleep(0.02)

    async def up_to(self, number: int) -> None:
        """Waits until a revision was heard of."""
        async with asyncio.timeout(WITHIN):
            while not self.heard or self.heard[-1].number < number:
                self._news.clear()
                await self._news.wait()

    async def stop(self) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])


@pytest.fixture
async def listener(postgres_url: str) -> AsyncIterator[Listener]:
    """Another process, that listens."""
    store = await Store.open(postgres_url)
    listener = Listener(store)
    yield listener
    await listener.stop()
    await store.close()


@pytest.fixture
async def writer(postgres_url: str, listener: Listener) -> AsyncIterator[Store]:
    """A process, whose edits are listened to."""
    del listener
    store = await Store.open(postgres_url)
    yield store
    await store.close()


async def test_an_edit_is_heard_when_it_is_kept(writer: Store, listener: Listener) -> None:
    for number in range(20):
        kept = await writer.append(HERE, STORY, says(f"r{number}", "."), ADA, None)
        await listener.up_to(kept.number)
        assert listener.heard[-1] == Change(HERE, STORY, kept.number)


async def test_an_import_is_heard_edit_by_edit(writer: Store, listener: Listener) -> None:
    kept = await writer.append_all(THERE, STORY, [says("lamp", "Gas."), removes("boat")], ADA, None)
    await listener.up_to(kept[-1].number)
    assert listener.heard == [Change(THERE, STORY, revision.number) for revision in kept]


async def test_an_edit_that_was_refused_is_not_heard(writer: Store, listener: Listener) -> None:
    await writer.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    with pytest.raises(Overtaken):
        await writer.append(HERE, STORY, says("lamp", "Petrol."), TOM, None)
    last = await writer.append(HERE, STORY, says("boat", "Green."), TOM, None)
    await listener.up_to(last.number)
    assert len(listener.heard) == 2


async def test_what_was_missed_with_a_broken_connection_is_caught_up(
    postgres: Postgres, postgres_url: str, writer: Store, listener: Listener
) -> None:
    """Each edit is heard once, in the order of the numbers."""
    kept = []
    for number in range(30):
        if number % 10 == 5:
            await postgres.cut(postgres_url)
        kept.append(await writer.append(HERE, STORY, says(f"r{number}", "."), ADA, None))
    await listener.up_to(kept[-1].number)
    assert [change.number for change in listener.heard] == [revision.number for revision in kept]


async def test_what_was_kept_before_a_server_went_down_is_heard_when_it_is_up(
    postgres: Postgres, writer: Store, listener: Listener
) -> None:
    first = await writer.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    await listener.up_to(first.number)
    postgres.stop()
    await asyncio.sleep(0.3)
    postgres.start()
    kept = await writer.append(HERE, STORY, says("lamp", "Petrol."), ADA, first.number)
    await listener.up_to(kept.number)
    assert [change.number for change in listener.heard] == [first.number, kept.number]


async def test_a_failure_that_nobody_thought_of_makes_nobody_deaf(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = await Store.open(postgres_url)
    kept = await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    listening, failures = hearing._listening, iter([RuntimeError("odd"), AttributeError("odder")])  # noqa: SLF001

    def odd(database: Database) -> object:
        for failure in failures:
            raise failure
        return listening(database)

    monkeypatch.setattr(hearing, "_listening", odd)
    assert (await asyncio.wait_for(anext(store.changes(after=0)), WITHIN)).number == kept.number
    assert "odder" in caplog.text
    await store.close()


async def test_one_hears_from_now_on_or_from_a_number(writer: Store) -> None:
    first, second, third = [await writer.append(HERE, STORY, says(f"r{n}", "."), ADA, None) for n in range(3)]
    behind = writer.changes(after=first.number)
    assert [(await anext(behind)).number for _ in range(2)] == [second.number, third.number]

    heard = asyncio.ensure_future(anext(writer.changes()))
    later: list[Revision] = []
    while not heard.done():  # from which moment on it listens is its own affair
        later.append(await writer.append(HERE, STORY, says(f"later {len(later)}", "."), ADA, None))
        await asyncio.wait([heard], timeout=0.1)
    assert heard.result() in [Change(HERE, STORY, revision.number) for revision in later]


async def insist(store: Store, server: int, edit: Edit, editor: int) -> None:
    """Makes an edit, whoever came first and however often the database is away."""
    seen = None
    while True:
        try:
            await store.append(server, STORY, edit, editor, seen)
        except Overtaken as overtaken:
            seen = overtaken.by.number
        except StoreError:
            await asyncio.sleep(0.01)
        else:
            return


async def test_two_processes_end_with_the_same_whatever_breaks(postgres: Postgres, postgres_url: str) -> None:
    """Random edits in both, random disconnects of both."""
    stores = [await Store.open(postgres_url) for _ in range(2)]
    listeners = [Listener(store) for store in stores]
    chance = random.Random(4)  # noqa: S311 - nothing secret

    async def moderate(store: Store, editor: int) -> None:
        for number in range(60):
            record_id = f"r{chance.randrange(8)}"
            edit = removes(record_id) if number % 5 == 0 else says(record_id, f"{editor} {number}")
            await insist(store, chance.choice((HERE, THERE)), edit, editor)

    async def disturb() -> None:
        for _ in range(8):
            await asyncio.sleep(chance.random() / 10)
            await postgres.cut(postgres_url)

    await asyncio.gather(moderate(stores[0], ADA), moderate(stores[1], TOM), disturb())
    for listener in listeners:
        await listener.up_to(await stores[0].head())
    truth = {
        server: {revision.edit.record_id: revision.edit for revision in await stores[0].latest(server, STORY)}
        for server in (HERE, THERE)
    }
    for listener, store in zip(listeners, stores, strict=True):
        assert listener.packs == truth
        await listener.stop()
        await store.close()


async def test_sqlite_has_nobody_else_to_hear(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    assert [change async for change in store.changes(after=0)] == []
    await store.close()
