"""How fast questions may come, by member and by channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from discord.ext.commands import Cooldown, CooldownMapping
from discord.utils import utcnow

if TYPE_CHECKING:
    from rockybot.replies.languages import Words
    from rockybot.settings import Rate, Settings


@dataclass(frozen=True, slots=True)
class Wait:
    """How long to wait, and whether it is for what everyone asks here together."""

    seconds: float
    everyone: bool

    def told(self, words: Words) -> str:
        """What the one who has to wait reads."""
        return words.waiting(self.seconds, everyone=self.everyone)


class Pace:
    """Counts questions; one that comes too fast has to wait, and doesn't count."""

    def __init__(self, settings: Settings) -> None:
        self._members = _counter(settings.member_cooldown)
        self._channels = _counter(settings.channel_cooldown)

    def wait(self, member: int, channel: int | None) -> Wait | None:
        """How long this member has to wait in this channel; None if not at all, and then the question counts."""
        now = utcnow().timestamp()
        own = self._members.get_bucket(member, now) if self._members else None
        shared = self._channels.get_bucket(channel, now) if self._channels and channel is not None else None
        own_wait = own.get_retry_after(now) if own else 0.0
        shared_wait = shared.get_retry_after(now) if shared else 0.0
        if own_wait or shared_wait:
            return Wait(max(own_wait, shared_wait), everyone=shared_wait > own_wait)
        for bucket in (own, shared):
            if bucket is not None:
                bucket.update_rate_limit(now)
        return None


def _counter(rate: Rate | None) -> CooldownMapping[int] | None:
    return None if rate is None else CooldownMapping(Cooldown(rate.times, rate.seconds), lambda key: key)
