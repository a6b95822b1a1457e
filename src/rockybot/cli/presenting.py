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
    width = min(MAX_WIDTH, shutil.get_terminal_size().columns)
    yield textwrap.fill(shown(reply.text), width)
    if reply.quotation:
        text = f"“{shown(reply.quotation.excerpt.text)}”"
        yield textwrap.fill(text, width, initial_indent="  │ ", subsequent_indent="  │ ")
        yield textwrap.fill(
            f"— {shown(reply.quotation.place)}", width, initial_indent="  │ ", subsequent_indent="  │   "
        )
    for number, suggestion in enumerate(reply.suggestions, 1):
        yield textwrap.fill(
            shown(suggestion.fact.questions[0]), width, initial_indent=f"  {number}  ", subsequent_indent="     "
        )


def shown(text: str) -> str:
    """The text with control and invisible signs left out: a fact file must not drive somebody's terminal."""
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf"))
