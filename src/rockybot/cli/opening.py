"""The story that a command works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.app import Story, default_pack
from rockybot.cli.progress import loading
from rockybot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from rockybot.store import Store


def pack_in_use(pack: Path | None) -> Path:
    """The fact file of `--pack`, else of the settings, else the shipped one."""
    return pack or Settings.load().pack or default_pack()


async def pack_of(server: int, store: Store, pack: Path | None) -> Path:
    """The fact file of `--pack`, else the one that the server chose, if it is still on the shelf, else the one in use.

    Raises:
        SettingsError: the folder of stories can't be read.
    """
    from rockybot.shelving import shelf

    folder, default = Settings.load().stories, pack_in_use(pack)
    if pack or folder is None:
        return default
    chosen = (await store.server_settings(server)).story
    return shelf(folder, default).files.get(chosen or "", default)


def story_in_use(pack: Path | None) -> Story:
    """The story of that fact file.

    Raises:
        PackError: the file can't be read as a pack.
    """
    path = pack_in_use(pack)
    with loading(path) as advance:
        return Story.open(path, advance)
