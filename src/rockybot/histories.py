"""A server's revisions → what each of them changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rockybot.packs.differing import record_difference
from rockybot.packs.revising import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rockybot.packs import Pack, Record
    from rockybot.packs.differing import RecordDifference
    from rockybot.store import Revision


@dataclass(frozen=True, slots=True)
class Step:
    """A revision with what it changed, None for nothing."""

    revision: Revision
    change: RecordDifference | None
    file_changed: bool
    """Whether it was made on a record of the file that is another now: then the change is told against that one."""


def steps(revisions: Iterable[Revision], pack: Pack) -> list[Step]:
    """What each of a server's revisions changed, the newest first. `pack` is the file's; revisions come oldest first.

    All of a record's revisions must be among them.
    """
    told: dict[str, Record | None] = {}
    found = []
    for revision in revisions:
        edit = revision.edit
        file_changed = False
        if edit.record_id not in told:
            of_file = None if edit.basis is None else pack.record(edit.record_id)
            file_changed = digest(of_file) != edit.basis
            told[edit.record_id] = of_file
        after = None if edit.record is None else replace(edit.record, id=edit.record_id)
        found.append(Step(revision, record_difference(told[edit.record_id], after), file_changed))
        told[edit.record_id] = after
    return found[::-1]


def said_last(history: Iterable[Revision], of_file: Record | None) -> Record | None:
    """What a removed record said last: by its history, the oldest first, or by the file."""
    return next((one.edit.record for one in reversed(tuple(history)) if one.edit.record is not None), of_file)
