"""Every command with its options and help."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import Annotated

import typer

from rockybot.cli.ending import UNANSWERED, ending
from rockybot.cli.moderating import facts
from rockybot.cli.options import JsonOption, PackOption, YesOption  # noqa: TC001 - typer reads them at run time

app = typer.Typer(
    name="rockybot",
    help="Ask about a story; curated facts answer, and the source proves them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(facts)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer hands the value over so
    if wanted:
        from rockybot import __version__

        typer.echo(f"rockybot {__version__}")
        raise typer.Exit


def _text(arguments: list[str]) -> str:
    # A shell hands over bytes; those that are no UTF-8 arrive as surrogates, which no output can show.
    return " ".join(arguments).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Ask about a story; curated facts answer, and the source proves them."""


@app.command()
def ask(
    question: Annotated[
        list[str], typer.Argument(metavar="QUESTION", help="The question, or - for one a line of standard input.")
    ],
    pack: PackOption = None,
    json: JsonOption = False,
) -> None:
    """Answer a question.

    Exit status 0: answered, 1: not answered, 2: wrong usage or a broken pack. Of several questions: 0.
    """
    from rockybot.cli import asking

    with ending():
        if question == ["-"]:
            asking.ask_lines(sys.stdin.buffer, pack, as_json=json)
        elif not asking.ask(_text(question), pack, as_json=json):
            raise typer.Exit(UNANSWERED)


@app.command()
def chat(pack: PackOption = None) -> None:
    """Talk in the terminal.

    With standard input piped, answers line by line and ends.
    """
    from rockybot.cli import chatting

    with ending():
        chatting.chat(pack)


@app.command()
def run(pack: PackOption = None) -> None:
    """Serve Discord.

    Needs DISCORD_TOKEN, from the environment or a file .env.
    Exit status 2: the token, an intent or the pack is refused.
    """
    from rockybot.cli import running

    with ending():
        running.run(pack)


@app.command()
def why(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="The question.")],
    pack: PackOption = None,
) -> None:
    """Explain a verdict.

    What was read and repaired, the parts of the score, the runners-up.
    """
    from rockybot.cli import explaining

    with ending():
        explaining.why(_text(question), pack)


@app.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Fact files (default: the one in use).")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Check fact files.

    Exit status 0: no problems, 1: problems, 2: a file that can't be read as a pack.
    """
    from rockybot.cli import curating

    with ending():
        status = curating.check(files or [], as_json=json)
        if status:
            raise typer.Exit(status)


@app.command()
def doctor(pack: PackOption = None, json: JsonOption = False) -> None:
    """Find what is wrong with the set-up.

    Settings, pack and token, then what Discord says of intents, permissions and commands; each with its mend. Exit
    status 0: nothing is wrong, 1: something is, 2: wrong usage.
    """
    from rockybot.cli import doctoring

    with ending():
        status = doctoring.doctor(pack, as_json=json)
        if status:
            raise typer.Exit(status)


@app.command()
def fingerprint(
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="The plain text of the article.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to write it (default: standard output)."),
    ] = None,
) -> None:
    """Make the fingerprint of an article.

    Excerpts are proved against it, so that no copy of the article need be kept.
    """
    from rockybot.cli import curating

    with ending():
        curating.fingerprint(article, output)


@app.command()
def new(
    story: Annotated[str, typer.Argument(metavar="STORY", help="The story's name; becomes STORY.yaml in this folder.")],
    article: Annotated[Path, typer.Option("--article", metavar="FILE", help="The plain text of the article.")],
) -> None:
    """Begin a story.

    Writes a commented skeleton of its fact file, the fingerprint of its article, and the schema for editors.
    """
    from rockybot.cli import curating

    with ending():
        curating.new(story, article)


@app.command(name="eval")
def evaluate(
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS.jsonl", help="Labelled questions, one JSON object a line.")
    ],
    pack: PackOption = None,
    json: JsonOption = False,
) -> None:
    """Measure a pack on labelled questions.

    Right, wrong, helped, silent and precision, by kind and type, with every miss.
    """
    from rockybot.cli import evaluating

    with ending():
        evaluating.evaluate(questions, pack, as_json=json)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it; an older backup is replaced.")],
) -> None:
    """Write all that the database holds into one file.

    Also while the bot runs, and from PostgreSQL too.
    """
    from rockybot.cli import saving

    with ending():
        saving.backup(file)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `rockybot backup` wrote.")],
    yes: YesOption = False,
) -> None:
    """Put a backup in the place of all that the database holds.

    Stop the bot first. Exit status 0: restored, 1: --yes is missing, 2: the backup or the database can't be used.
    """
    from rockybot.cli import saving

    with ending():
        status = saving.restore(file, yes=yes)
        if status:
            raise typer.Exit(status)
