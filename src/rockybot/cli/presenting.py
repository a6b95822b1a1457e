"""`Reply` → lines of text for a terminal or a pipe."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

from rockybot.replies import quoted, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.replies import Reply

MAX_WIDTH = 100


def lines(reply: Reply) -> Iterator[str]:
    """The text line by line, the quotation with its place, the numbered suggestions; wrapped to the terminal."""
    yield from map(wrapped, reply.text.split("\n"))
    if reply.quotation:
        yield wrapped(quoted(reply.quotation.excerpt.text), "  │ ")
        yield wrapped(f"— {reply.quotation.place}", "  │ ", "  │   ")
    if reply.offer:
        yield wrapped(reply.offer)
    for number, fact in enumerate(reply.choices, 1):
        yield wrapped(fact.questions[0], f"  {number}  ", "     ")


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> str:
    """The text without control and invisible signs, wrapped to the terminal."""
    width = min(MAX_WIDTH, shutil.get_terminal_size().columns)
    return textwrap.fill(
        visible(text), width, initial_indent=indent, subsequent_indent=indent if hanging is None else hanging
    )
