"""What the moderators of a server chose."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rockybot.store import ServerSettings, Store
from store.moderating import HERE, THERE

if TYPE_CHECKING:
    from collections.abc import Callable

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
