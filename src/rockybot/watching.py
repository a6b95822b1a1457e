"""A fact file that is saved while the bot runs is read again at once; only what keeps its promises is taken."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import awatch

from rockybot.app import Story
from rockybot.errors import PackError
from rockybot.matching import Answerer
from rockybot.packs.checking import broken_promises
from rockybot.packs.reading import read_pack_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rockybot.errors import Problem

log = logging.getLogger("rockybot.facts")

DEBOUNCE_MILLISECONDS = 200
"""An editor may write a file in several steps."""
SHOWN = 5
"""Problems that are logged; `rockybot check` shows all."""


async def keep_up(
    story: Story,
    path: Path,
    take: Callable[[Story], None],
    refuse: Callable[[Sequence[Problem]], None] = lambda _problems: None,
) -> None:
    """Gives each later version of the story in a fact file to `take`, until cancelled.

    The problems of one that can't be used are logged and given to `refuse`.
    """
    # Editors put a new file in the old one's place, so the folder is watched: the fingerprint lies there too.
    async for changes in awatch(path.parent, debounce=DEBOUNCE_MILLISECONDS, recursive=False):
        if not any(Path(changed).name == path.name or changed.endswith(".fingerprint") for _, changed in changes):
            continue
        later = await asyncio.to_thread(read_again, path)
        if not isinstance(later, Story):
            _log(path, later)
            refuse(later)
        elif later.pack != story.pack:
            story = later
            take(story)
            log.info("%s: read again, revision %s", path, story.pack.revision)


def read_again(path: Path) -> Story | tuple[Problem, ...]:
    """The story in a fact file as it is now, or why it can't be used: it is no pack, or breaks a promise."""
    try:
        file = read_pack_file(path)
    except PackError as error:
        return error.problems
    answerer = Answerer(file.pack)
    return tuple(broken_promises(file, answerer)) or Story(answerer, path)


def _log(path: Path, problems: Sequence[Problem]) -> None:
    log.error("%s: %d problems; the last good version stays in use", path, len(problems))
    for problem in problems[:SHOWN]:
        log.error("%s", problem)
