"""A server's edits on top of the file → the pack that this server knows, and where the file has changed meanwhile."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

from rockybot.packs.encoding import encoded
from rockybot.packs.model import Fact, Gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rockybot.packs.model import Pack, Record

_R = TypeVar("_R", Fact, Gap)


@dataclass(frozen=True, slots=True)
class Edit:
    """What a server says of one record in place of the file: the record as it shall be, or None to leave it out.

    A record goes by the edit's id, whatever it says itself: giving it another id takes two edits.
    """

    record_id: str
    record: Record | None
    basis: str | None
    """The digest of the file's record when the edit was made; None if the file had none."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """The file changed a record after a server had edited it. The server's edit still stands."""

    edit: Edit
    now: Record | None
    """The file's record as it is now."""


@dataclass(frozen=True)
class Revised:
    """The file's pack with the edits laid on top, and the conflicts in the order of the edits."""

    pack: Pack
    conflicts: tuple[Conflict, ...]


def digest(record: Record | None) -> str | None:
    """32 hexadecimal digits that change with anything in the record, and with nothing else; None for no record."""
    if record is None:
        return None
    # Not `repr`: a field with a default that is added one day must not make every old edit a conflict.
    known = json.dumps(encoded(record), sort_keys=True)
    return blake2b(known.encode(), digest_size=16).hexdigest()


def revised(pack: Pack, edits: Iterable[Edit]) -> Revised:
    """The pack with the last edit of each record in it; any edits will do.

    An edited record keeps its place. A new one, or one that becomes a fact from a gap or a gap from a fact, stands
    behind the others of its kind, in the order in which they were first edited.
    """
    last = {edit.record_id: edit for edit in edits}
    shall_be = {record_id: _as_edited(edit) for record_id, edit in last.items()}
    conflicts = (Conflict(edit, pack.record(edit.record_id)) for edit in last.values() if _in_conflict(edit, pack))
    facts, gaps = _laid_on(pack.facts, Fact, shall_be), _laid_on(pack.gaps, Gap, shall_be)
    return Revised(replace(pack, facts=facts, gaps=gaps), tuple(conflicts))


def _laid_on(own: tuple[_R, ...], kind: type[_R], shall_be: Mapping[str, Record | None]) -> tuple[_R, ...]:
    ids = {record.id for record in own}
    laid: list[Record | None] = [shall_be.get(record.id, record) for record in own]
    laid += [record for record_id, record in shall_be.items() if record_id not in ids]
    return tuple(record for record in laid if isinstance(record, kind))


def _as_edited(edit: Edit) -> Record | None:
    return None if edit.record is None else replace(edit.record, id=edit.record_id)


def _in_conflict(edit: Edit, pack: Pack) -> bool:
    now = pack.record(edit.record_id)
    return digest(now) != edit.basis and _as_edited(edit) != now
