"""Who may keep facts. Asked again at every step: Discord's own check is a hint that a server may override."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from rockybot.bot.placing import is_guest

if TYPE_CHECKING:
    from rockybot.store import ServerSettings


def may_curate(interaction: discord.Interaction[Any], settings: ServerSettings) -> bool:
    """Whether a member may keep the facts of a server: by managing messages, or by the role that the server chose."""
    if interaction.guild_id is None or is_guest(interaction):
        return False
    if interaction.permissions.manage_messages:
        return True
    role = settings.moderator_role
    member = interaction.user
    return role is not None and isinstance(member, discord.Member) and any(held.id == role for held in member.roles)


def may_govern(interaction: discord.Interaction[Any]) -> bool:
    """Whether a member may choose a server's settings, who keeps the facts among them: by managing the server."""
    return interaction.guild_id is not None and not is_guest(interaction) and interaction.permissions.manage_guild
