"""Whole stories leave and enter a server as files, in talk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from conversation import answer, button, buttons_of, press, text_of
from lighthouse import FACTS, LIGHTHOUSE, TITLE
from rockybot.app import Story
from rockybot.bot import Desk, RockyBot
from rockybot.bot.curating.imports import MOST, Imports, Pending
from rockybot.errors import StoreError
from rockybot.matching import Answerer
from rockybot.packs import Check, Fact, Source
from rockybot.packs.parsing import MAX_BYTES
from rockybot.packs.reading import read_pack, read_pack_bytes
from rockybot.packs.writing import written
from rockybot.servers import Edition, Servers
from rockybot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    import simcord
    from simcord.results import InteractionResult

    from conversation import Club
    from rockybot.packs import Pack
    from rockybot.store import Store

EDITOR = 7
RED = replace(FACTS[-1], answer="It was red.")
STORY = replace(LIGHTHOUSE, source=Source(TITLE, "lighthouse.fingerprint"))
WITH_RED = replace(STORY, facts=(*FACTS[:-1], RED))


@pytest.fixture
def written_story(fact_file: Path) -> Story:
    """The lighthouse as a file with a comment."""
    fact_file.write_text(f"# Kept by the club.\n{written(STORY)}", "utf-8")
    return Story(Answerer(read_pack(fact_file)), fact_file)


@pytest.fixture
async def servers(store: Store, written_story: Story) -> Servers:
    """The lighthouse in all servers."""
    loaded = Servers(written_story, store, "lighthouse")
    await loaded.load()
    return loaded


def here(club: Club) -> Edition:
    """The lighthouse in the club."""
    return Edition(club.server.id, "lighthouse")


async def uploaded(club: Club, data: bytes | str | Pack, name: str = "mended.yaml") -> InteractionResult:
    """What the moderator hears about a file."""
    text = data if isinstance(data, bytes | str) else written(data)
    sent = text if isinstance(text, bytes) else text.encode()
    options: dict[str, Any] = {"file": (name, sent)}
    return await club.moderator.slash(club.channel, "facts import", **options)


async def told(club: Club) -> str:
    """What Mia hears of the boat."""
    return answer(await club.mia.slash(club.channel, "ask", question="what colour was the Petrel"))


async def test_what_is_exported_holds_the_edits_and_imports_again(club: Club, servers: Servers) -> None:
    """With the file's comments; there is nothing to import from what is told already."""
    await servers.keep(here(club), servers.edit_of(here(club), RED.id, RED), EDITOR, None)
    exported = await club.moderator.slash(club.channel, "facts export")
    assert exported.ephemeral
    assert answer(exported) == ("“The Keeper of Gull Rock” as this server tells it, with one edit that was made here.")
    assert exported.response is not None
    (file,) = exported.response.attachments
    assert file.filename == "lighthouse.yaml"
    data = await file.read()
    assert data.startswith(b"# Kept by the club.\n")
    assert read_pack_bytes("it", data).pack.facts == WITH_RED.facts
    same = await uploaded(club, data, "lighthouse.yaml")
    assert answer(same) == "Nothing to import: this server tells what lighthouse.yaml says."


async def test_an_import_is_shown_first_and_told_in_the_log_channel(club: Club, servers: Servers) -> None:
    """Nothing is told before the yes."""
    log = club.server.create_text_channel("log")
    await servers.change_settings(club.server.id, lambda chosen: replace(chosen, log_channel=log.id))
    shown = await uploaded(club, WITH_RED)
    assert shown.ephemeral
    assert answer(shown).startswith("mended.yaml would change what this server tells: 1 changed.")
    assert "− The Petrel was green.\n+ It was red." in answer(shown).replace("\\", "")
    assert buttons_of(shown.response) == ["Import", "Drop"]
    assert "green" in await told(club)

    kept = await press(club.moderator, shown, "Import")

    assert text_of(kept.response or shown.response) == "Imported: 1 changed. It is told from now on."
    assert "It was red." in await told(club)
    assert log.last_message is not None
    assert text_of(log.last_message).replace("\\", "").splitlines() == [
        f"A file was imported by <@{club.moderator.id}>: 1 changed",
        "mended.yaml",
        "• Changed: boat-colour (answer)",
    ]


async def test_a_large_difference_stands_whole_in_a_file(club: Club) -> None:
    facts = tuple(replace(fact, answer=f"{fact.answer} {'It is said again and again. ' * 20}") for fact in FACTS)
    shown = await uploaded(club, replace(STORY, facts=facts))
    assert "• Changed: tom-job (answer)" in answer(shown).replace("\\", "")
    assert shown.response is not None
    (file,) = shown.response.attachments
    assert (await file.read()).decode().count("It is said again and again.") >= 220
    assert buttons_of(shown.response) == ["Import", "Drop"]


async def test_of_many_items_the_first_are_shown_and_a_file_holds_all(club: Club) -> None:
    questions = tuple(f"what did Ada write on page {number}" for number in range(45))
    shown = await uploaded(club, replace(STORY, facts=(*FACTS, Fact("pages", questions, "The weather."))))
    assert "+ what did Ada write on page 4\n+ … and 40 more\nanswer:\n+ The weather." in answer(shown).replace("\\", "")
    assert shown.response is not None
    (file,) = shown.response.attachments
    assert "+ what did Ada write on page 44\n" in (await file.read()).decode()


async def test_an_import_that_takes_questions_wants_another_yes(club: Club) -> None:
    """And what only the operator can change is named."""
    question = "what work did Tom do for a living"
    await club.mia.slash(club.channel, "ask", question=question)
    thief = replace(RED, questions=(*RED.questions, question))
    shown = await uploaded(club, replace(STORY, facts=(*FACTS[:-1], thief), checks=STORY.checks[:1]))
    assert f"“{question}”: boat-colour instead of tom-job" in answer(shown)
    assert "Not taken over, because only whoever runs this bot can change it: checks." in answer(shown)
    assert buttons_of(shown.response) == ["Yes, import all the same", "Drop"]
    dropped = await press(club.moderator, shown, "Drop")
    assert text_of(dropped.response or shown.response) == "Dropped. Nothing was imported."
    assert "green" in await told(club)


async def test_what_is_no_story_gets_a_clear_word(club: Club) -> None:
    """A picture, nothing, another encoding, hostile YAML, another file's YAML, nine megabytes, more than is read."""
    for name, data, word in (
        ("rock.png", b"\x89PNG\r\n\x1a\n\0\0", "That is no fact file."),
        ("empty.yaml", b"", "line 1, column 1: the file is empty"),
        ("latin.yaml", "title: Café".encode("latin-1"), "the file is not UTF-8 text"),
        ("bomb.yaml", b"a: &a [x]\nb: [*a, *a]", "an anchor"),
        ("tag.yaml", b"!!python/object/apply:os.system [ls]", "a tag"),
        ("list.yaml", b"- a\n- b", "list.yaml can't be read as a fact file. Nothing was imported."),
        ("deep.yaml", b"[" * 9_000_000, "nested deeper than 6 levels"),
        ("huge.yaml", b"x" * (MAX_BYTES + 1), "With 16.0 MB that is too large for a fact file: 16.0 MB are the most."),
    ):
        refused = await uploaded(club, data, name)
        assert refused.ephemeral
        assert word in answer(refused), name
        assert buttons_of(refused.response) == []


async def test_all_problems_are_told_with_their_places(club: Club) -> None:
    """The first ones in the message, all in a file."""
    data = written(STORY).replace("answer:", "anser:")
    refused = await uploaded(club, data)
    assert "line " in answer(refused)
    assert "… and " in answer(refused)
    assert "the unknown key “anser”" in answer(refused)
    assert refused.response is not None
    (file,) = refused.response.attachments
    assert file.filename == "problems.txt"
    assert len((await file.read()).decode().splitlines()) > len(FACTS)
    unproved = replace(RED, excerpt="His boat was painted red")
    refused = await uploaded(club, replace(STORY, facts=(*FACTS[:-1], unproved)))
    assert answer(refused).startswith("mended.yaml can't be imported as it is.")
    assert "the excerpt stands nowhere in the source" in answer(refused)


async def test_an_import_that_was_overtaken_keeps_nothing(club: Club, servers: Servers) -> None:
    shown = await uploaded(club, WITH_RED)
    edit = servers.edit_of(here(club), "lamp-fuel", replace(FACTS[4], answer="Oil."))
    await servers.keep(here(club), edit, EDITOR, None)
    late = await press(club.moderator, shown, "Import")
    assert "Nothing was imported: revision 1 was saved meanwhile." in text_of(late.response or shown.response)
    assert "green" in await told(club)


async def test_an_import_over_a_file_that_changed_meanwhile_is_looked_at_anew(club: Club, servers: Servers) -> None:
    """It may break a check that came with the change."""
    shown = await uploaded(club, replace(STORY, facts=FACTS[:-1]))
    checks = (*STORY.checks, Check("what colour was the Petrel", "boat-colour"))
    servers.shelve(Story(Answerer(replace(servers.story.pack, checks=checks))))
    late = await press(club.moderator, shown, "Import")
    assert text_of(late.response or shown.response).startswith("Nothing was imported: the story's own file has changed")
    assert "green" in await told(club)
    again = await uploaded(club, replace(STORY, facts=FACTS[:-1]))
    assert answer(again).startswith("mended.yaml can't be imported as it is.")


async def test_an_import_waits_for_the_database(club: Club, servers: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = await uploaded(club, WITH_RED)

    async def away(*_: object) -> None:
        raise StoreError("rockybot.db", "the disk is full", "make room")

    with monkeypatch.context() as broken:
        broken.setattr(servers.store, "append_all", away)
        failed = await press(club.moderator, shown, "Import")
    assert text_of(failed.followups[0]).startswith("Nothing was imported: the disk is full.")
    assert "green" in await told(club)
    await press(club.moderator, shown, "Import")
    assert "It was red." in await told(club)


async def test_an_import_is_gone_after_a_restart(club: Club, servers: Servers, simcord_env: simcord.Env) -> None:
    """Who has lost the right to keep facts hears that instead."""
    shown = await uploaded(club, WITH_RED)
    await simcord_env.restart_bot(RockyBot(Settings(), Desk(Settings(), servers)))
    gone = await press(club.moderator, shown, "Import")
    assert answer(gone) == "I no longer hold that import: upload the file again."
    simcord_env.backend.get_guild(club.server.id).members[club.moderator.id].role_ids.clear()
    assert shown.response is not None
    refused = await club.moderator.click(shown.response, custom_id=button(shown.response, "Import"))
    assert answer(refused) == "Only who may manage messages here can keep the facts."
    assert "green" in await told(club)


def test_an_import_is_its_servers_own_and_the_oldest_makes_room() -> None:
    imports = Imports()
    pending = [
        Pending(Edition(number, "lighthouse"), "it.yaml", (), (), None, LIGHTHOUSE) for number in range(MOST + 1)
    ]
    keys = [imports.keep(one) for one in pending]
    assert imports.take(keys[1], 2) is None
    assert imports.take(keys[1], 1) == pending[1]
    assert imports.take(keys[1], 1) is None
    assert imports.take(keys[0], 0) is None
