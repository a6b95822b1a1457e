"""What only a file as a whole shows: an id that is given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rockybot.packs.nodes import Fault, Pairs
from rockybot.packs.validating import mark_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.packs.nodes import Node

NO_RECORD = "none"
"""What a check expects when neither a fact nor a gap may be reached."""


def identity_faults(root: Node, value: Any) -> Iterator[Fault]:
    """Clashes within what could be read of a file; what could not (None, or absent) clashes with nothing."""
    if not isinstance(root, Pairs):
        return
    seen = set[str]()
    for kind in ("facts", "gaps"):
        for number, record in enumerate(value.get(kind) or ()):
            record_id = (record or {}).get("id")
            if record_id == NO_RECORD:
                mend = f"choose another: in checks, {NO_RECORD} means that nothing is reached"
                yield Fault(mark_at(root, (kind, number, "id")), f"`{NO_RECORD}` as an id", mend)
            elif record_id in seen:
                what, mend = f"the id `{record_id}` stands twice", "give each fact and each gap an id of its own"
                yield Fault(mark_at(root, (kind, number, "id")), what, mend)
            elif record_id:
                seen.add(record_id)
