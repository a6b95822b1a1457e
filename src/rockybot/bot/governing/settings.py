"""`/rockybot settings`: the panel, and every control on one of any age."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from rockybot.bot.curating.rights import may_govern
from rockybot.bot.governing.choosing import PREFIX, Chosen, Refusal, change_of
from rockybot.bot.governing.panel import Panel
from rockybot.bot.placing import channel_of
from rockybot.bot.responding import attend, say
from rockybot.errors import StoreError
from rockybot.replies import commands as names
from rockybot.replies import governing as words
from rockybot.replies.languages import ENGLISH

if TYPE_CHECKING:
    from rockybot.bot.desk import Desk
    from rockybot.settings import Settings

log = logging.getLogger("rockybot.settings")


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class Governing(commands.GroupCog, group_name="rockybot", group_description=locale_str(names.ROCKYBOT_ABOUT)):
    """What those choose who manage a server; each step checks their rights again."""

    def __init__(self, desk: Desk, operator: Settings) -> None:
        self._desk = desk
        self._operator = operator

    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        if may_govern(interaction):
            return True
        await say(interaction, words.NOT_A_MANAGER)
        return False

    @app_commands.command(name="settings", description=locale_str(names.SETTINGS_ABOUT))
    async def settings(self, interaction: discord.Interaction[Any]) -> None:
        """The panel, for who asked for it alone."""
        await interaction.response.send_message(view=self._panel(interaction).sheet(), ephemeral=True)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """A control of a panel, also of one that was shown before the bot started."""
        data: Any = interaction.data or {}
        is_control = interaction.type is discord.InteractionType.component
        if is_control and str(data.get("custom_id", "")).startswith(PREFIX):
            await attend(self._desk, interaction, lambda: self._choose(interaction, data))

    async def _choose(self, interaction: discord.Interaction[Any], data: Any) -> None:
        """Keeps what was chosen and shows the panel anew; whatever hinders it is told, and nothing changes."""
        if not await self.interaction_check(interaction):
            return
        await interaction.response.defer()
        panel = self._panel(interaction)
        change = change_of(Chosen.read(data, panel.server, panel.channel, panel.servers.stories))
        word = change.words if isinstance(change, Refusal) else ""
        if not isinstance(change, Refusal):
            try:
                await self._desk.servers.change_settings(panel.server, change)
            except StoreError as error:
                log.warning("a setting could not be kept: %s", error)
                word = ENGLISH.away.format(what=error.what)
        await interaction.edit_original_response(view=panel.sheet())
        if word:
            await say(interaction, word)

    def _panel(self, interaction: discord.Interaction[Any]) -> Panel:
        server = interaction.guild_id
        assert server is not None  # noqa: S101 - who has no server has no right to come here
        channel = channel_of(interaction.channel) or interaction.channel_id or 0
        guild = interaction.client.get_guild(server)
        return Panel(self._desk.servers, self._operator, server, guild, channel)
