"""What the tests read of a message: its texts and its buttons, as a member sees them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import simcord
from simcord.results import InteractionResult

from discord_schema import broken

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from simcord.actors import MemberActor, MessageLike
    from simcord.builders import ChannelHandle, GuildHandle

    from rockybot.bot import RockyBot


@dataclass(frozen=True)
class Club:
    """A server with one channel, two members and a moderator; the bot knows the story of the lighthouse."""

    env: simcord.Env
    bot: RockyBot
    server: GuildHandle
    channel: ChannelHandle
    mia: MemberActor
    noah: MemberActor
    moderator: MemberActor

    @property
    def mention(self) -> str:
        assert self.bot.user is not None
        return f"<@{self.bot.user.id}>"

    @property
    def said(self) -> str:
        """What was said last in the channel."""
        message = self.channel.last_message
        assert message is not None
        return text_of(message)


@asynccontextmanager
async def on_discord(bot: RockyBot, **options: Any) -> AsyncIterator[simcord.Env]:
    """A simulated Discord with the bot on it; no body that was sent may break a rule of Discord's or of ours."""
    async with simcord.run(bot, **options) as env:
        yield env
        assert broken((request.method, request.path, request.json) for request in env.http_requests) == []


def parts_of(message: Any) -> Iterator[dict[str, Any]]:
    """Every component of a message, as Discord was sent it."""
    waiting = list(getattr(message, "components", message))
    while waiting:
        part = waiting.pop(0)
        part = part if isinstance(part, dict) else part.to_dict()
        yield part
        waiting = [*part.get("components", ()), *waiting]


def text_of(message: Any) -> str:
    """All its texts, one below the other."""
    return "\n".join(part["content"] for part in parts_of(message) if part["type"] == 10)


def buttons_of(message: Any) -> list[str]:
    """The labels of its buttons, or their emoji."""
    return [part.get("label") or part["emoji"]["name"] for part in parts_of(message) if part["type"] == 2]


def button(message: Any, label: str) -> str:
    """The custom id of the button with that label or emoji."""
    ids = [
        part["custom_id"]
        for part in parts_of(message)
        if part["type"] == 2 and label in (part.get("label"), (part.get("emoji") or {}).get("name"))
    ]
    assert len(ids) == 1, f"{len(ids)} buttons {label!r}"
    return str(ids[0])


async def press(member: MemberActor, on: MessageLike | InteractionResult, label: str) -> InteractionResult:
    """A member presses the button with that label or emoji, on a message or on what the bot responded with."""
    message = on.response if isinstance(on, InteractionResult) else on
    assert message is not None
    return await member.click(message, custom_id=button(message, label))


def answer(result: InteractionResult) -> str:
    """The texts of what the bot responded with."""
    assert result.response is not None, "no response"
    return text_of(result.response)
