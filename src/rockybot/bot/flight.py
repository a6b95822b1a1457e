"""The answers that are on their way: they are waited for before the bot leaves."""

from __future__ import annotations

import asyncio
import time
from typing import Any


class Flight:
    """The tasks that are answering somebody."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def board(self) -> None:
        """Counts the current task in, until it is done."""
        task = asyncio.current_task()
        if task is not None and task not in self._tasks:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def landed(self, seconds: float) -> int:
        """Waits until all that are on their way have arrived, at most so long; how many have not."""
        end = time.monotonic() + seconds
        # Others may come aboard meanwhile.
        while (waiting := self._tasks - {asyncio.current_task()}) and (left := end - time.monotonic()) > 0:
            await asyncio.wait(waiting, timeout=left)
        return len(waiting)
