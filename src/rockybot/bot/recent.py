"""What was asked of late, in memory: an edit is tried on it before it is kept. Who asked is not remembered."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rockybot.servers import Edition

QUESTIONS = 100
EDITIONS = 1000
LONGEST = 300
"""Characters: a longer question tells little about a phrasing."""


class Recent:
    """The latest questions of the editions where somebody asked last."""

    def __init__(self) -> None:
        self._asked: OrderedDict[Edition, deque[str]] = OrderedDict()

    def note(self, edition: Edition, question: str) -> None:
        """Remembers a question that was asked in a server."""
        if not edition.server or len(question) > LONGEST:
            return
        asked = self._asked.setdefault(edition, deque(maxlen=QUESTIONS))
        asked.append(question)
        self._asked.move_to_end(edition)
        if len(self._asked) > EDITIONS:
            self._asked.popitem(last=False)

    def of(self, edition: Edition) -> tuple[str, ...]:
        """The latest questions, the newest first, each once."""
        return tuple(dict.fromkeys(reversed(self._asked.get(edition, ()))))
