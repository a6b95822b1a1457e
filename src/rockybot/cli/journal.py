"""The log of a running bot: a line an event, as text or as JSON, on standard error."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from pythonjsonlogger.json import JsonFormatter

if TYPE_CHECKING:
    from rockybot.settings import Settings

TEXT = "{asctime} {levelname:<7} {name}: {message}"
LIBRARIES = {
    "discord": logging.INFO,  # below, it tells every heartbeat
    "aiosqlite": logging.INFO,  # below, it tells every row that is written: questions, and who edits
    "alembic": logging.WARNING,
    "watchfiles": logging.WARNING,
}
"""From which level on libraries are heard, however much the settings ask for."""


def start_log(settings: Settings) -> None:
    """Sends every log line of the process to standard error, from the level of the settings on."""
    handler = logging.StreamHandler(sys.stderr)
    if settings.log_format == "json":
        fields = {"asctime": "time", "levelname": "level", "name": "logger"}
        handler.setFormatter(JsonFormatter("{asctime}{levelname}{name}{message}", style="{", rename_fields=fields))
    else:
        handler.setFormatter(logging.Formatter(TEXT, style="{"))
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # The invite link is what an operator looks for, however quiet the log.
    logging.getLogger("rockybot.invite").setLevel(min(level, logging.INFO))
    for library, lowest in LIBRARIES.items():
        logging.getLogger(library).setLevel(max(level, lowest))
