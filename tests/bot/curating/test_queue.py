"""Moderators see to what was asked and not answered, in talk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from conversation import answer, button, buttons_of, parts_of, press, text_of
from lighthouse import LIGHTHOUSE
from rockybot.app import Story
from rockybot.bot import Desk, RockyBot, noting
from rockybot.errors import StoreError
from rockybot.matching import Answerer
from rockybot.servers import Edition
from rockybot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    import simcord
    from simcord.results import InteractionResult

    from conversation import Club
    from rockybot.servers import Servers
    from rockybot.store import Store

GULLS = "how many gulls nested on the cliff"
GULLS_TOO = "how many gulls were nesting on the cliff"
FILM = "who directed the film"
NEEDS_A_RIGHT = "Only who may manage messages here can keep the facts."
SETTLED = "Somebody has seen to that question meanwhile."


async def asked(club: Club, *questions: str) -> None:
    """Mia asks, and what is worth it is noted."""
    for question in questions:
        await club.mia.slash(club.channel, "ask", question=question)
    await club.bot.desk.notes.written(5)


async def queue(club: Club) -> InteractionResult:
    """What the moderator sees."""
    return await club.moderator.slash(club.channel, "unanswered")


async def waiting(club: Club, store: Store) -> list[tuple[str, str, str | None]]:
    """What stands in the database."""
    await club.bot.desk.notes.written(5)
    return [(one.text, one.verdict, one.record_id) for one in await store.unanswered(club.server.id, "lighthouse")]


def on_disk(folder: Path) -> bytes:
    """Everything that the database has written, byte by byte."""
    return b"".join(path.read_bytes() for path in folder.glob("rockybot.db*"))


async def pressed(club: Club, on: InteractionResult, label: str, place: int = 0) -> InteractionResult:
    """The moderator presses a button of the question at a place of the page."""
    ids = [part["custom_id"] for part in parts_of(on.response) if part.get("label") == label]
    assert on.response is not None
    return await club.moderator.click(on.response, custom_id=ids[place])


async def phrased(club: Club, record_id: str, question: str) -> None:
    """A moderator added a phrasing to a record."""
    servers, edition = club.bot.desk.servers, Edition(club.server.id, "lighthouse")
    record = LIGHTHOUSE.record(record_id)
    assert record is not None
    wider = replace(record, questions=(*record.questions, question))
    await servers.keep(edition, servers.edit_of(edition, record_id, wider), 7, None)


class TestWhatWaits:
    """What got no answer or not the right one, without who asked."""

    async def test_nothing_waits_at_first(self, club: Club) -> None:
        shown = await queue(club)
        assert shown.ephemeral
        assert answer(shown) == "Nothing is waiting: every question got an answer, or somebody has seen to it."

    async def test_the_most_asked_comes_first_with_its_other_wordings(self, club: Club) -> None:
        await asked(club, FILM, GULLS, GULLS_TOO)
        shown = await queue(club)
        assert answer(shown).splitlines() == [
            "2 questions wait for you.",
            f"**“{GULLS}”**",
            f"-# Also: “{GULLS_TOO}”",
            "-# Asked twice; got nothing near",
            f"**“{FILM}”**",
            "-# Asked once; got nothing near",
        ]
        assert buttons_of(shown.response) == ["New fact", "Same as…", "The article doesn't say", "Dismiss"] * 2

    async def test_an_answer_that_did_not_help_waits_once_for_each_member(self, club: Club, store: Store) -> None:
        """With its question, and not for a 👍."""
        told = await club.mia.slash(club.channel, "ask", question="wich fuel for the lamp")
        await press(club.noah, told, "👎")
        await press(club.noah, told, "👎")
        await press(club.mia, told, "👍")
        assert await waiting(club, store) == [("wich fuel for the lamp", "unhelpful", "lamp-fuel")]
        assert "Asked once; got 👎 for lamp-fuel" in answer(await queue(club))

    async def test_nobody_is_kept(self, club: Club, store: Store, tmp_path: Path) -> None:
        """No id and no name, however the question came."""
        await club.mia.slash(club.channel, "ask", question=f"<@{club.noah.id}> who directed the film")
        await club.mia.send(club.channel, f"{club.mention} did {club.noah.mention} direct the film")
        await club.mia.send(club.channel, f"{club.mention} {club.noah.mention} what did the lamp burn")
        told = club.channel.last_message
        assert told is not None
        await press(club.mia, told, "👎")
        kept = await waiting(club, store)
        assert [text for text, *_ in kept] == [
            "@… who directed the film",
            "did @… direct the film",
            "what did the lamp burn",
        ]
        written = on_disk(tmp_path)
        assert b"who directed the film" in written
        assert not any(str(who).encode() in written for who in (club.noah.id, club.noah.name, club.mia.id))

    async def test_of_a_long_question_the_beginning_waits(self, club: Club, store: Store) -> None:
        """No id of anybody is cut in two."""
        await asked(club, f"{GULLS} {'and on the other one ' * 20}", f"{'gull' * 70}<@{club.noah.id}>{'gull' * 20}")
        (text, *_), (other, *_) = await waiting(club, store)
        assert text.startswith(GULLS)
        assert text.endswith("and on the…")
        assert f"{'gull' * 70}@…gull" in other

    async def test_small_talk_and_what_is_no_server_is_not_kept(self, club: Club, store: Store) -> None:
        await asked(club, "hello", "thanks!", "???")
        await club.mia.send(club.channel, f"{club.mention} what did the lamp burn")
        await club.mia.send(club.channel, "lol nice one", reply_to=club.channel.last_message)
        await club.mia.send(club.channel, FILM)
        await club.mia.send_dm(FILM)
        await club.mia.send_dm("what did the lamp burn")
        told = club.mia.user.dm_channel.last_message
        assert told is not None
        await club.mia.user.click(told, custom_id=button(told, "👎"))
        assert await waiting(club, store) == []
        assert await store.unanswered(0, "lighthouse") == ()

    async def test_a_long_queue_has_pages(self, club: Club, store: Store) -> None:
        """Whatever was asked, each fits into a message."""
        for number in range(6):
            text = "*" * 280 + "abcdef"[number] * 9
            await store.note_question(club.server.id, "lighthouse", text, "none", None)
        first = await queue(club)
        assert "Page 1 of 2." in answer(first)
        await press(club.moderator, first, "Next")
        assert "Page 2 of 2." in answer(first)
        assert buttons_of(first.response)[-1] == "Back"
        await press(club.moderator, first, "Back")
        assert "Page 1 of 2." in answer(first)

    async def test_of_several_stories_it_says_which(self, club: Club, servers: Servers) -> None:
        servers.shelve(Story(Answerer(replace(LIGHTHOUSE, title="Another"))), "another")
        await asked(club, FILM)
        assert answer(await queue(club)).startswith("1 question waits for you about The Keeper of Gull Rock.")

    async def test_no_other_server_sees_it(self, club: Club, simcord_env: simcord.Env) -> None:
        await asked(club, FILM)
        other = simcord_env.create_guild("Elsewhere")
        role = other.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
        channel = other.create_text_channel("elsewhere")
        ned = other.add_member(simcord_env.create_user("ned"), roles=[role])
        assert answer(await ned.slash(channel, "unanswered")).startswith("Nothing is waiting")


class TestWhatBecomesOfIt:
    """A fact, a phrasing, a gap, or nothing."""

    async def test_a_new_fact_settles_all_that_asked_the_same(self, club: Club, store: Store) -> None:
        """Also when it was edited again, after a restart in the middle of the form."""
        await asked(club, GULLS, GULLS_TOO, FILM)
        form = await pressed(club, await queue(club), "New fact")
        assert f"{GULLS}\n{GULLS_TOO}" in str(form.modal).replace("\\n", "\n")
        await club.env.restart_bot(RockyBot(Settings(), Desk(Settings(), club.bot.desk.servers)))
        typed = {"questions": f"{GULLS}\n{GULLS_TOO}", "answer": "", "excerpt": "no such words", "tags": ""}
        refused = await club.moderator.submit_modal(form, {**typed, "answer": "Nineteen."})
        again = await press(club.moderator, refused, "Edit again")
        offered = await club.moderator.submit_modal(again, {**typed, "answer": "Nineteen.", "excerpt": ""})
        assert answer(await press(club.moderator, offered, "Save")).startswith("Saved as revision 1.")
        assert "Nineteen." in answer(await club.mia.slash(club.channel, "ask", question=GULLS_TOO))
        assert [text for text, *_ in await waiting(club, store)] == [FILM]

    async def test_same_as_makes_it_a_phrasing(self, club: Club, store: Store) -> None:
        """The nearest come first, and a gap can be chosen too; the effect is shown as for all edits."""
        await asked(club, "zing lamp glowstuff")
        choose = await pressed(club, await queue(club), "Same as…")
        assert choose.ephemeral
        menu = next(part for part in parts_of(choose.response) if part["type"] == 3)
        assert len(menu["options"]) == len(LIGHTHOUSE.records)
        assert menu["options"][0]["value"].startswith("lamp-")
        assert {"A known gap"} < {option["description"] for option in menu["options"]}
        assert choose.response is not None
        offered = await club.moderator.select(choose.response, ["lamp-fuel"])
        assert answer(offered).splitlines()[:3] == ["Changed: lamp-fuel", "questions:", "\\+ zing lamp glowstuff"]
        again = await press(club.moderator, offered, "Edit again")
        assert "zing lamp glowstuff" in str(again.modal)
        await press(club.moderator, offered, buttons_of(offered.response)[0])
        assert "whale oil" in answer(await club.mia.slash(club.channel, "ask", question="zing lamp glowstuff"))
        assert await waiting(club, store) == []
        late = await club.moderator.select(choose.response, ["lamp-fuel"])
        assert answer(late) == SETTLED

    async def test_a_phrasing_that_it_has_already_is_none(self, club: Club) -> None:
        """Somebody has added it meanwhile."""
        await asked(club, FILM)
        choose = await pressed(club, await queue(club), "Same as…")
        await phrased(club, "tom-job", FILM)
        assert choose.response is not None
        told = await club.moderator.select(choose.response, ["tom-job"])
        assert answer(told).startswith("It has that question already.")

    async def test_a_record_that_did_not_help_is_not_offered_again(self, club: Club) -> None:
        told = await club.mia.slash(club.channel, "ask", question="what did the lamp burn")
        await press(club.noah, told, "👎")
        await club.bot.desk.notes.written(5)
        choose = await pressed(club, await queue(club), "Same as…")
        menu = next(part for part in parts_of(choose.response) if part["type"] == 3)
        offered = [option["value"] for option in menu["options"]]
        assert len(offered) == len(LIGHTHOUSE.records) - 1
        assert "lamp-fuel" not in offered

    async def test_what_is_told_by_now_is_named(self, club: Club) -> None:
        """So that it can be dismissed; an answer that didn't help is none."""
        told = await club.mia.slash(club.channel, "ask", question="what did the lamp burn")
        await press(club.noah, told, "👎")
        await asked(club, FILM, GULLS)
        assert "By now" not in answer(await queue(club))
        await phrased(club, "tom-job", FILM)
        await phrased(club, "boat-cost", GULLS)
        lines = answer(await queue(club)).splitlines()
        assert lines[lines.index(f"**“{FILM}”**") + 2] == "-# By now it is answered by “what was Tom's job”"
        assert (
            lines[lines.index(f"**“{GULLS}”**") + 2] == "-# By now the article is known not to say what the Petrel cost"
        )
        assert answer(await queue(club)).count("By now") == 2

    async def test_what_the_article_does_not_say_becomes_a_gap(self, club: Club, store: Store) -> None:
        await asked(club, GULLS)
        form = await pressed(club, await queue(club), "The article doesn't say")
        offered = await club.moderator.submit_modal(
            form, {"about": "how many gulls nested there", "questions": GULLS, "tags": ""}
        )
        await press(club.moderator, offered, "Save")
        told = answer(await club.mia.slash(club.channel, "ask", question=GULLS))
        assert "The article doesn't say how many gulls nested there." in told
        assert await waiting(club, store) == []

    async def test_what_is_dismissed_goes_and_the_others_stay(self, club: Club, store: Store) -> None:
        """What somebody has seen to meanwhile says so, on whatever button."""
        await asked(club, GULLS, GULLS_TOO, FILM)
        shown, old = await queue(club), await queue(club)
        await pressed(club, shown, "Dismiss")
        assert answer(shown).startswith("1 question waits for you.")
        assert [text for text, *_ in await waiting(club, store)] == [FILM]

        stale = await pressed(club, old, "Same as…")
        assert answer(stale) == SETTLED
        await pressed(club, old, "New fact")
        assert answer(old).splitlines()[:2] == [SETTLED, "1 question waits for you."]
        await pressed(club, old, "Dismiss")
        assert answer(old).startswith("Nothing is waiting")


class TestRights:
    """Discord's own check is a hint that a server may override; ours is asked at every step."""

    async def test_who_has_none_sees_no_command(self, club: Club) -> None:
        commands = club.mia.available_commands(club.channel)
        assert not {"unanswered", "Add to rockybot"} & set(commands)

    async def test_who_was_let_in_by_the_server_is_told(self, club: Club) -> None:
        for name in ("unanswered", "Add to rockybot"):
            command = next(one for one in await club.bot.tree.fetch_commands() if one.name == name)
            club.server.set_command_permissions(command, {club.noah: True})
        assert answer(await club.noah.slash(club.channel, "unanswered")) == NEEDS_A_RIGHT
        assert [type(error) for error in club.env.errors] == [discord.app_commands.CheckFailure]
        message = await club.mia.send(club.channel, FILM)
        assert answer(await club.noah.context_menu(club.channel, "Add to rockybot", message)) == NEEDS_A_RIGHT

    async def test_who_has_lost_them_can_press_nothing(self, club: Club, store: Store) -> None:
        await asked(club, FILM)
        shown = await queue(club)
        club.env.backend.get_guild(club.server.id).members[club.moderator.id].role_ids.clear()
        for label in ("New fact", "Same as…", "The article doesn't say", "Dismiss"):
            assert answer(await pressed(club, shown, label)) == NEEDS_A_RIGHT
        assert len(await waiting(club, store)) == 1


async def test_a_database_that_is_away_is_told(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    """At every step; what was saved meanwhile stays saved, and is taken from the queue when it is back."""
    monkeypatch.setattr(noting, "PAUSE_SECONDS", 60.0)
    await asked(club, FILM)
    shown = await queue(club)
    form = await pressed(club, shown, "New fact")

    async def away(*_: object) -> None:
        raise StoreError("rockybot.db", "the disk is gone", "look for it")

    with monkeypatch.context() as broken:
        broken.setattr(type(club.bot.desk.servers.store), "unanswered", away)
        told = "That can't be done now: the disk is gone. Please try again in a while."
        assert [answer(await queue(club))] == [told]
        for label in ("New fact", "Same as…", "Dismiss"):
            failed = await pressed(club, shown, label)
            heard = [text_of(word) for word in failed.followups] or [answer(failed)]
            assert told in heard
        typed: dict[str, Any] = {"questions": FILM, "answer": "Nobody did.", "excerpt": "", "tags": ""}
        offered = await club.moderator.submit_modal(form, typed)
        assert answer(await press(club.moderator, offered, "Save")).startswith("Saved as revision 1.")
    club.env.errors.clear()
    await club.env.advance_time(61)
    assert answer(await queue(club)).startswith("Nothing is waiting")


class TestTheMenu:
    """On any message."""

    async def add(self, club: Club, message: Any) -> InteractionResult:
        """What the moderator gets."""
        return await club.moderator.context_menu(club.channel, "Add to rockybot", message)

    async def test_what_somebody_wrote_becomes_the_question_of_a_form(self, club: Club) -> None:
        """On one line and without the people it mentions."""
        message = await club.mia.send(club.channel, f"{club.noah.mention} who\ndirected the film?")
        form = await self.add(club, message)
        assert "'who directed the film?'" in str(form.modal)
        assert str(club.noah.id) not in str(form.modal)
        typed = {"questions": FILM, "answer": "Nobody did.", "excerpt": "", "tags": ""}
        offered = await club.moderator.submit_modal(form, typed)
        await press(club.moderator, offered, "Save")
        assert "Nobody did." in answer(await club.mia.slash(club.channel, "ask", question=FILM))

    async def test_of_the_bots_own_answer_it_is_what_was_asked(self, club: Club) -> None:
        await asked(club, "wich fuel for the lamp")
        form = await self.add(club, club.channel.last_message)
        assert "'wich fuel for the lamp'" in str(form.modal)

    async def test_a_message_without_words_says_so(self, club: Club) -> None:
        message = await club.mia.send(club.channel, club.noah.mention)
        assert answer(await self.add(club, message)) == "I can't see any text in that message."
