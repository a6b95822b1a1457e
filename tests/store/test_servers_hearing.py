"""Bots on one PostgreSQL tell each other's edits, whatever breaks meanwhile."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import asyncpg  # type: ignore[import-untyped] # it carries no types
import pytest

from lighthouse import FACTS
from rockybot.app import Story
from rockybot.errors import StoreError
from rockybot.matching import Answerer
from rockybot.packs import Pack
from rockybot.servers import Edition, Servers
from rockybot.servers import hearing as retrying
from rockybot.store import Overtaken, Store, hearing
from store.moderating import ADA, HERE, STORY, THERE, TOM

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from rockybot.packs import Fact
    from rockybot.store import Revision
    from store.running_postgres import Postgres

LAMP, STORM = FACTS[4], FACTS[6]
FILE = Pack("The keeper", (LAMP, STORM))
QUESTION = "what did the lamp burn"
WITHIN = 20
"""Seconds that a busy machine may take."""


@pytest.fixture(autouse=True)
def _calls_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is found by looking again after a while: it must have been heard."""
    monkeypatch.setattr(hearing, "QUIET_SECONDS", 3600)
    monkeypatch.setattr(retrying, "RETRY_SECONDS", 0.05)


@asynccontextmanager
async def bot(url: str) -> AsyncIterator[Servers]:
    """A process that serves the lighthouse and hears of others."""
    store = await Store.open(url)
    servers = Servers(Story(Answerer(FILE)), store, STORY)
    await servers.load()
    hears = asyncio.create_task(servers.keep_up())
    yield servers
    assert not hears.done(), "it went deaf"
    hears.cancel()
    await asyncio.wait([hears])
    await store.close()


async def say(servers: Servers, server: int, answer: str, fact: Fact = LAMP, editor: int = ADA) -> Revision:
    """An edit of a fact, on top of whatever it is."""
    edition = Edition(server, STORY)
    seen = await servers.seen(edition, fact.id)
    edit = servers.edit_of(edition, fact.id, replace(fact, answer=answer))
    return await servers.keep(edition, edit, editor, seen.number if seen else None)


async def told(servers: Servers, server: int) -> str:
    return (await servers.told(Edition(server, STORY))).ask(QUESTION).reply.text


async def until_told(servers: Servers, server: int, answer: str) -> None:
    async with asyncio.timeout(WITHIN):
        while await told(servers, server) != answer:  # noqa: ASYNC110 - what is told has no event
            await asyncio.sleep(0.01)


async def test_an_edit_in_one_process_is_told_by_the_other(postgres_url: str) -> None:
    async with bot(postgres_url) as one, bot(postgres_url) as two:
        await say(one, HERE, "Gas.")
        await until_told(two, HERE, "Gas.")
        await say(two, HERE, "Petrol.", editor=TOM)
        await until_told(one, HERE, "Petrol.")
        assert await told(one, THERE) == await told(two, THERE) == LAMP.answer


async def test_two_processes_end_with_the_same_packs_whatever_breaks(postgres: Postgres, postgres_url: str) -> None:
    """Random edits in both, random disconnects of both."""
    chance = random.Random(7)  # noqa: S311 - nothing secret

    async def moderate(servers: Servers, editor: int) -> None:
        for number in range(40):
            server, fact = chance.choice((HERE, THERE)), chance.choice((LAMP, STORM))
            while True:
                try:
                    await say(servers, server, f"{editor} {number}", fact, editor)
                except (Overtaken, StoreError):
                    await asyncio.sleep(0.01)
                else:
                    break

    async def disturb() -> None:
        for _ in range(8):
            await asyncio.sleep(chance.random() / 10)
            await postgres.cut(postgres_url)

    async with bot(postgres_url) as one, bot(postgres_url) as two:
        await asyncio.gather(moderate(one, ADA), moderate(two, TOM), disturb())
        for server in (HERE, THERE):
            edition = Edition(server, STORY)
            in_force = {revision.edit for revision in await one.store.latest(server, STORY)}
            async with asyncio.timeout(WITHIN):
                while not set(one.edits(edition)) == set(two.edits(edition)) == in_force:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            assert (await one.told(edition)).pack == (await two.told(edition)).pack


async def test_while_the_database_is_away_all_is_told_from_memory(postgres: Postgres, postgres_url: str) -> None:
    """An edit is refused clearly; made again when it is back, it is kept, and told by all."""
    async with bot(postgres_url) as one, bot(postgres_url) as two:
        await say(one, HERE, "Gas.")
        await until_told(two, HERE, "Gas.")
        postgres.stop()
        try:
            with pytest.raises(StoreError, match="the database can't be reached"):
                await say(two, HERE, "Petrol.")
            assert await told(one, HERE) == await told(two, HERE) == "Gas."
        finally:
            postgres.start()
        await say(two, HERE, "Petrol.")
        await until_told(one, HERE, "Petrol.")


async def test_a_server_that_cannot_be_read_keeps_no_other_waiting(
    postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """As when a later version wrote there. It is tried again until it can be read, and told of once."""
    async with bot(postgres_url) as one, bot(postgres_url) as two:
        await say(one, HERE, "Gas.")
        await until_told(two, HERE, "Gas.")
        connection = await asyncpg.connect(postgres_url)
        (whole,) = await connection.fetch("SELECT record FROM revisions")
        await connection.execute("UPDATE revisions SET record = '{\"id\": 1}'")
        await one.store.append(HERE, STORY, one.edit_of(Edition(HERE, STORY), STORM.id, None), ADA, None)
        await say(one, THERE, "Petrol.")
        await until_told(two, THERE, "Petrol.")
        assert await told(two, HERE) == "Gas."

        await asyncio.sleep(0.2)
        assert caplog.text.count("aren't told yet") == 2, "each process says so once"
        await connection.execute(
            "UPDATE revisions SET record = $1 WHERE record IS NOT NULL AND server = $2", whole[0], HERE
        )
        await connection.close()
        async with asyncio.timeout(WITHIN):
            while len(two.edits(Edition(HERE, STORY))) < 2:  # noqa: ASYNC110 - what is told has no event
                await asyncio.sleep(0.01)


async def test_an_import_is_read_anew_at_once(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not edit by edit: of a large one, that would take minutes."""
    edition = Edition(HERE, STORY)
    async with bot(postgres_url) as one, bot(postgres_url) as two:
        reads: Counter[Edition] = Counter()
        reload = two.reload

        async def counted(read: Edition) -> None:
            reads[read] += 1
            await reload(read)

        monkeypatch.setattr(two, "reload", counted)
        edits = [one.edit_of(edition, f"lamp-{number}", replace(LAMP, id=f"lamp-{number}")) for number in range(300)]
        await one.keep_all(edition, edits, ADA, None)
        await say(one, THERE, "Gas.")
        await until_told(two, THERE, "Gas.")
        assert len(two.edits(edition)) == len(edits)
        assert 1 <= reads[edition] <= 2


async def test_what_is_kept_here_is_not_taken_back_by_what_was_read_before_it(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process's edit is being read while one is kept here."""
    edition = Edition(HERE, STORY)
    store = await Store.open(postgres_url)
    servers = Servers(Story(Answerer(FILE)), store, STORY)
    latest = store.latest

    async def slowly(server: int, story: str) -> tuple[Revision, ...]:
        found = await latest(server, story)
        monkeypatch.setattr(store, "latest", latest)
        await say(servers, HERE, "Gas.")
        return found

    monkeypatch.setattr(store, "latest", slowly)
    await servers.reload(edition)
    assert await told(servers, HERE) == "Gas."
    await store.close()
