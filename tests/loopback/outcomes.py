"""What was sent to the bot, and what came of it."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .payloads import JSON, Guild

PATIENCE = 3.0
"""So many seconds after it was sent Discord no longer takes a first answer."""


class Sent:
    """An interaction or a message on its way to the bot; a message has neither kind nor token."""

    def __init__(self, number: int, channel: int, guild: Guild | None, kind: int = 0, token: str = "") -> None:
        self.id, self.channel, self.guild, self.kind, self.token = number, channel, guild, kind, token
        self.delivered = 0
        """How many open gateway connections took it."""
        self.body: JSON | None = None
        """The accepted answer, as the bot sent it."""
        self.elapsed: float | None = None
        """Seconds until that answer."""
        self.message: JSON | None = None
        """The message that a member sees now."""
        self.edits: list[JSON] = []
        self.followups: list[JSON] = []
        self.refused: list[int] = []
        """Discord's error codes for further answers, or late ones."""
        self._started = time.perf_counter()
        self._answered = asyncio.Event()
        self._further: asyncio.Queue[JSON] = asyncio.Queue()

    async def reply(self, within: float = PATIENCE) -> JSON | None:
        """The accepted answer, or None if none came in time."""
        if self.body is None:
            with suppress(TimeoutError):
                async with asyncio.timeout(within):
                    await self._answered.wait()
        return self.body

    async def later(self, within: float = PATIENCE) -> JSON | None:
        """The next edit or further message after the answer, or None if none came in time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                return await self._further.get()
        return None

    @property
    def age(self) -> float:
        return time.perf_counter() - self._started

    def answer(self, body: JSON, message: JSON | None) -> None:
        self.elapsed = self.age
        self.body, self.message = body, message
        self._answered.set()

    def edit(self, body: JSON) -> None:
        self.edits.append(body)
        self._further.put_nowait(body)

    def follow_up(self, body: JSON) -> None:
        self.followups.append(body)
        self._further.put_nowait(body)

    def outcome(self) -> JSON:
        """All of it as JSON, for another process."""
        names = ("delivered", "body", "elapsed", "message", "edits", "followups", "refused")
        return {"id": str(self.id)} | {name: getattr(self, name) for name in names}
