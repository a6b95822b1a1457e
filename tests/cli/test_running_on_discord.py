"""`rockybot run` as a process, on a loopback Discord."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from command_line import PACK
from conversation import text_of
from loopback import GUILD, LoopbackDiscord
from rockybot.packs import read_pack
from rockybot.packs.revising import Edit, digest
from rockybot.store import Store

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from pathlib import Path

    from command_line import Run

RUN = (
    "import sys; from yarl import URL\n"
    "from discord.http import Route; from discord.gateway import DiscordWebSocket\n"
    "Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = sys.argv[1], URL(sys.argv[2])\n"
    "from rockybot.cli import app; app(['run'])"
)
SETTINGS = {"DISCORD_TOKEN": "loopback", "ROCKYBOT_PACK": "grey-rock.yaml", "ROCKYBOT_STORIES": "."}
WITHIN = 20
"""Seconds that a busy machine may take."""


@asynccontextmanager
async def running(discord: LoopbackDiscord, folder: Path) -> AsyncIterator[Process]:
    """The bot, ready; it ends by itself when it is asked to."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ROCKYBOT_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "ignore", "-c", RUN, discord.api, str(discord.gateway)),
        env=environment | SETTINGS | {"HOME": str(folder / "home"), "XDG_CACHE_HOME": str(folder / "cache")},
        cwd=folder,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        await discord.events.until("READY", within=WITHIN)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), WITHIN)
    assert process.returncode == 0


async def answer(discord: LoopbackDiscord, question: str) -> str:
    sent = await discord.slash("ask", {"question": question})
    assert await sent.reply() is not None
    assert sent.message is not None
    return text_of(sent.message["components"])


async def test_a_server_is_told_the_story_that_it_chose_with_its_edits(rockybot: Run, folder: Path) -> None:
    """A broken story keeps nobody from it, and is found once it is mended; a saved file is told on, under the edits."""
    harbour = folder / "harbour.yaml"
    harbour.write_text(PACK.replace("Tom Finch was a baker.", "Tom was a fisherman."), "utf-8")
    (folder / "broken.yaml").write_text("title: X\nfacts: [\n", "utf-8")
    years = read_pack(harbour).facts[0]
    edited = Edit(years.id, replace(years, answer="For ever."), digest(years))
    store = await Store.open(f"sqlite:///{folder / 'rockybot.db'}")
    await store.change_settings(GUILD.id, lambda chosen: replace(chosen, story="harbour"))
    await store.append(GUILD.id, "harbour", edited, 7, None)
    await store.close()

    async with LoopbackDiscord() as discord, running(discord, folder) as process:
        assert "Tom was a fisherman." in await answer(discord, "tom job")
        assert "For ever." in await answer(discord, "years of ada as keeper")

        refused = await asyncio.to_thread(rockybot, "restore", "rockybot.db", "--yes")
        assert "another rockybot uses this database" in refused.err

        (folder / "broken.yaml").write_text(PACK, "utf-8")
        harbour.write_text(harbour.read_text("utf-8").replace("Tom was a fisherman.", "Tom mended nets."), "utf-8")
        async with asyncio.timeout(WITHIN):
            while "Tom mended nets." not in await answer(discord, "tom job"):  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.1)
        assert "For ever." in await answer(discord, "years of ada as keeper")
        assert process.stderr is not None
        log = ""
        async with asyncio.timeout(WITHIN):
            while "broken.yaml: servers may choose it from now on" not in log:
                log += (await process.stderr.readline()).decode()

    log += (await process.stderr.read()).decode()
    assert "broken.yaml: left out; `rockybot check` shows all" in log
    assert "Traceback" not in log
