"""What goes on beside the answering: fact files are read anew when they are saved, others' edits are heard."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from rockybot.replies import alerts as words
from rockybot.shelving import keep_finding
from rockybot.watching import keep_up as watch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rockybot.app import Story
    from rockybot.bot.desk import Desk
    from rockybot.errors import Problem
    from rockybot.servers import Servers

log = logging.getLogger("rockybot.run")


def keep_up(desk: Desk, folder: Path | None = None, default: Path | None = None) -> list[asyncio.Task[None]]:
    """Starts reading anew what others save, fact files and edits; each task goes on until it is cancelled.

    Stories that come into the `folder`, beside the `default` fact file, are told as well.
    """
    servers = desk.servers
    files = [_watch(desk, name, story, story.path) for name, story in servers.stories.items() if story.path]
    found = [_find(desk, folder, default)] if folder else []
    return [asyncio.create_task(doing) for doing in (*files, *found, _hear(servers))]


async def _find(desk: Desk, folder: Path, default: Path | None) -> None:
    watching = []

    def take(name: str, story: Story) -> None:
        desk.servers.shelve(story, name)
        if story.path:
            watching.append(asyncio.create_task(_watch(desk, name, story, story.path)))

    try:
        await keep_finding(folder, default, desk.servers.stories, take)
    except Exception:
        log.exception("new stories in %s are no longer found: restart to tell them", folder)
    finally:
        for task in watching:
            task.cancel()


async def _hear(servers: Servers) -> None:
    # A bot that stands on its own opens its database when it starts, which may be later.
    await servers.used.wait()
    await servers.keep_up()


async def _watch(desk: Desk, name: str, story: Story, path: Path) -> None:
    def take(later: Story) -> None:
        desk.servers.shelve(later, name)

    def refuse(problems: Sequence[Problem]) -> None:
        desk.alerts.tell(words.file_refused(str(path), [str(problem) for problem in problems]))

    try:
        await watch(story, path, take, refuse)
    except Exception:
        log.exception("%s is no longer watched: restart to read it again", path)
