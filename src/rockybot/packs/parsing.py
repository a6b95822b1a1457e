"""Bytes → a tree of YAML nodes that know their place, with everything refused that a fact file never needs.

Events are read one by one and nothing is built before it is judged, so that a hostile file (an alias bomb, a tag that
calls code, ten thousand brackets) costs no more than its first offence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from rockybot.errors import Mark
from rockybot.packs.nodes import Fault, Items, Node, Pairs, ParseError, Scalar, mark_of, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_BYTES = 16 * 1024 * 1024
"""Room for 10,000 facts of 10 phrasings, twice over."""

MAX_NODES = 300_000
"""Keys, texts, lists and mappings: 10,000 facts of 10 phrasings have 250,000, and are read in a second."""

MAX_DEPTH = 6
"""A fact file needs 4 levels."""

MAX_FAULTS = 100
"""A file with more is not mended one by one."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Document:
    """The root node, and what was refused on the way without ending it: aliases, anchors and tags."""

    root: Node
    faults: list[Fault]


def parse(data: bytes) -> Document:
    """The file's one document.

    Raises:
        ParseError: not UTF-8, too large, not YAML, more than one document, nothing at all, a key that is no text, a
            nesting deeper than `MAX_DEPTH`, or more than `MAX_FAULTS` refusals.
    """
    if len(data) > MAX_BYTES:
        raise ParseError(
            Mark(1, 1),
            f"the file has more than the {MAX_BYTES:,} bytes that a fact file may have",
            "split it into several stories",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mark = _mark_behind(error.object[: error.start].decode())
        raise ParseError(mark, "the file is not UTF-8 text", "save it with the encoding UTF-8") from None
    try:
        return _document(yaml.parse(text, Loader=_LOADER))
    except yaml.reader.ReaderError:
        # Its `position` counts bytes in libyaml, characters in PyYAML.
        mark = _mark_behind(yaml.reader.Reader.NON_PRINTABLE.split(text, maxsplit=1)[0])
        raise ParseError(mark, "a control character that YAML does not allow", "delete it") from None
    except yaml.MarkedYAMLError as error:
        what = " ".join(part for part in (error.context, error.problem) if part)
        mark = mark_of(error.problem_mark or error.context_mark)
        raise ParseError(
            mark, f"not YAML here ({what})", "check the indentation, quotes and colons of this line and the one above"
        ) from None


def _document(events: Iterator[yaml.Event]) -> Document:
    root: Node | None = None
    faults: list[Fault] = []
    open_nodes: list[Items | Pairs] = []
    keys: list[Scalar | None] = []
    for event in _few(events):
        if isinstance(event, yaml.NodeEvent):
            faults += _references(event)
            if len(faults) > MAX_FAULTS:
                raise ParseError(
                    faults[-1].mark, f"more than {MAX_FAULTS} aliases, anchors or tags", "write plain texts"
                )
            node = _node(event)
            if open_nodes:
                _attach(node, open_nodes[-1], keys)
            elif root is None:
                root = node
            else:
                raise ParseError(node.mark, "a second document begins here", "keep one story a file")
            if not isinstance(node, Scalar):
                open_nodes.append(node)
                keys.append(None)
                if len(open_nodes) > MAX_DEPTH:
                    mend = "a fact file needs 4 levels; check the brackets and indentation"
                    raise ParseError(node.mark, f"nested deeper than {MAX_DEPTH} levels", mend)
        elif isinstance(event, yaml.CollectionEndEvent):
            open_nodes.pop()
            keys.pop()
    if root is None:
        raise ParseError(
            Mark(1, 1), "the file is empty", "begin with `title:` and `facts:`, or let `rockybot new` write a skeleton"
        )
    return Document(root, faults)


def _few(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    nodes = 0
    for event in events:
        nodes += isinstance(event, yaml.NodeEvent)
        if nodes > MAX_NODES:
            what = f"more than {MAX_NODES:,} keys, texts and lists"
            raise ParseError(mark_of(event.start_mark), what, "split it into several stories")
        yield event


def _references(event: yaml.NodeEvent) -> Sequence[Fault]:
    anchor, tag = event.anchor, getattr(event, "tag", None)
    if anchor is None and tag is None:
        return ()
    mark = mark_of(event.start_mark)
    if isinstance(event, yaml.AliasEvent):
        return [
            Fault(
                mark,
                f"an alias (*{shortened(str(anchor))})",
                "write the value out; a text that begins with * needs quotes",
            )
        ]
    faults = []
    if anchor is not None:
        faults.append(
            Fault(mark, f"an anchor (&{shortened(anchor)})", "remove it; a text that begins with & needs quotes")
        )
    if tag not in (None, "!"):
        faults.append(Fault(mark, f"a tag ({shortened(tag)})", "remove it; a text that begins with ! needs quotes"))
    return faults


def _node(event: yaml.NodeEvent) -> Node:
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(event.start_mark, event.value, typed_plain=event.implicit[0])
    if isinstance(event, yaml.AliasEvent):
        return Scalar(event.start_mark, event.anchor or "", typed_plain=False)
    mark = mark_of(event.start_mark)
    return Items(mark) if isinstance(event, yaml.SequenceStartEvent) else Pairs(mark)


def _mark_behind(text: str) -> Mark:
    return Mark(text.count("\n") + 1, len(text) - text.rfind("\n"))


def _attach(node: Node, parent: Items | Pairs, keys: list[Scalar | None]) -> None:
    if isinstance(parent, Items):
        parent.nodes.append(node)
    elif (key := keys[-1]) is not None:
        parent.nodes.append((key, node))
        keys[-1] = None
    elif isinstance(node, Scalar):
        keys[-1] = node
    else:
        raise ParseError(node.mark, "a key that is a list or a mapping", "a key is one word with a colon behind it")
