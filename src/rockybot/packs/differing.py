"""Two packs, or two records → what differs, as values: a history and a dry run show it in their own words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from rockybot.packs.encoding import encoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rockybot.packs.model import Pack, Record

FIELDS = ("questions", "answer", "about", "excerpt", "tags", "spoiler")
"""The fields that can differ, in the order in which they are told; their names are the keys of the fact file."""


class Kind(Enum):
    """What happened to a record."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """What left a field and what came into it.

    Items of `questions` and `tags`, and nothing of either where only their order differs; of any other field the old
    text and the new one, nothing where the record has no such field. `spoiler` is there ("true") or not.
    """

    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """What differs in one record; of one that was added or removed, all that it says."""

    record_id: str
    kind: Kind
    fields: tuple[FieldDifference, ...]


def difference(before: Pack, after: Pack) -> tuple[RecordDifference, ...]:
    """The records that differ: removed and changed ones in their old order, then added ones in their new order.

    Only of records: the order in which they stand, the title, names, source and checks are not looked at.
    """
    ids = dict.fromkeys(record.id for record in (*before.records, *after.records))
    found = (record_difference(before.record(record_id), after.record(record_id)) for record_id in ids)
    return tuple(differs for differs in found if differs is not None)


def record_difference(before: Record | None, after: Record | None) -> RecordDifference | None:
    """What differs from one record to another, whose id it bears; None if nothing does. None is no record."""
    known = after or before
    if known is None or before == after:
        return None
    kind = Kind.ADDED if before is None else Kind.REMOVED if after is None else Kind.CHANGED
    old, new = _fields(before), _fields(after)
    fields = (
        FieldDifference(field, _without(old[field], new[field]), _without(new[field], old[field]))
        for field in FIELDS
        if old[field] != new[field]
    )
    return RecordDifference(known.id, kind, tuple(fields))


def _fields(record: Record | None) -> dict[str, Sequence[str]]:
    data = {} if record is None else encoded(record)
    return {field: _items(data.get(field, [])) for field in FIELDS}


def _items(value: list[str] | str | bool) -> Sequence[str]:  # noqa: FBT001 (a field's value as encoded)
    if isinstance(value, list):
        return value
    return [value if isinstance(value, str) else "true"]


def _without(items: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The items that the others have not, or not so often."""
    left = Counter(others)
    found = []
    for item in items:
        left[item] -= 1
        if left[item] < 0:
            found.append(item)
    return tuple(found)
