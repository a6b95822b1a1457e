"""The process outlives its connection, and ends when it is told to."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conversation import text_of
from loopback import CONTENT, Faults, LoopbackDiscord, pointed_at
from rockybot.bot import create_bot
from rockybot.bot.connection.supervising import supervise
from rockybot.errors import SetupError
from rockybot.settings import Settings

if TYPE_CHECKING:
    from loopback import Sent
    from loopback.server import Half
    from loopback_bot import Running
    from rockybot.app import Story

QUESTION = {"question": "what did the lamp burn"}


@pytest.mark.parametrize("half", ["api", "gateway"])
async def test_a_discord_that_is_down_at_the_start_is_waited_for(half: Half, running: Running) -> None:
    """Also at the very first connection."""
    async with LoopbackDiscord() as discord:
        await discord.refuse(half)
        async with running(discord) as task:
            await asyncio.sleep(0.5)
            assert not task.done()
            await discord.accept(half)
            await discord.events.until("READY", within=20)
            sent = await discord.slash("ask", QUESTION)
            assert await sent.reply() is not None


async def test_a_gateway_without_service_is_tried_again(running: Running) -> None:
    async with LoopbackDiscord() as discord:
        discord.events.unavailable = 2
        async with running(discord):
            await discord.events.until("READY", within=20)


async def test_a_network_that_is_away_for_a_while_ends_nothing(running: Running) -> None:
    async with LoopbackDiscord() as discord, running(discord) as task:
        await discord.events.until("READY")
        await discord.refuse("gateway")
        await discord.refuse("api")
        await discord.events.drop()
        await asyncio.sleep(1)
        assert not task.done()
        await discord.accept("api")
        await discord.accept("gateway")
        async with asyncio.timeout(30):
            while not discord.events.live:  # noqa: ASYNC110 - either a new session or the old one
                await asyncio.sleep(0.1)
        sent = await discord.slash("ask", QUESTION)
        assert await sent.reply() is not None


async def test_a_wrong_token_ends_it_with_the_mend(lighthouse: Story) -> None:
    async with LoopbackDiscord(token="another") as discord:  # noqa: S106 - opens nothing
        with pointed_at(discord), pytest.raises(SetupError, match=r"^Discord refuses the token: copy it anew"):
            await supervise(lambda: create_bot(Settings(), lighthouse), "wrong", asyncio.Event())


async def test_a_discord_out_of_reach_is_not_waited_for_with_what_is_no_token(lighthouse: Story) -> None:
    with pytest.raises(SetupError, match=r"^Discord can't be reached \(.*\), and would refuse the token: no dots$"):
        await supervise(lambda: create_bot(Settings(), lighthouse), "wrong", asyncio.Event(), doubt="no dots")


async def test_a_disallowed_intent_ends_it_with_the_mend(lighthouse: Story) -> None:
    settings = Settings.from_mapping({"ROCKYBOT_MESSAGE_CONTENT": "on"})
    async with LoopbackDiscord() as discord:
        with (
            pointed_at(discord),
            pytest.raises(SetupError, match=r"switch it on, .* or set ROCKYBOT_MESSAGE_CONTENT=off"),
        ):
            await supervise(lambda: create_bot(settings, lighthouse), "loopback", asyncio.Event())


async def test_a_connection_closed_for_good_ends_it_with_the_mend(lighthouse: Story) -> None:
    """No new one would fare better, and each costs one of a thousand a day."""
    async with LoopbackDiscord() as discord:
        with pointed_at(discord):
            running = asyncio.create_task(
                supervise(lambda: create_bot(Settings(), lighthouse), "loopback", asyncio.Event())
            )
            await discord.events.until("READY")
            (session,) = discord.events.live
            assert session.connection is not None
            await session.connection.close(code=4011)
            with pytest.raises(SetupError, match=r"\(4011\): .* ROCKYBOT_SHARDS"):
                await asyncio.wait_for(running, 10)


async def test_commands_that_discord_is_slow_to_take_keep_nobody_waiting(running: Running) -> None:
    async with LoopbackDiscord() as discord, running(discord):
        discord.rest.slow_commands = 30
        await discord.events.until("READY")
        sent = await discord.slash("ask", QUESTION)
        assert await sent.reply() is not None


async def test_what_arrives_while_it_stops_is_answered_too(running: Running) -> None:
    """As long as something is still on its way."""
    async with LoopbackDiscord(faults=Faults(server_error_twice=1)) as discord:
        async with running(discord):
            await discord.events.until("READY")
            first = await discord.slash("ask", QUESTION)
            await asyncio.sleep(0.05)
            stopping = asyncio.create_task(_ask_later(discord))
        assert await first.reply(0) is not None
        assert await (await stopping).reply(0) is not None


async def _ask_later(discord: LoopbackDiscord) -> Sent:
    await asyncio.sleep(0.02)
    return await discord.slash("ask", QUESTION)


async def test_an_allowed_intent_is_used(running: Running) -> None:
    channel = {"ROCKYBOT_MESSAGE_CONTENT": "on"}
    async with LoopbackDiscord(privileged=CONTENT) as discord, running(discord, **channel) as task:
        await discord.events.until("READY")
        assert not task.done()


async def test_commands_are_sent_to_discord_once(running: Running) -> None:
    """The next start finds them known, as Discord gives them back."""
    async with LoopbackDiscord() as discord:
        for start in (1, 2):
            async with running(discord):
                await discord.events.until("READY", start)
        assert discord.rest.counts["PUT applications"] == 1


async def test_as_many_shards_as_discord_advises_are_run(running: Running) -> None:
    """Without a setting; with one, those of the setting."""
    async with LoopbackDiscord(shards=2) as discord, running(discord):
        await discord.events.until("READY", 2, within=15)
    async with LoopbackDiscord(shards=8) as discord, running(discord, ROCKYBOT_SHARDS="0/3"):
        await discord.events.until("READY")
        assert [session.shards for session in discord.events.live] == [3]


async def test_what_is_on_its_way_arrives_before_it_stops(running: Running) -> None:
    async with LoopbackDiscord(faults=Faults(server_error_twice=1)) as discord:
        async with running(discord):
            await discord.events.until("READY")
            sent = await discord.slash("ask", QUESTION)
            await asyncio.sleep(0.05)
            stopped = time.monotonic()
        assert time.monotonic() - stopped < 5
        assert await sent.reply(0) is not None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_process_within_five_seconds(
    number: signal.Signals, fact_file: os.PathLike[str]
) -> None:
    """After it answered what was asked; exit status 0."""
    code = (
        "import sys; from yarl import URL\n"
        "from discord.http import Route; from discord.gateway import DiscordWebSocket\n"
        "Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = sys.argv[1], URL(sys.argv[2])\n"
        "from rockybot.cli import app; app(['run', '--pack', sys.argv[3]])"
    )
    async with LoopbackDiscord() as discord:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "ignore", "-c", code, discord.api, str(discord.gateway), str(fact_file)),
            env={**os.environ, "DISCORD_TOKEN": "loopback"},
            cwd=Path(fact_file).parent,
            stderr=asyncio.subprocess.PIPE,
        )
        await discord.events.until("READY", within=20)
        sent = await discord.slash("ask", QUESTION)
        assert await sent.reply() is not None
        assert sent.message is not None
        assert "whale oil" in text_of(sent.message["components"])

        process.send_signal(number)
        async with asyncio.timeout(5):
            _, log = await process.communicate()

        assert process.returncode == 0
        assert b"invite it with https://discord.com/oauth2/authorize?client_id=" in log
        assert b"Traceback" not in log
