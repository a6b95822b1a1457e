"""A problem in a fact file: where it stands, which rule it breaks, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; lines and columns count from 1, as editors do."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule. `file` is as the user named it; `what` and `mend` are sentences without a full stop.

    Its text is one line without control characters, whatever it quotes: it goes to a terminal.
    """

    file: str
    mark: Mark
    what: str
    mend: str

    def __str__(self) -> str:
        text = f"{self.file}:{self.mark.line}:{self.mark.column}: {self.what}; {self.mend}"
        return "".join(sign if sign.isprintable() else " " for sign in text)


def shown(text: str) -> str:
    """A text from the file, short enough to stand in a message."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
