"""What was shown before a yes may be old by then: what an edit would do is looked at again, in talk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from conversation import answer, buttons_of, press, text_of
from rockybot.app import Story
from rockybot.bot import Desk, RockyBot
from rockybot.matching import Answerer
from rockybot.packs import Check
from rockybot.servers import Edition, Servers
from rockybot.settings import Settings

if TYPE_CHECKING:
    import pytest
    import simcord
    from simcord.results import InteractionResult

    from conversation import Club

NEW = {"questions": "who was the daughter of a ropemaker", "answer": "Ada was.", "excerpt": "", "tags": ""}
LAMP = {
    "questions": "which fuel did it take",
    "answer": "It burned whale oil.",
    "excerpt": "The lamp burned whale oil until 1930",
    "tags": "",
}
MEANWHILE = "Not saved: what is told or asked here has changed since you were shown this. Now it would do this:"
EDITOR = 7


async def sent(club: Club, command: str, form: dict[str, Any], **options: str) -> InteractionResult:
    """What the moderator hears about a form that she filled in and sent off."""
    shown = await club.moderator.slash(club.channel, command, **options)
    return await club.moderator.submit_modal(shown, form)


async def asked(club: Club, question: str) -> str:
    """What Mia hears."""
    return answer(await club.mia.slash(club.channel, "ask", question=question))


async def test_a_theft_that_nobody_was_shown_wants_another_yes(club: Club, simcord_env: simcord.Env) -> None:
    """When both were shown, neither took anything; the yes that was given counts also after a restart."""
    first, second = await sent(club, "facts add", NEW), await sent(club, "facts add", {**NEW, "answer": "Tom."})
    other = await sent(club, "facts add", {**NEW, "questions": f"say, {NEW['questions']}\n{NEW['questions']}"})
    await press(club.moderator, first, "Save")

    late = await press(club.moderator, other, "Save")

    assert answer(late).startswith(MEANWHILE)
    assert f"“{NEW['questions']}”, from who-daughter-ropemaker" in answer(late)
    assert buttons_of(late.response) == ["Yes, save all the same", "Edit again", "Drop"]
    overtaken = await press(club.moderator, second, "Save")
    assert answer(overtaken).startswith("Not saved: revision 1 of it came first.")
    await simcord_env.restart_bot(RockyBot(Settings(), Desk(Settings(), club.bot.desk.servers)))
    assert "Saved as revision 2." in answer(await press(club.moderator, late, "Yes, save all the same"))


async def test_a_check_that_came_with_a_later_file_is_not_broken(club: Club, servers: Servers) -> None:
    offered = await sent(club, "facts edit", LAMP, fact="lamp-fuel")
    pack = servers.story.pack
    checks = (*pack.checks, Check("what did the lamp burn", "lamp-fuel"))
    servers.shelve(Story(Answerer(replace(pack, checks=checks))))

    late = await press(club.moderator, offered, "Save")

    assert answer(late).startswith(MEANWHILE)
    assert "these labelled questions of the story would no longer be right.\n• “what did the lamp burn”" in answer(late)
    assert buttons_of(late.response) == ["Edit again", "Drop"]
    assert "whale oil until 1930" in await asked(club, "what did the lamp burn")


async def test_the_last_fact_stays_whoever_removed_the_others_meanwhile(club: Club, servers: Servers) -> None:
    edition, pack = Edition(club.server.id, "lighthouse"), replace(servers.story.pack, checks=())
    servers.shelve(Story(Answerer(pack)))
    offered = await club.moderator.slash(club.channel, "facts remove", fact="lamp-fuel")
    others = [servers.edit_of(edition, fact.id, None) for fact in pack.facts if fact.id != "lamp-fuel"]
    await servers.keep_all(edition, others, EDITOR, None)
    late = await press(club.moderator, offered, "Save")
    assert answer(late) == "That is the last fact: a story needs one."


async def test_two_who_say_the_same_have_nothing_to_decide(club: Club, servers: Servers) -> None:
    offered = await sent(club, "facts add", NEW)
    edition, pack = Edition(club.server.id, "lighthouse"), servers.story.pack
    same = replace(pack.facts[0], questions=(NEW["questions"],), answer=NEW["answer"], excerpt=None)
    same = replace(same, id="who-daughter-ropemaker")
    await servers.keep(edition, servers.edit_of(edition, same.id, same), EDITOR, None)
    late = await press(club.moderator, offered, "Save")
    assert answer(late) == "Revision 1, which came first, says just that: nothing to save."
    assert buttons_of(late.response) == []


async def test_what_was_removed_can_be_added_anew(club: Club) -> None:
    """Its name is free again: nobody has overtaken anybody."""
    await press(club.moderator, await sent(club, "facts add", NEW), "Save")
    gone = await club.moderator.slash(club.channel, "facts remove", fact="who-daughter-ropemaker")
    await press(club.moderator, gone, "Save")
    assert "Saved as revision 3." in answer(await press(club.moderator, await sent(club, "facts add", NEW), "Save"))


async def test_what_a_message_does_not_name_stands_in_a_file(club: Club) -> None:
    """Of more than ten questions that are taken, all."""
    pack = club.bot.desk.story.pack
    questions = [question for fact in pack.facts[6:] for question in fact.questions]
    offered = await sent(club, "facts add", {**NEW, "questions": "\n".join(questions)})
    assert f"… and {len(questions) - 10} more" in answer(offered)
    assert offered.response is not None
    (file,) = offered.response.attachments
    assert f"“{questions[-1]}”, from boat-colour" in (await file.read()).decode()


async def test_a_long_edit_cuts_off_nothing_that_is_to_be_decided(club: Club) -> None:
    """What it takes comes first, and what it says after that; the whole is in a file."""
    questions = "\n".join(
        ["what was Tom's job", *(f"what was painted in the year {year}" for year in range(1800, 1880))]
    )
    offered = await sent(club, "facts add", {**NEW, "questions": questions, "answer": "a thing. " * 200})
    assert answer(offered).startswith(
        "It would take these questions from others:\n• “what was Tom's job”, from tom-job"
    )
    assert "New: what-tom-job" in answer(offered)
    assert offered.response is not None
    assert [file.filename for file in offered.response.attachments] == ["draft.txt"]


async def test_a_save_that_can_not_be_told_to_its_editor_is_told_in_the_log_channel(
    club: Club, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pressed again, it is told as saved, once."""
    log = club.server.create_text_channel("log")
    await servers.change_settings(club.server.id, lambda chosen: replace(chosen, log_channel=log.id))
    offered = await sent(club, "facts add", NEW)

    async def broken(*_: object, **__: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as away:
        away.setattr(discord.Interaction, "edit_original_response", broken)
        failed = await press(club.moderator, offered, "Save")
    (word,) = failed.followups
    assert text_of(word) == "Something went wrong on my side. Please try again in a moment."
    told = log.last_message
    assert told is not None
    assert text_of(told).splitlines()[0] == f"Revision 1, by <@{club.moderator.id}>"
    assert "Ada was." in await asked(club, NEW["questions"])

    again = await press(club.moderator, offered, "Save")

    assert answer(again) == "Saved as revision 1. It is told from now on."
    assert log.last_message == told


async def test_who_takes_a_question_word_for_word_takes_it_away_from_the_other(club: Club) -> None:
    """Nobody could tell which is meant by it, so after a yes it is the new one's alone; both edits can be undone."""
    offered = await sent(club, "facts add", {**NEW, "questions": "What was TOM'S job?"})
    assert "“what was Tom's job”, from tom-job" in answer(offered)
    assert "The same words are taken out of tom-job: only one can be meant by them." in answer(offered)

    await press(club.moderator, offered, "Yes, save all the same")

    assert "Ada was." in await asked(club, "what was Tom's job")
    shown = answer(await club.moderator.slash(club.channel, "facts show", fact="tom-job"))
    assert "what was Tom's job" not in shown
    assert "what did Ada's brother do for a living" in shown
    undo = await club.moderator.slash(club.channel, "facts undo", fact="tom-job")
    assert "\\+ what was Tom's job" in answer(undo)


async def test_who_takes_the_only_question_of_another_removes_it(club: Club) -> None:
    """That is said before, and it can be restored."""
    await press(club.moderator, await sent(club, "facts add", NEW), "Save")
    offered = await sent(club, "facts edit", {**LAMP, "questions": NEW["questions"]}, fact="lamp-fuel")
    assert "Removed with its only question: who-daughter-ropemaker. It can be restored." in answer(offered)
    await press(club.moderator, offered, "Yes, save all the same")
    assert "It burned whale oil." in await asked(club, NEW["questions"])
    restored = await club.moderator.slash(club.channel, "facts restore", fact="who-daughter-ropemaker")
    assert "New: who-daughter-ropemaker" in answer(restored)


async def test_who_had_a_form_open_while_another_saved_is_shown_what_they_changed(club: Club) -> None:
    """Before anything is saved."""
    form = await club.moderator.slash(club.channel, "facts edit", fact="lamp-fuel")
    await press(club.moderator, await sent(club, "facts edit", LAMP, fact="lamp-fuel"), "Save")

    late = await club.moderator.submit_modal(form, {**LAMP, "answer": "Oil."})

    assert answer(late).startswith("Since you opened this form, revision 1 of it was saved by somebody else:")
    assert "\\+ It burned whale oil." in answer(late)
    assert "On top of that, yours would change:" in answer(late)
    assert buttons_of(late.response) == ["Yes, save all the same", "Edit again", "Drop"]
    assert "Saved as revision 2." in answer(await press(club.moderator, late, "Yes, save all the same"))


async def test_a_fact_does_not_lose_its_proof_in_silence(club: Club) -> None:
    lost = await sent(club, "facts edit", {**LAMP, "excerpt": ""}, fact="lamp-fuel")
    assert "It loses its excerpt: nobody will see a proof of it any more." in answer(lost)
    assert buttons_of(lost.response) == ["Yes, save all the same", "Edit again", "Drop"]
    new = await sent(club, "facts add", NEW)
    assert "No excerpt proves it: it will be told without a quotation." in answer(new)
    assert buttons_of(new.response) == ["Save", "Edit again", "Drop"]


async def test_a_removal_says_that_it_is_no_longer_told(club: Club) -> None:
    offered = await club.moderator.slash(club.channel, "facts remove", fact="boat-colour")
    assert answer(await press(club.moderator, offered, "Save")) == "Saved as revision 1. It is no longer told."


async def test_a_draft_of_a_story_that_the_operator_took_away_says_so(
    club: Club, simcord_env: simcord.Env, servers: Servers
) -> None:
    offered = await sent(club, "facts add", NEW)
    renamed = Servers(servers.story, servers.store, "beacon")
    await renamed.load()
    await simcord_env.restart_bot(RockyBot(Settings(), Desk(Settings(), renamed)))
    gone = await press(club.moderator, offered, "Save")
    assert answer(gone).startswith("The operator no longer offers the story that this is about.")
    again = await press(club.moderator, offered, "Edit again")
    assert NEW["questions"] in str(again.modal)
