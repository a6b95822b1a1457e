"""What the bot needs of a server, and the link that asks for just that."""

from __future__ import annotations

import discord

PERMISSIONS = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True
)
SCOPES = ("bot", "applications.commands")


def invite_link(application_id: int) -> str:
    """Where somebody who manages a server lets the bot in."""
    return discord.utils.oauth_url(application_id, permissions=PERMISSIONS, scopes=SCOPES)


def names_of(permissions: discord.Permissions) -> list[str]:
    """The permissions as Discord's settings call them: "View Channels", "Send Messages"."""
    return [
        "View Channels" if name == "read_messages" else name.replace("_", " ").title().replace(" In ", " in ")
        for name, granted in permissions
        if granted
    ]
