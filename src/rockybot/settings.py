"""One frozen `Settings`, read once from the environment and `.env`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rockybot.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Settings:
    """Everything an operator can set; the defaults serve the shipped story."""

    pack: Path | None = None
    """The fact file in use, None for the shipped story."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, str | None]) -> Settings:
        """The settings in a mapping of variable names; empty values count as absent, other names are ignored.

        Raises:
            SettingsError: a value is none that can be used.
        """
        pack = values.get("ROCKYBOT_PACK")
        try:
            return cls(pack=Path(pack).expanduser() if pack else None)
        except RuntimeError as error:
            raise SettingsError(f"ROCKYBOT_PACK={pack}: {error}; give the whole path") from None

    @classmethod
    def load(cls) -> Settings:
        """The settings of the environment, which goes before the file `.env` of the working directory.

        Raises:
            SettingsError: the file `.env` can't be read, or as `from_mapping`.
        """
        values: dict[str, str | None] = {}
        if Path(".env").is_file():
            from dotenv import dotenv_values

            try:
                values.update(dotenv_values(".env"))
            except (OSError, ValueError) as error:
                raise SettingsError(f".env: the file can't be read ({error}); save it as UTF-8 text") from None
        set_here = {name: value for name, value in os.environ.items() if value}
        return cls.from_mapping({**values, **set_here})
