"""What is kept about whom, and how it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import BigInteger, Connection, MetaData, inspect, select

from rockybot.store import Kept, Purged, Retention, ServerSettings, Store
from rockybot.store.migrating import VERSION_TABLE
from rockybot.store.opening import opened
from rockybot.store.privacy import user_columns
from rockybot.store.schema import ChannelId, MessageId, ServerId, UserId, metadata
from store.moderating import ADA, HERE, STORY, THERE, TOM, says

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime.now(UTC)
MONTH = timedelta(days=30)
COUNTERS = {"revisions.number", "questions.id"}


async def looked_at(url: str, look: Callable[[Connection], Any]) -> Any:
    """What is seen in the database itself, past the store."""
    database = await opened(url, read_only=True)
    async with database.reading() as connection:
        seen = await connection.run_sync(look)
    await database.close()
    return seen


def values(connection: Connection) -> dict[str, set[str]]:
    """All that stands in the real tables: column → its values as text."""
    real = MetaData()
    real.reflect(connection)
    return {
        str(column): {str(value) for value in connection.scalars(select(column))}
        for table in real.sorted_tables
        for column in table.c
    }


async def fill(store: Store) -> None:
    """Something of everything, by two moderators in two servers."""
    for server in (HERE, THERE):
        await store.append(server, STORY, says("lamp", "Gas."), ADA, None)
        await store.append(server, STORY, says("storm", "It came."), TOM, None)
        await store.note_question(server, STORY, f"who is <@{ADA}>?", "none", None)
        await store.note_told(server, STORY, 1, server + 10, "lamp", "old")
        await store.keep_draft(server, "lamp", "{}")
        await store.change_settings(server, lambda now: replace(now, log_channel=5))


async def test_the_real_schema_has_no_number_that_is_not_declared(store: Store, url: str) -> None:
    """Each big number of the real tables is an id of a declared kind, or counts rows; so no user's id hides."""
    del store

    def look(connection: Connection) -> set[str]:
        tables = [name for name in inspect(connection).get_table_names() if name != VERSION_TABLE]
        columns = [(name, column) for name in tables for column in inspect(connection).get_columns(name)]
        return {f"{name}.{column['name']}" for name, column in columns if isinstance(column["type"], BigInteger)}

    declared = {
        str(column)
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, ServerId | ChannelId | MessageId | UserId)
    }
    assert await looked_at(url, look) - COUNTERS == declared
    assert [str(column) for column in user_columns()] == ["revisions.editor"]


async def test_a_person_stands_nowhere_but_where_it_is_said(store: Store, url: str) -> None:
    await fill(store)
    stands = {column for column, found in (await looked_at(url, values)).items() if any(str(ADA) in v for v in found)}
    assert stands == {"revisions.editor"}
    assert await store.kept_about(ADA) == (Kept("revisions", "editor", 2),)
    assert await store.kept_about(123) == (Kept("revisions", "editor", 0),)


async def test_a_person_can_be_forgotten(store: Store, url: str) -> None:
    """What they did stays, without them; nobody else is touched."""
    await fill(store)
    assert await store.forget(ADA) == 2
    assert not any(str(ADA) in value for found in (await looked_at(url, values)).values() for value in found)
    assert [revision.editor for revision in await store.latest(HERE, STORY)] == [0, TOM]
    assert await store.forget(ADA) == 0


async def test_a_server_that_was_left_goes_after_thirty_days(store: Store, url: str) -> None:
    """With everything, and nothing of any other."""
    await fill(store)
    await store.server_left(HERE, NOW)
    assert await store.servers_left() == {HERE}
    assert await store.purge(NOW + MONTH - timedelta(seconds=1)) == Purged(frozenset(), 0, 0, 2)
    assert len(await store.latest(HERE, STORY)) == 2

    assert await store.purge(NOW + MONTH) == Purged(frozenset((HERE,)), 0, 0, 0)
    assert not any(str(HERE) in value for found in (await looked_at(url, values)).values() for value in found)
    assert await store.server_settings(HERE) == ServerSettings()
    assert len(await store.latest(THERE, STORY)) == len(await store.told_otherwise(THERE, STORY, "lamp", None)) + 1 == 2


async def test_a_server_that_comes_back_keeps_everything(store: Store) -> None:
    await fill(store)
    await store.server_left(HERE, NOW)
    await store.server_left(HERE, NOW + MONTH)  # told twice, the first counts
    await store.server_back(HERE)
    assert await store.servers_left() == frozenset()
    assert (await store.purge(NOW + MONTH)).servers == frozenset()
    assert len(await store.latest(HERE, STORY)) == 2


async def test_silence_is_no_farewell(store: Store) -> None:
    """Years without a word are an outage, and an outage takes nothing away but what expires."""
    await fill(store)
    purged = await store.purge(NOW + 100 * MONTH)
    assert purged == Purged(frozenset(), questions=2, told=2, drafts=2)
    assert len(await store.latest(HERE, STORY)) == 2
    assert await store.unanswered(HERE, STORY) == ()


@pytest.mark.parametrize("days", [6, 8, 29, 31, 91])
async def test_drafts_told_answers_and_questions_expire(days: int, store: Store) -> None:
    await fill(store)
    gone = Purged(frozenset(), questions=2 * (days > 90), told=2 * (days > 30), drafts=2 * (days > 7))
    assert await store.purge(NOW + timedelta(days=days)) == gone


@pytest.mark.parametrize(("days", "told"), [(0, 0), (7, 7), (30, 30), (90, 30)])
def test_who_says_how_long_questions_are_kept_keeps_told_answers_no_longer(days: int, told: int) -> None:
    assert Retention.of_days(days) == Retention(questions=timedelta(days=days), told=timedelta(days=told))


async def test_what_is_kept_is_what_the_real_tables_hold(store: Store, url: str) -> None:
    def look(connection: Connection) -> dict[str, set[str]]:
        real = inspect(connection)
        return {table: {column["name"] for column in real.get_columns(table)} for table in real.get_table_names()}

    real = await looked_at(url, look)
    del real[VERSION_TABLE]
    assert {table.name: set(table.columns) for table in store.tables()} == real
    assert {(table.name, column) for table in store.tables() for column in table.about} == {("revisions", "editor")}


async def test_what_expires_says_when(url: str) -> None:
    retention = Retention.of_days(14)
    store = await Store.open(url, retention=retention)
    assert store.retention == retention
    assert {table.name: table.retention.days for table in store.tables() if table.retention} == {
        "questions": 14,
        "told": 14,
        "drafts": 7,
    }
    await store.close()


async def test_servers_that_were_not_left_are_known(store: Store) -> None:
    await fill(store)
    assert await store.servers_known() == {HERE, THERE}
    await store.server_left(HERE, NOW)
    assert await store.servers_known() == {THERE}


async def test_a_number_is_never_given_twice(store: Store) -> None:
    """Not even when the newest revisions went with their server: who listens would take the next for an old one."""
    await fill(store)
    newest = await store.head()
    await store.server_left(THERE, NOW)
    await store.purge(NOW + MONTH)
    assert (await store.append(HERE, STORY, says("boat", "Green."), ADA, None)).number > newest
