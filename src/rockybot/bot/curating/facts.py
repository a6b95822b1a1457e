"""`/facts`: the commands of those who keep the facts, and the forms that they send off."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from rockybot.bot.curating.changing import Changing
from rockybot.bot.curating.checking import Checking
from rockybot.bot.curating.forms import PREFIX, Subject, typed_in
from rockybot.bot.curating.imports import Imports
from rockybot.bot.curating.listing import Listing
from rockybot.bot.curating.looking import Looking
from rockybot.bot.curating.moving import Moving
from rockybot.bot.curating.records import id_at
from rockybot.bot.curating.returning import Returning
from rockybot.bot.curating.rights import may_curate
from rockybot.bot.curating.saving import Saver
from rockybot.bot.responding import attend, say
from rockybot.replies import curating as words

if TYPE_CHECKING:
    from rockybot.bot.desk import Desk


@app_commands.default_permissions(manage_messages=True)
@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class Facts(
    Changing,
    Returning,
    Looking,
    Listing,
    Checking,
    Moving,
    commands.GroupCog,
    group_name="facts",
    group_description=words.GROUP_ABOUT,
):
    """Moderators' commands; each checks their rights again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._imports = Imports()
        self._in_turn = asyncio.Lock()

    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        if may_curate(interaction, self._desk.servers.settings_of(interaction.guild_id)):
            return True
        await say(interaction, words.NOT_A_MODERATOR)
        return False

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """A form that was sent off, also to a bot that was restarted meanwhile."""
        data: Any = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if interaction.type is not discord.InteractionType.modal_submit or not custom_id.startswith(PREFIX):
            return
        subject = Subject.read(custom_id)
        await attend(self._desk, interaction, lambda: self._take(interaction, subject))

    async def _take(self, interaction: discord.Interaction[Any], subject: Subject) -> None:
        if not await self.interaction_check(interaction):
            return
        edition, pack = self._edition(interaction), (await self._story(interaction)).pack
        record_id = id_at(self._desk.servers, edition, pack, subject.key) if subject.key else None
        await Saver(self._desk).take(interaction, edition, record_id, typed_in(interaction), subject)
