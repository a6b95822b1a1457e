"""A fact is corrected: the public answers that told it otherwise are marked, if a moderator wants it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from conversation import answer, button, buttons_of, press, text_of
from lighthouse import UNCLEAR
from rockybot.bot import Desk, RockyBot
from rockybot.bot.curating import recalling
from rockybot.errors import StoreError
from rockybot.packs import Fact
from rockybot.packs.writing import written
from rockybot.servers import Edition, Servers
from rockybot.settings import Settings

if TYPE_CHECKING:
    import discord
    import simcord
    from simcord.results import InteractionResult

    from conversation import Club
    from rockybot.store import Store

QUESTION = "what did the lamp burn"
LAMP = {
    "questions": QUESTION,
    "answer": "It burned whale oil until 1930.",
    "excerpt": "The lamp burned whale oil until 1930",
    "tags": "lamp",
}
CORRECTED = "Corrected since: the facts behind this answer were changed."


@pytest.fixture
def settings() -> dict[str, str]:
    """Many questions at once."""
    return {"ROCKYBOT_MEMBER_COOLDOWN": "off", "ROCKYBOT_CHANNEL_COOLDOWN": "off"}


@pytest.fixture
def simcord_bot(settings: dict[str, str], servers: Servers) -> RockyBot:
    """A bot that keeps edits."""
    return anew(settings, servers)


def anew(settings: dict[str, str], servers: Servers) -> RockyBot:
    """A bot as it is after a restart."""
    read = Settings.from_mapping(settings)
    return RockyBot(read, Desk(read, servers))


async def corrected(club: Club, form: dict[str, str] = LAMP, fact: str = "lamp-fuel") -> InteractionResult:
    """The moderator's edit of a fact, saved."""
    await club.bot.desk.notes.written(5)
    shown = await club.moderator.slash(club.channel, "facts edit", fact=fact)
    offered = await club.moderator.submit_modal(shown, form)
    return await press(club.moderator, offered, buttons_of(offered.response)[0])


async def removed(club: Club, fact: str) -> InteractionResult:
    """The moderator's removal of a fact, saved."""
    await club.bot.desk.notes.written(5)
    offered = await club.moderator.slash(club.channel, "facts remove", fact=fact)
    return await press(club.moderator, offered, buttons_of(offered.response)[0])


def standing(club: Club) -> list[discord.Message]:
    """What the bot said in the channel, for everyone."""
    return [message for message in club.channel.history() if message.author.bot]


async def test_every_public_answer_is_marked(club: Club) -> None:
    """However it was asked for; private ones and other facts are left alone."""
    await club.mia.slash(club.channel, "ask", question=QUESTION)
    await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
    private = await club.mia.slash(club.channel, "ask", question=QUESTION, private=True)
    await press(club.mia, private, "Show everyone")
    unsure = await club.noah.slash(club.channel, "ask", question=UNCLEAR)
    await press(club.noah, unsure, next(label for label in buttons_of(unsure.response) if "lamp burn" in label))
    await club.mia.slash(club.channel, "ask", question="what colour was the Petrel")

    saved = await corrected(club)
    assert buttons_of(saved.response) == ["Mark 4 earlier answers as corrected"]
    assert not any(CORRECTED in text_of(message) for message in standing(club))
    marked = await press(club.moderator, saved, "Mark 4 earlier answers as corrected")

    assert marked.ephemeral
    assert answer(marked) == "Marked 4."
    first, *_, last = standing(club)
    assert text_of(first).splitlines()[:3] == [f"-# {CORRECTED}", f"-# {QUESTION}", LAMP["answer"]]
    assert sum(CORRECTED in text_of(message) for message in standing(club)) == 4
    assert text_of(last).splitlines()[1] == "The Petrel was green."


async def test_who_asked_may_still_delete_a_marked_answer(club: Club) -> None:
    asked = await club.mia.slash(club.channel, "ask", question=QUESTION)
    old = button(asked.response, "Delete")
    saved = await corrected(club)
    await press(club.moderator, saved, "Mark 1 earlier answer as corrected")
    message = standing(club)[0]
    assert button(message, "Delete") == old
    await press(club.mia, message, "Delete")
    assert standing(club) == []


async def test_what_is_marked_once_is_marked_again_only_after_another_edit(club: Club) -> None:
    await club.mia.slash(club.channel, "ask", question=QUESTION)
    first = await corrected(club)
    await press(club.moderator, first, "Mark 1 earlier answer as corrected")
    await club.bot.desk.notes.written(5)
    again = await press(club.moderator, first, "Mark 1 earlier answer as corrected")
    assert answer(again) == "No earlier answer is left that says it otherwise."

    second = await corrected(club, {**LAMP, "answer": "Whale oil."})
    await press(club.moderator, second, "Mark 1 earlier answer as corrected")
    assert text_of(standing(club)[0]).splitlines()[2] == "Whale oil."


async def test_another_phrasing_corrects_nothing(club: Club) -> None:
    """Only what members read counts."""
    await club.mia.slash(club.channel, "ask", question=QUESTION)
    fact = club.bot.desk.story.pack.record("lamp-fuel")
    assert isinstance(fact, Fact)
    form = {"questions": f"{QUESTION}\nwhat fed the flame", "answer": fact.answer, "excerpt": str(fact.excerpt)}
    saved = await corrected(club, {**form, "tags": "oil"})
    assert answer(saved).startswith("Saved as revision 1.")
    assert buttons_of(saved.response) == []


async def test_a_spoiler_stays_covered_and_a_gap_is_corrected_too(club: Club) -> None:
    await club.mia.slash(club.channel, "ask", question="what did the great storm break")
    await club.mia.slash(club.channel, "ask", question="how tall is the lighthouse")
    storm = {"questions": "what did the great storm break", "answer": "Windows.", "excerpt": "", "tags": "spoiler"}
    saved = await corrected(club, storm, "storm-damage")
    await press(club.moderator, saved, "Mark 1 earlier answer as corrected")
    assert text_of(standing(club)[0]).splitlines()[1:] == ["-# ||what did the great storm break||", "||Windows.||"]

    gone = await removed(club, "lighthouse-height")
    await press(club.moderator, gone, "Mark 1 earlier answer as corrected")
    assert "withdrawn" in text_of(standing(club)[1])


async def test_an_answer_whose_fact_was_removed_is_withdrawn(club: Club) -> None:
    await club.mia.slash(club.channel, "ask", question="what colour was the Petrel")
    saved = await removed(club, "boat-colour")
    assert answer(await press(club.moderator, saved, "Mark 1 earlier answer as corrected")) == "Marked 1."
    assert text_of(standing(club)[0]) == "The moderators have withdrawn this answer: the story no longer tells it."
    assert buttons_of(standing(club)[0]) == ["Delete"]


async def test_what_can_not_be_marked_is_told(
    club: Club, simcord_env: simcord.Env, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    """Deleted, out of reach, or more than one press may mark."""
    for _ in range(5):
        await club.mia.slash(club.channel, "ask", question=QUESTION)
    messages = standing(club)
    await press(club.mia, messages[4], "Delete")
    simcord_env.inject_error("PATCH", f"/channels/*/messages/{messages[3].id}", status=403, code=50001)
    simcord_env.inject_error("PATCH", f"/channels/*/messages/{messages[2].id}", status=400, code=50083)
    monkeypatch.setattr(recalling, "MOST", 4)
    saved = await corrected(club)

    marked = await press(club.moderator, saved, "Mark 5 earlier answers as corrected")

    assert answer(marked).replace("\\", "").split("; ") == [
        "Marked 1",
        "1 is gone",
        "1 could not be changed (no access to its channel)",
        "1 could not be changed now (press again in a while)",
        "1 older is left (press again to go on).",
    ]
    await club.bot.desk.notes.written(5)
    assert answer(await press(club.moderator, saved, "Mark 5 earlier answers as corrected")) == "Marked 3."
    assert await store.told_otherwise(club.server.id, "lighthouse", "lamp-fuel", None) != ()


async def test_the_button_works_after_a_restart_and_not_without_rights(
    club: Club, simcord_env: simcord.Env, servers: Servers, settings: dict[str, str]
) -> None:
    await club.mia.slash(club.channel, "ask", question=QUESTION)
    saved = await corrected(club)
    await simcord_env.restart_bot(anew(settings, servers))
    member = simcord_env.backend.get_guild(club.server.id).members[club.moderator.id]
    roles = list(member.role_ids)
    member.role_ids.clear()
    refused = await press(club.moderator, saved, "Mark 1 earlier answer as corrected")
    assert answer(refused) == "Only who may manage messages here can keep the facts."
    member.role_ids.extend(roles)
    assert answer(await press(club.moderator, saved, "Mark 1 earlier answer as corrected")) == "Marked 1."


async def test_a_database_that_is_away_costs_the_mark_and_not_the_edit(
    club: Club, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    await club.mia.slash(club.channel, "ask", question=QUESTION)

    async def away(*_: object) -> None:
        raise StoreError("rockybot.db", "the disk is gone", "look for it")

    with monkeypatch.context() as broken:
        broken.setattr(store, "told_otherwise", away)
        assert buttons_of((await corrected(club)).response) == []
    saved = await corrected(club, {**LAMP, "answer": "Whale oil."})
    with monkeypatch.context() as broken:
        broken.setattr(store, "told_otherwise", away)
        failed = await press(club.moderator, saved, "Mark 1 earlier answer as corrected")
    assert answer(failed).startswith("That can't be done now: the disk is gone.")
    assert answer(await press(club.moderator, saved, "Mark 1 earlier answer as corrected")) == "Marked 1."


async def test_what_an_import_corrects_is_marked_at_one_press(
    club: Club, servers: Servers, settings: dict[str, str], simcord_env: simcord.Env
) -> None:
    """Also what it removes, and after a restart; what was corrected before and left alone stays alone."""
    for question in (QUESTION, "what colour was the Petrel", "who did Tom marry"):
        await club.mia.slash(club.channel, "ask", question=question)
    await corrected(club, {"questions": "who did Tom marry", "answer": "Edith.", "excerpt": "", "tags": ""}, "tom-wife")
    pack = (await servers.told(servers.edition(club.server.id))).pack
    assert pack.source is not None
    facts = [
        replace(fact, answer="Whale oil.") if fact.id == "lamp-fuel" else fact
        for fact in pack.facts
        if fact.id != "boat-colour"
    ]
    source = replace(pack.source, fingerprint_file="lighthouse.fingerprint")
    file: Any = ("mended.yaml", written(replace(pack, facts=tuple(facts), source=source)).encode())
    shown = await club.moderator.slash(club.channel, "facts import", file=file)
    await press(club.moderator, shown, buttons_of(shown.response)[0])
    assert buttons_of(shown.response) == ["Mark 2 earlier answers as corrected"]
    await simcord_env.restart_bot(anew(settings, servers))

    marked = await press(club.moderator, shown, "Mark 2 earlier answers as corrected")

    assert answer(marked) == "Marked 2."
    lamp, boat, tom = map(text_of, standing(club))
    assert lamp.splitlines()[:3] == [f"-# {CORRECTED}", f"-# {QUESTION}", "Whale oil."]
    assert boat.startswith("The moderators have withdrawn this answer")
    assert "Tom married the schoolteacher" in tom


async def test_nothing_is_remembered_of_direct_messages_and_of_no_answers(club: Club, store: Store) -> None:
    await club.mia.slash(club.channel, "ask", question="whats the capital of france")
    await club.mia.send_dm(QUESTION)
    await club.bot.desk.notes.written(5)
    assert await store.told_otherwise(0, "lighthouse", "lamp-fuel", None) == ()
    assert club.bot.desk.servers.edition(None) == Edition(0, "lighthouse")


async def test_no_other_servers_answers_are_marked(club: Club, simcord_env: simcord.Env) -> None:
    """What its members were told is what its own moderators let stand."""
    other = simcord_env.create_guild("Elsewhere")
    channel = other.create_text_channel("elsewhere")
    ned = other.add_member(simcord_env.create_user("ned"))
    await ned.slash(channel, "ask", question=QUESTION)
    assert buttons_of((await corrected(club)).response) == []


async def test_an_answer_is_marked_in_the_language_of_its_server(club: Club) -> None:
    """As are its buttons; the moderator's own screens are English."""
    await club.bot.desk.servers.change_settings(club.server.id, lambda chosen: replace(chosen, language="fr"))
    await club.mia.slash(club.channel, "ask", question=QUESTION)
    await club.mia.slash(club.channel, "ask", question="what colour was the Petrel")
    await press(club.moderator, await corrected(club), "Mark 1 earlier answer as corrected")
    await press(club.moderator, await removed(club, "boat-colour"), "Mark 1 earlier answer as corrected")

    first, second = standing(club)
    assert text_of(first).startswith("-# Corrigé depuis : les faits")
    assert buttons_of(first) == ["Pourquoi cette réponse ?", "À voir aussi", "👍", "👎", "Supprimer"]
    assert text_of(second).startswith("La modération a retiré cette réponse")
    assert buttons_of(second) == ["Supprimer"]
