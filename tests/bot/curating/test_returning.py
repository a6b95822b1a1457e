"""Known gaps are kept as facts are, and what was said before comes back, in talk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from conversation import answer, buttons_of, press
from lighthouse import LIGHTHOUSE
from rockybot.app import Story
from rockybot.bot import Desk, RockyBot
from rockybot.errors import StoreError
from rockybot.matching import Answerer
from rockybot.packs import Fact
from rockybot.packs.fingerprint import Fingerprint
from rockybot.servers import Edition
from rockybot.settings import Settings

if TYPE_CHECKING:
    import pytest
    import simcord

    from conversation import Club
    from rockybot.packs import Record

GAP = {"about": "whether Ada could swim", "questions": "could Ada swim\nwas Ada a good swimmer", "tags": ""}
EDITOR = 7


async def asked(club: Club, question: str) -> str:
    """What Mia hears."""
    return answer(await club.mia.slash(club.channel, "ask", question=question))


async def saved(club: Club, record_id: str, *said: Record | None) -> list[int]:
    """A record said these, one after the other; the numbers of the revisions."""
    servers, edition = club.bot.desk.servers, Edition(club.server.id, "lighthouse")
    numbers: list[int] = []
    for record in said:
        edit = servers.edit_of(edition, record_id, record)
        kept = await servers.keep(edition, edit, EDITOR, numbers[-1] if numbers else None)
        numbers.append(kept.number)
    return numbers


def colour(answer: str) -> Fact:
    """What colour the boat had, in other words."""
    record = LIGHTHOUSE.record("boat-colour")
    assert isinstance(record, Fact)
    return replace(record, answer=answer)


async def test_what_the_source_does_not_say_is_added_and_edited(club: Club) -> None:
    """Its form has no answer and no excerpt."""
    shown = await club.moderator.slash(club.channel, "facts gap")
    assert "excerpt" not in str(shown.modal)
    offered = await club.moderator.submit_modal(shown, GAP)
    await press(club.moderator, offered, "Save")
    assert "The article doesn't say whether Ada could swim." in await asked(club, "could Ada swim")

    again = await club.moderator.slash(club.channel, "facts edit", fact="could-ada-swim")
    assert again.modal is not None
    assert again.modal["title"] == "Edit what the source doesn't say"
    assert "whether Ada could swim" in str(again.modal)


async def test_what_was_removed_is_restored_as_it_was(club: Club) -> None:
    """As it said last, not as the file has it; only what was removed is offered."""
    await saved(club, "boat-colour", colour("It was green as grass."), None)
    choices = await club.moderator.autocomplete(club.channel, "facts restore", "fact", "")
    assert [choice["value"] for choice in choices] == ["boat-colour"]

    offered = await club.moderator.slash(club.channel, "facts restore", fact="boat-colour")
    assert "\\+ It was green as grass." in answer(offered)
    assert buttons_of(offered.response) == ["Save", "Edit again", "Drop"]
    await press(club.moderator, offered, "Save")

    assert "It was green as grass." in await asked(club, "what colour was the Petrel")
    assert await club.moderator.autocomplete(club.channel, "facts restore", "fact", "") == []


async def test_what_was_removed_is_mended_before_it_is_restored(club: Club, simcord_env: simcord.Env) -> None:
    """It keeps its name and its cover, also over a restart."""
    storm = LIGHTHOUSE.record("storm-damage")
    await saved(club, "storm-damage", None)
    offered = await club.moderator.slash(club.channel, "facts restore", fact="storm-damage")
    form = await press(club.moderator, offered, "Edit again")
    await simcord_env.restart_bot(RockyBot(Settings(), Desk(Settings(), club.bot.desk.servers)))
    assert isinstance(storm, Fact)
    typed = {"questions": "\n".join(storm.questions), "answer": "It broke glass.", "excerpt": "", "tags": "spoiler"}
    mended = await club.moderator.submit_modal(form, typed)
    assert answer(mended).startswith("New: storm-damage")
    await press(club.moderator, mended, "Save")
    assert "||It broke glass.||" in await asked(club, "what did the great storm break")


async def test_what_no_form_holds_is_not_cut_to_fit_one(club: Club) -> None:
    """Such as an import brings: saved from a form, the phrasings that it had no room for would be gone."""
    many = tuple(
        f"what colour was the Petrel in the year {year}, when it was painted anew" for year in range(1800, 1880)
    )
    await saved(club, "boat-colour", replace(colour("It was red."), questions=many), colour("It was blue."))
    offered = await club.moderator.slash(club.channel, "facts undo", fact="boat-colour")
    assert buttons_of(offered.response) == ["Save", "Drop"]
    await press(club.moderator, offered, "Save")
    told = await club.moderator.slash(club.channel, "facts edit", fact="boat-colour")
    assert told.modal is None
    assert answer(told).startswith("It has more phrasings than Discord's forms hold.")


async def test_an_excerpt_that_is_no_longer_proved_is_named_before_it_comes_back(club: Club) -> None:
    await saved(club, "boat-colour", None)
    assert LIGHTHOUSE.source is not None
    source = replace(LIGHTHOUSE.source, fingerprint=Fingerprint.of("Of the boat, this article says nothing at all."))
    club.bot.desk.servers.shelve(Story(Answerer(replace(LIGHTHOUSE, source=source, checks=()))))
    offered = await club.moderator.slash(club.channel, "facts restore", fact="boat-colour")
    assert "Its excerpt isn't proved by the source as it is now: nobody will be shown it." in answer(offered)
    await press(club.moderator, offered, "Save")
    assert "“His boat" not in await asked(club, "what colour was the Petrel")


async def test_what_was_not_removed_can_not_be_restored(club: Club) -> None:
    for name in ("lamp-fuel", "nowhere"):
        told = await club.moderator.slash(club.channel, "facts restore", fact=name)
        assert answer(told).startswith("Nothing of that name was removed here.")


async def test_any_edit_can_be_taken_back(club: Club) -> None:
    """The completions tell the edits apart; it comes to stand as before the one that was chosen."""
    one, two, three = await saved(club, "boat-colour", colour("It was red."), colour("It was blue."), None)
    choices = await club.moderator.autocomplete(club.channel, "facts undo", "revision", "", fact="boat-colour")
    assert [choice["value"] for choice in choices] == [three, two, one]
    assert choices[0]["name"].endswith("UTC: removed")
    assert choices[1]["name"].endswith("UTC: answer")

    offered = await club.moderator.slash(club.channel, "facts undo", fact="boat-colour", revision=two)
    assert "\\+ It was red." in answer(offered)
    await press(club.moderator, offered, "Save")
    assert "It was red." in await asked(club, "what colour was the Petrel")

    wrong = await club.moderator.slash(club.channel, "facts undo", fact="boat-colour", revision=99)
    assert answer(wrong).startswith("Revision 99 is no edit of boat-colour.")


async def test_only_what_was_edited_here_is_offered_to_be_taken_back(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest edit first, removed or not; typed words choose among them, and no others come in their place."""

    async def offered(typed: str) -> list[str]:
        return [
            choice["value"] for choice in await club.moderator.autocomplete(club.channel, "facts undo", "fact", typed)
        ]

    assert await offered("") == []
    (first,) = await saved(club, "boat-colour", colour("It was red."))
    await saved(club, "lamp-fuel", None)
    await saved(club, "bell", Fact("bell", ("who rang the bell",), "Tom did."), None)
    servers, edition = club.bot.desk.servers, Edition(club.server.id, "lighthouse")
    await servers.keep(edition, servers.edit_of(edition, "boat-colour", colour("It was blue.")), EDITOR, first)

    assert await offered("") == ["fact:boat-colour", "bell", "lamp-fuel"]
    assert await offered("oil lamp") == ["lamp-fuel"]
    assert await offered("BEL") == ["bell"]
    assert await offered("blue petrel") == ["fact:boat-colour"]
    assert await offered("Tom's wife") == []

    async def away(*_: object) -> None:
        raise StoreError("rockybot.db", "the disk is gone", "look for it")

    monkeypatch.setattr(servers.store, "latest", away)
    assert await offered("") == ["bell", "lamp-fuel", "fact:boat-colour"]


async def test_an_edit_can_be_confirmed_over_a_file_that_changed(club: Club) -> None:
    """Saved unchanged, it stands over what the file says now."""
    await saved(club, "boat-colour", colour("It was red."))
    changed = replace(LIGHTHOUSE, facts=(*LIGHTHOUSE.facts[:-1], colour("It was white.")))
    servers, edition = club.bot.desk.servers, Edition(club.server.id, "lighthouse")
    servers.shelve(Story(Answerer(changed)))
    assert servers.conflicts(edition)

    form = await club.moderator.slash(club.channel, "facts edit", fact="boat-colour")
    red = colour("It was red.")
    typed = {"questions": "\n".join(red.questions), "answer": red.answer, "excerpt": red.excerpt, "tags": ""}
    offered = await club.moderator.submit_modal(form, typed)
    assert answer(offered).startswith("It changes nothing here.")
    await press(club.moderator, offered, "Save")

    assert servers.conflicts(edition) == ()
    assert "It was red." in await asked(club, "what colour was the Petrel")


async def test_nothing_is_offered_while_the_database_is_away(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    await saved(club, "boat-colour", None)

    async def away(*_: object) -> None:
        raise StoreError("rockybot.db", "the disk is gone", "look for it")

    monkeypatch.setattr(club.bot.desk.servers.store, "history", away)
    for command in ("restore", "undo"):
        failed = await club.moderator.slash(club.channel, f"facts {command}", fact="boat-colour")
        assert answer(failed).startswith("That can't be done now: the disk is gone.")
    assert len(club.env.errors) == 2
