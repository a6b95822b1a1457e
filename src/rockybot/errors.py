"""What can go wrong that a person can mend.

RockybotError
├── PackError       a fact file can't be read as a pack; carries every problem found
├── SourceError     an article or a fingerprint can't be read
└── QuestionsError  a file of labelled questions can't be read

The command line prints any of these on standard error and exits with 2; anything else is a bug and keeps its traceback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rockybot.packs.problem import Problem


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
