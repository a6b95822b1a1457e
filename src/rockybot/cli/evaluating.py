"""`rockybot eval`: a pack measured on labelled questions."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from rockybot.cli.opening import story_in_use
from rockybot.cli.progress import progress
from rockybot.errors import QuestionsError
from rockybot.measuring import Judged, Outcome, Rates, judge, rates, read_questions
from rockybot.replies import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rich.table import Table

    from rockybot.measuring import Labelled
    from rockybot.packs import Pack

LEGEND = """\
Every miss, with the best record and how sure rockybot was of it (0 to 100).
suggested: a right fact was only offered; missed: not even that; spoke: answered what the story doesn't say
"""
COLUMNS = ("right", "wrong", "helped", "silent", "precision")


def evaluate(questions: Path, pack: Path | None, *, as_json: bool) -> None:
    """Prints the rates, whole and by kind and type, and every miss.

    Raises:
        QuestionsError: the questions can't be read.
        PackError: the pack can't be read.
    """
    labelled = read_questions(questions)
    story = story_in_use(pack)
    _know_expectations(questions, labelled, story.pack)
    judged: list[Judged] = []
    with progress("asking", str(questions)) as advance:
        for one in labelled:
            judged.append(judge(one, story.answerer.answer(one.question)))
            advance(len(judged), len(labelled))
    groups = {name: rates(of) for name, of in _groups(judged).items()}
    misses = [one for one in judged if one.outcome not in (Outcome.RIGHT, Outcome.SILENT)]
    if as_json:
        record = {name: asdict(group) for name, group in groups.items()}
        typer.echo(json.dumps({"rates": record, "misses": list(map(_miss, misses))}, ensure_ascii=False))
    else:
        _print(groups, misses)


def _know_expectations(path: Path, labelled: Sequence[Labelled], pack: Pack) -> None:
    unknown = [(one, record_id) for one in labelled for record_id in one.expect if pack.record(record_id) is None]
    if unknown:
        raise QuestionsError(
            "\n".join(
                f"{path}: “{one.question}” expects `{record_id}`, which is no fact or gap of this pack"
                for one, record_id in unknown
            )
        )


def _groups(judged: Sequence[Judged]) -> Mapping[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {"all": list(judged)}
    for one in sorted(judged, key=lambda one: (not one.labelled.covered, one.labelled.type)):
        kind = "in" if one.labelled.covered else "out"
        groups.setdefault(f"{kind}: {one.labelled.type}", []).append(one)
    return groups


def _miss(one: Judged) -> dict[str, Any]:
    best = one.verdict.matches[0] if one.verdict.matches else None
    return {
        "question": one.labelled.question,
        "outcome": one.outcome.value,
        "best": best.record.id if best else None,
        "score": round(one.verdict.score, 1),
    }


def _print(groups: Mapping[str, Rates], misses: Sequence[Judged]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    console.print(_table(groups))
    if misses:
        typer.echo(LEGEND)
    for miss in map(_miss, misses):
        typer.echo(f"{miss['outcome']:<10} {miss['best'] or '-'} ({miss['score']:.0f}): {visible(miss['question'])}")


def _table(groups: Mapping[str, Rates]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE)
    table.add_column("questions")
    for column in ("number", *COLUMNS):
        table.add_column(column, justify="right")
    for name, group in groups.items():
        shares = [getattr(group, column) for column in COLUMNS]
        cells = ("" if share is None else f"{share:.1%}" for share in shares)
        table.add_row(name, str(group.covered + group.uncovered), *cells)
    return table
