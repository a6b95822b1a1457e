"""What is read anew while the bot runs, and what the operator hears of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from conversation import on_discord, text_of
from rockybot.app import Story
from rockybot.bot import Desk, RockyBot, keep_up, keeping_up
from rockybot.bot.alerting import Alerts
from rockybot.packs.revising import Edit
from rockybot.servers import Edition, Servers
from rockybot.settings import Settings
from rockybot.store import Change, Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

BROKEN, WORSE = ("line 3 is odd",), ("line 3 is odd", "so is line 4", *"56789")
ODD = "was saved with 1 problem; the last good version stays in use.\n• line 3 is odd"
ODDER = """was saved with 7 problems; the last good version stays in use.
• line 3 is odd
• so is line 4
• 5
• 6
• 7
• and 2 more; `rockybot check` shows all"""


@pytest.mark.parametrize(
    ("seconds", "told"),
    [pytest.param(60.0, [ODD, ODDER], id="the-same-once"), pytest.param(0.0, [ODD] * 3 + [ODDER], id="later-again")],
)
async def test_the_operator_hears_what_keeps_a_file_from_being_used(
    lighthouse: Story, fact_file: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, told: list[str]
) -> None:
    """In a direct message."""

    async def watched(
        story: Story, _path: Path, take: Callable[[Story], None], refuse: Callable[[Sequence[object]], None]
    ) -> None:
        for problems in (BROKEN, BROKEN, (), BROKEN, WORSE):
            if problems:
                refuse(problems)
            else:
                take(story)

    monkeypatch.setattr(keeping_up, "watch", watched)
    desk = Desk(Settings(), Servers(Story(lighthouse.answerer, fact_file), name="lighthouse"))
    desk.alerts = Alerts(seconds)
    async with on_discord(RockyBot(Settings(), desk)) as env:
        tasks = keep_up(desk)
        await asyncio.wait(tasks[:1])
        await env.settle()
        sent = [request.json for request in env.http_requests if request.path.endswith("/messages")]
    for task in tasks:
        task.cancel()
    heard = [text_of(message["components"]).replace("\\", "") for message in sent if isinstance(message, dict)]
    assert heard == [f"{fact_file} {words}" for words in told]


async def test_edits_of_others_are_heard_although_the_database_is_opened_later(
    lighthouse: Story, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by a bot that stands on its own and has not started yet."""
    other, servers, told = Edition(5, "lighthouse"), Servers(lighthouse, name="lighthouse"), asyncio.Event()
    reload = servers.reload

    async def reloaded(edition: Edition) -> None:
        await reload(edition)
        told.set()

    monkeypatch.setattr(servers, "reload", reloaded)

    async def changes(_store: Store, after: int | None = None) -> AsyncIterator[Change]:
        assert after == 0
        kept = await store.append(other.server, other.story, Edit("lamp-fuel", None, None), 7, None)
        yield Change(other.server, other.story, kept.number)
        await asyncio.wait_for(told.wait(), 5)

    monkeypatch.setattr(Store, "changes", changes)
    (hearing,) = keep_up(Desk(Settings(), servers))
    await asyncio.sleep(0)
    assert not hearing.done()
    await servers.use(store)
    await asyncio.wait_for(hearing, 5)
    assert [edit.record_id for edit in servers.edits(other)] == ["lamp-fuel"]
