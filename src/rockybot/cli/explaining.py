"""`rockybot why`: how a question was read, and the parts of the scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from rockybot.cli.opening import story_in_use
from rockybot.matching import Answer, Unsure
from rockybot.packs import Fact
from rockybot.replies import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rockybot.matching import Match, Verdict
    from rockybot.matching.query import Query

MATCHES_SHOWN = 5

LEGEND = """\
score     0 to 100: the chance that the record is meant; made of
asked     the share of the question that the phrasing covers
answered  the share of the phrasing that the question covers
support   how well the record's best phrasings fit together
familiar  the share of the question that the record knows at all
near      how near it lies by all that is spelt and meant in it
content   how much is asked, names and mere question words aside: little is weak evidence"""


def why(question: str, pack: Path | None) -> None:
    """Prints the verdict, what was read, and the best matches with their scores."""
    story = story_in_use(pack)
    query = story.answerer.read(question)
    verdict = story.answerer.verdict(query)
    typer.secho(_verdict(verdict), bold=True)
    for label, value in _reading(query):
        typer.echo(f"  {label:<15}{value}")
    for other in verdict.also if isinstance(verdict, Answer) else ():
        typer.echo(f"  {'also asked':<15}{other.fact.id}, {other.score:.0f} of 100 sure")
    if verdict.matches and verdict.score < verdict.matches[0].score.total:
        typer.echo(
            f"  {'certainty':<15}{verdict.score:.0f}: the best score, less what the best known gap takes as a rival"
        )
    if verdict.matches:
        typer.echo("\nThe best match and its runners-up:")
        for match in verdict.matches[:MATCHES_SHOWN]:
            for line in _match(match):
                typer.echo(line)
        typer.echo(f"\n{LEGEND}")


def _verdict(verdict: Verdict) -> str:
    if isinstance(verdict, Answer):
        return f"Answered with {verdict.fact.id}, {verdict.score:.0f} of 100 sure."
    if isinstance(verdict, Unsure):
        ids = ", ".join(suggestion.fact.id for suggestion in verdict.suggestions)
        return f"Unsure, {verdict.score:.0f} of 100: perhaps {ids}."
    if verdict.gap:
        return f"Not answered: the known gap {verdict.gap.id} fits best."
    return "Not answered: nothing is near enough."


def _reading(query: Query) -> Iterator[tuple[str, str]]:
    if not query.clauses:
        yield "read", "nothing"
        return
    whole = query.clauses[0]
    yield "read", visible(whole.text)
    yield "repaired", ", ".join(f"{visible(typed)} → {meant}" for typed, meant in query.repairs.items()) or "nothing"
    yield "names", ", ".join(sorted(name[1:] for name in whole.names)) or "none"
    yield "question words", ", ".join(sorted(kind[1:] for kind in whole.answer_types)) or "none"
    others = [unit for unit in whole.units if not unit[0].startswith(("@", "?"))]
    yield "concepts", ", ".join("/".join(unit) for unit in others) or "none"
    for clause in query.clauses[1:]:
        yield "also alone", visible(clause.text)


def _match(match: Match) -> Iterator[str]:
    score = match.score
    kind = "" if isinstance(match.record, Fact) else " (gap)"
    yield f"  {score.total:3.0f}  {match.record.id}{kind}: {visible(match.phrasing)}"
    parts = {
        "asked": score.asked,
        "answered": score.answered,
        "support": score.support,
        "familiar": score.familiar,
        "near": score.nearness,
    }
    shares = "  ".join(f"{name} {share:.0%}" for name, share in parts.items())
    strange = "  another kind of question" if score.other_type else ""
    yield f"       {shares}  content {score.content:.1f}{strange}"
