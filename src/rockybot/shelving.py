"""The operator's stories: the one that is told by default, and a folder of others that servers may choose."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from rockybot.app import Story
from rockybot.errors import PackError, SettingsError

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger("rockybot.facts")

ENDINGS = frozenset((".yaml", ".yml"))


def stories_in(folder: Path | None) -> dict[str, Story]:
    """The stories of a folder's fact files by their names, which are the files' without the ending.

    A file that can't be read as a pack is logged and left out: it must not keep the others from being told.

    Raises:
        SettingsError: the folder can't be read.
    """
    if folder is None:
        return {}
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS and path.is_file())
    except OSError as error:
        what = f"the folder can't be read ({error.strerror or error}); check the path and its permissions"
        raise SettingsError(f"ROCKYBOT_STORIES={folder}: {what}") from None
    stories = {}
    for path in paths:
        try:
            stories[path.stem] = Story.open(path)
        except PackError as error:
            # A traceback would say nothing more.
            log.error("%s: left out; `rockybot check` shows all. %s", path, error.problems[0])  # noqa: TRY400
    return stories
