"""Discord's limits, where a message leaves: any pack and any question fits, whatever it holds."""

from __future__ import annotations

LABEL = 80
"""Characters on a button."""
CHOICES = 25
CHOICE = 100
"""Characters of a completion's name and of its value."""
QUESTION = 1000
"""Characters that `/ask` takes: ours, not Discord's."""


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning up to a word's end and an ellipsis; at most `longest` characters."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    words = cut.rsplit(" ", 1)[0] if " " in cut[len(cut) // 2 :] else cut
    return f"{words.rstrip()}…"
