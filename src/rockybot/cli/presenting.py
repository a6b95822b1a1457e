"""`Reply` → lines of text for a terminal or a pipe."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.replies import Reply

MAX_WIDTH = 100


def lines(reply: Reply) -> Iterator[str]:
    """The text, the quotation with its place, the numbered suggestions; wrapped to the terminal."""
    yield wrapped(reply.text)
    if reply.quotation:
        yield wrapped(f"“{reply.quotation.excerpt.text}”", "  │ ")
        yield wrapped(f"— {reply.quotation.place}", "  │ ", "  │   ")
    for number, suggestion in enumerate(reply.suggestions, 1):
        yield wrapped(suggestion.fact.questions[0], f"  {number}  ", "     ")


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> str:
    """The text without control and invisible signs, wrapped to the terminal."""
    width = min(MAX_WIDTH, shutil.get_terminal_size().columns)
    return textwrap.fill(
        shown(text), width, initial_indent=indent, subsequent_indent=indent if hanging is None else hanging
    )


def shown(text: str) -> str:
    """The text with control and invisible signs left out: a fact file must not drive somebody's terminal."""
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf"))
