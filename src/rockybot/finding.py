"""What an examination finds, right or wrong, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Self


class Level(Enum):
    """How much a finding matters: `NOTE` may be meant so, `WRONG` keeps something from working."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `about` names where; `what` and `mend` are sentences without a full stop; no mend if it's OK.

    The texts may quote what strangers wrote, such as a server's name: who prints them keeps them to what is visible.
    """

    level: Level
    about: str
    what: str
    mend: str = ""

    @classmethod
    def ok(cls, about: str, what: str) -> Self:
        return cls(Level.OK, about, what)

    @classmethod
    def note(cls, about: str, what: str, mend: str) -> Self:
        return cls(Level.NOTE, about, what, mend)

    @classmethod
    def wrong(cls, about: str, what: str, mend: str) -> Self:
        return cls(Level.WRONG, about, what, mend)
