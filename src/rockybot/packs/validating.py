"""A tree of nodes → plain values, held against the schema; every fault is reported, none is guessed away."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from rockybot.packs.nodes import Fault, Items, Node, Pairs, Scalar, shortened
from rockybot.packs.parsing import MAX_FAULTS
from rockybot.packs.schema import Flag, Keys, ListOf, MappingOf, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rockybot.errors import Mark

_MAX_KEY = 200
# What YAML allows inside double quotes (as \0 or \e), and neither a terminal nor a file's name can hold.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}

NodePath = tuple[str | int, ...]
"""Where a value stands in the file: keys and positions (from 0), such as ("facts", 3, "questions", 0)."""


def mark_at(root: Node, path: NodePath) -> Mark:
    """The place of a value, or of the closest one around it that the file has."""
    node = root
    for step in path:
        inner = _inner(node, step)
        if inner is None:
            break
        node = inner
    return node.mark


class Validation:
    """Plain values (str, list, dict) of what passed, and all `faults`; more than `MAX_FAULTS` end the search."""

    def __init__(self, root: Node, shape: Shape) -> None:
        self.faults: list[Fault] = []
        self.value: Any = self._value(root, shape)

    def _value(self, node: Node, shape: Shape) -> Any:
        if self._enough:
            return None
        match node, shape:
            case Scalar(), Text():
                if not _is_plain(node, shape):
                    self.faults += _text_faults(node, shape)
                return node.value
            case Scalar(), Flag() if node.reads_as == "bool" and node.value.lower() in _FLAGS:
                return _FLAGS[node.value.lower()]
            case Items(), ListOf():
                if not node.nodes:
                    self._fault(node, "an empty list", f"give at least one ({shape.about}), or remove the key")
                return [self._value(item, shape.item) for item in node.nodes]
            case Pairs(), MappingOf() | Keys():
                return self._mapping(node, shape)
        self._fault(node, f"{_form_of_node(node)} where {_form_of_shape(shape)} is meant", f"give {shape.about}")
        return None

    def _mapping(self, node: Pairs, shape: MappingOf | Keys) -> dict[str, Any]:
        if isinstance(shape, MappingOf):
            return self._pairs(node, {key.value: shape.value for key, _ in node.nodes})
        given = {key.value for key, _ in node.nodes}
        record = next(
            (
                f" (`{shortened(id_.value)}`)"
                for key, id_ in node.nodes
                if key.value == "id" and isinstance(id_, Scalar)
            ),
            "",
        )
        for missing in (key for key in shape.required if key not in given):
            mend = f"add `{missing}:` ({shape.required[missing].about})"
            self._fault(node, f"{shape.about}{record} without `{missing}`", mend)
        return self._pairs(node, {**shape.required, **shape.optional})

    def _pairs(self, node: Pairs, shapes: Mapping[str, Shape]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.nodes:
            if self._enough:
                break
            self.faults += _text_faults(key, Text("a key", _MAX_KEY))
            if key.value in values:
                self._fault(key, f"the key `{shortened(key.value)}` stands twice", "merge the two into one")
            elif key.value not in shapes:
                near = get_close_matches(key.value[:_MAX_KEY], shapes, 1)
                mend = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(shapes)}"
                self._fault(key, f"the unknown key `{shortened(key.value)}`", mend)
            else:
                values[key.value] = self._value(value, shapes[key.value])
        return values

    @property
    def _enough(self) -> bool:
        return len(self.faults) > MAX_FAULTS

    def _fault(self, node: Node, what: str, mend: str) -> None:
        self.faults.append(Fault(node.mark, what, mend))


def _inner(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Items) and isinstance(step, int):
        return node.nodes[step] if step < len(node.nodes) else None
    if isinstance(node, Pairs):
        return next((value for key, value in node.nodes if key.value == step), None)
    return None


def _is_plain(node: Scalar, shape: Text) -> bool:
    # Nearly every text of a good file ends here; only the others are looked at closely.
    return (
        0 < len(node.value) <= shape.longest
        and not shape.one_word
        and node.value.isprintable()
        and not node.value.isspace()
        and node.reads_as == "text"
    )


def _text_faults(node: Scalar, shape: Text) -> Iterator[Fault]:
    if len(node.value) > shape.longest:
        what = f"a text of {len(node.value):,} characters"
        yield Fault(node.mark, what, f"at most {shape.longest:,} fit here ({shape.about})")
    elif node.reads_as == "null" or not node.value.strip():
        yield Fault(node.mark, "an empty value", f"give {shape.about}")
    elif node.reads_as != "text":
        what = f"`{node.value}`, which YAML reads as {node.reads_as}, where text is meant"
        yield Fault(node.mark, what, f'put it in quotes: "{node.value}"')
    elif shape.one_word and node.value.split() != [node.value]:
        yield Fault(node.mark, f"white space in `{node.value}`", "remove it; several words are joined with hyphens")
    if control := CONTROL.search(node.value):
        yield Fault(node.mark, f"a control character (U+{ord(control[0]):04X})", "delete it")


def _form_of_node(node: Node) -> str:
    if isinstance(node, Scalar):
        return "nothing" if node.reads_as == "null" else "a single text"
    return "a list" if isinstance(node, Items) else "a mapping (keys with colons)"


def _form_of_shape(shape: Shape) -> str:
    forms = {Text: "a text", Flag: "true or false", ListOf: "a list (lines that begin with -)"}
    return forms.get(type(shape), "a mapping (keys with colons)")
