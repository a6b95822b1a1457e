"""Text that people wrote → the same text as Discord shows it: no markup, no link, no mention, nothing invisible."""

from __future__ import annotations

import re

from rockybot.bot.limits import shortened
from rockybot.replies import visible

_MENTION = re.compile(r"@(?=everyone|here|[!&]?[0-9])")
_MARKUP = re.compile(r"[\\*_~`|\[\]()<>#]|^[ \t]*(?:[-+]|[0-9]+(?=\.))|(?<=[A-Za-z]):(?=//)", re.MULTILINE)
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_COVERED = re.compile(r"\|\|(.+?)\|\|", re.DOTALL)
_ZERO_WIDTH = "\u200b"


def harmless(text: str, longest: int) -> str:
    """The text with every sign escaped that Discord would act on; what was hidden as a spoiler stays so.

    At most `longest` characters, cut at a word if it must be.
    """
    shown = visible(text).strip()
    kept = longest
    while True:
        escaped = _escaped(shown, kept)
        if len(escaped) <= longest:
            return escaped
        kept = min(kept - 1, kept * longest // len(escaped))


def plain(escaped: str) -> str:
    """What `harmless` was given, as far as it was kept."""
    return _ESCAPED.sub(r"\1", escaped).replace(_ZERO_WIDTH, "")


def one_line(text: str) -> str:
    """The text without line breaks."""
    return " ".join(text.split())


def _escaped(text: str, kept: int) -> str:
    """The first `kept` characters; of the parts, every other one stood between two pairs of bars and is covered."""
    shown, left = [], kept
    for number, part in enumerate(_COVERED.split(text)):
        if left <= 0:
            shown.append("…")
            break
        words = _inert(shortened(part, left))
        shown.append(f"||{words}||" if number % 2 and words else words)
        left -= len(part)
    return "".join(shown)


def _inert(text: str) -> str:
    return _MARKUP.sub(_behind_backslash, _MENTION.sub(f"@{_ZERO_WIDTH}", text))


def _behind_backslash(match: re.Match[str]) -> str:
    sign = match[0].lstrip()
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
