"""`rockybot run`: the bot on Discord, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from rockybot.app import Story
from rockybot.bot import create_bot
from rockybot.bot.connection.supervising import stop_on_signals, supervise
from rockybot.cli.journal import start_log
from rockybot.errors import SettingsError
from rockybot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger("rockybot.run")

UNSET = (
    "DISCORD_TOKEN: no token is set; copy it from the page “Bot” of your application in Discord's developer portal "
    "into the environment or into a file .env here"
)


def run(pack: Path | None) -> None:
    """Serves Discord until a signal ends it.

    Raises:
        SettingsError: a setting can't be used, or there is no token.
        PackError: the fact file can't be read as a pack.
        SetupError: Discord refuses the token or an intent.
    """
    settings = Settings.load()
    settings = replace(settings, pack=pack or settings.pack)
    if settings.token is None:
        raise SettingsError(UNSET)
    story = Story.open(settings.pack)
    start_log(settings)
    log.info("the story of %s: %d facts, %d gaps", story.pack.title, len(story.pack.facts), len(story.pack.gaps))
    asyncio.run(_serve(settings, settings.token, story))


async def _serve(settings: Settings, token: str, story: Story) -> None:
    stop = asyncio.Event()
    stop_on_signals(stop)
    await supervise(lambda: create_bot(settings, story), token, stop)
    log.info("stopped")
