"""Where something was said → which story is told there, and in whose language the words around it are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rockybot.replies.languages import ENGLISH, words_in

if TYPE_CHECKING:
    import discord

    from rockybot.replies.languages import Words
    from rockybot.servers import Edition, Servers


def is_guest(interaction: discord.Interaction[Any]) -> bool:
    """Whether the bot is a guest here: used by somebody who installed it for themselves, where nobody invited it."""
    at_home = interaction.is_guild_integration() or interaction.context.dm_channel
    return interaction.is_user_integration() and not at_home


def edition_at(servers: Servers, interaction: discord.Interaction[Any]) -> Edition:
    """The edition of a server's channel; where the bot is a guest or in direct messages, the operator's story."""
    if interaction.guild_id is None or is_guest(interaction):
        return servers.edition(None)
    return servers.edition(interaction.guild_id, channel_of(interaction.channel) or interaction.channel_id)


def edition_of(servers: Servers, message: discord.Message) -> Edition:
    """The edition that a message asks about."""
    return servers.edition(message.guild.id if message.guild else None, channel_of(message.channel))


def words_for(servers: Servers, interaction: discord.Interaction[Any]) -> Words:
    """The words for who started an interaction: in the language that the server chose, else in their own."""
    chosen = servers.settings_of(edition_at(servers, interaction).server).language
    return words_in(chosen or interaction.locale.value)


def words_for_all(servers: Servers, guild: discord.Guild | None) -> Words:
    """The words for everybody in a server: in the language that it chose, else in the one that it prefers on Discord.

    In direct messages they are English: Discord tells nobody's language there.
    """
    if guild is None:
        return ENGLISH
    return words_in(servers.settings_of(guild.id).language or guild.preferred_locale.value)


def channel_of(channel: Any) -> int | None:
    """The channel's id; a thread counts as the channel that it hangs from."""
    return getattr(channel, "parent_id", None) or getattr(channel, "id", None)
