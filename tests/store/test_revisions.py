"""Edits are kept one after another, and nothing is ever lost."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from rockybot.errors import StoreError
from rockybot.packs import Fact, Gap
from rockybot.packs.revising import Edit
from rockybot.store import Overtaken, Revision, Store
from store.moderating import ADA, HERE, STORY, THERE, TOM, removes, says

if TYPE_CHECKING:
    from collections.abc import Awaitable

EDITS = (
    Edit(
        "lamp", Fact("lamp", ("what burned?", "which oil?"), "Whale oil.", "The lamp burned whale oil", ("oil",)), None
    ),
    Edit("storm", Fact("storm", ("what broke?",), "It broke.", None, (), spoiler=True), "0123"),
    Edit("why", Gap("why", ("why did she stay?",), "why Ada stayed", ("ada",)), None),
    Edit("boat", None, "4567"),
    Edit("odd", Fact("odd", ("🪔 'quoted' \"twice\"; --",), "zero \0, half \ud83d, line\u2028end"), None),
)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.record_id)
async def test_an_edit_is_kept_as_it_was_made(edit: Edit, store: Store) -> None:
    kept = await store.append(HERE, STORY, edit, ADA, None)
    assert (kept.server, kept.story, kept.edit, kept.editor) == (HERE, STORY, edit, ADA)
    assert abs(kept.at - datetime.now(UTC)) < timedelta(minutes=1)
    assert await store.latest(HERE, STORY) == await store.history(HERE, STORY, edit.record_id) == (kept,)


async def test_edits_outlast_the_process(store: Store, url: str) -> None:
    kept = await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    await store.close()
    again = await Store.open(url)
    assert await again.latest(HERE, STORY) == (kept,)
    await again.close()


async def test_who_comes_second_is_shown_the_first_change(store: Store, other: Store) -> None:
    """And loses nothing: having seen it, they may go on."""
    first = await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    with pytest.raises(Overtaken) as overtaken:
        await other.append(HERE, STORY, says("lamp", "Petrol."), TOM, None)
    assert overtaken.value.by == first
    assert await store.latest(HERE, STORY) == (first,)

    second = await other.append(HERE, STORY, says("lamp", "Petrol."), TOM, overtaken.value.by.number)
    assert await store.history(HERE, STORY, "lamp") == (first, second)


async def test_of_many_at_once_one_is_first(store: Store, other: Store) -> None:
    """All others are shown it, in whichever process they are."""
    seen = await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    tries = [
        (store, other)[moderator % 2].append(HERE, STORY, says("lamp", f"{moderator}"), moderator, seen.number)
        for moderator in range(1, 11)
    ]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    (won,) = [outcome for outcome in outcomes if isinstance(outcome, Revision)]
    lost = [outcome.by for outcome in outcomes if isinstance(outcome, Overtaken)]
    assert lost == [won] * 9
    assert await store.history(HERE, STORY, "lamp") == (seen, won)


async def test_many_edits_of_many_records_at_once_are_all_kept(store: Store, other: Store) -> None:
    """Their numbers are the order in which they were kept."""
    tries: list[Awaitable[Revision]] = [
        (store, other)[number % 2].append((HERE, THERE)[number % 3 == 0], STORY, says(f"r{number}", "."), ADA, None)
        for number in range(40)
    ]
    kept = await asyncio.gather(*tries)
    assert len({revision.number for revision in kept}) == 40
    assert {*await store.latest(HERE, STORY), *await store.latest(THERE, STORY)} == set(kept)


async def test_other_records_stories_and_servers_overtake_nobody(store: Store) -> None:
    await store.append(HERE, STORY, says("storm", "It came."), TOM, None)
    await store.append(HERE, "another", says("lamp", "Gas."), TOM, None)
    await store.append(THERE, STORY, says("lamp", "Gas."), TOM, None)
    await store.append(HERE, STORY, says("lamp", "Petrol."), ADA, None)


async def test_a_second_yes_to_the_same_edit_changes_nothing(store: Store) -> None:
    """As when the first one's acknowledgement was lost on its way."""
    first = await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    assert await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None) == first
    assert await store.history(HERE, STORY, "lamp") == (first,)


async def test_a_second_yes_to_the_same_import_changes_nothing(store: Store) -> None:
    before = await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    kept = await store.append_all(HERE, STORY, EDITS, ADA, before.number)
    assert await store.append_all(HERE, STORY, EDITS, ADA, before.number) == kept
    for edits, editor in ((EDITS, TOM), (EDITS[1:], ADA)):
        with pytest.raises(Overtaken):
            await store.append_all(HERE, STORY, edits, editor, before.number)
    assert await store.revisions(HERE, STORY, after=before.number) == kept


async def test_an_import_is_kept_whole(store: Store) -> None:
    kept = await store.append_all(HERE, STORY, EDITS, ADA, None)
    assert tuple(revision.edit for revision in kept) == EDITS
    assert [revision.number for revision in kept] == sorted(revision.number for revision in kept)
    assert await store.latest(HERE, STORY) == kept
    assert await store.append_all(HERE, STORY, (), ADA, kept[-1].number) == ()


async def test_an_import_that_fails_half_way_leaves_nothing(store: Store) -> None:
    unnamed = Edit(None, None, None)  # type: ignore[arg-type] # what no table takes
    with pytest.raises(StoreError):
        await store.append_all(HERE, STORY, (*EDITS, unnamed), ADA, None)
    assert await store.latest(HERE, STORY) == ()


async def test_an_import_is_overtaken_by_any_edit_of_the_story(store: Store, other: Store) -> None:
    first = await store.append(HERE, STORY, says("lamp", "Gas."), TOM, None)
    await store.append(THERE, STORY, says("lamp", "Gas."), TOM, None)
    with pytest.raises(Overtaken) as overtaken:
        await other.append_all(HERE, STORY, EDITS, ADA, None)
    assert overtaken.value.by == first
    assert await store.latest(HERE, STORY) == (first,)
    assert len(await other.append_all(HERE, STORY, EDITS, ADA, first.number)) == len(EDITS)


async def test_the_edits_in_force_are_the_last_of_each_record(store: Store) -> None:
    """In the order in which the records were first edited, as if all edits were laid on one by one."""
    lamp = await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    storm = await store.append(HERE, STORY, says("storm", "It came."), ADA, None)
    boat = await store.append(HERE, STORY, removes("boat"), TOM, None)
    back = await store.append(HERE, STORY, says("lamp", "Whale oil."), TOM, lamp.number)
    assert await store.latest(HERE, STORY) == (back, storm, boat)
    assert await store.revisions(HERE, STORY) == (lamp, storm, boat, back)
    assert await store.revisions(HERE, STORY, after=storm.number) == (boat, back)
    assert await store.history(HERE, STORY, "lamp") == (lamp, back)
    assert await store.head() == back.number


async def test_the_edits_in_force_are_found_everywhere_at_once(store: Store) -> None:
    """Of every server and story as of that one alone."""
    lamp = await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    await store.append_all(THERE, STORY, EDITS, ADA, None)
    await store.append(HERE, "another", says("lamp", "Candles."), TOM, None)
    await store.append(HERE, STORY, removes("boat"), TOM, None)
    await store.append(HERE, STORY, says("lamp", "Whale oil."), TOM, lamp.number)
    await store.server_left(THERE, datetime.now(UTC))
    ledgers = ((HERE, STORY), (HERE, "another"), (THERE, STORY))
    assert await store.latest_everywhere() == {ledger: await store.latest(*ledger) for ledger in ledgers}


async def test_undoing_is_an_edit_like_any_other(store: Store) -> None:
    first = await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    second = await store.append(HERE, STORY, removes("lamp"), TOM, first.number)
    undone = await store.append(HERE, STORY, first.edit, ADA, second.number)
    assert await store.latest(HERE, STORY) == (undone,)
    assert [revision.edit for revision in await store.history(HERE, STORY, "lamp")] == [
        first.edit,
        second.edit,
        first.edit,
    ]


async def test_it_is_known_which_servers_have_edits(store: Store) -> None:
    assert await store.head() == 0
    await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)
    await store.append(THERE, "another", says("lamp", "Gas."), ADA, None)
    await store.note_question(THERE, STORY, "who?", "none", None)
    assert await store.servers_with_edits(STORY) == {HERE}


async def test_an_edit_that_is_called_off_is_kept_whole_or_not_at_all(store: Store) -> None:
    """Whenever it is called off, the store goes on."""
    for number in range(30):
        writing = asyncio.create_task(store.append(HERE, STORY, says(f"r{number}", "."), ADA, None))
        await asyncio.sleep(number / 5000)
        writing.cancel()
        await asyncio.wait([writing])
    kept = await store.latest(HERE, STORY)
    assert all(revision.edit == says(revision.edit.record_id, ".") for revision in kept)
    await store.append(HERE, STORY, says("lamp", "Gas."), ADA, None)


async def test_closing_waits_for_what_was_begun(store: Store, url: str) -> None:
    writing = asyncio.create_task(store.append(HERE, STORY, says("lamp", "Gas."), ADA, None))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    writing.cancel()
    await store.close()
    again = await Store.open(url)
    assert [revision.edit for revision in await again.latest(HERE, STORY)] == [says("lamp", "Gas.")]
    await again.close()
