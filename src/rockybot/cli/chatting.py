"""`rockybot chat`: a conversation at a prompt, or line by line through a pipe."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

import platformdirs
import typer

from rockybot.cli.asking import read_lines
from rockybot.cli.opening import story_in_use
from rockybot.cli.presenting import lines, wrapped
from rockybot.replies import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from prompt_toolkit.document import Document

    from rockybot.app import Story
    from rockybot.packs import Fact

HELP = "Tab completes a question, a number chooses a suggestion, Ctrl-D or “exit” ends."
GOODBYES = frozenset({"exit", "quit", "bye", ":q"})


def chat(pack: Path | None) -> None:
    """Talks until end of input; Ctrl-D, `exit` or `quit` end it at a prompt."""
    story = story_in_use(pack)
    if not sys.stdin.isatty():
        for output in converse(story, _piped(sys.stdin.buffer)):
            typer.echo(output)
        return
    typer.echo(wrapped(f"Ask me about {story.pack.title}. {HELP}"))
    for output in converse(story, _questions(_prompt(story))):
        typer.echo(output)
    typer.echo("Goodbye.")


def converse(story: Story, questions: Iterator[str]) -> Iterator[str]:
    """What is said to each question, in order; a bare number chooses among the suggestions said last."""
    suggested: tuple[Fact, ...] = ()
    for question in questions:
        chosen = _chosen(question, suggested)
        reply = story.tell(chosen) if chosen else story.ask(question).reply
        if not chosen or reply.choices:
            suggested = reply.choices
        yield "\n".join([*lines(reply), ""])


def _chosen(question: str, suggested: tuple[Fact, ...]) -> Fact | None:
    number = question.strip().rstrip(".)")
    if number.isascii() and number.isdigit() and 1 <= int(number) <= len(suggested):
        return suggested[int(number) - 1]
    return None


def _piped(lines: IO[bytes]) -> Iterator[str]:
    for question in read_lines(lines):
        if question.strip():
            typer.echo(f"> {visible(question)}")
            yield question


def _questions(prompt: Callable[[], str]) -> Iterator[str]:
    while True:
        try:
            question = prompt().strip()
        except EOFError:
            return
        except KeyboardInterrupt:
            continue
        if question.casefold() in GOODBYES:
            return
        if question:
            yield question


def completions(typed: str, questions: Sequence[str]) -> list[str]:
    """The questions that have a word beginning with each word typed, in their order; all if nothing is typed."""
    begun = typed.casefold().split()
    return [
        question
        for question in questions
        if all(any(word.startswith(start) for word in question.casefold().split()) for start in begun)
    ]


def _prompt(story: Story) -> Callable[[], str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    questions = [fact.questions[0] for fact in story.pack.facts]

    class Questions(Completer):
        def get_completions(self, document: Document, _event: CompleteEvent) -> Iterator[Completion]:
            typed = document.text_before_cursor
            return (Completion(question, -len(typed)) for question in completions(typed, questions))

    history: History = InMemoryHistory()
    try:
        file = _history_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        history = FileHistory(file)
    except (OSError, RuntimeError):  # no writable home, or none at all
        typer.echo("(No history is kept: its folder can't be written.)", err=True)
    session: PromptSession[str] = PromptSession(
        "you › ",
        completer=Questions(),
        complete_while_typing=False,
        history=history,
    )
    return session.prompt


def _history_file() -> Path:
    return platformdirs.user_state_path("rockybot") / "history"
