"""What is kept about whom: told from the real tables, shown and deleted for who asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from conversation import answer, buttons_of, press, text_of
from rockybot.bot import Desk, RockyBot
from rockybot.errors import StoreError
from rockybot.packs.revising import Edit
from rockybot.replies import privacy as words
from rockybot.servers import Edition, Servers
from rockybot.settings import Settings

if TYPE_CHECKING:
    import simcord

    from conversation import Club
    from rockybot.app import Story
    from rockybot.store import Store

SURE = (
    "Your id stands in 2 places. Shall I delete it there? The edits themselves stay and are told as before, without "
    "your name. Messages on Discord stay as they are. This can't be taken back."
)


@pytest.fixture
def simcord_bot(servers: Servers) -> RockyBot:
    """A bot that keeps edits."""
    return RockyBot(Settings(), Desk(Settings(), servers))


@pytest.fixture
async def edited(club: Club) -> None:
    """The moderator has made two edits."""
    edition = Edition(club.server.id, "lighthouse")
    for record in ("lamp-fuel", "boat-colour"):
        await club.bot.desk.servers.keep(edition, Edit(record, None, None), club.moderator.id, None)


def test_every_table_and_every_column_with_ids_of_people_has_words(store: Store) -> None:
    """And nothing else has."""
    tables = store.tables()
    assert {table.name for table in tables} == set(words.TABLES)
    assert {(table.name, column) for table in tables for column in table.about} == set(words.PEOPLE)


async def test_everything_that_is_kept_is_told_privately(club: Club, store: Store) -> None:
    told = await club.mia.slash(club.channel, "privacy")
    assert told.ephemeral
    assert buttons_of(told.response) == []
    text = answer(told)
    for table in store.tables():
        assert words.TABLES[table.name].split(":")[0] in text
    assert "With the id of the moderator who made the edit. For as long as the server keeps me." in text
    assert "Not their words. For 30 days." in text
    assert "How fast somebody asks." in text
    assert text.startswith("**About you:** nothing. Your id stands nowhere in the database.\n**In the database**\n• ")
    assert "…" not in text


@pytest.mark.usefixtures("edited")
async def test_who_asks_sees_and_deletes_what_is_kept_about_them(
    club: Club, simcord_env: simcord.Env, servers: Servers, store: Store
) -> None:
    """In a direct message too, after a second yes, and after a restart; the edits stay."""
    told = await simcord_env.create_user("olga's friend").slash("privacy")
    assert told.ephemeral
    assert buttons_of(told.response) == []

    told = await club.moderator.slash(club.channel, "privacy")
    first = answer(told).splitlines()[0]
    assert first == "**About you:** your id stands in 2 places, as the moderator who made the edit."
    await simcord_env.restart_bot(RockyBot(Settings(), Desk(Settings(), servers)))
    again = await press(club.moderator, told, "Delete mine")
    assert answer(again) == SURE
    assert buttons_of(again.response) == ["Yes, delete my id", "Keep it"]
    done = await press(club.moderator, again, "Yes, delete my id")

    assert answer(done).startswith("Done: your id stood in 2 places, and now it stands in none.")
    assert [revision.editor for revision in await store.latest(club.server.id, "lighthouse")] == [0, 0]
    assert "**About you:** nothing." in answer(await club.moderator.slash(club.channel, "privacy"))


@pytest.mark.usefixtures("edited")
async def test_who_thinks_better_of_it_keeps_everything(club: Club, store: Store) -> None:
    told = await club.moderator.slash(club.channel, "privacy")
    again = await press(club.moderator, told, "Delete mine")
    kept = await press(club.moderator, again, "Keep it")
    assert answer(kept) == "Nothing was changed."
    assert sum(one.rows for one in await store.kept_about(club.moderator.id)) == 2


@pytest.mark.usefixtures("edited")
async def test_a_database_that_is_away_is_told(club: Club, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept at all can be told without it."""
    told = await club.moderator.slash(club.channel, "privacy")

    async def away(*_: object) -> None:
        raise StoreError("rockybot.db", "the disk is gone", "look for it")

    monkeypatch.setattr(store, "kept_about", away)
    text = answer(await club.moderator.slash(club.channel, "privacy"))
    assert "Edits of facts" in text
    assert text.startswith("**About you:** that can't be looked up now: the disk is gone. Please try again in a while.")
    failed = await press(club.moderator, told, "Delete mine")
    assert [text_of(word) for word in failed.followups] == [
        "That can't be done now: the disk is gone. Please try again in a while."
    ]


async def test_without_a_database_nothing_is_kept(club: Club, simcord_env: simcord.Env, lighthouse: Story) -> None:
    settings = replace(Settings(), log_questions=True)
    await simcord_env.restart_bot(RockyBot(settings, Desk(settings, Servers(lighthouse))))
    text = answer(await club.mia.slash(club.channel, "privacy"))
    assert text.startswith("**About you:** nothing. I run without a database.\n**In memory, until a restart**")
    assert "here the question too" in text
