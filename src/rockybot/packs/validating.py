"""A tree of nodes → plain values, held against the schema; every fault is reported, none is guessed away."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from rockybot.packs.parsing import Fault, Items, Node, Pairs, Scalar
from rockybot.packs.schema import Keys, ListOf, MappingOf, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rockybot.packs.problem import Mark

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
    """Plain values (str, list, dict) of what passed, and all `faults`."""

    def __init__(self, root: Node, shape: Shape) -> None:
        self.faults: list[Fault] = []
        self.value: Any = self._value(root, shape)

    def _value(self, node: Node, shape: Shape) -> Any:
        match node, shape:
            case Scalar(), Text():
                if not _is_plain(node, shape):
                    self.faults += _text_faults(node, shape)
                return node.value
            case Items(), ListOf():
                if not node.nodes:
                    self._fault(node, "an empty list", f"give at least one ({shape.about}), or remove the key")
                return [self._value(item, shape.item) for item in node.nodes]
            case Pairs(), MappingOf():
                values = {key.value: shape.value for key, _ in node.nodes}
                return self._pairs(node, values)
            case Pairs(), Keys():
                return self._keys(node, shape)
        self._fault(node, f"{_form_of_node(node)} where {_form_of_shape(shape)} is meant", f"give {shape.about}")
        return None

    def _keys(self, node: Pairs, shape: Keys) -> dict[str, Any]:
        given = {key.value for key, _ in node.nodes}
        for missing in (key for key in shape.required if key not in given):
            self._fault(
                node, f"{shape.about} without `{missing}`", f"add `{missing}:` ({shape.required[missing].about})"
            )
        return self._pairs(node, {**shape.required, **shape.optional})

    def _pairs(self, node: Pairs, shapes: Mapping[str, Shape]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.nodes:
            self.faults += _text_faults(key, Text("a key", 200))
            if key.value in values:
                self._fault(key, f"the key `{key.value}` stands twice", "merge the two into one")
            elif key.value not in shapes:
                near = get_close_matches(key.value, shapes, 1)
                mend = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(shapes) or 'nothing'}"
                self._fault(key, f"the unknown key `{key.value}`", mend)
            else:
                values[key.value] = self._value(value, shapes[key.value])
        return values

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
        node.reads_as == "text"
        and 0 < len(node.value) <= shape.longest
        and not shape.one_word
        and not node.value.isspace()
    )


def _text_faults(node: Scalar, shape: Text) -> Iterator[Fault]:
    if node.reads_as == "null" or not node.value.strip():
        yield Fault(node.mark, "an empty value", f"give {shape.about}")
    elif node.reads_as != "text":
        what = f"`{node.value}`, which YAML reads as {node.reads_as}, where text is meant"
        yield Fault(node.mark, what, f'put it in quotes: "{node.value}"')
    if len(node.value) > shape.longest:
        yield Fault(
            node.mark,
            f"a text of {len(node.value):,} characters",
            f"at most {shape.longest:,} fit here ({shape.about})",
        )
    if shape.one_word and len(node.value.split()) > 1:
        yield Fault(node.mark, f"white space in `{node.value[:60]}`", "join its words with hyphens")


def _form_of_node(node: Node) -> str:
    return {Scalar: "a single text", Items: "a list", Pairs: "a mapping (keys with colons)"}[type(node)]


def _form_of_shape(shape: Shape) -> str:
    return {Text: "a text", ListOf: "a list (lines that begin with -)"}.get(type(shape), "a mapping (keys with colons)")
