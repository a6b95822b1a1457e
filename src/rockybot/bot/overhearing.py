"""Questions in messages: a mention, a reply to the bot, a direct message, an auto-answer channel."""

from __future__ import annotations

import logging
import re
from enum import Enum
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from rockybot.bot.delivering import deliver
from rockybot.bot.placing import edition_of, words_for_all
from rockybot.bot.rendering import notice, sheet
from rockybot.matching import Answer
from rockybot.replies.manners import greets, thanks

if TYPE_CHECKING:
    from rockybot.bot.desk import Host

log = logging.getLogger("rockybot.messages")

_READ = frozenset((discord.MessageType.default, discord.MessageType.reply))


class Way(Enum):
    """How a message turns to the bot."""

    MENTION = "mention"
    REPLY = "reply"
    DIRECT = "direct"
    CHANNEL = "channel"


class Overhearing(commands.Cog):
    """Questions asked in messages."""

    def __init__(self, bot: Host, auto_answer_channels: frozenset[int]) -> None:
        self._bot = bot
        self._desk = bot.desk
        self._auto_answer_channels = auto_answer_channels

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that turns to the bot; leave alone all others, and every bot."""
        if message.author.bot or message.webhook_id or message.type not in _READ:
            return
        way = self._way(message)
        if way is None or not self._desk.seen.first_time(message.id):
            return
        self._desk.flight.board()
        try:
            await (self._answer_unasked(message) if way is Way.CHANNEL else self._answer(message, way))
        except Exception:
            log.exception("a message failed")
            if way is not Way.CHANNEL:
                words = words_for_all(self._desk.servers, message.guild)
                await deliver(message, notice(words.failed), silent=True)

    def _way(self, message: discord.Message) -> Way | None:
        if message.guild is None:
            return Way.DIRECT
        me = self._bot.user
        if me is None:
            return None
        if re.search(f"<@!?{me.id}>", message.content):
            return Way.MENTION
        replied = message.reference.resolved if message.reference else None
        if isinstance(replied, discord.Message) and replied.author.id == me.id and message.content:
            return Way.REPLY
        channels = {message.channel.id, getattr(message.channel, "parent_id", None)}
        if channels & self._auto_answer_channels or channels & self._chosen_channels(message.guild.id):
            return Way.CHANNEL
        return None

    def _chosen_channels(self, server: int) -> frozenset[int]:
        """The auto-answer channels that the server chose: none where the operator doesn't let messages be read."""
        chosen = self._desk.servers.settings_of(server).auto_answer_channels
        return chosen if self._bot.intents.message_content else frozenset()

    async def _answer(self, message: discord.Message, way: Way) -> None:
        asker, words = message.author.id, words_for_all(self._desk.servers, message.guild)
        if wait := self._desk.pace.wait(asker, message.channel.id):
            # One word for all questions that come too fast: the next one would be as fast.
            if self._desk.told_to_wait.first_time(asker):
                await deliver(message, notice(wait.told(words)), silent=True)
            return
        question = self._question(message)
        edition = edition_of(self._desk.servers, message)
        story = (await self._desk.servers.told(edition)).spoken_in(words)
        if thanks(question) and way is not Way.REPLY:
            await deliver(message, notice(words.welcome), silent=True)
            return
        if greets(question):
            await deliver(message, sheet(story.greet(), "", asker))
            return
        people = [member.display_name for member in message.mentions]
        answered = self._desk.ask(edition, story, question, way.value, people)
        nothing = answered.reply.record is None and not answered.reply.choices
        if nothing and way is Way.REPLY and not story.reads_as_question(question):
            return  # "thanks!", "lol": nobody asked
        sent = await deliver(message, sheet(answered.reply, question, asker), silent=nothing)
        self._desk.traces.note(edition, answered.reply.record, message.channel.id, sent)

    def _question(self, message: discord.Message) -> str:
        """The message without the mention, and without the comma that stood beside it."""
        me = self._bot.user.id if self._bot.user else 0
        question = re.sub(rf"[\s,]*<@!?{me}>[\s,:;]*", " ", message.content).strip()
        for member in message.mentions:
            for mention in (f"<@{member.id}>", f"<@!{member.id}>"):
                question = question.replace(mention, f"@{member.display_name}")
        return question

    async def _answer_unasked(self, message: discord.Message) -> None:
        question = message.content
        edition = edition_of(self._desk.servers, message)
        story = (await self._desk.servers.told(edition)).spoken_in(words_for_all(self._desk.servers, message.guild))
        if not story.reads_as_question(question):
            return
        verdict = story.answer(question, self._desk.strictness(edition)).verdict
        if not isinstance(verdict, Answer):
            return
        told = (message.channel.id, verdict.fact.id)
        if self._desk.pace.wait(message.author.id, message.channel.id) or not self._desk.told.first_time(told):
            return
        answered = self._desk.ask(edition, story, question, Way.CHANNEL.value)
        sent = await deliver(message, sheet(answered.reply, question, message.author.id))
        self._desk.traces.note(edition, answered.reply.record, message.channel.id, sent)
