"""Plain data → YAML as a moderator would type it: an item a line, tags in brackets, quotes only where they must be."""

from __future__ import annotations

import json
import re
from io import StringIO
from typing import TYPE_CHECKING, Any

import yaml

from rockybot.packs.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

STEP = 2
"""Blanks by which a level stands further in."""

IN_BRACKETS = "tags"
"""The key of the list that stands on one line."""

_LONGEST_KEY = 1000
"""Characters. YAML looks no further than 1,024 for the colon of a key without a question mark."""

_UNPRINTABLE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# Its analysis of a text is what makes PyYAML's own writing right; that writes single quotes and breaks lines.
_EMITTER = yaml.emitter.Emitter(StringIO(), allow_unicode=True)


def pairs(data: Mapping[str, Any], indent: int = 0) -> str:
    """The lines of a mapping whose keys stand `indent` blanks in."""
    return "".join(pair(key, value, indent) for key, value in data.items())


def pair(key: str, value: Any, indent: int) -> str:
    """The lines of one key with its value."""
    pad, typed = " " * indent, _text(key)
    head = f"{pad}{typed}:" if len(typed) < _LONGEST_KEY else f"{pad}? {typed}\n{pad}:"
    if isinstance(value, dict):
        return f"{head}\n{pairs(value, indent + STEP)}"
    if isinstance(value, list) and value and key != IN_BRACKETS:
        return f"{head}\n{''.join(item(one, indent + STEP) for one in value)}"
    return f"{head} {inline(value, indent + STEP)}\n"


def item(value: Any, indent: int) -> str:
    """The lines of one item of a list whose dashes stand `indent` blanks in."""
    inner = indent + STEP
    content = pairs(value, inner)[inner:] if isinstance(value, dict) else f"{inline(value, inner)}\n"
    return f"{' ' * indent}- {content}"


def inline(value: Any, indent: int, *, one_line: bool = False) -> str:
    """A text, a flag or a list of texts, to stand behind a key or a dash.

    A text of several lines keeps them, `indent` blanks in, unless `one_line` is asked for.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_text(one, in_brackets=True) for one in value)}]"
    if "\n" in value and not one_line and _keeps_its_lines(value):
        pad = f"\n{' ' * indent}"
        return "|-" + "".join(pad + line if line else "\n" for line in value.split("\n"))
    return _text(value)


def _keeps_its_lines(text: str) -> bool:
    at_ends = text[0] in " \n" or text[-1] == "\n"
    return not at_ends and not _UNPRINTABLE.search(text) and _EMITTER.analyze_scalar(text).allow_block


def _text(text: str, *, in_brackets: bool = False) -> str:
    """The text on one line."""
    analysis = _EMITTER.analyze_scalar(text)
    plain = analysis.allow_flow_plain if in_brackets else analysis.allow_block_plain
    if plain and not analysis.multiline and Scalar(None, text, typed_plain=True).reads_as == "text":
        return text
    # JSON's quotes are YAML's too, but for signs that YAML takes for a line's end or for none at all.
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))
