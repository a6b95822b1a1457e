"""Questions in messages: a mention, a reply to the bot, a direct message, an auto-answer channel."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from rockybot.bot.delivering import deliver
from rockybot.bot.rendering import notice, sheet
from rockybot.matching import Answer
from rockybot.replies import notices

if TYPE_CHECKING:
    from rockybot.bot.desk import Host

_READ = frozenset((discord.MessageType.default, discord.MessageType.reply))


class Address(Enum):
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
        address = self._address(message)
        if address is None or not self._desk.seen.first_time(message.id):
            return
        self._desk.flight.board()
        if address is Address.CHANNEL:
            await self._answer_unasked(message)
        else:
            await self._answer(message, address)

    def _address(self, message: discord.Message) -> Address | None:
        if message.guild is None:
            return Address.DIRECT
        me = self._bot.user
        if me is None:
            return None
        if re.search(f"<@!?{me.id}>", message.content):
            return Address.MENTION
        replied = message.reference.resolved if message.reference else None
        if isinstance(replied, discord.Message) and replied.author.id == me.id and message.content:
            return Address.REPLY
        channels = {message.channel.id, getattr(message.channel, "parent_id", None)}
        if channels & self._auto_answer_channels:
            return Address.CHANNEL
        return None

    async def _answer(self, message: discord.Message, address: Address) -> None:
        asker = message.author.id
        if wait := self._desk.pace.wait(asker, message.channel.id):
            # One word for all questions that come too fast: the next one would be as fast.
            if self._desk.told_to_wait.first_time(asker):
                await deliver(message, notice(notices.wait(wait)), silent=True)
            return
        question = self._question(message)
        if question.casefold().strip(" ?!.") in {"", *notices.GREETINGS}:
            await deliver(message, sheet(self._desk.story.greet(), "", asker))
            return
        answered = self._desk.ask(question, address.value)
        nothing = answered.reply.record is None and not answered.reply.choices
        if nothing and address is Address.REPLY and not self._desk.story.reads_as_question(question):
            return  # "thanks!", "lol": nobody asked
        await deliver(message, sheet(answered.reply, question, asker), silent=nothing)

    def _question(self, message: discord.Message) -> str:
        """The message without the mention, and without the comma that stood beside it."""
        me = self._bot.user.id if self._bot.user else 0
        return re.sub(rf"[\s,]*<@!?{me}>[\s,:;]*", " ", message.content).strip()

    async def _answer_unasked(self, message: discord.Message) -> None:
        question = message.content
        if not self._desk.story.reads_as_question(question):
            return
        answered = self._desk.ask(question, Address.CHANNEL.value)
        if not isinstance(answered.verdict, Answer):
            return
        channel, fact = message.channel.id, answered.verdict.fact.id
        if self._desk.pace.wait(message.author.id, channel) or not self._desk.told.first_time((channel, fact)):
            return
        await deliver(message, sheet(answered.reply, question, message.author.id))
