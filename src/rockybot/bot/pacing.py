"""How fast questions may come, by member and by channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext.commands import Cooldown, CooldownMapping
from discord.utils import utcnow

if TYPE_CHECKING:
    from rockybot.settings import Rate, Settings


class Pace:
    """Counts questions; one that comes too fast has to wait, and doesn't count."""

    def __init__(self, settings: Settings) -> None:
        self._members = _counter(settings.member_cooldown)
        self._channels = _counter(settings.channel_cooldown)

    def wait(self, member: int, channel: int | None) -> float:
        """Seconds until this member may ask in this channel; 0 if now, and then the question counts."""
        now = utcnow().timestamp()
        counted = [(self._members, member), (self._channels, channel)]
        found = [counter.get_bucket(key, now) for counter, key in counted if counter is not None and key is not None]
        buckets = [bucket for bucket in found if bucket is not None]
        wait = max((bucket.get_retry_after(now) for bucket in buckets), default=0.0)
        if not wait:
            for bucket in buckets:
                bucket.update_rate_limit(now)
        return wait


def _counter(rate: Rate | None) -> CooldownMapping[int] | None:
    return None if rate is None else CooldownMapping(Cooldown(rate.times, rate.seconds), lambda key: key)
