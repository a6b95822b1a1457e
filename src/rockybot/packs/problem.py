"""A problem in a fact file: where it stands, which rule it breaks, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; lines and columns count from 1, as editors do."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule. `file` is as the user named it; `what` and `mend` are sentences without a full stop."""

    file: str
    mark: Mark
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.mark.line}:{self.mark.column}: {self.what}; {self.mend}"
