"""Questions asked by command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from conversation import answer, buttons_of, press, text_of
from lighthouse import LIGHTHOUSE
from rockybot.app import Story
from rockybot.matching import Answerer

if TYPE_CHECKING:
    import simcord

    from conversation import Club

QUESTION = "what did the lamp burn"


async def test_a_question_is_answered_for_everyone_with_its_proof(club: Club) -> None:
    """The question, the curators' words, the source's words, and where they stand."""
    result = await club.mia.slash(club.channel, "ask", question=QUESTION)

    assert not result.ephemeral
    assert answer(result).splitlines() == [
        "-# what did the lamp burn",
        "The lamp burned whale oil until 1930.",
        "> “The lamp burned whale oil until 1930”",
        "-# — The Keeper of Gull Rock, section “The lighthouse”, paragraph 1",
    ]
    assert buttons_of(result.response) == ["Why this answer?", "Related", "👍", "👎", "Delete"]


async def test_a_private_answer_can_be_shown_to_everyone_once(club: Club) -> None:
    """By who asked; pressing again shows nothing more."""
    private = await club.mia.slash(club.channel, "ask", question=QUESTION, private=True)
    assert private.ephemeral
    assert private.response is not None
    assert "Delete" not in buttons_of(private.response)
    assert club.channel.history(viewer=club.noah) == []

    shown = await press(club.mia, private, "Show everyone")
    again = await press(club.mia, private, "Show everyone")

    assert not shown.ephemeral
    assert answer(shown) == f"-# Shown by {club.mia.mention}\n{answer(private)}"
    assert "Delete" in buttons_of(shown.response)
    assert again.ephemeral
    assert answer(again) == "Everyone can see it already."


async def test_a_known_gap_is_named_with_what_the_story_does_say(club: Club) -> None:
    """In the curators' words, for everyone."""
    result = await club.mia.slash(club.channel, "ask", question="how tall is the lighthouse")

    assert not result.ephemeral
    assert "The article doesn't say how tall the lighthouse is." in answer(result)
    assert "Why this answer?" in buttons_of(result.response)


async def test_nothing_near_is_said_privately_and_shortly(club: Club) -> None:
    """With an example of what can be asked."""
    result = await club.mia.slash(club.channel, "ask", question="whats the capital of france")

    assert result.ephemeral
    assert answer(result).endswith(
        "I know nothing about that. Ask me about The Keeper of Gull Rock, for example: what year was Ada born"
    )
    assert buttons_of(result.response) == []


@pytest.mark.parametrize(
    "hostile",
    [
        "@everyone <@&123456789012345678> look",
        "[what did the lamp burn](https://evil.example)",
        "# what did the **lamp** burn\n- `now`",
        "\u202ewhat\u200b did the lamp\u2066 burn\u0000",
        "||what did|| the lamp burn <#123456789012345678> <t:0:R>",
        "?" * 1000,
        "w͛̒h̷a̴t̶ did the lamp burn",
    ],
)
async def test_whatever_is_typed_is_shown_harmlessly(club: Club, hostile: str) -> None:
    """No ping, no link, no markup, nothing invisible; the bodies are judged after every test besides."""
    result = await club.mia.slash(club.channel, "ask", question=hostile)

    echo = answer(result).splitlines()[0]
    assert "@everyone" not in echo
    assert "](" not in echo
    assert not echo.startswith("-# #")
    assert not set(echo) & set("\u202e\u2066\u0000")


async def test_completions_are_ranked_by_the_matcher(club: Club) -> None:
    """What is typed so far decides, a begun last word included."""
    choices = await club.mia.autocomplete(club.channel, "ask", "question", "what did the la")
    assert choices[0]["name"] == "what did the lamp burn"


@pytest.mark.parametrize("typed", ["", "   ", "storm", "which windows were smashed", "what did the great storm break"])
async def test_a_spoiler_is_never_offered(club: Club, typed: str) -> None:
    choices = await club.mia.autocomplete(club.channel, "ask", "question", typed)
    assert "storm-damage" not in {choice["value"].removeprefix("fact:") for choice in choices}


async def test_choosing_a_completion_answers_exactly_that_fact(club: Club, simcord_env: simcord.Env) -> None:
    """Whatever its wording would have matched."""
    for choice in await club.mia.autocomplete(club.channel, "ask", "question", ""):
        result = await club.noah.slash(club.channel, "ask", question=choice["value"])
        fact = next(fact for fact in LIGHTHOUSE.facts if fact.questions[0] == choice["name"])
        assert fact.answer in answer(result)
        await simcord_env.advance_time(30)


async def test_an_empty_story_offers_nothing_and_says_so(club: Club) -> None:
    club.bot.desk.servers.shelve(Story(Answerer(replace(LIGHTHOUSE, facts=(), gaps=()))))

    assert await club.mia.autocomplete(club.channel, "ask", "question", "what did the lamp burn") == []
    result = await club.mia.slash(club.channel, "ask", question=QUESTION)
    assert answer(result).endswith("Ask me about The Keeper of Gull Rock.")


async def test_a_question_that_begins_like_a_completion_is_a_question(club: Club) -> None:
    result = await club.mia.slash(club.channel, "ask", question="fact: what did the lamp burn")
    assert "whale oil" in answer(result)


async def test_a_spoiler_is_covered_up(club: Club) -> None:
    """The answer, its proof, and the question beside it."""
    result = await club.mia.slash(club.channel, "ask", question="what did the great storm break")

    question, told, excerpt, place = answer(result).splitlines()
    assert question == "-# ||what did the great storm break||"
    assert told == "||The great storm of 1931 broke the gallery windows and put out the lamp.||"
    assert excerpt == "> ||“the great storm broke the gallery windows and put out the lamp”||"
    assert place.startswith("-# — The Keeper of Gull Rock")


async def test_the_menu_answers_what_somebody_wrote(club: Club) -> None:
    message = await club.noah.send(club.channel, "I wonder what the lamp burned")

    result = await club.mia.context_menu(club.channel, "Ask rockybot", message)

    assert not result.ephemeral
    assert "whale oil" in answer(result)


async def test_the_menu_answers_what_somebody_forwarded(club: Club) -> None:
    message = await club.noah.send(club.channel, "I wonder what the lamp burned")
    forwarded = await club.noah.forward(message, club.channel)
    assert "whale oil" in answer(await club.mia.context_menu(club.channel, "Ask rockybot", forwarded))


async def test_where_the_source_is_silent_ones_own_words_are_offered_first(club: Club) -> None:
    """Whoever presses Enter takes the first completion."""
    typed = "how tall is the lighthouse"
    choices = await club.mia.autocomplete(club.channel, "ask", "question", typed)
    assert choices[0] == {"name": typed, "value": typed}
    assert all(choice["value"].startswith("fact:") for choice in choices[1:])


@pytest.mark.parametrize(
    "covered",
    ["|| Ada drowned || what did the lamp burn", f"||{'Ada drowned in the storm ' * 20}|| what did the lamp burn"],
)
async def test_what_was_hidden_stays_hidden(club: Club, covered: str) -> None:
    """With blanks inside the bars, and cut in the middle."""
    message = await club.noah.send(club.channel, covered)
    echo = answer(await club.mia.context_menu(club.channel, "Ask rockybot", message)).splitlines()[0]
    assert echo.startswith("-# ||")
    assert "Ada" not in "".join(echo.removeprefix("-# ").split("||")[::2])


async def test_the_menu_says_so_when_there_is_nothing_to_read(club: Club) -> None:
    message = await club.noah.send(club.channel, "", attachments=[("lamp.png", b"no picture")])

    result = await club.mia.context_menu(club.channel, "Ask rockybot", message)

    assert result.ephemeral
    assert answer(result) == "I can't see any text in that message."


async def test_who_asks_too_fast_is_told_privately_how_long_to_wait(club: Club, simcord_env: simcord.Env) -> None:
    """And after that time, answered."""
    for _ in range(10):
        assert "whale oil" in answer(await club.mia.slash(club.channel, "ask", question=QUESTION))

    hasty = await club.mia.slash(club.channel, "ask", question=QUESTION)
    other = await club.noah.slash(club.channel, "ask", question=QUESTION)
    await simcord_env.advance_time(21)
    patient = await club.mia.slash(club.channel, "ask", question=QUESTION)

    assert hasty.ephemeral
    assert answer(hasty) == "One question at a time, please: I can answer again in 20 seconds."
    assert "whale oil" in answer(other)
    assert "whale oil" in answer(patient)


async def test_an_error_of_ours_is_told_privately(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    """And logged; nothing is left without a reply."""
    monkeypatch.setattr(club.bot.desk.story, "answer", lambda *_: 1 / 0)

    result = await club.mia.slash(club.channel, "ask", question=QUESTION)

    assert result.ephemeral
    assert answer(result).startswith("Something went wrong on my side")
    assert any(isinstance(error.__cause__, ZeroDivisionError) for error in club.env.errors)


async def test_in_a_direct_message_the_command_works_too(club: Club) -> None:
    result = await club.mia.user.slash("ask", question=QUESTION)
    assert "whale oil" in text_of(result.response)
