"""A fact file that is saved while the bot runs is read again at once; only what keeps its promises is taken."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from watchfiles import awatch

from rockybot.app import Story
from rockybot.errors import PackError
from rockybot.matching import Answerer
from rockybot.packs.checking import broken_promises
from rockybot.packs.reading import read_pack_file

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence
    from pathlib import Path

    from rockybot.errors import Problem

log = logging.getLogger("rockybot.facts")

DEBOUNCE_MILLISECONDS = 200
"""An editor may write a file in several steps."""
LOOK_MILLISECONDS = 2000
"""After so long it is looked all the same: no news come of a folder that was made anew, or of what a link leads to."""
SHOWN = 5
"""Problems that are logged; `rockybot check` shows all."""


async def keep_up(
    story: Story,
    path: Path,
    take: Callable[[Story], None],
    refuse: Callable[[Sequence[Problem]], None] = lambda _problems: None,
) -> None:
    """Gives each later version of the story in a fact file to `take`, until cancelled; also one saved before it began.

    The problems of one that can't be used are logged and given to `refuse`.
    """
    seen = None
    # Editors put a new file in the old one's place, so the folder is watched: the fingerprint lies there too.
    async for _ in changes_in(path.parent):
        now = await asyncio.to_thread(stamp, path)
        if now == seen:
            continue
        seen = now
        later = await asyncio.to_thread(read_again, path, story)
        if not isinstance(later, Story):
            _log(path, later)
            refuse(later)
        elif later is not story:
            story = later
            take(story)
            log.info("%s: read again, revision %s", path, story.pack.revision)


def read_again(path: Path, story: Story | None = None) -> Story | tuple[Problem, ...]:
    """The story in a fact file as it is now, or why it can't be used: it is no pack, or breaks a promise.

    If the file says what `story` tells, that one.
    """
    try:
        file = read_pack_file(path)
    except PackError as error:
        return error.problems
    if story and file.pack == story.pack:
        return story
    answerer = Answerer(file.pack)
    return tuple(broken_promises(file, answerer)) or Story(answerer, path)


def changes_in(folder: Path) -> AsyncGenerator[object, None]:
    """Something whenever anything changes in a folder, and now and then all the same; for ever."""
    return awatch(
        folder,
        debounce=DEBOUNCE_MILLISECONDS,
        rust_timeout=LOOK_MILLISECONDS,
        yield_on_timeout=True,
        recursive=False,
    )


def stamp(path: Path) -> object:
    """What changes with the fact file, and with the fingerprints beside it."""
    with suppress(OSError):
        files = [path, *sorted(path.parent.glob("*.fingerprint"))]
        states = [(file.name, file.stat()) for file in files]
        return [(name, state.st_mtime_ns, state.st_size, state.st_ino) for name, state in states]
    return "gone"


def _log(path: Path, problems: Sequence[Problem]) -> None:
    log.error("%s: the last good version stays in use; problems: %d", path, len(problems))
    for problem in problems[:SHOWN]:
        log.error("%s", problem)
