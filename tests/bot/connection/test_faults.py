"""Whatever goes wrong on the way, a member hears something, and the process goes on."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Any

import pytest

from conversation import text_of
from loopback import ALICE, Faults, LoopbackDiscord

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from loopback import Sent
    from loopback_bot import Running

QUESTION = {"question": "what did the lamp burn"}


async def asked(discord: LoopbackDiscord) -> str:
    """What the bot answers."""
    sent = await discord.slash("ask", QUESTION)
    body = await sent.reply()
    assert body is not None, "left without a reply"
    return text_of(body["data"]["components"])


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param(Faults(rate_limited=1), id="429"),
        pytest.param(Faults(server_error=1), id="500"),
        pytest.param(Faults(server_error_twice=1), id="500-twice"),
        pytest.param(Faults(reset=1), id="a-reset-before-it-arrived"),
        pytest.param(Faults(reset_after=1), id="a-reset-after-it-arrived"),
        pytest.param(Faults(slow=1), id="a-slow-answer"),
        pytest.param(Faults(duplicate=1), id="delivered-twice"),
        pytest.param(Faults(malformed=1), id="a-malformed-event-before-it"),
    ],
)
async def test_a_fault_on_the_way_keeps_no_answer_back(faults: Faults, running: Running) -> None:
    """Neither to a command, nor to a button, a completion or a mention; and none comes twice."""
    async with LoopbackDiscord(faults=faults) as discord, running(discord) as task:
        await discord.events.until("READY")

        sent = [
            await discord.slash("ask", QUESTION),
            await discord.click("rb:why:1:lamp-fuel"),
            await discord.complete("ask", "question", "what did the la"),
            await discord.say("what did the lamp burn", mention=True),
        ]

        assert None not in [await one.reply(8) for one in sent]
        await asyncio.sleep(0.3)
        assert [one.refused for one in sent[:3] if set(one.refused) - {40060}] == []
        assert [one.followups for one in sent] == [[], [], [], []]
        assert not task.done()


async def test_what_is_delivered_twice_is_answered_once(running: Running) -> None:
    """Interactions and messages alike."""
    async with LoopbackDiscord(faults=Faults(duplicate=1)) as discord, running(discord):
        await discord.events.until("READY")
        sent = [await discord.slash("ask", QUESTION), await discord.say("what did the lamp burn", mention=True)]
        assert None not in [await one.reply() for one in sent]
        await asyncio.sleep(0.2)
        assert (discord.rest.counts["POST interactions"], discord.rest.counts["POST channels"]) == (1, 1)


async def test_a_thousand_interactions_with_five_percent_of_every_fault_are_all_answered(running: Running) -> None:
    """The figure to reach: none without a reply, and the process survives all of it."""
    share = 0.05
    faults = Faults(share, share, share, share, share, share, duplicate=share, malformed=share)
    chance = random.Random(3)  # noqa: S311 - chance that can be repeated
    async with LoopbackDiscord(faults=faults, seed=7) as discord, running(discord) as task:
        await discord.events.until("READY")
        ways: Sequence[Callable[[], Awaitable[Sent]]] = [
            lambda: discord.slash("ask", QUESTION),
            lambda: discord.slash("ask", {"question": "how tall is the lighthouse", "private": True}),
            lambda: discord.slash("ask", {"question": "whats the capital of france"}),
            lambda: discord.complete("ask", "question", "what did"),
            lambda: discord.click("rb:why:1:lamp-fuel"),
            lambda: discord.click("rb:related:1:lamp-fuel"),
            lambda: discord.click("rb:helpful:1:lamp-fuel"),
            lambda: discord.click("rb:tell:1:gone"),
            lambda: discord.click("rb:show:1:lamp-fuel"),
            lambda: discord.click(f"rb:pick:{ALICE.id}:lamp-fuel"),
            lambda: discord.click(f"rb:delete:{ALICE.id}:"),
            lambda: discord.say("what did the lamp burn", mention=True),
        ]

        # An interaction that is not answered within three seconds never is; a message waits for those before it.
        async def lane(count: int) -> list[Any]:
            return [await (await chance.choice(ways)()).reply(60) for _ in range(count)]

        answers = [
            answer for lane_answers in await asyncio.gather(*(lane(50) for _ in range(20))) for answer in lane_answers
        ]

        assert len(answers) == 1000
        assert answers.count(None) == 0
        assert not task.done()
        assert all(discord.injected[kind] >= 20 for kind in ("rate_limited", "server_error", "server_error_twice"))
        assert all(discord.injected[kind] >= 20 for kind in ("reset", "reset_after", "slow", "duplicate", "malformed"))


@pytest.mark.parametrize("kind", ["missing", "null", "types", "json"])
async def test_a_malformed_event_costs_itself_only(
    kind: Any, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """The connection stays, and the next event is answered."""
    async with LoopbackDiscord() as discord, running(discord):
        await discord.events.until("READY")
        await discord.events.malformed(kind)
        assert "whale oil" in await asked(discord)
        assert discord.events.counts["IDENTIFY"] == 1
        assert "a malformed event was dropped" in caplog.text


async def test_an_event_of_an_unknown_kind_is_nothing(running: Running) -> None:
    async with LoopbackDiscord() as discord, running(discord):
        await discord.events.until("READY")
        await discord.events.unknown()
        assert "whale oil" in await asked(discord)


async def test_what_arrived_while_the_connection_was_lost_is_answered_after_it(running: Running) -> None:
    """discord.py resumes, and Discord sends again what was missed."""
    async with LoopbackDiscord() as discord, running(discord):
        await discord.events.until("READY")
        await discord.events.drop()
        sent = await discord.slash("ask", QUESTION)
        await discord.events.until("RESUMED")
        assert await sent.reply() is not None


@pytest.mark.parametrize(
    ("befall", "counted"),
    [
        pytest.param("drop", ("RESUMED", 1), id="a-lost-socket"),
        pytest.param("reconnect", ("RESUMED", 1), id="op-7"),
        pytest.param("invalidate", ("READY", 2), id="op-9"),
    ],
)
async def test_a_lost_connection_comes_back(befall: str, counted: tuple[str, int], running: Running) -> None:
    async with LoopbackDiscord() as discord, running(discord) as task:
        await discord.events.until("READY")
        await getattr(discord.events, befall)()
        await discord.events.until(*counted, within=20)
        assert "whale oil" in await asked(discord)
        assert not task.done()
