"""What can go wrong that a person can mend.

RockybotError
├── PackError       a fact file can't be read as a pack; carries every problem found
├── RecordError     data that was to be a fact or a gap is none (packs/encoding.py)
├── SourceError     an article or a fingerprint can't be read
├── QuestionsError  a file of labelled questions can't be read
├── SettingsError   the settings can't be read
├── StoreError      the database can't be opened, read or written
├── Overtaken       somebody else's edit came first (store/revisions.py)
└── SetupError      Discord refuses what the operator set up

The command line prints any of these on standard error and exits with 2; anything else is a bug and keeps its traceback.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; lines and columns count from 1, as editors do."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule in a file. `file` is as the user named it; `what` and `mend` are sentences without a full stop.

    Its text is one line without control characters, whatever it quotes: it goes to a terminal.
    """

    file: str
    mark: Mark
    what: str
    mend: str

    def __str__(self) -> str:
        text = f"{self.file}:{self.mark.line}:{self.mark.column}: {self.what}; {self.mend}"
        return "".join(sign if sign.isprintable() else " " for sign in text)


class RockybotError(Exception):
    """The root: its text says what is wrong, where, and how to mend it."""


class PackError(RockybotError):
    """A fact file can't be read as a pack. `problems` holds every one found, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class SourceError(RockybotError):
    """An article or a fingerprint can't be read."""


class QuestionsError(RockybotError):
    """A file of labelled questions can't be read."""


class SettingsError(RockybotError):
    """The settings can't be read."""


class StoreError(RockybotError):
    """The database can't be opened, read or written. `what` and `mend` are sentences without a full stop."""

    def __init__(self, where: str, what: str, mend: str) -> None:
        self.where, self.what, self.mend = where, what, mend
        super().__init__(f"{where}: {what}; {mend}")


class SetupError(RockybotError):
    """Discord refuses what the operator set up: the token, or an intent."""
