"""What the operator reads in a direct message, beside the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 5


def file_refused(path: str, problems: Sequence[str]) -> str:
    """A fact file was saved that can't be used."""
    count = f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}"
    lines = (f"• {problem}" for problem in problems[:SHOWN])
    left = len(problems) - SHOWN
    more = [f"• and {left} more; `rockybot check` shows all"] if left > 0 else []
    return "\n".join([f"{path} was saved with {count}; the last good version stays in use.", *lines, *more])
