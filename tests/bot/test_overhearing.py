"""Questions asked in messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from conversation import buttons_of, press, text_of
from lighthouse import UNCLEAR

if TYPE_CHECKING:
    import simcord

    from conversation import Club

QUESTION = "what did the lamp burn"
CHANNEL = 1456074443980800013
"""The simulated Discord gives the same ids in the same order."""

AUTO_ANSWER = {"ROCKYBOT_MESSAGE_CONTENT": "on", "ROCKYBOT_AUTO_ANSWER_CHANNELS": str(CHANNEL)}


def heard(club: Club) -> list[str]:
    """What the bot has said in the channel."""
    assert club.bot.user is not None
    return [text_of(message) for message in club.channel.history() if message.author.id == club.bot.user.id]


async def test_a_mention_is_answered_by_a_reply_that_pings_nobody(club: Club) -> None:
    asked = await club.mia.send(club.channel, f"{club.mention} {QUESTION}?")

    told = club.channel.last_message
    assert told is not None
    assert "-# what did the lamp burn?\nThe lamp burned whale oil until 1930." in text_of(told)
    assert told.reference is not None
    assert told.reference.message_id == asked.id
    assert told.mentions == []


@pytest.mark.parametrize("words", ["{bot}, what did the lamp burn", "what did the lamp burn {bot}", "{bot}what burned"])
async def test_the_mention_may_stand_anywhere(club: Club, words: str) -> None:
    await club.mia.send(club.channel, words.format(bot=club.mention))
    assert "whale oil" in club.said


@pytest.mark.parametrize("words", ["{bot}", "{bot} help", "Hello, {bot}!"])
async def test_who_asks_nothing_is_told_what_can_be_asked(club: Club, words: str) -> None:
    await club.mia.send(club.channel, words.format(bot=club.mention))
    assert club.said == "Ask me about The Keeper of Gull Rock, for example: what year was Ada born"


async def test_a_reply_to_the_bot_is_a_question_too(club: Club) -> None:
    await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
    await club.noah.send(club.channel, "and what did Tom do for a living?", reply_to=club.channel.last_message)
    assert "Tom repaired fishing boats" in club.said


@pytest.mark.parametrize("words", ["thanks!", "lol ok", "nice one"])
async def test_a_reply_that_asks_nothing_is_left_alone(club: Club, words: str) -> None:
    await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
    await club.noah.send(club.channel, words, reply_to=club.channel.last_message)
    assert len(heard(club)) == 1


async def test_a_direct_message_is_answered(club: Club) -> None:
    await club.mia.send_dm(QUESTION)

    told = club.mia.user.dm_channel.last_message
    assert told is not None
    assert "whale oil" in text_of(told)


async def test_an_unclear_question_is_asked_back_and_the_choice_takes_its_place(club: Club) -> None:
    """For who asked."""
    await club.mia.send(club.channel, f"{club.mention} {UNCLEAR}")
    unsure = club.channel.last_message
    assert unsure is not None
    assert "Did you mean:" in text_of(unsure)
    first = buttons_of(unsure)[0]

    await press(club.mia, unsure, first)

    assert club.said.startswith(f"-# {UNCLEAR}\n")
    assert "Did you mean" not in club.said
    assert "Why this answer?" in buttons_of(club.channel.last_message)


async def test_what_nobody_turned_to_the_bot_is_left_alone(club: Club) -> None:
    """A message of others, @everyone, a bot, a webhook, the bot itself; however well it could be answered."""
    await club.mia.send(club.channel, QUESTION)
    await club.moderator.send(club.channel, f"@everyone {QUESTION}")
    robot = club.server.add_member(club.env.create_user("robot", bot=True))
    await robot.send(club.channel, f"{club.mention} {QUESTION}")
    webhook = club.server.create_webhook(club.channel)
    await webhook.send(f"{club.mention} {QUESTION}")
    assert heard(club) == []


async def test_a_question_without_an_answer_notifies_nobody(club: Club) -> None:
    """It can't be said privately in a channel; the asker can delete it."""
    await club.mia.send(club.channel, f"{club.mention} whats the capital of france")

    told = club.channel.last_message
    assert told is not None
    assert "I know nothing about that." in text_of(told)
    assert told.flags.suppress_notifications
    assert buttons_of(told) == ["Delete"]


async def test_who_mentions_it_too_often_hears_of_it_once(club: Club, simcord_env: simcord.Env) -> None:
    for _ in range(14):
        await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
    assert [words for words in heard(club) if "One question at a time" in words] == [
        "One question at a time, please: I can answer again in 20 seconds."
    ]
    await simcord_env.advance_time(25)
    await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
    assert "whale oil" in club.said


async def test_where_it_may_not_speak_it_logs_what_to_grant(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    """And goes on."""
    silenced, allowed = (discord.PermissionOverwrite(send_messages=may) for may in (False, True))
    mute = club.server.create_text_channel("mute", overwrites={club.server.default_role: silenced, club.mia: allowed})
    await club.mia.send(mute, f"{club.mention} {QUESTION}")
    assert "grant View Channel, Send Messages" in caplog.text


async def test_without_message_history_it_answers_without_a_reply(club: Club, simcord_env: simcord.Env) -> None:
    """Discord refuses the reply as forbidden, and would take a message."""
    simcord_env.inject_error("POST", "/channels/*/messages", status=403, code=160002)
    await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
    told = club.channel.last_message
    assert told is not None
    assert "whale oil" in text_of(told)
    assert told.reference is None


@pytest.mark.parametrize(
    ("code", "message", "logged"),
    [
        pytest.param(50035, "In message_reference: Unknown message", False, id="deleted-meanwhile"),
        pytest.param(50035, "In components: too long", True, id="a-body-of-ours"),
        pytest.param(10003, "Unknown Channel", False, id="a-channel-that-is-gone"),
    ],
)
async def test_what_can_not_be_delivered_is_logged_unless_nobody_waits(
    club: Club,
    caplog: pytest.LogCaptureFixture,
    code: int,
    message: str,
    logged: bool,  # noqa: FBT001
) -> None:
    club.env.inject_error("POST", "/channels/*/messages", status=400, code=code, message=message)
    await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
    assert heard(club) == []
    assert ("an answer could not be delivered" in caplog.text) is logged


async def test_an_error_of_ours_is_told(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    """And logged; nobody who asked is met with silence."""
    monkeypatch.setattr(club.bot.desk.story, "answer", lambda *_: 1 / 0)
    await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
    assert club.said.startswith("Something went wrong on my side")


async def test_mentions_of_others_are_shown_by_name(club: Club) -> None:
    await club.mia.send(club.channel, f"{club.mention} {club.noah.mention} what did the lamp burn")
    assert club.said.startswith("-# @noah what did the lamp burn\n")


@pytest.mark.parametrize("words", ["thanks!", "Thank you"])
async def test_who_thanks_is_welcome(club: Club, words: str) -> None:
    await club.mia.send(club.channel, f"{club.mention} {words}")
    assert club.said == "You're welcome!"


async def test_other_kinds_of_messages_are_left_alone(club: Club) -> None:
    """A pin or a join is nobody's question, whatever stands in it."""
    message = await club.mia.send(club.channel, QUESTION)
    message.type = discord.MessageType.pins_add
    message.content = f"{club.mention} {QUESTION}"
    club.bot.dispatch("message", message)
    await club.env.settle()
    assert heard(club) == []


async def test_what_many_ask_at_once_waits_for_all(club: Club, simcord_env: simcord.Env) -> None:
    """The word says that it is nobody's own fault."""
    members = [club.server.add_member(simcord_env.create_user(f"member{number}")) for number in range(5)]
    for number in range(40):
        await members[number % 5].send(club.channel, f"{club.mention} {QUESTION}")
    await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
    assert club.said == "So many questions here at once! I can answer again in 20 seconds."


class TestAutoAnswerChannels:
    """The only feature that reads what isn't meant for the bot: off unless the operator switched it on."""

    @pytest.fixture
    def settings(self) -> dict[str, str]:
        return AUTO_ANSWER

    async def test_a_confident_answer_is_given_unasked(self, club: Club) -> None:
        assert club.channel.id == CHANNEL
        await club.mia.send(club.channel, QUESTION)
        assert "whale oil" in club.said

    @pytest.mark.parametrize(
        "words",
        [
            "how tall is the lighthouse",
            "whats the capital of france",
            UNCLEAR,
            "the lamp burned whale oil, I love that",
            "good morning",
        ],
    )
    async def test_anything_less_is_left_alone(self, club: Club, words: str) -> None:
        await club.mia.send(club.channel, words)
        assert heard(club) == []

    async def test_what_else_was_asked_is_offered_beside_it(self, club: Club) -> None:
        """And told privately to whoever presses it."""
        await club.mia.send(club.channel, f"{QUESTION} and who did Tom marry?")
        assert "You also asked:" in club.said
        said = club.channel.last_message
        assert said is not None
        told = await press(club.noah, said, buttons_of(said)[0])
        assert told.ephemeral
        both = f"{club.said} {text_of(told.response)}"
        assert "whale oil" in both
        assert "Edith Marlow" in both

    async def test_the_same_is_not_told_twice(self, club: Club) -> None:
        await club.mia.send(club.channel, QUESTION)
        await club.noah.send(club.channel, "which oil lit the lighthouse?")
        assert len(heard(club)) == 1

    async def test_who_asks_too_fast_is_not_answered_unasked(self, club: Club) -> None:
        """And not told so either."""
        for _ in range(10):
            await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
        before = len(heard(club))
        await club.mia.send(club.channel, "what colour was the Petrel")
        assert len(heard(club)) == before

    async def test_after_a_while_it_may_be_told_again(self, club: Club, simcord_env: simcord.Env) -> None:
        await club.mia.send(club.channel, QUESTION)
        await simcord_env.advance_time(601)
        await club.noah.send(club.channel, QUESTION)
        assert len(heard(club)) == 2

    async def test_threads_of_the_channel_belong_to_it(self, club: Club) -> None:
        channel = club.bot.get_channel(CHANNEL)
        assert isinstance(channel, discord.TextChannel)
        thread = await channel.create_thread(name="lamps", type=discord.ChannelType.public_thread)
        handle = next(handle for handle in club.channel.threads if handle.id == thread.id)
        await club.mia.send(handle, QUESTION)
        assert handle.last_message is not None
        assert "whale oil" in text_of(handle.last_message)

    async def test_other_channels_are_left_alone(self, club: Club) -> None:
        other = club.server.create_text_channel("other")
        await club.mia.send(other, QUESTION)
        assert [message for message in other.history() if message.author.bot] == []

    async def test_bots_and_webhooks_are_left_alone(self, club: Club) -> None:
        robot = club.server.add_member(club.env.create_user("robot", bot=True))
        await robot.send(club.channel, QUESTION)
        await club.server.create_webhook(club.channel).send(QUESTION)
        assert heard(club) == []


class TestAutoAnswerChannelsWithoutTheIntent:
    """Channels alone change nothing."""

    @pytest.fixture
    def settings(self) -> dict[str, str]:
        return {"ROCKYBOT_AUTO_ANSWER_CHANNELS": str(CHANNEL)}

    async def test_nothing_is_answered_unasked(self, club: Club) -> None:
        assert not club.bot.intents.message_content
        await club.mia.send(club.channel, QUESTION)
        assert heard(club) == []
