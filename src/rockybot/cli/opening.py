"""The story that a command works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.app import Story, default_pack
from rockybot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def pack_in_use(pack: Path | None) -> Path:
    """The fact file of `--pack`, else of the settings, else the shipped one."""
    return pack or Settings.load().pack or default_pack()


def story_in_use(pack: Path | None) -> Story:
    """The story of that fact file.

    Raises:
        PackError: the file can't be read as a pack.
    """
    return Story.open(pack_in_use(pack))
