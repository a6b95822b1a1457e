"""What goes on beside the answering: fact files are read anew when they are saved, others' edits are heard."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from rockybot.replies import alerts as words
from rockybot.watching import keep_up as watch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rockybot.app import Story
    from rockybot.bot.desk import Desk
    from rockybot.errors import Problem

log = logging.getLogger("rockybot.run")

def keep_up(desk: Desk) -> list[asyncio.Task[None]]:
    """Starts reading anew what others save, fact files and edits; each task goes on until it is cancelled."""
    servers = desk.servers
    files = [_watch(desk, name, story, story.path) for name, story in servers.stories.items() if story.path]
    return [asyncio.create_task(doing) for doing in (*files, servers.keep_up())]


async def _watch(desk: Desk, name: str, story: Story, path: Path) -> None:
    def take(later: Story) -> None:
        desk.servers.shelve(later, name)

    def refuse(problems: Sequence[Problem]) -> None:
        desk.alerts.tell(words.file_refused(str(path), [str(problem) for problem in problems]))

    try:
        await watch(story, path, take, refuse)
    except Exception:
        log.exception("%s is no longer watched: restart to read it again", path)

