"""What the moderators of a server chose. Only what differs from the defaults is kept, so that these may change."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from rockybot.store.schema import know
from rockybot.store.schema import servers as table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Everything a server's moderators can set; the defaults serve a server that chose nothing."""

    moderator_role: int | None = None
    """Who may edit beside those whom Discord lets manage the server; None for nobody."""
    auto_answer_channels: frozenset[int] = frozenset()
    private_by_default: bool = False
    strictness: str = "balanced"
    story: str | None = None
    """The story that is told in the server; None for the operator's."""
    channel_stories: Mapping[int, str] = field(default_factory=dict)
    """Channels with a story of their own."""
    language: str | None = None
    """None for each member's own."""
    log_channel: int | None = None
    """Where every edit is told; None for nowhere."""

    def story_in(self, channel: int) -> str | None:
        """The story that is told in a channel."""
        return self.channel_stories.get(channel, self.story)


async def server_settings(connection: AsyncConnection, server: int) -> ServerSettings:
    """The settings of a server, whether or not anything was ever chosen there."""
    chosen = await connection.scalar(select(table.c.settings).where(table.c.server == server))
    return _read(chosen or "{}")


async def change(
    connection: AsyncConnection, server: int, change: Callable[[ServerSettings], ServerSettings]
) -> ServerSettings:
    """The settings after a change of what they are now."""
    await know(connection, server)
    of_it = table.c.server == server
    chosen = await connection.scalar(select(table.c.settings).where(of_it).with_for_update(key_share=True))
    settings = change(_read(chosen or "{}"))
    await connection.execute(update(table).where(of_it).values(settings=_written(settings)))
    return settings


def _written(settings: ServerSettings) -> str:
    defaults = ServerSettings()
    chosen: dict[str, Any] = {
        setting.name: value
        for setting in fields(settings)
        if (value := getattr(settings, setting.name)) != getattr(defaults, setting.name)
    }
    if channels := chosen.get("auto_answer_channels"):
        chosen["auto_answer_channels"] = sorted(channels)
    return json.dumps(chosen)


def _read(written: str) -> ServerSettings:
    known = {setting.name for setting in fields(ServerSettings)}
    chosen = {name: value for name, value in json.loads(written).items() if name in known}
    if "auto_answer_channels" in chosen:
        chosen["auto_answer_channels"] = frozenset(chosen["auto_answer_channels"])
    if "channel_stories" in chosen:
        chosen["channel_stories"] = {int(channel): story for channel, story in chosen["channel_stories"].items()}
    return ServerSettings(**chosen)
