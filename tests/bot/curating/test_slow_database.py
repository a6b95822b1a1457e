"""A database that takes its time: Discord waits three seconds for a first response, and a form can't come later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation import answer, press
from rockybot.bot import Desk, RockyBot, responding
from rockybot.errors import StoreError
from rockybot.settings import Settings

if TYPE_CHECKING:
    import pytest
    import simcord
    from simcord.results import InteractionResult

    from conversation import Club
    from rockybot.store import Store

NEW = {"questions": "who was the daughter of a ropemaker", "answer": "Ada was.", "excerpt": "", "tags": ""}
GULLS = "how many gulls nested on the cliff"
TOO_LONG = "That can't be done now: the database takes too long. Please try again in a while."


async def test_a_form_that_needs_the_database_gives_way_to_a_word(
    club: Club, simcord_env: simcord.Env, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an edit, of a question in the queue, and of a draft from before a restart; all of them open later."""
    offered = await club.moderator.submit_modal(await club.moderator.slash(club.channel, "facts add"), NEW)
    await club.mia.slash(club.channel, "ask", question=GULLS)
    await club.bot.desk.notes.written(5)
    queue = await club.moderator.slash(club.channel, "unanswered")
    await simcord_env.restart_bot(RockyBot(Settings(), Desk(Settings(), club.bot.desk.servers)))

    async def all_ways() -> list[InteractionResult]:
        moderator = club.moderator
        return [
            await moderator.slash(club.channel, "facts edit", fact="lamp-fuel"),
            await press(moderator, queue, "New fact"),
            await press(moderator, queue, "The article doesn't say"),
            await press(moderator, offered, "Edit again"),
        ]

    with monkeypatch.context() as slow:
        slow.setattr(responding, "FIRST_SECONDS", 0)
        late = await all_ways()
    assert [answer(told) for told in late] == [TOO_LONG] * 4
    assert all(told.ephemeral for told in late)
    assert [type(error.__cause__) for error in club.env.errors] == [StoreError]
    assert all(opened.modal for opened in await all_ways())


async def test_what_is_no_form_is_put_off(club: Club, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord hears at once that an answer will come."""
    asked: list[bool] = []
    history = store.history

    async def slowly(*of_what: object) -> object:
        asked.append(any("callback" in request.path for request in club.env.http_requests))
        return await history(*of_what)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "history", slowly)
    for command in ("remove", "undo"):
        club.env.http_requests.clear()
        await club.moderator.slash(club.channel, f"facts {command}", fact="boat-colour")
    assert asked == [True, True]
