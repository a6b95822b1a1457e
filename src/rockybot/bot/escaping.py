"""Text that people wrote → the same text as Discord shows it: no markup, no link, no mention, nothing invisible."""

from __future__ import annotations

import re
from functools import lru_cache

from rockybot.bot.limits import shortened
from rockybot.replies import visible

_MENTION = re.compile(r"@(?=everyone|here|[!&]?[0-9])")
_MARKUP = re.compile(r"[\\*_~`|\[\]()<>#]|^[ \t]*(?:[-+]|[0-9]+(?=\.))|(?<=[A-Za-z]):(?=//)", re.MULTILINE)
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_COVERED = re.compile(r"\|\|(?=\S)(.+?)\|\|", re.DOTALL)
_ZERO_WIDTH = "\u200b"


@lru_cache(4096)  # the same facts are told again and again
def harmless(text: str, longest: int) -> str:
    """The text with every sign escaped that Discord would act on; what was hidden as a spoiler stays so.

    At most `longest` characters, cut at a word if it must be.
    """
    kept = longest
    while True:
        escaped = _escaped(shortened(visible(text).strip(), kept))
        if len(escaped) <= longest:
            return escaped
        kept = min(kept - 1, kept * longest // len(escaped))


def plain(escaped: str) -> str:
    """What `harmless` was given, as far as it was kept."""
    return _ESCAPED.sub(r"\1", escaped).replace(_ZERO_WIDTH, "")


def one_line(text: str) -> str:
    """The text without line breaks."""
    return " ".join(text.split())


def _escaped(text: str) -> str:
    parts = _COVERED.split(text)
    # Every other part stood between two pairs of bars.
    return "".join(f"||{_inert(part)}||" if number % 2 else _inert(part) for number, part in enumerate(parts))


def _inert(text: str) -> str:
    return _MARKUP.sub(_behind_backslash, _MENTION.sub(f"@{_ZERO_WIDTH}", text))


def _behind_backslash(match: re.Match[str]) -> str:
    sign = match[0].lstrip()
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
