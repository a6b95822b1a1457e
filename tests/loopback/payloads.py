"""Discord's JSON: users, guilds, channels, messages and interactions as the bot is sent them."""

from __future__ import annotations

import itertools
import json
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any, TypeVar

JSON = dict[str, Any]
K = TypeVar("K")
V = TypeVar("V")

EPOCH = 1_420_070_400_000
"""Discord's first millisecond; an id counts from there."""

KEPT = 4_000
"""So many interactions and messages are remembered, so that a long benchmark stays flat."""

MEMBER, MODERATOR = "2248473465835073", "2248473465835105"
"""What members may do, and the same with Manage Server."""

EPHEMERAL = 1 << 6
LOADING = 1 << 7

dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_numbers = itertools.count()


def snowflake() -> int:
    """A new id that tells the time, as Discord's do."""
    return (time.time_ns() // 1_000_000 - EPOCH) << 22 | next(_numbers) & 0x3FFFFF


class Recent(OrderedDict[K, V]):
    """The newest entries; the oldest one makes room."""

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        if len(self) > KEPT:
            self.popitem(last=False)


@dataclass(frozen=True)
class User:
    """Someone who talks to the bot."""

    name: str
    id: int = field(default_factory=snowflake)
    dm: int = field(default_factory=snowflake)
    """The id of the direct messages with the bot."""
    moderator: bool = False
    bot: bool = False
    installed: bool = False
    """Whether they brought the bot along themselves: no server invited it."""

    @cached_property
    def payload(self) -> JSON:
        user: JSON = {"id": str(self.id), "username": self.name, "global_name": self.name.title()}
        return user | {"discriminator": "0", "avatar": None, "bot": self.bot}


BOT = User("rockybot", 901 << 22, bot=True)
ALICE = User("alice", 902 << 22, 912 << 22)
MARY = User("mary", 903 << 22, 913 << 22, moderator=True)


@dataclass(frozen=True)
class Guild:
    """A server with one text channel."""

    name: str = "Film Club"
    id: int = 1 << 22
    channel: int = 1 << 22 | 1
    moderators: int = 1 << 22 | 2
    """The id of the moderators' role."""
    members: tuple[User, ...] = (ALICE, MARY)

    def member(self, user: User) -> JSON:
        roles = [str(self.moderators)] if user.moderator else []
        member: JSON = {"roles": roles, "joined_at": "2024-01-01T00:00:00+00:00", "nick": None, "avatar": None}
        return member | {"deaf": False, "mute": False, "flags": 0, "pending": False}

    @property
    def roles(self) -> list[JSON]:
        shape: JSON = {"color": 0, "hoist": False, "managed": False, "mentionable": False, "flags": 0}
        return [
            shape | {"id": str(self.id), "name": "@everyone", "position": 0, "permissions": MEMBER},
            shape | {"id": str(self.moderators), "name": "moderators", "position": 1, "permissions": MODERATOR},
        ]

    @property
    def text_channel(self) -> JSON:
        channel: JSON = {"id": str(self.channel), "guild_id": str(self.id), "type": 0, "name": "general"}
        return channel | {"position": 0, "permission_overwrites": [], "parent_id": None, "nsfw": False, "topic": None}

    @property
    def payload(self) -> JSON:
        guild: JSON = {"id": str(self.id), "name": self.name, "owner_id": str(MARY.id), "preferred_locale": "en-GB"}
        return guild | {
            "roles": self.roles,
            "channels": [self.text_channel],
            "members": [self.member(user) | {"user": user.payload} for user in (BOT, *self.members)],
            "member_count": 1 + len(self.members),
            **dict.fromkeys(("emojis", "stickers", "features", "threads", "voice_states", "presences"), ()),
            "unavailable": False,
        }


GUILD = Guild()


def direct_messages(user: User) -> JSON:
    """The channel between a user and the bot."""
    return {"id": str(user.dm), "type": 1, "recipients": [user.payload], "last_message_id": None, "flags": 0}


def message(author: User, channel: int, content: str | None = "", **more: Any) -> JSON:
    """A message; `more` is what else its sender gave, such as embeds, components or flags."""
    payload: JSON = {"id": str(snowflake()), "type": 0, "channel_id": str(channel), "author": author.payload}
    payload["timestamp"] = datetime.now(UTC).isoformat()
    nothing: JSON = dict.fromkeys(("embeds", "components", "attachments", "mentions", "mention_roles"), ())
    flat: JSON = {"edited_timestamp": None, "tts": False, "pinned": False, "mention_everyone": False, "flags": 0}
    return payload | nothing | flat | more | {"content": content or ""}


@lru_cache(maxsize=KEPT)
def _place(user: User, guild: Guild | None) -> str:
    """The half of an interaction that says who and where, without its opening brace."""
    place: JSON = {"application_id": str(BOT.id), "version": 1, "locale": "en-GB", "entitlements": []}
    place |= {"attachment_size_limit": 10_485_760, "app_permissions": MODERATOR}
    if guild is None:
        place |= {"context": 1, "user": user.payload, "channel": direct_messages(user), "channel_id": str(user.dm)}
        place["authorizing_integration_owners"] = {"1": str(user.id)}
    else:
        allowed = MODERATOR if user.moderator else MEMBER
        place |= {"context": 0, "guild_id": str(guild.id), "guild_locale": "en-GB", "channel_id": str(guild.channel)}
        place["guild"] = {"id": str(guild.id), "locale": "en-GB", "features": []}
        place["channel"] = guild.text_channel | {"permissions": allowed}
        place["member"] = guild.member(user) | {"user": user.payload, "permissions": allowed}
        place["authorizing_integration_owners"] = {"1": str(user.id)} if user.installed else {"0": str(guild.id)}
    return dumps(place)[1:]


def interaction(  # noqa: PLR0913  # what an interaction consists of
    number: int, token: str, kind: int, data: JSON, *, user: User, guild: Guild | None, on: JSON | None = None
) -> str:
    """An interaction as JSON; `on` is the message whose button was clicked."""
    clicked = "" if on is None else f'"message":{dumps(on)},'
    head = f'{{"id":"{number}","token":"{token}","type":{kind},{clicked}'
    return f'{head}"data":{dumps(data)},{_place(user, guild)}'


def options(path: list[str], values: JSON, focused: str | None) -> list[JSON]:
    """The options of a command; `path` is its subcommand, `focused` the option that asks for completions."""
    if path:
        inner = options(path[1:], values, focused)
        return [{"name": path[0], "type": 1 if len(path) == 1 else 2, "options": inner}]
    kinds = {bool: 5, int: 4, float: 10}
    return [
        {"name": name, "type": kinds.get(type(value), 3), "value": value}
        | ({"focused": True} if name == focused else {})
        for name, value in values.items()
    ]
