"""The operator's stories: the one that is told by default, and a folder of others that servers may choose."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rockybot.app import Story
from rockybot.errors import PackError, SettingsError
from rockybot.watching import changes_in, read_again, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping
    from pathlib import Path

log = logging.getLogger("rockybot.facts")

ENDINGS = frozenset((".yaml", ".yml"))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The fact files of a folder, by the names of their stories: those of the files, without the ending."""

    files: Mapping[str, Path]
    """Without the file of the story that is told by default: it may lie there too."""
    twins: tuple[Path, ...]
    """Files that can't be told, because another one, or the story that is told by default, has that name already."""


def shelf(folder: Path, default: Path | None) -> Shelf:
    """What lies in a folder beside the `default` fact file.

    Raises:
        SettingsError: the folder can't be read.
    """
    files: dict[str, Path] = {}
    twins = []
    try:
        for path in sorted(path for path in folder.iterdir() if path.suffix in ENDINGS and path.is_file()):
            if default and default.exists() and path.samefile(default):
                continue
            if path.stem in files or (default and path.stem == default.stem):
                twins.append(path)
            else:
                files[path.stem] = path
    except OSError as error:
        what = f"the folder can't be read ({error.strerror or error}); check the path and its permissions"
        raise SettingsError(f"ROCKYBOT_STORIES={folder}: {what}") from None
    return Shelf(files, tuple(twins))


def stories_in(folder: Path | None, default: Path | None) -> dict[str, Story]:
    """The stories of a folder's fact files by their names, beside the one of the `default` fact file.

    A file that can't be read as a pack, or whose name is taken, is logged and left out: it must not keep the others
    from being told.

    Raises:
        SettingsError: the folder can't be read.
    """
    if folder is None:
        return {}
    found = shelf(folder, default)
    for twin in found.twins:
        log.error("%s: left out, another story is called `%s` already; rename the file", twin, twin.stem)
    stories = {}
    for name, path in found.files.items():
        try:
            stories[name] = Story.open(path)
        except PackError as error:
            # A traceback would say nothing more.
            log.error("%s: left out; `rockybot check` shows all. %s", path, error.problems[0])  # noqa: TRY400
    return stories


async def keep_finding(
    folder: Path, default: Path | None, known: Container[str], take: Callable[[str, Story], None]
) -> None:
    """Gives each story of a folder that is not `known` yet to `take`, until cancelled: a new file, or a mended one.

    What can't be used is logged, once for each time that it is saved.
    """
    refused: dict[Path, object] = {}
    async for _ in changes_in(folder):
        try:
            files = (await asyncio.to_thread(shelf, folder, default)).files
        except SettingsError:  # away for a while, as when the folder is made anew
            continue
        for name, path in files.items():
            now = None if name in known else await asyncio.to_thread(stamp, path)
            if now is None or refused.get(path) == now:
                continue
            story = await asyncio.to_thread(read_again, path)
            if isinstance(story, Story):
                take(name, story)
                log.info("%s: servers may choose it from now on", path)
            else:
                refused[path] = now
                log.error("%s: left out; `rockybot check` shows all. %s", path, story[0])
