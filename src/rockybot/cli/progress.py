"""A progress bar on a terminal, for what takes long; nothing elsewhere."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 1.0
"""Seconds without a bar: most stories are loaded before."""


@contextmanager
def progress(doing: str, what: str) -> Iterator[Callable[[int, int], None]]:
    """A function to call with (done, all)."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(f"{doing} {what}", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def loading(path: Path) -> Iterator[Callable[[int, int], None]]:
    """The same while a story is loaded, for one that takes its time."""
    begun = monotonic()
    with ExitStack() as shown:
        bars: list[Callable[[int, int], None]] = []

        def advance(done: int, total: int) -> None:
            if not bars and monotonic() - begun > PATIENCE and sys.stderr.isatty():
                bars.append(shown.enter_context(progress("loading", str(path))))
            for bar in bars:
                bar(done, total)

        yield advance
