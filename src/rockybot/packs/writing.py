"""A pack → the text of a fact file, which reads as that pack again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rockybot.packs.emitting import pairs
from rockybot.packs.encoding import decoded, encoded
from rockybot.packs.identifying import NO_RECORD, identity_faults
from rockybot.packs.nodes import ParseError
from rockybot.packs.parsing import parse
from rockybot.packs.schema import PACK_FILE
from rockybot.packs.splicing import spliced
from rockybot.packs.validating import Validation

if TYPE_CHECKING:
    from rockybot.packs.model import Pack

_BOM = "\ufeff"


def written(pack: Pack, source: str | None = None) -> str:
    """The fact file of any pack that a fact file can hold; the fingerprint is named, not written.

    With the `source` that the pack came from, what did not change stays as it was typed there, with its comments; a
    source that is no fact file counts for nothing.
    """
    data = _data(pack)
    if source is not None:
        typed = source.removeprefix(_BOM)
        old = _read(typed)
        if old is not None:
            result = typed if _same(old, data) else spliced(typed, old, data)
            if _same(_read(result), data):
                return result
    return pairs(data)


def _data(pack: Pack) -> dict[str, Any]:
    data: dict[str, Any] = {"title": pack.title}
    if pack.source is not None:
        data["source"] = {"title": pack.source.title}
        if pack.source.fingerprint_file is not None:
            data["source"]["fingerprint"] = pack.source.fingerprint_file
    if pack.names:
        data["names"] = {name.name: list(name.aliases) for name in pack.names}
    data["facts"] = [encoded(fact) for fact in pack.facts]
    if pack.gaps:
        data["gaps"] = [encoded(gap) for gap in pack.gaps]
    if pack.checks:
        data["checks"] = [{"question": check.question, "expect": check.expect or NO_RECORD} for check in pack.checks]
    return data


def _read(text: str) -> dict[str, Any] | None:
    """What a fact file says, in its own order, as `read_pack` takes it; None for what that refuses."""
    try:
        document = parse(text.encode("utf-8", "surrogatepass"))
    except ParseError:
        return None
    validation = Validation(document.root, PACK_FILE)
    if document.faults or validation.faults or any(identity_faults(document.root, validation.value)):
        return None
    data: dict[str, Any] = validation.value
    for kind, told in (("facts", "answer"), ("gaps", "about")):
        for record in data.get(kind, ()):
            record[told] = record[told].strip()
    return data


def _same(old: dict[str, Any] | None, new: dict[str, Any]) -> bool:
    """Whether two files read as the same pack, whatever the order of their keys."""
    return old is not None and _plain(old) == _plain(new)


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    records = {kind: [decoded(record) for record in data.get(kind, ())] for kind in ("facts", "gaps")}
    return {**data, **records, "names": list(data.get("names", {}).items())}
