"""What a moderator reads who marks earlier public answers as corrected."""

from __future__ import annotations

NOTHING_TO_MARK = "No earlier answer is left that says it otherwise."
BEING_MARKED = "They are being marked already. Please wait for the word about it."


def mark(count: int) -> str:
    """On the button that marks them."""
    return f"Mark {count:,} earlier {'answer' if count == 1 else 'answers'} as corrected"


def marked(marked: int, gone: int, barred: int, failed: int, left: int) -> str:
    """What became of them."""
    told = [f"Marked {marked}"]
    if gone:
        told.append(f"{gone} {_is(gone)} gone")
    if barred:
        told.append(
            f"{barred} could not be changed (no access to {'its channel' if barred == 1 else 'their channels'})"
        )
    if failed:
        told.append(f"{failed} could not be changed now (press again in a while)")
    if left:
        told.append(f"{left} older {_is(left)} left (press again to go on)")
    return "; ".join(told) + "."


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
