"""`rockybot facts`, `backup` and `restore` on a PostgreSQL that a bot uses meanwhile."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from rockybot.app import Story
from rockybot.servers import Edition, Servers
from rockybot.store import Store
from store.running_postgres import Postgres, running_postgres

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from command_line import Run

SERVER, NAME = 900000000000000001, "grey-rock"
HERE = ("--server", str(SERVER), "--pack", "grey-rock.yaml")
EDITION = Edition(SERVER, NAME)
QUESTION = "what did Tom do for a living"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """The server, started once."""
    with running_postgres() as server:
        yield server


@pytest.fixture
async def url(postgres: Postgres, folder: Path) -> str:
    """An empty database, which the settings name."""
    url = await postgres.new_database()
    (folder / ".env").write_text(f"ROCKYBOT_DATABASE_URL={url}\n", "utf-8")
    return url


@pytest.fixture
async def bot(url: str, folder: Path) -> AsyncIterator[Servers]:
    """What a running bot tells, as it hears of others."""
    store = await Store.open(url)
    servers = Servers(Story.open(folder / "grey-rock.yaml"), store, NAME)
    await servers.load()
    hears = asyncio.create_task(servers.keep_up())
    yield servers
    hears.cancel()
    await asyncio.wait([hears])
    await store.close()


async def until_told(servers: Servers, answer: str) -> None:
    async with asyncio.timeout(20):
        while (await servers.told(EDITION)).ask(QUESTION).reply.text != answer:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.01)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


async def test_all_is_done_beside_a_bot_that_tells_it_at_once(rockybot: Run, folder: Path, bot: Servers) -> None:
    async def shell(*words: str) -> str:
        done = await asyncio.to_thread(rockybot, *words)
        assert done.status == 0, done.err
        return done.out

    await shell("facts", "export", *HERE, "-o", "in.yaml")
    change(folder / "in.yaml", "Tom Finch was a baker.", "Tom Finch baked bread.")
    assert (await shell("facts", "import", "in.yaml", *HERE)).endswith("nothing was kept yet: run again with --yes\n")
    assert (await shell("facts", "import", "in.yaml", *HERE, "--yes")).endswith("1 changed; kept\n")
    await until_told(bot, "Tom Finch baked bread.")
    await shell("backup", "copy.db")

    change(folder / "in.yaml", "Tom Finch baked bread.", "Tom Finch baked cakes.")
    await shell("facts", "import", "in.yaml", *HERE, "--yes")
    await until_told(bot, "Tom Finch baked cakes.")
    newest, first = json.loads(await shell("facts", "history", *HERE, "--json"))
    assert newest["fields"] == [
        {"field": "answer", "removed": ["Tom Finch baked bread."], "added": ["Tom Finch baked cakes."]}
    ]

    await shell("restore", "copy.db", "--yes")
    assert json.loads(await shell("facts", "history", *HERE, "--json")) == [first]
    assert "Tom Finch baked bread." in await shell("facts", "export", *HERE)
    assert "it can be read; the newest revision is " in (await asyncio.to_thread(rockybot, "doctor")).out
    # Numbers go on behind those that were lost, so that a bot that runs on hears of whatever comes.
    change(folder / "in.yaml", "Tom Finch baked cakes.", "Tom Finch baked pies.")
    await shell("facts", "import", "in.yaml", *HERE, "--yes")
    await until_told(bot, "Tom Finch baked pies.")


async def test_while_the_database_is_away_each_command_says_so(
    rockybot: Run, folder: Path, postgres: Postgres, url: str
) -> None:
    """In one line; the address stays a secret."""
    await (await Store.open(url)).close()
    postgres.stop()
    try:
        for words in (("facts", "export", *HERE), ("facts", "import", "grey-rock.yaml", *HERE), ("backup", "copy.db")):
            outcome = await asyncio.to_thread(rockybot, *words)
            assert outcome.status == 2
            assert outcome.out == ""
            assert "the database can't be reached; see whether PostgreSQL runs and the address is right" in outcome.err
    finally:
        postgres.start()
    assert not (folder / "copy.db").exists()
    assert (await asyncio.to_thread(rockybot, "backup", "copy.db")).status == 0
