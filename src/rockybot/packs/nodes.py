"""A fact file as a tree of nodes that know their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import yaml

from rockybot.errors import Mark

if TYPE_CHECKING:
    from yaml._yaml import Mark as _CMark

    _Mark: TypeAlias = yaml.Mark | _CMark

_LONGEST_SHOWN = 60

_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
"""First character → (tag, pattern) pairs: what YAML reads as something else than text."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken rule at a place, before it is known in which file."""

    mark: Mark
    what: str
    mend: str


class ParseError(Exception):
    """The bytes can't be read any further; `fault` says why."""

    def __init__(self, mark: Mark, what: str, mend: str) -> None:
        super().__init__(what)
        self.fault = Fault(mark, what, mend)


class Scalar:
    """One value as typed. Its place and what YAML reads it as are looked up only when somebody asks."""

    __slots__ = ("_start", "_typed_plain", "value")

    def __init__(self, start: _Mark | None, value: str, *, typed_plain: bool) -> None:
        self._start, self.value, self._typed_plain = start, value, typed_plain

    @property
    def mark(self) -> Mark:
        return mark_of(self._start)

    @property
    def reads_as(self) -> str:
        """What YAML takes the value for: "text", "bool", "int", "null" and so on."""
        return _read_as(self.value) if self._typed_plain else "text"


@dataclass(slots=True)
class Items:
    """A list."""

    mark: Mark
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Pairs:
    """A mapping, its keys in order and repeated ones kept: the schema refuses them with their place."""

    mark: Mark
    nodes: list[tuple[Scalar, Node]] = field(default_factory=list)


Node: TypeAlias = Scalar | Items | Pairs


def shortened(text: str) -> str:
    """A text from the file, short enough to stand in a message."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def mark_of(start: _Mark | None) -> Mark:
    """The place that YAML counts from 0."""
    # Whatever comes of a parsed file carries a mark; the types only allow for what a program made.
    return Mark(1, 1) if start is None else Mark(start.line + 1, start.column + 1)


def _read_as(value: str) -> str:
    tags = (tag for tag, pattern in _RESOLVERS.get(value[:1], ()) if pattern.match(value))
    return str(next(tags, "text")).rsplit(":", 1)[-1]
