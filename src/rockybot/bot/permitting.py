"""Where the bot may do what it needs to: in its servers as a whole, and in the auto-answer channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from rockybot.bot.inviting import PERMISSIONS, invite_link, names_of
from rockybot.finding import Finding

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from rockybot.settings import Settings

SERVERS = 200
"""So many servers are looked at: one page of Discord's list."""


async def servers(client: discord.Client, application: discord.AppInfo, _settings: Settings) -> AsyncIterator[Finding]:
    """What the bot's role lacks in each server."""
    link = invite_link(application.id)
    # Undocumented in discord.py, whose `fetch_guilds` drops the permissions.
    listed = await client.http.get_guilds(SERVERS)
    if not listed:
        yield Finding.note("servers", "the bot is in none yet", f"open this link and choose one: {link}")
        return
    count = max(len(listed), application.approximate_guild_count)
    looked_at = f"; the first {len(listed)} of them were looked at" if len(listed) == SERVERS else ""
    yield Finding.ok("servers", f"the bot is in {count:,}{looked_at}")
    lacking = 0
    for server in listed:
        held = discord.Permissions(int(server.get("permissions", 0)))
        missing = _missing(PERMISSIONS, held)
        if missing and not held.administrator and not server.get("owner"):
            lacking += 1
            what = f"the bot's role lacks {missing}; where no channel grants it, mentions and replies stay unanswered"
            mend = f"grant this under “Server Settings”, “Roles”, or invite the bot anew: {link}"
            yield Finding.wrong(f"server “{server['name']}” ({server['id']})", what, mend)
    if not lacking:
        yield Finding.ok("permissions", f"{_missing(PERMISSIONS, discord.Permissions.none())} are granted in each")


async def channels(client: discord.Client, application: discord.AppInfo, settings: Settings) -> AsyncIterator[Finding]:
    """Whether each auto-answer channel is there, and the bot may answer in it."""
    me = client.user.id if client.user else application.id
    for number in sorted(settings.auto_answer_channels):
        about = f"auto-answer channel {number}"
        try:
            yield await _channel(client, me, number, about)
        except discord.NotFound:
            mend = "copy its id anew (in developer mode, “Copy Channel ID”), or take it out"
            yield Finding.wrong(about, "Discord knows no such channel", f"{mend} of ROCKYBOT_AUTO_ANSWER_CHANNELS")
        except discord.Forbidden:
            mend = "grant View Channel to the bot's role in the channel's settings, or invite the bot into that server"
            yield Finding.wrong(about, "the bot may not see it", mend)


async def _channel(client: discord.Client, me: int, number: int, about: str) -> Finding:
    channel = await client.fetch_channel(number)
    if isinstance(channel, discord.abc.PrivateChannel | discord.CategoryChannel):
        mend = "name text channels, forums or threads of servers in ROCKYBOT_AUTO_ANSWER_CHANNELS"
        return Finding.wrong(
            about, "it is a category or a private conversation: no member of a server writes there", mend
        )
    # Fetched by its id alone, a channel doesn't know the roles of its server; a thread has the rights of its parent.
    guild = await client.fetch_guild(channel.guild.id, with_counts=False)
    member = await guild.fetch_member(me)
    place = await guild.fetch_channel(channel.parent_id if isinstance(channel, discord.Thread) else number)
    needed = discord.Permissions(PERMISSIONS.value)
    if isinstance(channel, discord.Thread | discord.ForumChannel):
        needed.send_messages = False
    elif not isinstance(channel, discord.TextChannel):
        needed.send_messages_in_threads = False
    name = f"#{channel.name} in “{guild.name}”"
    if missing := _missing(needed, place.permissions_for(member)):
        mend = "grant this to the bot's role in the channel's settings, “Permissions”"
        return Finding.wrong(about, f"in {name} the bot lacks {missing}", mend)
    return Finding.ok(about, f"the bot may answer in {name}")


def _missing(needed: discord.Permissions, held: discord.Permissions) -> str:
    return ", ".join(names_of(discord.Permissions(needed.value & ~held.value)))
