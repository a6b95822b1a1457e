"""An article as the proof sees it: sections of paragraphs, and the tokens of a text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛`´ʼ′"), "'") | dict.fromkeys(map(ord, "“”„‟«»‹›″"), '"')
# A word with its inner apostrophes (so that "its" is not "it's"), or one other sign. Quotation marks and dashes
# separate words and are no tokens: typographers change them freely.
_TOKEN = re.compile(r"\w+(?:'\w+)*|[^\w\s'\"\-‐‑‒–—―−]")
_STOPS = frozenset(".,;:!?()[]{}")
_MAX_HEADING_WORDS = 14


def tokens(text: str) -> list[str]:
    """The words and signs of a text, in order: no quotation marks, dashes, case, white space or invisible signs."""
    plain = unicodedata.normalize("NFKC", text.translate(_QUOTES)).casefold()
    return _TOKEN.findall("".join(sign for sign in plain if unicodedata.category(sign) != "Cf"))


def trimmed(words: list[str]) -> list[str]:
    """The tokens without stops and brackets at the two ends: a quotation may end before a comma or add a full stop.

    Any other sign is part of what is quoted: £5 is not $5.
    """
    inner = [number for number, word in enumerate(words) if word not in _STOPS]
    return words[inner[0] : inner[-1] + 1] if inner else []


def outline(article: str) -> Iterator[tuple[str, list[str]]]:
    """Each heading with its paragraphs.

    Blank lines part them; a heading is a short paragraph without a final stop, or a line that begins with `#`. What
    stands before the first heading has the heading "".
    """
    heading, paragraphs = "", list[str]()
    for block in re.split(r"\n(?:[^\S\n]*\n)+", article.replace("\r\n", "\n").replace("\r", "\n")):
        text = " ".join(block.split())
        if _is_heading(text):
            if heading or paragraphs:
                yield heading, paragraphs
            heading, paragraphs = text.lstrip("# "), []
        elif text:
            paragraphs.append(text)
    yield heading, paragraphs


def _is_heading(text: str) -> bool:
    if text.startswith("#"):
        return bool(text.strip("# "))
    short = 0 < len(text.split()) <= _MAX_HEADING_WORDS
    return short and text.rstrip("\"'”’)")[-1:] not in tuple(".?!:;,…")
