"""The story that a command works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from rockybot.app import Story
from rockybot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def story_in_use(pack: Path | None) -> Story:
    """The story of `--pack`, else of the settings, else the shipped one; unproved excerpts are named on standard error.

    Raises:
        PackError: the file can't be read as a pack.
    """
    story = Story.open(pack or Settings.load().pack)
    if story.unproved:
        count = len(story.unproved)
        typer.echo(f"{story.file.path}: {count} unproved excerpt(s) will not be shown; see `rockybot check`", err=True)
    return story
