"""What a server's moderators choose, and what members see of it, in talk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from conversation import answer, parts_of, press, text_of
from discord_schema import problems_of
from lighthouse import FACTS, LIGHTHOUSE, UNCLEAR
from rockybot.app import Story
from rockybot.bot import Desk, RockyBot
from rockybot.bot.governing.choosing import Chosen, Refusal, change_of, story_value
from rockybot.bot.governing.panel import Panel
from rockybot.errors import StoreError
from rockybot.matching import Answerer
from rockybot.servers import Servers
from rockybot.settings import Settings
from rockybot.store import ServerSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle
    from simcord.results import InteractionResult

    from conversation import Club
    from rockybot.store import Store

QUESTION = "what did the lamp burn"
COLOUR = "what colour was the Petrel"
SILENT: dict[str, Any] = {"parse": []}
LAMP = {"questions": QUESTION, "answer": "It burned whale oil.", "excerpt": "", "tags": ""}


@pytest.fixture(scope="module")
def harbour() -> Story:
    """Another story of the operator's, in which the boat is blue."""
    facts = tuple(replace(fact, answer="The Petrel was blue.") if fact.id == "boat-colour" else fact for fact in FACTS)
    return Story(Answerer(replace(LIGHTHOUSE, title="The Blue Harbour", facts=facts)))


@pytest.fixture
def stories(harbour: Story) -> Mapping[str, Story]:
    """What the operator offers besides the lighthouse."""
    return {"harbour": harbour}


@pytest.fixture
async def servers(store: Store, lighthouse: Story, stories: Mapping[str, Story]) -> Servers:
    loaded = Servers(lighthouse, store, "lighthouse", stories)
    await loaded.load()
    return loaded


@pytest.fixture
def simcord_bot(servers: Servers, settings: Mapping[str, str]) -> RockyBot:
    """A bot that keeps what is chosen."""
    read = Settings.from_mapping(settings)
    return RockyBot(read, Desk(read, servers))


@pytest.fixture
def governor(club: Club) -> MemberActor:
    """Somebody who manages the server."""
    may = club.server.create_role("Governors", permissions=discord.Permissions(manage_guild=True))
    return club.server.add_member(club.env.create_user("gwen"), roles=[may])


async def panel(club: Club, governor: MemberActor, channel: ChannelHandle | None = None) -> InteractionResult:
    """The panel, in the club's channel or another one."""
    shown = await governor.slash(channel or club.channel, "rockybot settings")
    assert shown.ephemeral
    return shown


async def choose(governor: MemberActor, shown: InteractionResult, control: str, *values: Any) -> InteractionResult:
    """What comes of choosing in a list of a panel."""
    assert shown.response is not None
    return await governor.select(shown.response, values, custom_id=f"rbs:{control}")


def told(shown: InteractionResult, setting: str) -> str:
    """What a panel says of a setting."""
    texts = [part["content"] for part in parts_of(shown.response) if part["type"] == 10]
    return str(next(text for text in texts if text.startswith(f"**{setting}")))


async def asked(club: Club, question: str, channel: ChannelHandle | None = None) -> str:
    """What Mia hears."""
    return answer(await club.mia.slash(channel or club.channel, "ask", question=question))


def heard(club: Club, channel: ChannelHandle) -> str:
    """All that the bot has said in a channel."""
    assert club.bot.user is not None
    return "\n".join(text_of(message) for message in channel.history() if message.author.id == club.bot.user.id)


async def test_the_panel_tells_what_holds_where_nobody_chose(club: Club, governor: MemberActor) -> None:
    shown = await panel(club, governor)
    texts = [part["content"] for part in parts_of(shown.response) if part["type"] == 10]
    assert [text.splitlines()[0] for text in texts] == [
        "### Settings of this server",
        "**Who keeps the facts:** who may manage messages",
        "**Auto-answer channels:** none",
        "**Private answers:** everyone sees the answer",
        "**Strictness:** Balanced",
        "**Story in this server:** As the operator chose: The Keeper of Gull Rock",
        f"**Story in {club.channel.mention}:** As in the server: The Keeper of Gull Rock",
        "**Language:** Each member's own",
        "**Log channel:** none",
    ]


def test_the_fullest_panel_keeps_discords_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """More stories than a list holds, with long names and one title; as many channels as there can be."""
    long = Story(Answerer(replace(LIGHTHOUSE, title="*The Keeper* " * 30)))
    servers = Servers(long, name="0", others={f"{number}{'-' * 200}": long for number in range(40)})
    numbers = range(10**18, 10**18 + 25)
    operator = Settings(message_content=True, auto_answer_channels=frozenset(numbers))
    chosen = ServerSettings(
        moderator_role=7, auto_answer_channels=frozenset(numbers), story="x" * 255, channel_stories={3: "y" * 255}
    )
    monkeypatch.setattr(servers, "settings_of", lambda _: chosen)
    sheet = Panel(servers, operator, 1, None, 3).sheet()
    sent = {"type": 4, "data": {"components": sheet.to_components(), "flags": 1 << 15, "allowed_mentions": SILENT}}
    assert problems_of("POST", "/interactions/1/token/callback", sent) == []
    assert "The operator offers 41 stories; these are the first 24." in text_of(sheet.to_components())


class TestModeratorRole:
    """Who keeps the facts besides those who manage messages."""

    async def test_who_has_it_keeps_the_facts(self, club: Club, governor: MemberActor) -> None:
        """Until it is taken back; Discord shows them the commands where the server lets them see those."""
        role = club.server.create_role("Keepers")
        keeper = club.server.add_member(club.env.create_user("kit"), roles=[role])
        facts = next(command for command in await club.bot.tree.fetch_commands() if command.name == "facts")
        club.server.set_command_permissions(facts, {role: True})
        shown = await panel(club, governor)

        await choose(governor, shown, "role", role)
        assert told(shown, "Who keeps").startswith(
            f"**Who keeps the facts:** who may manage messages, and who has {role.mention}"
        )
        assert "whale oil" in answer(await keeper.slash(club.channel, "facts show", fact="lamp-fuel"))

        await choose(governor, shown, "role")
        refused = await keeper.slash(club.channel, "facts show", fact="lamp-fuel")
        assert answer(refused) == "Only who may manage messages here can keep the facts."
        assert [type(error) for error in club.env.errors] == [discord.app_commands.CheckFailure]

    async def test_it_can_not_be_everyones(self, club: Club, governor: MemberActor) -> None:
        shown = await panel(club, governor)
        refused = await choose(governor, shown, "role", club.server.default_role)
        assert [text_of(word) for word in refused.followups] == [
            "Everybody has that role, so everybody could change the facts. Choose another one; nothing was changed."
        ]
        assert club.bot.desk.servers.settings_of(club.server.id) == ServerSettings()


class TestAutoAnswerChannels:
    """Where the operator lets messages be read."""

    @pytest.fixture
    def settings(self) -> dict[str, str]:
        return {"ROCKYBOT_MESSAGE_CONTENT": "on"}

    async def test_a_question_there_is_answered_unasked(self, club: Club, governor: MemberActor) -> None:
        """In its threads too, and nowhere else; until it is taken back."""
        other = club.server.create_text_channel("other")
        shown = await panel(club, governor)
        await choose(governor, shown, "auto", club.channel)
        assert f"**Auto-answer channels:** {club.channel.mention}" in told(shown, "Auto")

        await club.mia.send(club.channel, QUESTION)
        await club.mia.send(other, QUESTION)
        channel = club.bot.get_channel(club.channel.id)
        assert isinstance(channel, discord.TextChannel)
        await channel.create_thread(name="boats", type=discord.ChannelType.public_thread)
        thread = club.channel.threads[0]
        await club.mia.send(thread, COLOUR)
        assert "whale oil" in heard(club, club.channel)
        assert "green" in heard(club, thread)
        assert not heard(club, other)

        await choose(governor, shown, "auto")
        await club.mia.send(club.channel, COLOUR)
        assert "green" not in heard(club, club.channel)

    async def test_where_it_may_not_speak_it_says_so(self, club: Club, governor: MemberActor) -> None:
        mute = club.server.create_text_channel(
            "mute", overwrites={club.server.default_role: discord.PermissionOverwrite(send_messages=False)}
        )
        shown = await panel(club, governor)
        await choose(governor, shown, "auto", club.channel, mute)
        assert f"This bot may not speak in {mute.mention} yet" in told(shown, "Auto")


async def test_without_the_operators_leave_no_channel_is_read(club: Club, governor: MemberActor) -> None:
    """The control is closed, and what was chosen before rests."""
    await club.bot.desk.servers.change_settings(
        club.server.id, lambda settings: replace(settings, auto_answer_channels=frozenset((club.channel.id,)))
    )
    shown = await panel(club, governor)
    assert "Switched off: the operator doesn't let this bot read" in told(shown, "Auto")
    assert next(part["disabled"] for part in parts_of(shown.response) if part.get("custom_id") == "rbs:auto")
    await club.mia.send(club.channel, QUESTION)
    assert not heard(club, club.channel)


async def test_answers_are_private_unless_said_otherwise(club: Club, governor: MemberActor) -> None:
    """An old panel says what it sets: pressed again, it undoes nothing."""
    shown, old = await panel(club, governor), await panel(club, governor)
    await press(governor, shown, "Answer privately")
    await press(governor, old, "Answer privately")
    assert "only who asks by a command sees the answer" in told(shown, "Private")

    assert (await club.mia.slash(club.channel, "ask", question=QUESTION)).ephemeral
    assert not (await club.mia.slash(club.channel, "ask", question=QUESTION, private=False)).ephemeral

    await press(governor, shown, "Answer for everyone")
    assert not (await club.mia.slash(club.channel, "ask", question=QUESTION)).ephemeral


async def test_strictness_decides_what_is_answered(club: Club, governor: MemberActor) -> None:
    """The rates that were measured stand beside each."""
    shown = await panel(club, governor)
    lists = {part.get("custom_id"): part for part in parts_of(shown.response)}
    assert [(line["label"], line["description"][:41]) for line in lists["rbs:strictness"]["options"]] == [
        ("Cautious", "Of 100 questions 76 right, 2 wrong; silen"),
        ("Balanced", "Of 100 questions 89 right, 5 wrong; silen"),
        ("Eager", "Of 100 questions 90 right, 5 wrong; silen"),
    ]
    assert "measured on the shipped story" in told(shown, "Strictness")
    assert "Did you mean:" in await asked(club, UNCLEAR)

    await choose(governor, shown, "strictness", "eager")

    assert "**Strictness:** Eager" in told(shown, "Strictness")
    assert "The lamp burned whale oil" in await asked(club, UNCLEAR)


class TestStories:
    """Of several that the operator offers."""

    async def test_a_server_and_a_channel_choose_their_own(self, club: Club, governor: MemberActor) -> None:
        """The panel in a channel is about that one; "as in the server" takes the choice back."""
        other = club.server.create_text_channel("other")
        shown, shown_there = await panel(club, governor), await panel(club, governor, other)

        await choose(governor, shown, "story", story_value("harbour"))
        assert "**Story in this server:** The Blue Harbour" in text_of(shown.response)
        assert "As in the server: The Blue Harbour" in told(shown, "Story in <#")
        assert "blue" in await asked(club, COLOUR)

        await choose(governor, shown_there, "here", story_value("lighthouse"))
        assert "green" in await asked(club, COLOUR, other)
        assert "blue" in await asked(club, COLOUR)

        await choose(governor, shown_there, "here", "none")
        assert "blue" in await asked(club, COLOUR, other)
        await choose(governor, shown, "story", "none")
        assert "green" in await asked(club, COLOUR)

    async def test_one_that_is_no_longer_offered_is_named(self, club: Club, governor: MemberActor) -> None:
        await club.bot.desk.servers.change_settings(club.server.id, lambda settings: replace(settings, story="attic"))
        assert told(await panel(club, governor), "Story in this server").startswith(
            "**Story in this server:** attic, which the operator no longer offers; The Keeper of Gull Rock is told"
        )


class TestOneStory:
    """The operator offers no other."""

    @pytest.fixture
    def stories(self) -> dict[str, Story]:
        return {}

    async def test_there_is_nothing_to_choose(self, club: Club, governor: MemberActor) -> None:
        assert "Story in" not in text_of((await panel(club, governor)).response)


async def test_a_language_is_kept(club: Club, governor: MemberActor) -> None:
    shown = await panel(club, governor)
    await choose(governor, shown, "language", "fr")
    assert "**Language:** Français" in told(shown, "Language")
    assert club.bot.desk.servers.settings_of(club.server.id).language == "fr"
    await choose(governor, shown, "language", "none")
    assert club.bot.desk.servers.settings_of(club.server.id).language is None


class TestLogChannel:
    """Where every edit is told."""

    async def test_an_edit_is_told_there(self, club: Club, governor: MemberActor) -> None:
        journal = club.server.create_text_channel("journal")
        shown = await panel(club, governor)
        await choose(governor, shown, "log", journal)
        assert "lacks" not in told(shown, "Log")
        form = await club.moderator.slash(club.channel, "facts edit", fact="lamp-fuel")
        await press(club.moderator, await club.moderator.submit_modal(form, LAMP), "Yes, save all the same")
        assert "It burned whale oil." in heard(club, journal)

    async def test_one_that_it_may_not_write_in_keeps_nobody_from_saving(
        self, club: Club, governor: MemberActor
    ) -> None:
        """And what is lacking is said at once."""
        silence = discord.PermissionOverwrite(send_messages=False)
        journal = club.server.create_text_channel("journal", overwrites={club.server.default_role: silence})
        shown = await panel(club, governor)
        await choose(governor, shown, "log", journal)
        assert "this bot lacks Send Messages" in told(shown, "Log")
        form = await club.moderator.slash(club.channel, "facts edit", fact="lamp-fuel")
        await press(club.moderator, await club.moderator.submit_modal(form, LAMP), "Yes, save all the same")
        assert "It burned whale oil." in await asked(club, QUESTION)


class TestRights:
    """Asked at every step: Discord's own check is a hint that a server may override."""

    async def test_who_does_not_manage_the_server_chooses_nothing(self, club: Club) -> None:
        """Not even who keeps its facts."""
        for member in (club.mia, club.moderator):
            assert not any(name.startswith("rockybot") for name in member.available_commands(club.channel))
        command = next(command for command in await club.bot.tree.fetch_commands() if command.name == "rockybot")
        club.server.set_command_permissions(command, {club.noah: True})
        refused = await club.noah.slash(club.channel, "rockybot settings")
        assert answer(refused) == "Only who may manage this server can choose its settings."
        assert [type(error) for error in club.env.errors] == [discord.app_commands.CheckFailure]

    async def test_who_has_lost_them_changes_nothing(self, club: Club, governor: MemberActor) -> None:
        shown = await panel(club, governor)
        club.env.backend.get_guild(club.server.id).members[governor.id].role_ids.clear()
        assert shown.response is not None
        late = await press(governor, shown, "Answer privately")
        assert answer(late) == "Only who may manage this server can choose its settings."
        assert club.bot.desk.servers.settings_of(club.server.id) == ServerSettings()


async def test_no_other_server_hears_of_it(club: Club, governor: MemberActor) -> None:
    other = club.env.create_guild("Elsewhere")
    channel = other.create_text_channel("elsewhere")
    ned = other.add_member(club.env.create_user("ned"))
    shown = await panel(club, governor)
    await choose(governor, shown, "story", story_value("harbour"))
    await press(governor, shown, "Answer privately")
    told_there = await ned.slash(channel, "ask", question=COLOUR)
    assert not told_there.ephemeral
    assert "green" in answer(told_there)


async def test_after_a_restart_all_holds_and_an_old_panel_works(
    club: Club, governor: MemberActor, store: Store, lighthouse: Story, stories: Mapping[str, Story]
) -> None:
    shown = await panel(club, governor)
    await press(governor, shown, "Answer privately")
    again = Servers(lighthouse, store, "lighthouse", stories)
    await again.load()
    await club.env.restart_bot(RockyBot(Settings(), Desk(Settings(), again)))
    assert (await club.mia.slash(club.channel, "ask", question=QUESTION)).ephemeral
    await choose(governor, shown, "story", story_value("harbour"))
    assert "blue" in await asked(club, COLOUR)


async def test_of_two_at_once_both_take_effect(club: Club, governor: MemberActor) -> None:
    """Each on a panel that doesn't know of the other's choice."""
    first, second = await panel(club, governor), await panel(club, governor)
    await choose(governor, first, "strictness", "cautious")
    await choose(governor, second, "language", "de")
    settings = club.bot.desk.servers.settings_of(club.server.id)
    assert (settings.strictness, settings.language) == ("cautious", "de")
    assert "Cautious" in told(second, "Strictness")


async def test_while_the_database_is_away_nothing_changes(
    club: Club, governor: MemberActor, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise StoreError("rockybot.db", "the disk is full", "make room")

    shown = await panel(club, governor)
    with monkeypatch.context() as broken:
        broken.setattr(store, "change_settings", away)
        failed = await choose(governor, shown, "strictness", "eager")
    assert [text_of(word) for word in failed.followups] == [
        "That can't be done now: the disk is full. Please try again in a while."
    ]
    assert "Balanced" in told(shown, "Strictness")
    await choose(governor, shown, "strictness", "eager")
    assert "Eager" in told(shown, "Strictness")


@pytest.mark.parametrize(
    "data",
    [
        {"custom_id": "rbs:nothing", "values": ["on"]},
        {"custom_id": "rbs:strictness", "values": ["reckless"]},
        {"custom_id": "rbs:strictness", "values": []},
        {"custom_id": "rbs:private:perhaps"},
        {"custom_id": "rbs:language", "values": ["tlh"]},
        {"custom_id": "rbs:story", "values": ["story:attic"]},
        {"custom_id": "rbs:here", "values": ["attic"]},
        {"custom_id": "rbs:role", "values": ["7"]},
        {"custom_id": "rbs:role", "values": ["7", "8"], "resolved": {"roles": {"7": {}, "8": {}}}},
        {"custom_id": "rbs:auto", "values": ["7"], "resolved": {"channels": {"7": {"type": 4}}}},
        {"custom_id": "rbs:log", "values": ["7", "8"], "resolved": {"channels": {"7": {"type": 0}, "8": {"type": 0}}}},
        {"custom_id": "rbs:log", "values": ["7"], "resolved": {"channels": {"7": {"type": 15}}}},
        {"custom_id": "rbs:log", "values": ["everywhere"]},
    ],
    ids=str,
)
def test_what_is_not_offered_is_refused(data: dict[str, Any]) -> None:
    """Whatever an interaction claims to deliver."""
    assert change_of(Chosen.read(data, 1, 2, ["lighthouse"])) == Refusal(
        "That can't be chosen here, so nothing was changed."
    )
