"""The message menu of moderators: what somebody wrote, as the question of a new fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from rockybot.bot.curating.forms import RecordForm, Subject
from rockybot.bot.curating.rights import may_curate
from rockybot.bot.escaping import one_line
from rockybot.bot.limits import shortened
from rockybot.bot.rendering import question_on
from rockybot.bot.responding import say
from rockybot.packs.proposing import Form
from rockybot.packs.schema import MAX_QUESTION
from rockybot.replies import commands as words
from rockybot.replies import curating, visible
from rockybot.replies.languages import ENGLISH

if TYPE_CHECKING:
    from rockybot.bot.desk import Desk, Host

_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>")
"""Of a person, a role or a channel: in a question of everybody's it says nothing."""


class Adding(commands.Cog):
    """The menu entry; rights are checked again."""

    def __init__(self, tree: app_commands.CommandTree[Any], desk: Desk) -> None:
        self._tree = tree
        self._desk = desk
        self._menu = app_commands.ContextMenu(
            name=locale_str(words.ADD_MENU),
            callback=self.add,
            type=discord.AppCommandType.message,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
        )
        self._menu.default_permissions = discord.Permissions(manage_messages=True)

    async def cog_load(self) -> None:
        self._tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self._tree.remove_command(self._menu.name, type=self._menu.type)

    async def add(self, interaction: discord.Interaction[Host], message: discord.Message) -> None:
        """The form of a new fact, with the message as its question."""
        if not may_curate(interaction, self._desk.servers.settings_of(interaction.guild_id)):
            await say(interaction, curating.NOT_A_MODERATOR)
            return
        question = _question(message, interaction.client.user)
        if not question:
            await say(interaction, ENGLISH.no_text)
            return
        await interaction.response.send_modal(RecordForm(curating.ADDING, Subject(), Form(question, "")))


def _question(message: discord.Message, me: discord.ClientUser | None) -> str:
    """What a message asks, on one line and without mentions; of an answer of ours, what was asked."""
    if me is not None and message.author.id == me.id:
        return question_on(message)
    texts = (message.content, *(forwarded.content for forwarded in message.message_snapshots))
    lines = (one_line(_MENTION.sub(" ", visible(written))) for written in texts)
    return shortened(next(filter(None, lines), ""), MAX_QUESTION)
