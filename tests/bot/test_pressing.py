"""Every button, on a message of any age."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from conversation import answer, button, buttons_of, press, text_of
from lighthouse import FACTS, LIGHTHOUSE, UNCLEAR
from rockybot.app import Story
from rockybot.bot import create_bot
from rockybot.matching import Answerer
from rockybot.settings import Settings

if TYPE_CHECKING:
    import simcord
    from simcord.results import InteractionResult

    from conversation import Club

QUESTION = "what did the lamp burn"
UNCLEAR_WITH_A_SPOILER = "what about the storm and the Petrel"
TWO_QUESTIONS = "what did the lamp burn? who did Tom marry?"


async def asked(club: Club, question: str = QUESTION, *, private: bool = False) -> InteractionResult:
    """What the bot responded with to Mia's question."""
    result = await club.mia.slash(club.channel, "ask", question=question, private=private)
    assert result.response is not None
    return result


async def test_why_explains_the_match_to_who_wants_to_know(club: Club) -> None:
    """The wording, the parts of the score, the runner-up, the revision; privately."""
    result = await asked(club, "wich fuel for the lamp")

    why = await press(club.noah, result, "Why this answer?")

    assert why.ephemeral
    wording, score, parts, runner_up, known_as = answer(why).splitlines()
    assert wording == "Closest wording: “what fuel was used for the lamp”"
    assert score.startswith("-# Score: ")
    assert parts.startswith("-# Of the question ")
    assert runner_up.startswith("-# Runner-up: “")
    assert known_as == f"-# Known as lamp-fuel, revision {club.bot.desk.story.pack.revision} of the story"


async def test_why_explains_a_gap_too(club: Club) -> None:
    result = await asked(club, "how tall is the lighthouse")
    why = await press(club.noah, result, "Why this answer?")
    assert "Closest wording: “how tall is the lighthouse”" in answer(why)


async def test_related_names_what_is_told_next_to_it_and_tells_it(club: Club) -> None:
    """Three facts in the order of the story, privately, without spoilers."""
    result = await asked(club)

    related = await press(club.noah, result, "Related")
    assert related.ephemeral
    assert answer(related) == "Near this in the story:"
    assert buttons_of(related.response) == [
        "how old was Ada when she became the keeper",
        "how often did Ada trim the lamp",
        "what was Tom's job",
    ]

    told = await press(club.noah, related, "how often did Ada trim the lamp")
    assert told.ephemeral
    assert "Ada trimmed the lamp every four hours." in answer(told)
    assert "Show everyone" in buttons_of(told.response)


@pytest.mark.parametrize("vote", ["👍", "👎"])
async def test_a_vote_is_thanked_for_and_logged_once(club: Club, vote: str, caplog: pytest.LogCaptureFixture) -> None:
    """Without the member and without the question."""
    caplog.set_level("INFO")
    result = await asked(club)

    thanks = await press(club.noah, result, vote)
    again = await press(club.noah, result, "👍")

    assert thanks.ephemeral
    assert answer(thanks).startswith("Thank you")
    assert answer(again) == "Noted already."

    votes = [record.getMessage() for record in caplog.records if "helpful" in record.getMessage()]
    assert votes == [f"{'helpful' if vote == '👍' else 'unhelpful'} record=lamp-fuel"]


@pytest.mark.parametrize("who", ["mia", "moderator"])
async def test_the_asker_and_moderators_can_delete(club: Club, who: str) -> None:
    result = await asked(club)
    await press(getattr(club, who), result, "Delete")
    assert club.channel.history() == []


async def test_nobody_else_can_delete(club: Club) -> None:
    result = await asked(club)
    refused = await press(club.noah, result, "Delete")
    assert refused.ephemeral
    assert answer(refused) == "Only who asked, or a moderator, can delete this."
    assert len(club.channel.history()) == 1


async def test_an_answer_to_a_mention_can_be_deleted_by_who_asked(club: Club) -> None:
    await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
    told = club.channel.last_message
    assert told is not None
    await press(club.mia, told, "Delete")
    assert club.channel.last_message is not None
    assert club.channel.last_message.author.id == club.mia.id


async def test_in_a_direct_message_an_answer_can_be_deleted(club: Club) -> None:
    await club.mia.send_dm(QUESTION)
    told = club.mia.user.dm_channel.last_message
    assert told is not None
    await club.mia.user.click(told, custom_id=button(told, "Delete"))
    assert [message for message in club.mia.user.dm_channel.history() if message.author.bot] == []


async def test_what_was_meant_takes_the_place_of_did_you_mean_for_who_asked(club: Club) -> None:
    result = await asked(club, UNCLEAR)
    assert "Did you mean:" in answer(result)
    choice = buttons_of(result.response)[0]

    await press(club.mia, result, choice)

    assert len(club.channel.history()) == 1
    assert club.said.startswith(f"-# {UNCLEAR}\nThe lamp burned whale oil")


async def test_what_was_meant_is_told_privately_to_anybody_else(club: Club) -> None:
    result = await asked(club, UNCLEAR)

    told = await press(club.noah, result, buttons_of(result.response)[0])

    assert told.ephemeral
    assert "The lamp burned whale oil" in answer(told)
    assert "Did you mean:" in club.said


async def test_a_private_did_you_mean_stays_private(club: Club) -> None:
    result = await asked(club, UNCLEAR, private=True)
    await press(club.mia, result, buttons_of(result.response)[0])
    assert club.channel.history(viewer=club.noah) == []
    assert result.response is not None
    assert "Show everyone" in buttons_of(result.response)


async def test_why_says_that_an_answer_was_chosen_by_hand(club: Club) -> None:
    result = await asked(club, UNCLEAR)
    await press(club.mia, result, buttons_of(result.response)[1])
    why = await press(club.mia, result, "Why this answer?")
    assert "It was chosen from suggestions, or the story has changed" in answer(why)


async def test_a_spoiler_stands_on_no_button(club: Club) -> None:
    """It can be chosen all the same, and is told covered up."""
    result = await asked(club, UNCLEAR_WITH_A_SPOILER)
    assert buttons_of(result.response)[0] == "Something that gives the story away"

    await press(club.mia, result, "Something that gives the story away")

    assert "||The great storm of 1931 broke the gallery windows" in club.said


async def test_the_facts_near_a_gap_can_be_asked_for(club: Club) -> None:
    """Privately, as a question of their own; the gap stays."""
    gap = await asked(club, "when was tom born and what was his job")
    near = buttons_of(gap.response)[0]
    told = await press(club.mia, gap, near)
    assert told.ephemeral
    assert answer(told).startswith(f"-# {near}\n")
    assert "doesn't say" in club.said


async def test_what_else_was_asked_is_offered_below_the_answer_and_told(club: Club) -> None:
    """Privately, to whoever presses it; the answer stays."""
    result = await asked(club, TWO_QUESTIONS)
    assert answer(result).startswith(f"-# {TWO_QUESTIONS}\nThe lamp burned whale oil until 1930.\n> ")
    assert answer(result).endswith("\nYou also asked:")
    assert buttons_of(result.response)[0] == "who did Tom marry"

    for member in (club.mia, club.noah):
        told = await press(member, result, "who did Tom marry")
        assert told.ephemeral
        assert answer(told).startswith("-# who did Tom marry\nTom married the schoolteacher Edith Marlow in 1935.")
        assert "You also asked" not in answer(told)
    assert club.said == answer(result)


async def test_what_else_was_asked_is_shown_to_everyone_too(club: Club) -> None:
    private = await asked(club, TWO_QUESTIONS, private=True)
    shown = await press(club.mia, private, "Show everyone")
    assert answer(shown).endswith(answer(private))
    assert "who did Tom marry" in buttons_of(shown.response)


async def test_a_spoiler_that_was_asked_for_too_stands_on_no_button(club: Club) -> None:
    """It is told covered up."""
    result = await asked(club, "what did the lamp burn? what did the great storm break?")
    hidden = buttons_of(result.response)[0]
    assert hidden == "Something that gives the story away"
    assert "||The great storm of 1931 broke the gallery windows" in answer(await press(club.noah, result, hidden))


async def test_a_gap_is_shown_to_everyone_with_what_is_near_to_it(club: Club) -> None:
    private = await asked(club, "when was tom born and what was his job", private=True)
    shown = await press(club.mia, private, "Show everyone")
    assert answer(shown).endswith(answer(private))
    assert set(buttons_of(private.response)) - set(buttons_of(shown.response)) == {"Show everyone"}


async def test_what_could_not_be_shown_can_be_shown_again(club: Club, simcord_env: simcord.Env) -> None:
    private = await asked(club, private=True)
    simcord_env.inject_error("POST", "/interactions/*/*/callback", status=400)
    failed = await press(club.mia, private, "Show everyone")
    assert club.channel.history(viewer=club.noah) == []
    assert not failed.acknowledged or answer(failed).startswith("Something went wrong")
    assert "whale oil" in answer(await press(club.mia, private, "Show everyone"))


async def test_who_asks_too_fast_can_not_show_either(club: Club) -> None:
    private = await asked(club, private=True)
    for _ in range(9):
        await asked(club)
    hasty = await press(club.mia, private, "Show everyone")
    assert hasty.ephemeral
    assert "One question at a time" in answer(hasty)


async def test_what_can_not_be_deleted_is_told(club: Club, simcord_env: simcord.Env) -> None:
    result = await asked(club)
    simcord_env.inject_error("DELETE", "/webhooks/*/*/messages/*", status=403)
    failed = await press(club.mia, result, "Delete")
    assert [text_of(word) for word in failed.followups] == ["I couldn't delete it. A moderator can, by hand."]


async def test_why_covers_up_a_spoiler(club: Club) -> None:
    result = await asked(club, "what did the great storm break")
    why = await press(club.noah, result, "Why this answer?")
    assert all(line.removeprefix("-# ").startswith("||") for line in answer(why).splitlines())


async def test_why_says_of_a_long_question_that_only_its_beginning_is_known(club: Club) -> None:
    result = await asked(club, f"{'well ' * 70} what did the lamp burn")
    why = await press(club.noah, result, "Why this answer?")
    assert "only the beginning is still known here" in answer(why)


class TestAfterARestart:
    """Buttons mean the same in another process, a year later."""

    @pytest.fixture
    async def old(self, club: Club, simcord_env: simcord.Env, lighthouse: Story) -> InteractionResult:
        """An answer from a year ago, by a process that is gone."""
        result = await asked(club)
        await simcord_env.advance_time(365 * 24 * 3600)
        await simcord_env.restart_bot(create_bot(Settings.from_mapping({}), lighthouse))
        return result

    @pytest.mark.parametrize(
        ("label", "words"),
        [
            ("Why this answer?", "Closest wording: “what did the lamp burn”"),
            ("Related", "Near this in the story:"),
            ("👍", "Thank you"),
            ("👎", "Thank you"),
        ],
    )
    async def test_every_button_works(self, club: Club, old: InteractionResult, label: str, words: str) -> None:
        assert words in answer(await press(club.noah, old, label))

    async def test_the_asker_can_still_delete(self, club: Club, old: InteractionResult) -> None:
        await press(club.mia, old, "Delete")
        assert club.channel.history() == []

    async def test_a_fact_that_is_gone_says_so(
        self, club: Club, old: InteractionResult, simcord_env: simcord.Env
    ) -> None:
        facts = tuple(fact for fact in FACTS if fact.id != "lamp-fuel")
        story = Story(Answerer(replace(LIGHTHOUSE, facts=facts)))
        await simcord_env.restart_bot(create_bot(Settings.from_mapping({}), story))

        for label in ("Why this answer?", "Related", "👍"):
            gone = await press(club.noah, old, label)
            assert gone.ephemeral
            assert answer(gone) == "That is no longer in the story. Ask again, and I'll look at what it says now."


async def test_an_error_behind_a_button_is_told_privately(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    result = await asked(club)
    monkeypatch.setattr(club.bot.desk.story, "explain", lambda *_, **__: 1 / 0)
    failed = await press(club.noah, result, "Why this answer?")
    assert failed.ephemeral
    assert answer(failed).startswith("Something went wrong on my side")


async def test_a_fact_with_a_long_odd_name_has_buttons_too(club: Club) -> None:
    """Its name becomes a digest; what stands on the buttons stays within Discord's limits."""
    odd = replace(FACTS[4], id="ø" * 80)
    club.bot.desk.servers.shelve(Story(Answerer(replace(LIGHTHOUSE, facts=(odd,)))))
    result = await asked(club)
    why = await press(club.noah, result, "Why this answer?")
    assert f"Known as {odd.id}" in text_of(why.response)
