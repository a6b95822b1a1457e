"""The bot's own public answers, for the day that a fact is corrected."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from rockybot.store import Retention, Store
from store.moderating import HERE, STORY, THERE

if TYPE_CHECKING:
    from rockybot.store import Told


def messages(found: tuple[Told, ...]) -> list[int]:
    return [told.message for told in found]


async def test_the_answers_that_told_the_fact_otherwise_are_found(store: Store) -> None:
    """In the server and the story in which it was changed, the oldest first."""
    await store.note_told(HERE, STORY, 2, 12, "lamp", "older")
    await store.note_told(HERE, STORY, 1, 11, "lamp", "old")
    await store.note_told(HERE, STORY, 1, 13, "lamp", "new")
    await store.note_told(HERE, STORY, 1, 14, "storm", "old")
    await store.note_told(HERE, "another", 1, 16, "lamp", "old")
    await store.note_told(THERE, STORY, 3, 15, "lamp", "old")
    found = await store.told_otherwise(HERE, STORY, "lamp", "new")
    assert [(told.channel, told.message) for told in found] == [(1, 11), (2, 12)]
    assert abs(found[0].at - datetime.now(UTC)) < timedelta(minutes=1)


async def test_whatever_told_a_record_that_is_gone_told_it_otherwise(store: Store) -> None:
    await store.note_told(HERE, STORY, 1, 11, "lamp", "old")
    await store.note_told(HERE, STORY, 1, 12, "lamp", "new")
    await store.note_told(HERE, STORY, 1, 13, "storm", "old")
    assert messages(await store.told_otherwise(HERE, STORY, "lamp", None)) == [11, 12]


async def test_a_message_tells_what_it_told_last(store: Store) -> None:
    await store.note_told(HERE, STORY, 1, 11, "lamp", "old")
    await store.note_told(HERE, STORY, 1, 11, "lamp", "new")
    assert await store.told_otherwise(HERE, STORY, "lamp", "new") == ()
    assert messages(await store.told_otherwise(HERE, STORY, "lamp", "old")) == [11]


async def test_messages_that_are_gone_are_forgotten(store: Store) -> None:
    """Only by the server in which they stood."""
    for message in (11, 12, 13):
        await store.note_told(HERE, STORY, 1, message, "lamp", "old")
    await store.forget_told(THERE, [11])
    await store.forget_told(HERE, (message for message in (12, 13, 99)))
    await store.forget_told(HERE, [])
    assert messages(await store.told_otherwise(HERE, STORY, "lamp", None)) == [11]


async def test_kept_for_no_time_nothing_is_written_down(url: str) -> None:
    """Neither answers nor questions, nor that there was a server; drafts wait all the same."""
    store = await Store.open(url, retention=Retention.of_days(0))
    await store.note_told(HERE, STORY, 1, 11, "lamp", "old")
    await store.note_question(HERE, STORY, "who?", "none", None)
    assert await store.told_otherwise(HERE, STORY, "lamp", None) == ()
    assert await store.unanswered(HERE, STORY) == ()
    assert await store.servers_known() == frozenset()
    await store.keep_draft(HERE, "lamp", "{}")
    assert await store.draft(HERE, "lamp") == "{}"
    await store.close()
