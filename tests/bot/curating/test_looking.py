"""Moderators look up what their server tells, in talk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from conversation import answer, button, buttons_of, press, text_of
from lighthouse import FACTS, LIGHTHOUSE
from rockybot.app import Story
from rockybot.bot import Desk, RockyBot
from rockybot.bot.curating import listing
from rockybot.matching import Answerer
from rockybot.packs import Fact
from rockybot.servers import Edition
from rockybot.settings import Settings

if TYPE_CHECKING:
    import pytest
    import simcord
    from simcord.results import InteractionResult

    from conversation import Club
    from rockybot.packs import Record

EDITOR = 7
RED = replace(FACTS[-1], answer="It was red.")
WHITE = replace(FACTS[-1], answer="It was white.")


async def saved(club: Club, record_id: str, record: Record | None, seen: int | None = None) -> int:
    """A record was edited; the number of the revision."""
    servers, edition = club.bot.desk.servers, Edition(club.server.id, "lighthouse")
    return (await servers.keep(edition, servers.edit_of(edition, record_id, record), EDITOR, seen)).number


async def looked(club: Club, command: str, **options: str) -> InteractionResult:
    """What the moderator gets, for herself alone."""
    result = await club.moderator.slash(club.channel, f"facts {command}", **options)
    assert result.ephemeral
    return result


async def file_of(result: InteractionResult) -> tuple[str, str]:
    """The name and the text of the file that came with it."""
    assert result.response is not None
    (file,) = result.response.attachments
    return file.filename, (await file.read()).decode()


async def test_a_fact_tells_that_it_was_edited_and_that_the_file_changed_since(club: Club) -> None:
    assert "Edited here" not in answer(await looked(club, "show", fact="boat-colour"))
    await saved(club, "boat-colour", RED)
    assert answer(await looked(club, "show", fact="boat-colour")).endswith(
        "Edited here: this server tells it in place of the story's file."
    )
    club.bot.desk.servers.shelve(Story(Answerer(replace(LIGHTHOUSE, facts=(*FACTS[:-1], WHITE)))))
    assert "changed it since it was edited here" in answer(await looked(club, "show", fact="boat-colour"))


async def test_what_is_too_long_for_a_message_stands_whole_in_a_file(club: Club) -> None:
    questions = tuple(f"what did the keeper write on page {number} of her *log*" for number in range(100))
    await saved(club, "log", Fact("log", questions, "The weather."))
    shown = await looked(club, "show", fact="log")
    assert "The whole of it is in the file below." in answer(shown)
    name, whole = await file_of(shown)
    assert name == "log.txt"
    assert "• what did the keeper write on page 99 of her *log*" in whole


async def test_a_search_finds_words_or_what_comes_nearest(club: Club) -> None:
    """In any order and case, anywhere in a record; without a hit, as a question is read."""
    found = answer(await looked(club, "search", words="OIL lamp"))
    assert found.splitlines()[0] == "2 hold these words:"
    assert "• lamp-fuel: what did the lamp burn" in found
    near = answer(await looked(club, "search", words="which paint did Tom's ship have"))
    assert near.startswith("Nothing holds these words. The nearest to them, as a question:")
    assert "boat-colour" in near
    assert answer(await looked(club, "search", words="qqq")).startswith("Nothing holds these words, and nothing")


async def test_a_search_that_finds_many_says_how_many_more(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "FOUND", 3)
    found = answer(await looked(club, "search", words="Tom")).splitlines()
    count = int(found[0].split()[0])
    assert found[0] == (
        f"{count} hold these words. The first 3 are below, {count - 3} more aren't: more words find fewer."
    )
    assert len(found) == 4


async def test_a_list_of_all_marks_what_was_edited_here(club: Club) -> None:
    await saved(club, "boat-colour", RED)
    lines = answer(await looked(club, "list")).replace("\\", "").splitlines()
    assert [line for line in lines if "(edited here)" in line] == [
        "• boat-colour: what colour was the Petrel (edited here)"
    ]


async def test_a_list_is_turned_page_by_page_also_after_a_restart(club: Club, simcord_env: simcord.Env) -> None:
    await saved(club, "boat-colour", RED)
    first = await looked(club, "list")
    assert answer(first).startswith("17 facts and known gaps, page 1 of 2\n• ada-birth-year: what year was Ada born")
    assert "(spoiler)" in answer(first).replace("\\", "")
    assert buttons_of(first.response) == ["Next"]
    await simcord_env.restart_bot(RockyBot(Settings(), Desk(Settings(), club.bot.desk.servers)))

    second = await press(club.moderator, first, "Next")

    page = second.response or first.response
    assert "page 2 of 2" in text_of(page)
    assert "boat-cost" in text_of(page)
    assert "known gap" in text_of(page)
    assert buttons_of(page) == ["Back"]


async def test_a_list_of_one_kind(club: Club) -> None:
    assert answer(await looked(club, "list", kind="removed")) == "Nothing was removed here."
    await saved(club, "boat-colour", RED)
    await saved(club, "lamp-fuel", None)
    assert answer(await looked(club, "list", kind="edited")).splitlines()[0] == "1 edited here"
    assert "lamp-fuel: what did the lamp burn" in answer(await looked(club, "list", kind="removed"))
    assert answer(await looked(club, "list", kind="gaps")).startswith("6 known gaps")


async def test_who_has_lost_the_right_turns_no_page(club: Club, simcord_env: simcord.Env) -> None:
    first = await looked(club, "list")
    simcord_env.backend.get_guild(club.server.id).members[club.moderator.id].role_ids.clear()
    assert first.response is not None
    refused = await club.moderator.click(first.response, custom_id=button(first.response, "Next"))
    assert answer(refused) == "Only who may manage messages here can keep the facts."


async def test_the_history_of_all_tells_who_when_and_what(club: Club, simcord_env: simcord.Env) -> None:
    """A line each, the newest first; what there is no room for stands in a file. No other server sees any of it."""
    assert answer(await looked(club, "history")).startswith("Nobody has edited anything here")
    number = await saved(club, "boat-colour", RED)
    for place in range(21):
        number = await saved(club, "boat-colour", replace(RED, answer=f"It was red, coat {place}."), number)
    told = await looked(club, "history")
    lines = answer(told).replace("\\", "").splitlines()
    assert lines[0].startswith("• Revision 22, <t:")
    assert lines[0].endswith(f":R>, by <@{EDITOR}>: Changed boat-colour (answer: It was red, coat 20.)")
    assert lines[20:22] == ["… and 2 older.", "What one of them changed, word for word: /facts history with its fact."]
    name, whole = await file_of(told)
    assert name == "history-lighthouse.txt"
    assert "Revision 1, " in whole
    one = await looked(club, "history", fact="boat-colour")
    assert f":R>, by <@{EDITOR}>\nChanged: boat-colour\nanswer:\n− It was red" in answer(one)
    elsewhere = simcord_env.create_guild("Elsewhere")
    keepers = elsewhere.create_role("Keepers", permissions=discord.Permissions(manage_messages=True))
    ned = elsewhere.add_member(simcord_env.create_user("ned"), roles=[keepers])
    theirs = await ned.slash(elsewhere.create_text_channel("hall"), "facts history")
    assert answer(theirs).startswith("Nobody has edited anything here")
    assert f"by member {EDITOR}" in whole


async def test_what_was_removed_before_reads_brought_back(club: Club) -> None:
    """Of all and of one; what nobody removed is new."""
    number = await saved(club, "boat-colour", None)
    await saved(club, "boat-colour", FACTS[-1], number)
    await saved(club, "log", Fact("log", ("what did she log",), "The weather."))
    told = [line.split(": ", 1)[1] for line in answer(await looked(club, "history")).splitlines()]
    asked = FACTS[-1].questions[0]
    assert [line.replace("\\", "").split(": ")[0] for line in told[:3]] == [
        "New log (questions",
        "Brought back boat-colour (questions",
        "Removed boat-colour (questions",
    ]
    assert asked in told[2]
    assert "Brought back: boat" in answer(await looked(club, "history", fact="boat-colour"))


async def test_a_check_finds_nothing_wrong_and_says_how_much_there_is(club: Club) -> None:
    told = answer(await looked(club, "check"))
    assert told.startswith("Nothing is wrong.")
    assert "Facts: 11, of which 11 have a proved excerpt. Known gaps: 6." in told


async def test_a_check_lists_problems_and_what_the_file_has_changed_under_an_edit(club: Club) -> None:
    await saved(club, "boat-colour", replace(RED, excerpt="His boat was painted red"))
    club.bot.desk.servers.shelve(Story(Answerer(replace(LIGHTHOUSE, facts=(*FACTS[:-1], WHITE)))))
    told = answer(await looked(club, "check")).replace("\\", "")
    assert "1 problem:\n• boat-colour: the excerpt stands nowhere in the source" in told
    assert "The story's file changed these after they were edited here." in told
    assert "− It was white.\n+ It was red." in told
    assert "Edited here: 1." in told
