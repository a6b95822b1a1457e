"""How fast questions may come, by member and by channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext.commands import Cooldown, CooldownMapping

if TYPE_CHECKING:
    from rockybot.settings import Rate, Settings


class Pace:
    """Counts questions; one that comes too fast has to wait, and doesn't count."""

    def __init__(self, settings: Settings) -> None:
        self._members = _counter(settings.member_cooldown)
        self._channels = _counter(settings.channel_cooldown)

    def wait(self, member: int, channel: int | None) -> float:
        """Seconds until this member may ask in this channel; 0 if now, and then the question counts."""
        counted = [(self._members, member), (self._channels, channel)]
        buckets = [counter.get_bucket(key) for counter, key in counted if counter is not None and key is not None]
        waits = [bucket.get_retry_after() for bucket in buckets if bucket is not None]
        if any(waits):
            return max(waits)
        for bucket in buckets:
            if bucket is not None:
                bucket.update_rate_limit()
        return 0.0


def _counter(rate: Rate | None) -> CooldownMapping[int] | None:
    return None if rate is None else CooldownMapping(Cooldown(rate.times, rate.seconds), lambda key: key)
