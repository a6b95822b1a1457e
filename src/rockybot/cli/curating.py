"""`rockybot check`, `fingerprint` and `new`: what curators need."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from rockybot.cli.ending import BROKEN
from rockybot.cli.opening import pack_in_use
from rockybot.cli.progress import progress
from rockybot.errors import PackError, SourceError
from rockybot.matching import Answerer
from rockybot.measuring import expected
from rockybot.packs.checking import Report
from rockybot.packs.checking import check as check_pack
from rockybot.packs.drafting import draft
from rockybot.packs.fingerprint import Fingerprint
from rockybot.packs.reading import PackFile, read_pack_file, read_text
from rockybot.packs.schema import SCHEMA_FILE, schema_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rockybot.errors import Problem
    from rockybot.matching import Strictness
    from rockybot.measuring import Rates

PROBLEMS = 1


def check(files: Sequence[Path], *, as_json: bool) -> int:
    """The exit status: 0, `PROBLEMS`, or `BROKEN` if a file can't be read; problems and figures are printed."""
    status = 0
    for path in files or [pack_in_use(None)]:
        try:
            file = read_pack_file(path)
        except PackError as error:
            status = BROKEN
            _print_unreadable(path, error.problems, as_json=as_json)
            continue
        with progress("checking", str(path)) as advance:
            answerer = Answerer(file.pack, advance)
            report = check_pack(file, answerer, advance)
        if report.problems:
            status = max(status, PROBLEMS)
        _print_report(file, report, expected(answerer), as_json=as_json)
    return status


def fingerprint(article: Path, output: Path | None) -> None:
    """Writes the article's fingerprint.

    Raises:
        SourceError: the article can't be read, or the output can't be written.
    """
    made = _fingerprint(article).to_json()
    if output is None:
        typer.echo(made, nl=False)
    else:
        _write(output, made, overwrite=True)
        typer.echo(f"{output}: the fingerprint of {article}", err=True)


def new(story: str, article: Path) -> None:
    """Writes STORY.yaml and STORY.fingerprint into the working directory, and the schema for editors if it isn't there.

    Raises:
        SourceError: the article can't be read, or one of the files is there already.
    """
    made = _fingerprint(article)
    name = re.sub(r"[\W_]+", "-", story.casefold()).strip("-")
    if not name:
        raise SourceError(f"“{story}” makes no file name; give the story a name with letters or digits")
    files = {Path(f"{name}.yaml"): draft(story, name, made), Path(f"{name}.fingerprint"): made.to_json()}
    for path in files:
        if path.exists():
            raise SourceError(f"{path}: the file is there already; choose another name or move it away")
    if not Path(SCHEMA_FILE).exists():
        files[Path(SCHEMA_FILE)] = schema_text()
    for path, text in files.items():
        _write(path, text, overwrite=False)
        typer.echo(f"wrote {path}")
    typer.echo(f"Fill in {name}.yaml, then `rockybot check {name}.yaml` and `rockybot chat --pack {name}.yaml`.")


def _fingerprint(article: Path) -> Fingerprint:
    text = read_text(article)
    try:
        return Fingerprint.of(text)
    except SourceError as error:
        raise SourceError(f"{article}: {error}") from None


def _write(path: Path, text: str, *, overwrite: bool) -> None:
    try:
        with path.open("w" if overwrite else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise SourceError(f"{path}: the file can't be written ({error.strerror or error}); check the folder") from None


def _print_unreadable(file: Path, problems: Sequence[Problem], *, as_json: bool) -> None:
    if as_json:
        typer.echo(
            json.dumps({"file": str(file), "readable": False, "problems": _records(problems)}, ensure_ascii=False)
        )
    else:
        for problem in problems:
            typer.echo(str(problem), err=True)


def _print_report(file: PackFile, report: Report, expects: Mapping[Strictness, Rates], *, as_json: bool) -> None:
    pack = file.pack
    if as_json:
        figures: dict[str, Any] = {
            "facts": len(pack.facts),
            "gaps": len(pack.gaps),
            "phrasings": report.phrasings,
            "still_first": round(report.still_first, 4),
            "still_near": round(report.still_near, 4),
            "expected": {
                level.value: {"right": rates.right, "wrong": rates.wrong, "silent": rates.silent}
                for level, rates in expects.items()
            },
            "uncovered": [str(stretch) for stretch in report.uncovered],
        }
        record = {"file": file.path, "readable": True, "problems": _records(report.problems), **figures}
        typer.echo(json.dumps(record, ensure_ascii=False))
        return
    for problem in report.problems:
        typer.echo(str(problem))
    proved = sum(1 for fact in pack.facts if pack.quote(fact))
    facts = f"{_counted(len(pack.facts), 'fact')} ({proved} with a proved excerpt)"
    gaps, checks = _counted(len(pack.gaps), "gap"), _counted(len(pack.checks), "check")
    typer.echo(f"{file.path}: {facts}, {gaps}, {checks}")
    first, near = f"{report.still_first:.1%}", f"{report.still_near:.1%}"
    typer.echo(
        f"  {_counted(report.phrasings, 'phrasing')}, each left out in turn: {first} still reach their record first,"
    )
    typer.echo(f"  {near} among the first three")
    for level, rates in expects.items():
        if rates.right is not None and rates.wrong is not None:
            silent = "" if rates.silent is None else f", silent on {rates.silent:.0%} of what gaps ask"
            typer.echo(f"  expected when {level.value}: {rates.right:.0%} right, {rates.wrong:.0%} wrong{silent}")
    for stretch in report.uncovered:
        typer.echo(f"  no excerpt covers {stretch}")
    typer.echo(f"  {_counted(len(report.problems), 'problem')}")


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _records(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [
        {"line": problem.mark.line, "column": problem.mark.column, "what": problem.what, "mend": problem.mend}
        for problem in problems
    ]
