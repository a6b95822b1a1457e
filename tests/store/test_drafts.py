"""What moderators have typed and not saved yet."""

from __future__ import annotations

import asyncio

from rockybot.store import Retention, Store
from store.moderating import HERE, THERE


async def test_a_draft_outlasts_the_process(store: Store, url: str) -> None:
    """As it was typed last, until it is dropped."""
    assert await store.draft(HERE, "lamp") is None
    await store.keep_draft(HERE, "lamp", "{}")
    await store.keep_draft(HERE, "lamp", '{"answer": "Gas 🪔 \0 \ud83d."}')
    await store.close()
    again = await Store.open(url)
    assert await again.draft(HERE, "lamp") == '{"answer": "Gas 🪔 � �."}'
    await again.drop_draft(HERE, "lamp")
    await again.drop_draft(HERE, "lamp")
    assert await again.draft(HERE, "lamp") is None
    await again.close()


async def test_a_server_has_its_own_drafts_only(store: Store) -> None:
    """Even under one and the same key."""
    await store.keep_draft(HERE, "lamp", "ours")
    assert await store.draft(THERE, "lamp") is None
    await store.keep_draft(THERE, "lamp", "theirs")
    await store.drop_draft(THERE, "lamp")
    assert await store.draft(HERE, "lamp") == "ours"


async def test_the_newest_of_a_server_stay(url: str) -> None:
    store = await Store.open(url, retention=Retention(drafts_per_server=3))
    await store.keep_draft(THERE, "elsewhere", "{}")
    for key in ("a", "b", "c", "a", "d", "d"):
        await store.keep_draft(HERE, key, key)
    assert [await store.draft(HERE, key) for key in "abcd"] == ["a", None, "c", "d"]
    assert await store.draft(THERE, "elsewhere") == "{}"
    await store.close()


async def test_many_at_once_are_no_trouble(url: str) -> None:
    store = await Store.open(url, retention=Retention(drafts_per_server=5))
    await asyncio.gather(*(store.keep_draft(HERE, f"{number % 10}", "{}") for number in range(30)))
    kept = [await store.draft(HERE, f"{number}") for number in range(10)]
    assert kept.count("{}") == 5
    await store.close()
