"""What the moderators of a server chose. Only what differs from the defaults is kept, so that these may change."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select, update

from rockybot.store.schema import know
from rockybot.store.schema import servers as table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.ext.asyncio import AsyncConnection

_T = TypeVar("_T")


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


async def settings_everywhere(connection: AsyncConnection) -> dict[int, ServerSettings]:
    """The settings of every server that chose something, in one query."""
    rows = await connection.execute(select(table.c.server, table.c.settings).where(table.c.settings != "{}"))
    return {server: _read(chosen) for server, chosen in rows}


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


def _exactly(kind: type[_T]) -> Callable[[Any], _T]:
    def read(value: Any) -> _T:
        if type(value) is not kind:  # an `isinstance` would take True for a number
            raise TypeError
        return value

    return read


_id, _text = _exactly(int), _exactly(str)
_list, _object = _exactly(list), _exactly(dict)

_READERS: Mapping[str, Callable[[Any], Any]] = {
    "moderator_role": _id,
    "auto_answer_channels": lambda channels: frozenset(_id(channel) for channel in _list(channels)),
    "private_by_default": _exactly(bool),
    "strictness": _text,
    "story": _text,
    "channel_stories": lambda stories: {int(channel): _text(story) for channel, story in _object(stories).items()},
    "language": _text,
    "log_channel": _id,
}
"""Setting → its value as it was written → its value. A TypeError or ValueError: it is none."""


def _read(written: str) -> ServerSettings:
    """The settings that can be read; what another version wrote in its own way is passed over, one by one."""
    found = json.loads(written)
    chosen = {}
    for name, value in found.items() if isinstance(found, dict) else ():
        with suppress(KeyError, TypeError, ValueError):
            chosen[name] = _READERS[name](value)
    return ServerSettings(**chosen)
