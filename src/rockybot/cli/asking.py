"""`rockybot ask`: a question, or one a line, as text or JSON."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

import typer

from rockybot.cli.opening import story_in_use
from rockybot.cli.presenting import lines
from rockybot.matching import Answer, NoAnswer, Unsure
from rockybot.replies import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rockybot.app import Answered, Story
    from rockybot.matching import Suggestion, Verdict


def ask(question: str, pack: Path | None, *, as_json: bool) -> bool:
    """Prints the reply and tells whether the question was answered."""
    story = story_in_use(pack)
    answered = story.ask(question)
    _print(story, answered, as_json=as_json)
    return isinstance(answered.verdict, Answer)


def ask_lines(questions: IO[bytes], pack: Path | None, *, as_json: bool) -> None:
    """Prints the reply to each line, in order; with JSON, one object a line, blank lines included."""
    story = story_in_use(pack)
    for question in read_lines(questions):
        if as_json:
            _print(story, story.ask(question), as_json=True)
        elif question.strip():
            typer.echo(f"> {visible(question)}")
            _print(story, story.ask(question), as_json=False)
            typer.echo()


def read_lines(lines: IO[bytes]) -> Iterator[str]:
    """Each line as text; bytes that are no UTF-8 become replacement signs."""
    return (line.rstrip(b"\r\n").decode("utf-8", "replace") for line in lines)


def _warn_of_unproved(answered: Answered) -> None:
    if isinstance(answered.verdict, Answer) and answered.verdict.fact.excerpt and answered.reply.quotation is None:
        typer.echo(
            f"The excerpt of {answered.verdict.fact.id} is unproved and not shown; see `rockybot check`.", err=True
        )


def _print(story: Story, answered: Answered, *, as_json: bool) -> None:
    _warn_of_unproved(answered)
    if as_json:
        typer.echo(json.dumps(_record(story, answered), ensure_ascii=False))
    else:
        typer.echo("\n".join(lines(answered.reply)))


def _record(story: Story, answered: Answered) -> dict[str, Any]:
    verdict, reply = answered.verdict, answered.reply
    excerpt = reply.quotation.excerpt if reply.quotation else None
    best = verdict.matches[0] if verdict.matches else None
    return {
        "question": answered.question,
        "verdict": {Answer: "answer", Unsure: "unsure", NoAnswer: "none"}[type(verdict)],
        "fact": verdict.fact.id if isinstance(verdict, Answer) else None,
        "gap": verdict.gap.id if isinstance(verdict, NoAnswer) and verdict.gap else None,
        "answer": verdict.fact.answer if isinstance(verdict, Answer) else None,
        "excerpt": excerpt and {"text": excerpt.text, "section": excerpt.section, "paragraph": excerpt.paragraph},
        "source": story.pack.source.title if story.pack.source else None,
        "best": best.record.id if best else None,
        "score": round(verdict.score, 1),
        "matched": best.phrasing if best else None,
        "suggestions": [
            {"fact": near.fact.id, "question": near.fact.questions[0], "answer": near.fact.answer}
            | {"score": round(near.score, 1)}
            for near in _suggestions(verdict)
        ],
    }


def _suggestions(verdict: Verdict) -> tuple[Suggestion, ...]:
    if isinstance(verdict, Answer):
        return verdict.also
    return verdict.suggestions if isinstance(verdict, Unsure) else verdict.nearby
