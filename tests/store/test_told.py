"""The bot's own public answers, for the day that a fact is corrected."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from store.moderating import HERE, THERE

if TYPE_CHECKING:
    from rockybot.store import Store


async def test_the_answers_that_told_the_old_fact_are_found(store: Store) -> None:
    await store.note_told(HERE, 1, 11, "lamp", "old")
    await store.note_told(HERE, 2, 12, "lamp", "old")
    await store.note_told(HERE, 1, 13, "lamp", "new")
    await store.note_told(HERE, 1, 14, "storm", "old")
    await store.note_told(THERE, 3, 15, "lamp", "old")
    found = await store.told_with(HERE, "lamp", "old")
    assert [(told.channel, told.message) for told in found] == [(1, 11), (2, 12)]
    assert abs(found[0].at - datetime.now(UTC)) < timedelta(minutes=1)


async def test_a_message_tells_what_it_told_last(store: Store) -> None:
    await store.note_told(HERE, 1, 11, "lamp", "old")
    await store.note_told(HERE, 1, 11, "lamp", "new")
    assert await store.told_with(HERE, "lamp", "old") == ()
    assert len(await store.told_with(HERE, "lamp", "new")) == 1
