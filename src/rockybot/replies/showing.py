"""Any text → the same text as it is shown: what can't be seen must drive no screen, marks stand once."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = dict.fromkeys(map(ord, "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"))
"""Signs that Unicode counts as letters or marks and that show nothing."""
_JOINED_EMOJI = re.compile(
    r"(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])"
)
_KEPT_JOINER = "\ue000"
_STACKED_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_QUOTED = re.compile(r"[“„«\"].*[”“»\"]", re.DOTALL)
_TICKED = re.compile(r"`([^`\n]*)`")
_HIDDEN = frozenset(("Cc", "Cf", "Co", "Cs"))


def visible(text: str) -> str:
    """The text without control, invisible and private signs and towers of accents; line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    text = _JOINED_EMOJI.sub(_KEPT_JOINER, text.replace(_KEPT_JOINER, "").translate(_BLANKS))
    text = text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    shown = "".join(sign for sign in text if sign in "\n\t\ue000" or unicodedata.category(sign) not in _HIDDEN)
    return _STACKED_MARKS.sub(r"\1", shown).replace(_KEPT_JOINER, "\u200d")


def quoted(text: str) -> str:
    """The text between quotation marks: its own, if it has them at both ends."""
    return text if _QUOTED.fullmatch(text) else f"“{text}”"


def unticked(text: str) -> str:
    """The text with “…” in place of backticks, which say something only in a terminal or a file."""
    return _TICKED.sub(r"“\1”", text)
