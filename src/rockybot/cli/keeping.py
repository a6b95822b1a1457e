"""`rockybot facts export`, `import` and `history`: what one server keeps, from a shell."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from rockybot.cli.opening import pack_of
from rockybot.cli.recounting import counted, difference_lines, step_data, step_lines, taken_lines
from rockybot.cli.saving import is_database, store_in_use, write_whole
from rockybot.errors import SourceError
from rockybot.histories import steps
from rockybot.importing import MOST, import_of
from rockybot.matching import Answerer
from rockybot.packs.reading import PackFile, read_pack_file, read_text
from rockybot.packs.revising import Edit, Revised, revised
from rockybot.packs.writing import written
from rockybot.replies import visible
from rockybot.store import Overtaken

if TYPE_CHECKING:
    from pathlib import Path

    from rockybot.store import Revision

REFUSED = 1
SHELL_EDITOR = 0
"""Who imports from a shell is no member of Discord, and so has no id."""


@dataclass(frozen=True)
class _Looked:
    """What a server tells at one moment."""

    path: Path
    file: PackFile
    """The operator's fact file."""
    latest: tuple[Revision, ...]
    revised: Revised

    @property
    def head(self) -> int | None:
        return max((revision.number for revision in self.latest), default=None)


def export(server: int, pack: Path | None, output: Path | None) -> None:
    """Writes the file's pack with the server's edits in it; to standard output, or whole or not at all into a file.

    Raises:
        PackError: the fact file can't be read as a pack.
        SourceError: the output can't be written, or must not be overwritten.
        StoreError: the database can't be read.
    """
    looked = _look(server, pack)
    if output:
        _refuse_precious(output, looked.path)
    text = written(looked.revised.pack, read_text(looked.path))
    if output:
        write_whole(output, text)
    else:
        typer.echo(text.encode(), nl=False)
    edits = f"records edited there: {len(looked.latest)}" if looked.latest else "nothing was edited there"
    typer.echo(f"{output or 'exported'}: what server {server} tells over {looked.path} ({edits})", err=True)
    for conflict in looked.revised.conflicts:
        shown = visible(conflict.edit.record_id)
        typer.echo(f"`{shown}`: {looked.path} changed it after the server's edit, which still stands", err=True)
    if not looked.revised.pack.facts:
        typer.echo("The server removed every fact: no fact file can be like this, it can't be imported again", err=True)


def take_over(source: Path, server: int, pack: Path | None, *, yes: bool) -> int:
    """Shows what a file changes in a server and, if told so, keeps it; the exit status: 0 or `REFUSED`.

    The editor is 0 for the shell.

    Raises:
        PackError: one of the files can't be read as a pack.
        StoreError: the database can't be read or, to keep something, not be written.
    """
    file = read_pack_file(source)
    looked = _look(server, pack)
    # What is taken from other records is shown before a yes only: it costs a second or two.
    found = import_of(file, looked.file, Answerer(looked.revised.pack), most=0 if yes else MOST)
    if found.others:
        what = f"{source} differs from {looked.path} in {', '.join(found.others)} as well"
        typer.echo(f"{what}: that is for the operator's file to say and is not taken over", err=True)
    if not found.changes:
        typer.echo(f"nothing to import: server {server} tells what {source} says")
        return 0
    if found.problems:
        for problem in found.problems:
            typer.echo(str(problem), err=True)
        typer.echo(f"nothing was kept: mend this and import {source} again", err=True)
        return REFUSED
    for change in found.changes:
        typer.echo("\n".join(difference_lines(change)))
    if not yes:
        for line in taken_lines(found.taken):
            typer.echo(line)
        first = "" if looked.latest else " (the first edits there)"
        typer.echo(f"server {server}: {counted(found.changes)}{first}; nothing was kept yet: run again with --yes")
        return 0
    try:
        asyncio.run(_keep(server, looked, found.edits))
    except Overtaken as overtaken:
        what = f"revision {overtaken.by.number} changed `{visible(overtaken.by.edit.record_id)}` meanwhile"
        typer.echo(f"{what}, so nothing was kept; import again without --yes to see what differs now", err=True)
        return REFUSED
    typer.echo(f"server {server}: {counted(found.changes)}; kept")
    return 0


def history(server: int, record_id: str | None, pack: Path | None, *, as_json: bool) -> None:
    """Prints what was edited in a server, the newest first.

    Raises:
        PackError: the fact file can't be read as a pack.
        SourceError: no record has or had that id.
        StoreError: the database can't be read.
    """
    path, revisions = asyncio.run(_revisions(server, pack, record_id))
    file = read_pack_file(path)
    if record_id is not None and not revisions and file.pack.record(record_id) is None:
        shown = visible(record_id)
        raise SourceError(f"`{shown}`: no fact or gap has or had this id in server {server}; `facts export` shows all")
    found = steps(revisions, file.pack)
    if as_json:
        typer.echo(json.dumps([step_data(step) for step in found]))
    elif found:
        typer.echo("\n\n".join("\n".join(step_lines(step)) for step in found))
    else:
        what = "nothing was edited" if record_id is None else f"`{visible(record_id)}` was never edited"
        typer.echo(f"{what} in server {server}")


def _look(server: int, pack: Path | None) -> _Looked:
    path, latest = asyncio.run(_latest(server, pack))
    file = read_pack_file(path)
    return _Looked(path, file, latest, revised(file.pack, (revision.edit for revision in latest)))


async def _latest(server: int, pack: Path | None) -> tuple[Path, tuple[Revision, ...]]:
    async with store_in_use(read_only=True) as store:
        path = await pack_of(server, store, pack)
        return path, await store.latest(server, path.stem)


async def _revisions(server: int, pack: Path | None, record_id: str | None) -> tuple[Path, tuple[Revision, ...]]:
    async with store_in_use(read_only=True) as store:
        path = await pack_of(server, store, pack)
        if record_id is None:
            return path, await store.revisions(server, path.stem)
        return path, await store.history(server, path.stem, record_id)


async def _keep(server: int, looked: _Looked, edits: tuple[Edit, ...]) -> None:
    async with store_in_use(read_only=False) as store:
        await store.append_all(server, looked.path.stem, edits, SHELL_EDITOR, looked.head)


def _refuse_precious(output: Path, pack: Path) -> None:
    if not output.exists():
        return
    if output.samefile(pack):
        raise SourceError(f"{output}: that is the fact file in use; write the export to another file")
    if output.is_file() and is_database(output):
        raise SourceError(f"{output}: that is a database; write the export to another file")
