"""What only a file as a whole shows: an id given twice, a check that expects an unknown one, an alias of two names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rockybot.packs.nodes import Fault, Pairs
from rockybot.packs.validating import mark_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rockybot.packs.nodes import Node
    from rockybot.packs.validating import NodePath

NO_RECORD = "none"
"""What a check expects when neither a fact nor a gap may be reached."""


def identity_faults(root: Node, value: Any) -> Iterator[Fault]:
    """Clashes within what could be read of a file; what could not (None, or absent) clashes with nothing.

    While a part of the file is unreadable, the ids in it are unknown, so nothing is said of checks that expect one.
    """
    if not isinstance(root, Pairs):
        return
    ids: list[tuple[NodePath, str | None]] = [
        ((kind, number, "id"), (record or {}).get("id"))
        for kind in ("facts", "gaps")
        for number, record in enumerate(value.get(kind) or ())
    ]
    known = {record_id for _, record_id in ids}
    all_known = len(value) == len(root.nodes) and None not in [*value.values(), *known]
    unknown = _unknown(known, value.get("checks") or ()) if all_known else ()
    for at, what, mend in (*_twice(ids), *unknown, *_ambiguous(value.get("names") or {})):
        yield Fault(mark_at(root, at), what, mend)


def _twice(ids: Iterable[tuple[NodePath, str | None]]) -> Iterator[tuple[NodePath, str, str]]:
    seen = set[str]()
    for at, record_id in ids:
        if record_id == NO_RECORD:
            mend = f"choose another: in checks, {NO_RECORD} means that nothing is reached"
            yield at, f"`{NO_RECORD}` as an id", mend
        elif record_id in seen:
            yield at, f"the id `{record_id}` stands twice", "give each fact and each gap an id of its own"
        elif record_id:
            seen.add(record_id)


def _unknown(known: set[str | None], checks: Iterable[Any]) -> Iterator[tuple[NodePath, str, str]]:
    for number, check in enumerate(checks):
        expect = (check or {}).get("expect")
        if expect and expect not in known and expect != NO_RECORD:
            yield ("checks", number, "expect"), f"`{expect}` is the id of no fact or gap", f"name one, or `{NO_RECORD}`"


def _ambiguous(names: Mapping[str, Any]) -> Iterator[tuple[NodePath, str, str]]:
    called = {name.casefold(): name for name in names}
    for name, aliases in names.items():
        for number, alias in enumerate(aliases or ()):
            owner = called.setdefault(alias.casefold(), name) if alias else name
            if owner != name:
                yield ("names", name, number), f"`{alias}` stands for both {owner} and {name}", "keep it in one place"
