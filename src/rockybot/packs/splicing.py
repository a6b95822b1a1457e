"""New data into the text of a fact file: only what changed is written anew, everything else stays as it was typed.

A library that loads a file with its comments and writes it all again hangs each comment on what stands before it, so
that a record takes the next one's heading along when it goes; and it breaks and joins lines that nobody touched.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from rockybot.packs.emitting import STEP, inline, item, pair, pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Change(NamedTuple):
    """The text to stand in place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


class _Part(NamedTuple):
    """A pair or item: its name among the others, its value as a node and as data, and where its lines begin and end.

    A phrasing or another single text of a list is its own name.
    """

    name: Any
    node: yaml.Node
    value: Any
    start: int
    end: int


class _InOrder(dict[str, Any]):
    """A mapping whose keys are the moderator's; the order in which they stand is kept."""


def spliced(source: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    """The source, which holds the `old` data in their order, with the `new` data in it.

    Typed in an unusual way (keys with question marks, half the file in brackets) it may come out as no fact file: read
    the result again before you trust it.
    """
    if "names" in new:
        new = {**new, "names": _InOrder(new["names"])}
    root = yaml.compose(source, Loader=_LOADER)
    changes = _Splicing(source).within(root, old, new) if root else ()
    line_end = "\r\n" if "\r\n" in source else "\n"
    pieces, done = [], 0
    # What is put in at one place stands in the order in which it is found: the innermost first.
    for start, end, text in sorted(changes, key=lambda change: (change.start, change.end)):
        pieces += [source[done:start], text.replace("\n", line_end)]
        done = end
    return "".join([*pieces, source[done:]])


class _Splicing:
    """Finds the changes of one source."""

    def __init__(self, source: str) -> None:
        self._source = source

    def within(self, node: yaml.Node, old: Any, new: Any) -> Iterator[_Change]:
        """The changes that make the new value of the old one, which differs."""
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            yield from self._within_mapping(node, old, new)
        elif isinstance(node, yaml.SequenceNode) and not node.flow_style:
            yield from self._within_list(node, old, new)
        else:
            yield self._anew(node, new)

    def _within_mapping(self, node: yaml.MappingNode, old: dict[str, Any], new: dict[str, Any]) -> Iterator[_Change]:
        if not isinstance(new, _InOrder):
            new = _in_the_order_of(old, new)
        column = node.start_mark.column
        parts = [self._part(key.value, key, value, old[key.value]) for key, value in node.value]
        if next(iter(new), None) != parts[0].name and self._source[parts[0].start : node.start_mark.index].strip():
            # The first key stands behind a dash, on a line that can be neither cut nor put behind another.
            yield self._anew(node, new)
        else:
            yield from self._aligned(parts, list(new.items()), lambda key, value: pair(key, value, column))

    def _within_list(self, node: yaml.SequenceNode, old: list[Any], new: list[Any]) -> Iterator[_Change]:
        column = node.start_mark.column
        parts = [self._part(_name(value), one, one, value) for one, value in zip(node.value, old, strict=True)]
        yield from self._aligned(parts, [(_name(value), value) for value in new], lambda _, value: item(value, column))

    def _aligned(
        self, parts: Sequence[_Part], new: Sequence[tuple[Any, Any]], fresh: Callable[[Any, Any], str]
    ) -> Iterator[_Change]:
        """The changes that make the new names and values of the old parts."""
        apart = "\n" if len(parts) > 1 and self._is_blank(parts[0].end) else ""
        matcher = SequenceMatcher(None, [part.name for part in parts], [name for name, _ in new], autojunk=False)
        for does, first, last, new_first, new_last in matcher.get_opcodes():
            here, there = parts[first:last], new[new_first:new_last]
            if does == "equal" or (len(here) == len(there) and here[0].name is here[0].value):
                # As many phrasings in the place of others are mostly the same ones said better: their comments stay.
                for part, (_, value) in zip(here, there, strict=True):
                    if part.value != value or isinstance(value, _InOrder):
                        yield from self.within(part.node, part.value, value)
                continue
            texts = [fresh(name, value) for name, value in there]
            if here:
                yield self._instead(parts[:first], here, apart.join(texts))
            elif first:
                place = parts[first - 1].end
                ended = "" if self._source[place - 1] == "\n" else "\n"
                yield _Change(place, place, ended + "".join(apart + text for text in texts))
            else:
                yield _Change(parts[0].start, parts[0].start, "".join(text + apart for text in texts))

    def _instead(self, before: Sequence[_Part], here: Sequence[_Part], text: str) -> _Change:
        """A text in place of some parts, and of the comment right above them if they are records, but for the first."""
        start, end = here[0].start, here[-1].end
        if before and isinstance(here[0].value, dict):
            while start > before[-1].end and self._source[self._line(start - 1) : start].lstrip().startswith("#"):
                start = self._line(start - 1)
        if not text and start and self._is_blank(self._line(start - 1)):
            while end < len(self._source) and self._is_blank(end):
                end = self._line_behind(end)
        return _Change(start, end, text)

    def _anew(self, node: yaml.Node, new: Any) -> _Change:
        """A value alone, written anew; what stands around it stays."""
        start, end, column = node.start_mark.index, self._end(node), node.start_mark.column
        line = self._source[self._line(start) : start]
        indent = len(line) - len(line.lstrip(" -")) + STEP
        behind_key = bool(line.strip(" -"))
        if isinstance(new, dict) and not behind_key:
            return _Change(start, end, pairs(new, column)[column:-1])
        if isinstance(new, dict):
            text = pairs(new, indent)
        elif isinstance(new, list) and isinstance(new[0], dict):
            text = "".join(item(one, indent) for one in new)
        else:
            return _Change(start, end, inline(new, indent, one_line=not self._is_blank(end)))
        return _Change(start - len(line) + len(line.rstrip(" ")), end, f"\n{text[:-1]}")

    def _part(self, name: Any, top: yaml.Node, node: yaml.Node, value: Any) -> _Part:
        return _Part(name, node, value, self._line(top.start_mark.index), self._line_behind(self._end(node)))

    def _end(self, node: yaml.Node) -> int:
        """Behind the last sign of a value; YAML itself counts the comments and blank lines behind it."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        end = node.end_mark.index
        while self._source[end - 1] in " \t\r\n":
            end -= 1
        return end

    def _line(self, at: int) -> int:
        return self._source.rfind("\n", 0, at) + 1

    def _line_behind(self, at: int) -> int:
        end = self._source.find("\n", at) + 1
        return end or len(self._source)

    def _is_blank(self, at: int) -> bool:
        return not self._source[at : self._line_behind(at)].strip()


def _name(value: Any) -> Any:
    """What an item goes by: a phrasing by its text, a record by its id, a check by all that it says."""
    if isinstance(value, dict):
        return value.get("id") or tuple(sorted(value.items()))
    return value


def _in_the_order_of(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """The new pairs in the order of the old ones, each further one behind the one that it is to follow."""
    # `spoiler: false` and `names: {}` may as well be left unsaid: no change.
    values = {key: value for key, value in old.items() if not value} | new
    order = [key for key in old if key in values]
    before = ""
    for key in new:
        if key not in old:
            order.insert(order.index(before) + 1, key)
        before = key
    return {key: values[key] for key in order}
