"""The moderators' queue of what was asked and not answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from rockybot.store import Retention, Store
from store.moderating import HERE, STORY, THERE

if TYPE_CHECKING:
    from collections.abc import Awaitable


async def texts(store: Store, server: int = HERE) -> list[str]:
    return [question.text for question in await store.unanswered(server, STORY)]


async def test_a_question_waits_until_it_is_settled(store: Store) -> None:
    await store.note_question(HERE, STORY, "who painted the boat?", "none", None)
    await store.note_question(HERE, STORY, "when did the lamp go out?", "disliked", "lamp")
    first, second = await store.unanswered(HERE, STORY)
    assert (first.text, first.verdict, first.record_id) == ("who painted the boat?", "none", None)
    assert (second.verdict, second.record_id) == ("disliked", "lamp")
    assert abs(first.at - datetime.now(UTC)) < timedelta(minutes=1)

    await store.settle(HERE, [first.id, 123456])
    assert await store.unanswered(HERE, STORY) == (second,)
    await store.settle(HERE, [])


async def test_a_server_settles_its_own_questions_only(store: Store) -> None:
    await store.note_question(HERE, STORY, "who?", "none", None)
    (question,) = await store.unanswered(HERE, STORY)
    await store.settle(THERE, [question.id])
    assert await texts(store) == ["who?"]
    assert await texts(store, THERE) == []
    assert await store.unanswered(HERE, "another") == ()


async def test_people_who_are_mentioned_are_not_kept(store: Store) -> None:
    await store.note_question(HERE, STORY, "<@700000000000000001> and <@!7> asked who \0 Ada \ud83d was", "none", None)
    assert await texts(store) == ["@… and @… asked who � Ada � was"]


async def test_the_newest_of_a_server_stay(url: str) -> None:
    store = await Store.open(url, retention=Retention(questions_per_server=3))
    await store.note_question(THERE, STORY, "elsewhere?", "none", None)
    for number in range(6):
        await store.note_question(HERE, STORY, f"{number}?", "none", None)
    assert await texts(store) == ["3?", "4?", "5?"]
    assert await texts(store, THERE) == ["elsewhere?"]
    await store.close()


async def test_many_at_once_are_no_trouble(url: str) -> None:
    import asyncio

    store = await Store.open(url, retention=Retention(questions_per_server=5))
    noting: list[Awaitable[None]] = [store.note_question(HERE, STORY, f"{n}?", "none", None) for n in range(30)]
    await asyncio.gather(*noting)
    assert len(await texts(store)) == 5
    await store.close()
