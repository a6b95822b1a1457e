"""Moderators keep the facts, in talk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from conversation import answer, button, buttons_of, press, text_of
from rockybot.bot import Desk, RockyBot
from rockybot.errors import StoreError
from rockybot.servers import Servers
from rockybot.settings import Settings

if TYPE_CHECKING:
    import simcord
    from simcord.results import InteractionResult

    from conversation import Club
    from rockybot.app import Story

LAMP = {
    "questions": "what did the lamp burn\nwhich fuel did it take",
    "answer": "It burned whale oil until 1930.",
    "excerpt": "The lamp burned whale oil until 1930",
    "tags": "lamp",
}
NEW = {"questions": "who was the daughter of a ropemaker", "answer": "Ada was.", "excerpt": "", "tags": ""}


async def asked(club: Club, question: str) -> str:
    """What Mia hears."""
    return answer(await club.mia.slash(club.channel, "ask", question=question))


async def sent(club: Club, command: str, form: dict[str, Any], **options: str) -> InteractionResult:
    """What the moderator hears about a form that she filled in and sent off."""
    shown = await club.moderator.slash(club.channel, command, **options)
    return await club.moderator.submit_modal(shown, form)


async def test_a_fact_is_added_and_told_at_once(club: Club) -> None:
    """What it would change is shown first; nothing is told before it is saved."""
    offered = await sent(club, "facts add", NEW)
    assert offered.ephemeral
    assert answer(offered).splitlines()[:3] == [
        "New: who-daughter-ropemaker",
        "questions:",
        "\\+ who was the daughter of a ropemaker",
    ]
    assert buttons_of(offered.response) == ["Save", "Edit again", "Drop"]
    assert "Ada was." not in await asked(club, NEW["questions"])

    saved = await press(club.moderator, offered, "Save")

    assert answer(saved) == "Saved as revision 1. It is told from now on."
    assert "Ada was." in await asked(club, NEW["questions"])


async def test_a_fact_is_edited(club: Club) -> None:
    """The form holds it as it stands."""
    shown = await club.moderator.slash(club.channel, "facts edit", fact="lamp-fuel")
    assert shown.modal is not None
    assert "The lamp burned whale oil until 1930" in str(shown.modal)

    offered = await club.moderator.submit_modal(shown, LAMP)
    await press(club.moderator, offered, "Save")

    assert "It burned whale oil until 1930." in await asked(club, "which fuel did it take")


async def test_a_form_says_how_to_fill_it_in(club: Club) -> None:
    """Each field, within the 100 characters that Discord shows. What the source doesn't say has no answer to cover."""
    for command, count in (("add", 4), ("gap", 3)):
        form = await club.moderator.slash(club.channel, f"facts {command}")
        assert form.modal is not None
        told = [part["description"] for part in form.modal["components"]]
        assert len(told) == count
        assert all(0 < len(one) <= 100 for one in told)
        assert ("spoiler" in told[-1]) == (count == 4)


async def test_an_edit_is_told_in_the_log_channel(club: Club, servers: Servers) -> None:
    """With the name of who made it; nobody is notified."""
    log = club.server.create_text_channel("log")
    await servers.change_settings(club.server.id, lambda chosen: replace(chosen, log_channel=log.id))
    await press(club.moderator, await sent(club, "facts edit", LAMP, fact="lamp-fuel"), "Save")
    assert log.last_message is not None
    assert text_of(log.last_message).splitlines()[:2] == [
        f"Revision 1, by <@{club.moderator.id}>",
        "Changed: lamp-fuel",
    ]


async def test_a_wrong_excerpt_is_refused_and_nothing_typed_is_lost(club: Club) -> None:
    """The nearest true passage is named; the form comes back as it was left."""
    wrong = {**LAMP, "excerpt": "Her brother Tom repaired racing boats in the harbour"}
    refused = await sent(club, "facts edit", wrong, fact="lamp-fuel")
    assert "the excerpt is not verbatim" in answer(refused)
    assert "“Her brother”, paragraph 1" in answer(refused)
    assert "which fuel did it take" in answer(refused)
    assert "Save" not in buttons_of(refused.response)

    again = await press(club.moderator, refused, "Edit again")
    assert again.modal is not None
    assert "repaired racing boats" in str(again.modal)
    offered = await club.moderator.submit_modal(again, LAMP)
    await press(club.moderator, offered, "Save")
    assert "It burned whale oil" in await asked(club, "what did the lamp burn")


@pytest.mark.parametrize("question", ["what was Tom's job", "what work did Tom do for a living"])
async def test_who_takes_a_question_from_another_fact_is_asked_again(club: Club, question: str) -> None:
    """Word for word, or one that it answers now."""
    offered = await sent(club, "facts add", {**NEW, "questions": question, "answer": "He rowed."})
    assert "It would take these questions from others:" in answer(offered)
    assert f"“{question}”, from tom-job" in answer(offered)
    assert "Save" not in buttons_of(offered.response)
    await press(club.moderator, offered, "Yes, save all the same")


async def test_an_edit_that_breaks_the_storys_own_checks_can_not_be_saved(club: Club) -> None:
    offered = await club.moderator.slash(club.channel, "facts remove", fact="ada-age-as-keeper")
    assert "these labelled questions of the story would no longer be right" in answer(offered)
    assert buttons_of(offered.response) == ["Drop"]


async def test_a_removed_fact_is_no_longer_told_and_comes_back_by_undo(club: Club) -> None:
    offered = await club.moderator.slash(club.channel, "facts remove", fact="boat-colour")
    await press(club.moderator, offered, "Save")
    assert "The Petrel was green." not in await asked(club, "what colour was the Petrel")

    undo = await club.moderator.slash(club.channel, "facts undo", fact="boat-colour")
    assert answer(undo).startswith("New: boat-colour")
    await press(club.moderator, undo, buttons_of(undo.response)[0])
    assert "The Petrel was green." in await asked(club, "what colour was the Petrel")

    history = answer(await club.moderator.slash(club.channel, "facts history", fact="boat-colour"))
    assert "Revision 2" in history.splitlines()[0]
    assert "Removed: boat-colour" in history
    assert f"by <@{club.moderator.id}>" in history


async def test_a_fact_is_shown_whole(club: Club) -> None:
    shown = await club.moderator.slash(club.channel, "facts show", fact="lamp-fuel")
    assert shown.ephemeral
    assert "Answer: The lamp burned whale oil until 1930." in answer(shown)
    assert "what fuel was used for the lamp" in answer(shown)


@pytest.mark.parametrize("command", ["edit", "remove", "show"])
async def test_what_is_no_fact_is_told(club: Club, command: str) -> None:
    told = await club.moderator.slash(club.channel, f"facts {command}", fact="nowhere")
    assert answer(told).startswith("I know no such fact here.")


async def test_a_spoiler_has_a_tag_in_its_form_and_is_none_without_it(club: Club) -> None:
    """Set and taken away by it alone."""
    storm = {**LAMP, "questions": "what did the great storm break", "answer": "Windows.", "excerpt": ""}
    for tags, told in (("storm", "Windows."), ("storm, spoiler", "||Windows.||")):
        shown = await club.moderator.slash(club.channel, "facts edit", fact="storm-damage")
        assert ("spoiler'" in str(shown.modal)) == (tags == "storm")
        offered = await club.moderator.submit_modal(shown, {**storm, "tags": tags})
        await press(club.moderator, offered, buttons_of(offered.response)[0])
        assert told in (await asked(club, "what did the great storm break")).splitlines()


async def test_completions_name_every_record_to_moderators(club: Club) -> None:
    """Spoilers and gaps too."""
    choices = await club.moderator.autocomplete(club.channel, "facts show", "fact", "storm")
    assert "storm-damage" in choices[0]["name"]
    gaps = await club.moderator.autocomplete(club.channel, "facts show", "fact", "how tall")
    assert [choice["value"] for choice in gaps] == ["fact:lighthouse-height"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("lamp fuel", "lamp-fuel", id="words-of-a-name"),
        pytest.param("BURN lamp", "lamp-fuel", id="any-order-and-case"),
        pytest.param("whale lam", "lamp-fuel", id="words-of-an-answer-half-typed"),
        pytest.param("harbour fishing", "tom-job", id="words-of-an-excerpt"),
        pytest.param("whether married", "ada-husband", id="what-a-gap-is-about"),
        pytest.param("which paint did Tom's ship have", "boat-colour", id="nothing-holds-it-the-nearest"),
    ],
)
async def test_completions_find_words_wherever_they_stand(club: Club, typed: str, first: str) -> None:
    choices = await club.moderator.autocomplete(club.channel, "facts show", "fact", typed)
    assert choices[0]["value"] == f"fact:{first}"


async def test_completions_name_first_what_says_it_in_its_name_or_first_question(club: Club) -> None:
    """What says it further down follows; nothing else does."""
    choices = await club.moderator.autocomplete(club.channel, "facts show", "fact", "lamp oil")
    assert {choice["value"] for choice in choices} == {"fact:lamp-fuel", "fact:tom-deliveries"}
    titled = await club.moderator.autocomplete(club.channel, "facts show", "fact", "boat")
    assert [choice["value"] for choice in titled][:2] == ["fact:boat-colour", "fact:boat-cost"]
    assert len(titled) > 2


async def test_no_other_server_hears_of_an_edit(club: Club, simcord_env: simcord.Env) -> None:
    other = simcord_env.create_guild("Elsewhere")
    channel = other.create_text_channel("elsewhere")
    ned = other.add_member(simcord_env.create_user("ned"))
    offered = await sent(club, "facts edit", LAMP, fact="lamp-fuel")
    await press(club.moderator, offered, "Save")
    assert "The lamp burned whale oil until 1930." in answer(
        await ned.slash(channel, "ask", question="what did the lamp burn")
    )


class TestRights:
    """Discord's own check is a hint that a server may override; ours is asked at every step."""

    async def test_who_has_none_sees_no_command(self, club: Club) -> None:
        assert not any(name.startswith("facts") for name in club.mia.available_commands(club.channel))

    async def test_who_was_let_in_by_the_server_is_told_once(self, club: Club) -> None:
        """And does nothing."""
        facts = next(command for command in await club.bot.tree.fetch_commands() if command.name == "facts")
        club.server.set_command_permissions(facts, {club.noah: True})
        refused = await club.noah.slash(club.channel, "facts show", fact="lamp-fuel")
        assert answer(refused) == "Only who may manage messages here can keep the facts."
        assert refused.followups == []
        assert [type(error) for error in club.env.errors] == [discord.app_commands.CheckFailure]

    async def test_who_has_lost_them_can_neither_send_a_form_nor_save(
        self, club: Club, simcord_env: simcord.Env
    ) -> None:
        shown = await club.moderator.slash(club.channel, "facts add")
        offered = await sent(club, "facts add", NEW)
        member = simcord_env.backend.get_guild(club.server.id).members[club.moderator.id]
        member.role_ids.clear()

        late = await club.moderator.submit_modal(shown, NEW)
        assert answer(late) == "Only who may manage messages here can keep the facts."
        assert offered.response is not None
        saved = await club.moderator.click(offered.response, custom_id=button(offered.response, "Save"))
        assert answer(saved) == "Only who may manage messages here can keep the facts."
        assert "Ada was." not in await asked(club, NEW["questions"])


class TestAfterARestart:
    """In the middle of an edit."""

    async def test_a_form_that_is_sent_off_is_taken(
        self, club: Club, simcord_env: simcord.Env, servers: Servers
    ) -> None:
        shown = await club.moderator.slash(club.channel, "facts edit", fact="lamp-fuel")
        await simcord_env.restart_bot(RockyBot(Settings(), Desk(Settings(), servers)))
        offered = await club.moderator.submit_modal(shown, LAMP)
        await press(club.moderator, offered, "Save")
        assert "It burned whale oil" in await asked(club, "what did the lamp burn")

    async def test_a_draft_can_still_be_saved_and_then_its_buttons_are_gone(
        self, club: Club, simcord_env: simcord.Env, servers: Servers
    ) -> None:
        offered = await sent(club, "facts add", NEW)
        await simcord_env.restart_bot(RockyBot(Settings(), Desk(Settings(), servers)))
        saved = await press(club.moderator, offered, "Save")
        assert "Saved as revision 1." in answer(saved)
        assert buttons_of(saved.response) == []

    async def test_a_draft_that_is_gone_says_so(self, club: Club, servers: Servers) -> None:
        offered = await sent(club, "facts add", NEW)
        key = button(offered.response, "Save").rpartition(":")[2]
        draft = await club.bot.desk.drafts.of(key, club.server.id)
        assert draft is not None
        await club.bot.desk.drafts.drop(key, draft)
        gone = await press(club.moderator, offered, "Save")
        assert answer(gone).startswith("I no longer hold that draft: it was saved or dropped")
        assert await servers.store.head() == 0


async def test_of_two_who_edit_one_fact_the_second_sees_what_the_first_changed(club: Club) -> None:
    """And saves all the same, if that is what they want."""
    first = await sent(club, "facts edit", LAMP, fact="lamp-fuel")
    second = await sent(club, "facts edit", {**LAMP, "answer": "Oil."}, fact="lamp-fuel")
    await press(club.moderator, first, "Save")

    late = await press(club.moderator, second, "Save")

    assert answer(late).startswith("Not saved: revision 1 of it came first. On top of that one, yours would change:")
    await press(club.moderator, late, "Yes, save all the same")
    assert "\nOil.\n" in await asked(club, "what did the lamp burn")


async def test_a_database_that_is_away_keeps_the_draft(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = await sent(club, "facts edit", LAMP, fact="lamp-fuel")

    async def away(*_: object) -> None:
        raise StoreError("rockybot.db", "the disk is full", "make room")

    with monkeypatch.context() as broken:
        broken.setattr(club.bot.desk.servers, "keep", away)
        failed = await press(club.moderator, offered, "Save")
    assert answer(failed) == "Not saved: the disk is full. What you typed is kept; try again in a while."
    assert "whale oil" in await asked(club, "what did the lamp burn")
    assert "Saved as revision 1." in answer(await press(club.moderator, failed, "Save"))


async def test_a_database_that_cannot_be_read_is_told_once(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: object) -> None:
        raise StoreError("rockybot.db", "the disk is gone", "look for it")

    monkeypatch.setattr(club.bot.desk.servers, "history", away)
    failed = await club.moderator.slash(club.channel, "facts history", fact="lamp-fuel")
    assert answer(failed).startswith("That can't be done now: the disk is gone.")
    assert failed.followups == []
    assert any(isinstance(error.__cause__, StoreError) for error in club.env.errors)


async def test_a_draft_can_be_dropped(club: Club) -> None:
    offered = await sent(club, "facts add", NEW)
    dropped = await press(club.moderator, offered, "Drop")
    assert "Dropped. Nothing was changed." in text_of(dropped.response or offered.response)


class TestWithoutADatabase:
    """Nothing can be kept, and that is said."""

    @pytest.fixture
    def simcord_bot(self, lighthouse: Story) -> RockyBot:
        """A bot without one."""
        return RockyBot(Settings(), Desk(Settings(), Servers(lighthouse, name="lighthouse")))

    async def test_what_is_known_is_shown(self, club: Club) -> None:
        shown = await club.moderator.slash(club.channel, "facts show", fact="lamp-fuel")
        assert "whale oil" in answer(shown)

    async def test_what_was_typed_is_shown_again(self, club: Club) -> None:
        offered = await sent(club, "facts add", NEW)
        failed = await press(club.moderator, offered, "Save")
        assert answer(failed).startswith("Not saved: it runs without a database")
        assert "Edit again" in buttons_of(failed.response)
