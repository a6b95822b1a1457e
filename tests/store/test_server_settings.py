"""What the moderators of a server chose."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from rockybot.store import ServerSettings, Store
from store.moderating import HERE, THERE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHOSEN = ServerSettings(
    moderator_role=1,
    auto_answer_channels=frozenset((2, 3)),
    private_by_default=True,
    strictness="cautious",
    story="lighthouse",
    channel_stories={4: "another", 5: "third"},
    language="de",
    log_channel=6,
)


async def test_a_server_that_chose_nothing_has_the_defaults(store: Store) -> None:
    assert await store.server_settings(HERE) == ServerSettings()


async def test_what_was_chosen_stays(store: Store, url: str) -> None:
    assert await store.change_settings(HERE, lambda _: CHOSEN) == CHOSEN
    assert await store.server_settings(HERE) == CHOSEN
    assert await store.server_settings(THERE) == ServerSettings()
    await store.close()
    again = await Store.open(url)
    assert await again.server_settings(HERE) == CHOSEN
    await again.close()


async def test_what_was_chosen_can_be_taken_back(store: Store) -> None:
    await store.change_settings(HERE, lambda _: CHOSEN)
    await store.change_settings(HERE, lambda _: ServerSettings())
    assert await store.server_settings(HERE) == ServerSettings()


async def test_all_servers_that_chose_something_are_found_at_once(store: Store) -> None:
    """Also those that were left, since they may come back."""
    await store.change_settings(HERE, lambda _: CHOSEN)
    await store.change_settings(THERE, lambda _: ServerSettings(language="de"))
    await store.change_settings(THERE + 1, lambda _: ServerSettings())
    await store.keep_draft(THERE + 2, "lamp", "{}")
    await store.server_left(THERE, datetime.now(UTC))
    assert await store.settings_everywhere() == {HERE: CHOSEN, THERE: ServerSettings(language="de")}


@pytest.mark.parametrize(
    "written",
    [
        '{"moderator_role": "Keepers", "log_channel": 6}',
        '{"moderator_role": true, "log_channel": 6}',
        '{"auto_answer_channels": [2, "3"], "log_channel": 6}',
        '{"auto_answer_channels": 2, "log_channel": 6}',
        '{"private_by_default": 1, "log_channel": 6}',
        '{"strictness": null, "story": ["lighthouse"], "language": {}, "log_channel": 6}',
        '{"channel_stories": {"harbour": "another"}, "log_channel": 6}',
        '{"channel_stories": {"4": 5}, "log_channel": 6}',
        '{"channel_stories": [4], "log_channel": 6}',
        '{"colour": "blue", "log_channel": 6}',
    ],
)
async def test_what_another_version_wrote_in_its_own_way_is_passed_over(
    written: str, sqlite_url: str, tmp_path: Path
) -> None:
    """And only that; it is what a server has that didn't choose it."""
    store = await Store.open(sqlite_url)
    await store.change_settings(HERE, lambda _: CHOSEN)
    with closing(sqlite3.connect(tmp_path / "rockybot.db")) as another, another:
        another.execute("UPDATE servers SET settings = ?", (written,))
    assert await store.server_settings(HERE) == ServerSettings(log_channel=6)
    assert await store.settings_everywhere() == {HERE: ServerSettings(log_channel=6)}
    with closing(sqlite3.connect(tmp_path / "rockybot.db")) as another, another:
        another.execute("UPDATE servers SET settings = '[]'")
    assert await store.server_settings(HERE) == ServerSettings()
    await store.close()


async def test_two_changes_at_once_both_take_effect(store: Store, other: Store) -> None:
    def adding(channel: int) -> Callable[[ServerSettings], ServerSettings]:
        return lambda now: replace(now, auto_answer_channels=now.auto_answer_channels | {channel})

    changes = ((store, other)[channel % 2].change_settings(HERE, adding(channel)) for channel in range(10))
    await asyncio.gather(*changes)
    assert (await store.server_settings(HERE)).auto_answer_channels == set(range(10))


async def test_a_change_that_fails_changes_nothing(store: Store) -> None:
    def refuse(_: ServerSettings) -> ServerSettings:
        raise LookupError

    with pytest.raises(LookupError):
        await store.change_settings(HERE, refuse)
    assert await store.change_settings(HERE, lambda now: replace(now, log_channel=7)) == ServerSettings(log_channel=7)


def test_a_channel_may_have_a_story_of_its_own() -> None:
    assert CHOSEN.story_in(4) == "another"
    assert CHOSEN.story_in(9) == "lighthouse"
    assert ServerSettings().story_in(9) is None
