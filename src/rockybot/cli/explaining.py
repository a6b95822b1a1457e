"""`rockybot why`: how a question was read, and the parts of the scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rockybot.cli.opening import story_in_use
from rockybot.cli.presenting import shown
from rockybot.matching import Answer, Unsure
from rockybot.packs import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rockybot.matching import Match, Verdict
    from rockybot.matching.query import Query

RUNNERS_UP = 5


def why(question: str, pack: Path | None) -> None:
    """Prints the verdict, what was read, and the best matches with their scores."""
    story = story_in_use(pack)
    query = story.answerer.read(question)
    verdict = story.answerer.answer(question)
    console = Console(highlight=False)
    console.print(Text(_verdict(verdict), style="bold"))
    for label, value in _reading(query):
        console.print(Text(f"{label:<15}{value}"))
    if verdict.matches:
        console.print(_scores(verdict.matches[:RUNNERS_UP]))


def _verdict(verdict: Verdict) -> str:
    if isinstance(verdict, Answer):
        return f"Answered with {verdict.fact.id} ({verdict.score:.0f} of 100)."
    if isinstance(verdict, Unsure):
        return f"Unsure: {', '.join(suggestion.fact.id for suggestion in verdict.suggestions)} may be meant."
    if verdict.gap:
        return f"Not answered: the known gap {verdict.gap.id} fits best."
    return "Not answered: nothing is near enough."


def _reading(query: Query) -> Iterable[tuple[str, str]]:
    if not query.clauses:
        yield "read", "nothing"
        return
    whole = query.clauses[0]
    yield "read", shown(whole.text)
    if query.repairs:
        yield "repaired", ", ".join(f"{shown(typed)} → {meant}" for typed, meant in query.repairs.items())
    yield "names", ", ".join(sorted(name[1:] for name in whole.names)) or "none"
    yield "question words", ", ".join(sorted(kind[1:] for kind in whole.answer_types)) or "none"
    others = [unit for unit in whole.units if not unit[0].startswith(("@", "?"))]
    yield "concepts", ", ".join("/".join(unit) for unit in others) or "none"
    for clause in query.clauses[1:]:
        yield "clause", shown(clause.text)


def _scores(matches: Iterable[Match]) -> Table:
    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0), title="score, and the parts that make it (shares in per cent)")
    table.add_column("record and the phrasing that matched", overflow="fold")
    for column in ("asked", "answered", "spelt", "support", "familiar", "other name", "score"):
        table.add_column(column, justify="right")
    for match in matches:
        score = match.score
        shares = (score.asked, score.answered, score.letters, score.support, score.familiar)
        kind = "" if isinstance(match.record, Fact) else " (gap)"
        table.add_row(
            Text(f"{match.record.id}{kind}\n  {shown(match.phrasing)}"),
            *(f"{100 * share:.0f}" for share in shares),
            f"-{score.other_name:.0f}" if score.other_name else "",
            f"{score.total:.0f}",
        )
    return table
