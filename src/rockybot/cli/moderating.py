"""`rockybot facts`: what moderators do inside Discord, from a shell."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import Annotated

import typer

from rockybot.cli.ending import ending
from rockybot.cli.options import JsonOption, PackOption, ServerOption, YesOption  # noqa: TC001 - typer reads them at run time

facts = typer.Typer(
    name="facts",
    help="Look after the facts of one server, as its moderators changed them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@facts.command(name="export")
def export(
    server: ServerOption,
    pack: PackOption = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to write it (default: standard output)."),
    ] = None,
) -> None:
    """Write what a server tells as a fact file.

    The fact file of the story that the server chose, with the server's edits in it and with its comments; also while
    the bot runs. A story that single channels chose is named with --pack.
    """
    from rockybot.cli import keeping

    with ending():
        keeping.export(server, pack, output)


@facts.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The fact file whose facts and gaps the server gets.")],
    server: ServerOption,
    pack: PackOption = None,
    yes: YesOption = False,
) -> None:
    """Make a server tell what a fact file says.

    Shows the difference and, with --yes, keeps it, all or nothing; without, also the questions that other records would
    take. Only facts and gaps are taken over: title, names, source and checks belong to the fact file in use. The
    history calls the editor of what is kept “shell”. Exit status 0: shown, kept, or nothing to import, 1: refused, with
    every problem, 2: a file or a database that can't be read.
    """
    from rockybot.cli import keeping

    with ending():
        status = keeping.take_over(file, server, pack, yes=yes)
        if status:
            raise typer.Exit(status)


@facts.command()
def history(
    server: ServerOption,
    record: Annotated[
        str | None, typer.Argument(metavar="[RECORD]", help="The id of a fact or a gap (default: all).")
    ] = None,
    pack: PackOption = None,
    json: JsonOption = False,
) -> None:
    """Tell who changed what in a server, and when.

    Newest first; “shell” stands for an import, and for an editor who asked to be forgotten.
    """
    from rockybot.cli import keeping

    with ending():
        keeping.history(server, record, pack, as_json=json)
