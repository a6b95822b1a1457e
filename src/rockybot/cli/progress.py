"""A progress bar on a terminal, for what takes long; nothing elsewhere."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress(doing: str, what: str) -> Iterator[Callable[[int, int], None]]:
    """A function to call with (done, all)."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(f"{doing} {what}", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
