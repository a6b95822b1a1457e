"""A fact file → `Pack`, or every problem in it with file, line and column."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rockybot.errors import Mark, PackError, Problem, SourceError
from rockybot.packs.fingerprint import Fingerprint
from rockybot.packs.identifying import NO_RECORD, identity_faults
from rockybot.packs.model import Check, Fact, Gap, Name, Pack, Source
from rockybot.packs.nodes import Fault, ParseError
from rockybot.packs.parsing import MAX_BYTES, MAX_FAULTS, parse
from rockybot.packs.schema import PACK_FILE
from rockybot.packs.validating import Validation, mark_at

if TYPE_CHECKING:
    from rockybot.packs.nodes import Node
    from rockybot.packs.validating import NodePath


@dataclass(frozen=True)
class PackFile:
    """A pack with the tree it was read from, so that a problem found later can still name its line and column."""

    path: str
    pack: Pack
    root: Node

    def problem(self, at: NodePath, what: str, mend: str) -> Problem:
        """A problem at a path into the file, such as ("facts", 3, "excerpt"), or at the closest place around it."""
        return Problem(self.path, mark_at(self.root, at), what, mend)


def read_pack(path: str | Path) -> Pack:
    """The pack in a fact file.

    Raises:
        PackError: the file can't be read as a pack; all its problems at once, in the order of the file.
    """
    return read_pack_file(path).pack


def read_pack_file(path: str | Path) -> PackFile:
    """The pack in a fact file, with the places of its parts.

    Raises:
        PackError: as `read_pack`.
    """
    return _read(str(path), _bytes(Path(path)), Path(path).parent)


def read_pack_bytes(name: str, data: bytes) -> PackFile:
    """The pack in a fact file that lies in no folder, such as an upload; its problems call it `name`.

    The fingerprint that it names is not looked for: without another pack's source, nothing of it is proved.

    Raises:
        PackError: as `read_pack`.
    """
    return _read(name, data, None)


def _read(file: str, data: bytes, folder: Path | None) -> PackFile:
    try:
        document = parse(data)
    except ParseError as error:
        raise PackError([_problem(file, error.fault)]) from None
    validation = Validation(document.root, PACK_FILE)
    clashes = islice(identity_faults(document.root, validation.value), MAX_FAULTS + 1)
    faults = [*document.faults, *validation.faults, *clashes]
    if faults:
        raise PackError([_problem(file, fault) for fault in _first(faults)])
    return PackFile(file, _pack(validation.value, folder), document.root)


def _first(faults: list[Fault]) -> list[Fault]:
    ordered = sorted(faults, key=lambda fault: fault.mark)
    if len(ordered) <= MAX_FAULTS:
        return ordered
    return [
        *ordered[:MAX_FAULTS],
        Fault(ordered[MAX_FAULTS].mark, "more problems from here on", "mend those above first"),
    ]


def _problem(file: str, fault: Fault) -> Problem:
    return Problem(file, fault.mark, fault.what, fault.mend)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        what = f"the file can't be read ({error.strerror or error})"
        raise PackError([Problem(str(path), Mark(1, 1), what, "check the path and its permissions")]) from None


def _pack(data: dict[str, Any], folder: Path | None) -> Pack:
    return Pack(
        title=data["title"],
        facts=tuple(
            Fact(
                id=fact["id"],
                questions=tuple(fact["questions"]),
                answer=fact["answer"].strip(),
                excerpt=fact.get("excerpt"),
                tags=tuple(fact.get("tags", ())),
                spoiler=fact.get("spoiler", False),
            )
            for fact in data["facts"]
        ),
        gaps=tuple(
            Gap(gap["id"], tuple(gap["questions"]), gap["about"].strip(), tuple(gap.get("tags", ())))
            for gap in data.get("gaps", ())
        ),
        source=_source(data["source"], folder) if "source" in data else None,
        names=tuple(Name(name, tuple(aliases)) for name, aliases in data.get("names", {}).items()),
        checks=tuple(
            Check(check["question"], None if check["expect"] == NO_RECORD else check["expect"])
            for check in data.get("checks", ())
        ),
    )


def _source(data: dict[str, str], folder: Path | None) -> Source:
    title, name = data["title"], data.get("fingerprint")
    if name is None or folder is None:
        return Source(title, name)
    try:
        return Source(title, name, read_fingerprint(folder / Path(name).name))
    except SourceError:
        return Source(title, name)


def read_fingerprint(path: Path) -> Fingerprint:
    """The fingerprint in a file.

    Raises:
        SourceError: there is none, or it can't be read as one.
    """
    return Fingerprint.from_json(read_text(path))


def read_text(path: Path) -> str:
    """A whole text file.

    Raises:
        SourceError: it is absent, too large or not UTF-8.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise SourceError(f"{path}: more than {MAX_BYTES:,} bytes; give the plain text of one article")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise SourceError(f"{path}: the file can't be read ({error.strerror or error}); check the path") from None
    except UnicodeDecodeError:
        raise SourceError(f"{path}: not UTF-8 text; save it with the encoding UTF-8") from None
