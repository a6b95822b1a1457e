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
    from collections.abc import Callable

log = logging.getLogger("rockybot.facts")

DEBOUNCE_MILLISECONDS = 200
"""An editor may write a file in several steps."""
SHOWN = 5
"""Problems that are logged; `rockybot check` shows all."""


async def keep_up(story: Story, path: Path, take: Callable[[Story], None]) -> None:
    """Gives each later version of the story in a fact file to `take`, until cancelled; others are logged."""
    # Editors put a new file in the old one's place, so the folder is watched: the fingerprint lies there too.
    async for changes in awatch(path.parent, debounce=DEBOUNCE_MILLISECONDS, recursive=False):
        if not any(Path(changed).name == path.name or changed.endswith(".fingerprint") for _, changed in changes):
            continue
        later = await asyncio.to_thread(read_again, path)
        if later is not None and later.pack != story.pack:
            story = later
            take(story)
            log.info("%s: read again, revision %s", path, story.pack.revision)


def read_again(path: Path) -> Story | None:
    """The story in a fact file as it is now; None if it can't be read as a pack or breaks a promise."""
    try:
        file = read_pack_file(path)
    except PackError as error:
        problems = error.problems
    else:
        answerer = Answerer(file.pack)
        problems = tuple(broken_promises(file, answerer))
        if not problems:
            return Story(answerer)
    log.error("%s: %d problems; the last good version stays in use", path, len(problems))
    for problem in problems[:SHOWN]:
        log.error("%s", problem)
    return None
