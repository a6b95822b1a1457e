"""What was seen already: Discord delivers an event again when a connection was lost, and people press twice."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable


class Seen:
    """The latest events, at most `most`, each for `seconds`."""

    def __init__(self, most: int = 10_000, seconds: float = 900.0) -> None:
        self._most = most
        self._seconds = seconds
        self._times: OrderedDict[Hashable, float] = OrderedDict()

    def first_time(self, event: Hashable) -> bool:
        """Whether the event is new; it is remembered."""
        now = time.monotonic()
        if event in self._times and now - self._times[event] < self._seconds:
            return False
        self._times[event] = now
        self._times.move_to_end(event)
        if len(self._times) > self._most:
            self._times.popitem(last=False)
        return True

    def forget(self, event: Hashable) -> None:
        """What was remembered turns out not to have happened."""
        self._times.pop(event, None)
