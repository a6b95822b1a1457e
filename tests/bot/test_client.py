"""The bot as it is put together: intents, installs, commands, shards, log."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING

import discord
import pytest

from conversation import answer, on_discord
from rockybot.bot import client, create_bot
from rockybot.bot.inviting import PERMISSIONS, invite_link, names_of
from rockybot.errors import PackError
from rockybot.settings import Settings
from rockybot.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    import simcord

    from conversation import Club
    from rockybot.app import Story

QUESTION = "what did the lamp burn"


def test_nothing_privileged_is_asked_for_by_default(lighthouse: Story) -> None:
    intents = create_bot(Settings.from_mapping({}), lighthouse).intents
    assert not any((intents.message_content, intents.members, intents.presences))


def test_the_message_content_intent_is_a_setting(lighthouse: Story) -> None:
    settings = Settings.from_mapping({"ROCKYBOT_MESSAGE_CONTENT": "on"})
    assert create_bot(settings, lighthouse).intents.message_content


async def test_it_runs_where_no_privileged_intent_is_approved(lighthouse: Story) -> None:
    """Mentions, replies and direct messages are heard all the same."""
    bot = create_bot(Settings.from_mapping({}), lighthouse)
    async with on_discord(bot, approved_intents=discord.Intents.default()) as env:
        channel = env.create_guild().create_text_channel("gull-rock")
        mia = env.guild.add_member(env.create_user("mia"))
        assert bot.user is not None
        await mia.send(channel, f"<@{bot.user.id}> {QUESTION}")
        assert channel.last_message is not None
        assert channel.last_message.author.id == bot.user.id


def test_a_missing_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"nowhere\.yaml"):
        create_bot(Settings(pack=tmp_path / "nowhere.yaml"))


def test_the_shipped_story_is_the_default(cache: Path) -> None:
    assert not cache.exists()
    assert create_bot(Settings()).desk.story.pack.title == "Rocky Dennis"


def sent_commands(club: Club) -> list[dict[str, object]]:
    puts = [request.json for request in club.env.http_requests if request.method == "PUT"]
    assert len(puts) == 1
    assert isinstance(puts[0], list)
    return puts[0]


async def test_commands_can_be_installed_for_servers_and_for_users(club: Club) -> None:
    """And used in servers, direct messages and groups; those of moderators in servers only."""
    everywhere = {"ask", "privacy", "Ask rockybot"}
    for command in sent_commands(club):
        at = [0, 1, 2] if command["name"] in everywhere else [0]
        assert command["contexts"] == at, command["name"]
        assert command["integration_types"] == ([0, 1] if command["name"] in everywhere else [0]), command["name"]


async def test_commands_of_moderators_are_shown_to_moderators(club: Club) -> None:
    asked = {str(command["name"]): command["default_member_permissions"] for command in sent_commands(club)}
    moderating, governing = (discord.Permissions(**{name: True}).value for name in ("manage_messages", "manage_guild"))
    assert asked == {
        "ask": None,
        "Ask rockybot": None,
        "privacy": None,
        "facts": moderating,
        "unanswered": moderating,
        "Add to rockybot": moderating,
        "rockybot": governing,
    }


async def test_commands_are_named_in_other_languages(club: Club) -> None:
    named = {command["name"]: command for command in sent_commands(club)}
    ask, menu = named["ask"], named["Ask rockybot"]
    spanish = {"es-ES": "pregunta", "es-419": "pregunta"}
    assert ask["name_localizations"] == {"de": "frage", "fr": "demande", **spanish}
    assert "description_localizations" in ask
    assert "de" in menu["name_localizations"]  # type: ignore[operator]


async def test_commands_are_sent_only_when_they_changed(
    club: Club, simcord_env: simcord.Env, lighthouse: Story
) -> None:
    """A restart asks what Discord knows, and leaves it at that."""
    await simcord_env.restart_bot(create_bot(Settings(), lighthouse))
    sent_commands(club)

    changed = create_bot(Settings(), lighthouse)

    @changed.tree.command(name="new")
    async def new(interaction: discord.Interaction) -> None:
        """Is new."""

    await simcord_env.restart_bot(changed)
    assert len([request for request in simcord_env.http_requests if request.method == "PUT"]) == 2


async def test_it_answers_although_its_commands_could_not_be_sent(
    club: Club, simcord_env: simcord.Env, lighthouse: Story, caplog: pytest.LogCaptureFixture
) -> None:
    simcord_env.inject_error("GET", "/applications/*/commands", status=500)
    await simcord_env.restart_bot(create_bot(Settings(), lighthouse))
    await club.mia.send(club.channel, f"<@{simcord_env.bot.user.id}> {QUESTION}")  # type: ignore[union-attr]
    assert "whale oil" in club.said
    assert "the commands could not be sent" in caplog.text


async def test_the_same_bot_may_start_again(club: Club, simcord_env: simcord.Env) -> None:
    """Once, not twice, everything is answered."""
    for _ in range(2):
        await simcord_env.restart_bot()
        await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
    assert len([message for message in club.channel.history() if message.author.bot]) == 2


async def test_a_database_that_is_away_at_the_start_is_used_as_soon_as_it_is_back(
    lighthouse: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then the file's story is told. It is closed with the bot."""
    folder = tmp_path / "later"
    bot = create_bot(Settings.from_mapping({"ROCKYBOT_DATABASE_URL": f"sqlite:///{folder}/rockybot.db"}), lighthouse)
    monkeypatch.setattr(client, "OPENING_SECONDS", 60.0)
    async with on_discord(bot) as env:
        channel = env.create_guild().create_text_channel("gull-rock")
        mia = env.guild.add_member(env.create_user("mia"))
        assert "whale oil" in answer(await mia.slash(channel, "ask", question=QUESTION))
        assert not bot.desk.servers.has_store
        folder.mkdir()
        await env.advance_time(61)
        await asyncio.wait_for(bot.desk.servers.used.wait(), 5)
        assert bot.desk.servers.has_store
    again = await Store.open(f"sqlite:///{folder}/rockybot.db")
    await again.close()


async def test_any_number_of_shards_answers(lighthouse: Story) -> None:
    """Each its own servers."""
    bot = create_bot(Settings.from_mapping({"ROCKYBOT_SHARDS": "0-2/3"}), lighthouse)
    async with on_discord(bot) as env:
        assert sorted(bot.shards) == [0, 1, 2]
        for shard in range(3):
            server = env.create_guild(shard_id=shard)
            channel = server.create_text_channel("gull-rock")
            mia = server.add_member(env.create_user(f"mia{shard}"))
            assert "whale oil" in answer(await mia.slash(channel, "ask", question=QUESTION))


async def test_only_the_process_of_the_first_shard_sends_commands(lighthouse: Story) -> None:
    bot = create_bot(Settings.from_mapping({"ROCKYBOT_SHARDS": "1/2"}), lighthouse)
    async with on_discord(bot) as env:
        assert not any("commands" in request.path for request in env.http_requests)


def test_the_invite_link_asks_for_just_what_is_needed() -> None:
    link = invite_link(123456789012345678)
    assert "client_id=123456789012345678" in link
    assert f"permissions={PERMISSIONS.value}" in link
    assert "scope=bot+applications.commands" in link
    assert names_of(PERMISSIONS) == [
        "View Channels",
        "Send Messages",
        "Read Message History",
        "Send Messages in Threads",
    ]


class TestTheLog:
    """One line a question."""

    async def test_it_tells_the_verdict_and_not_the_question(
        self, club: Club, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO)
        await club.mia.slash(club.channel, "ask", question=QUESTION)
        await club.mia.slash(club.channel, "ask", question="how tall is the lighthouse")
        await club.mia.slash(club.channel, "ask", question="whats the capital of france")
        lines = [record.getMessage() for record in caplog.records if record.name == "rockybot.questions"]
        verdicts = [line.split(" score=")[0] for line in lines]
        assert verdicts == ["answer record=lamp-fuel", "gap record=lighthouse-height", "none record=-"]
        assert "lamp burn" not in caplog.text
        assert str(club.mia.id) not in "".join(lines)

    async def test_a_setting_adds_the_question(self, lighthouse: Story, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO)
        desk = create_bot(Settings.from_mapping({"ROCKYBOT_LOG_QUESTIONS": "on"}), lighthouse).desk
        desk.ask(desk.servers.edition(None), lighthouse, "what did\nthe lamp burn", "ask")
        assert caplog.records[-1].getMessage().endswith(r"question='what did\nthe lamp burn'")
        assert vars(caplog.records[-1])["question"] == "what did\nthe lamp burn"

    def test_json_holds_the_same_as_fields(self, capsys: pytest.CaptureFixture[str], lighthouse: Story) -> None:
        from rockybot.cli.journal import start_log

        root = logging.getLogger()
        before, level = root.handlers[:], root.level
        try:
            start_log(Settings.from_mapping({"ROCKYBOT_LOG_FORMAT": "json"}))
            desk = create_bot(Settings(), lighthouse).desk
            desk.ask(desk.servers.edition(None), lighthouse, QUESTION, "ask")
        finally:
            root.handlers[:] = before
            root.setLevel(level)
        line = json.loads(capsys.readouterr().err.splitlines()[-1])
        assert (line["event"], line["verdict"], line["record"], line["via"]) == (
            "question",
            "answer",
            "lamp-fuel",
            "ask",
        )
        assert line["level"] == "INFO"
        assert 0 < line["score"] <= 100
        assert "question" not in line
