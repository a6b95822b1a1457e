"""Words that a member hears beside the answers, whatever became of the interaction."""

from __future__ import annotations

import logging

import discord
from aiohttp import ClientError

from rockybot.bot.rendering import notice
from rockybot.replies import notices

log = logging.getLogger("rockybot.interactions")


def is_guest(interaction: discord.Interaction) -> bool:
    """Whether the bot is a guest here: used by somebody who installed it for themselves, where nobody invited it."""
    at_home = interaction.is_guild_integration() or interaction.context.dm_channel
    return interaction.is_user_integration() and not at_home


async def say(interaction: discord.Interaction, text: str) -> None:
    """A private word, whether or not the interaction was responded to."""
    if interaction.response.is_done():
        await interaction.followup.send(view=notice(text), ephemeral=True)
    else:
        await interaction.response.send_message(view=notice(text), ephemeral=True)


async def apologise(interaction: discord.Interaction, error: Exception) -> None:
    """The private word for an error, as far as Discord still takes one; the error itself goes to the log."""
    log.error("an interaction failed", exc_info=error)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        await say(interaction, notices.FAILED)
    except (discord.HTTPException, ClientError, OSError, RuntimeError) as refusal:
        log.warning("and so did the word about it: %s", refusal)
