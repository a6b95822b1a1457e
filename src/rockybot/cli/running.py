"""`rockybot run`: the bot on Discord, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from rockybot.app import Story, default_pack
from rockybot.bot import Desk, RockyBot
from rockybot.bot.connection.supervising import stop_on_signals, supervise
from rockybot.bot.keeping_up import keep_up
from rockybot.cli.inspecting import token_fault
from rockybot.cli.journal import start_log
from rockybot.cli.progress import loading
from rockybot.errors import SettingsError
from rockybot.servers import Servers
from rockybot.settings import Settings, misspelt, surroundings
from rockybot.shelving import stories_in
from rockybot.store import Retention, Store

if TYPE_CHECKING:
    from pathlib import Path

    from rockybot.packs import Pack

log = logging.getLogger("rockybot.run")


def run(pack: Path | None) -> None:
    """Serves Discord until a signal ends it.

    Raises:
        SettingsError: a setting can't be used, or there is no token.
        PackError: the fact file can't be read as a pack.
        StoreError: the database can't be opened.
        SetupError: Discord refuses the token or an intent.
    """
    settings = Settings.load()
    settings = replace(settings, pack=pack or settings.pack)
    fault = token_fault(settings.token)
    doubt = f"{fault.what}; {fault.mend}" if fault else None
    if settings.token is None:
        raise SettingsError(str(doubt))
    path = settings.pack or default_pack()
    with loading(path) as advance:
        story = Story.open(path, advance)
    start_log(settings)
    log.info("the story of %s: %d facts, %d gaps", story.pack.title, len(story.pack.facts), len(story.pack.gaps))
    _warn(story.pack)
    asyncio.run(_serve(settings, settings.token, story, doubt))


def _warn(pack: Pack) -> None:
    """What doesn't keep the bot from running and surely isn't meant so."""
    for name, meant in misspelt(surroundings()).items():
        log.warning("%s is no setting%s; see `rockybot doctor`", name, f", perhaps {meant}" if meant else "")
    unproved = sum(fact.excerpt is not None and pack.quote(fact) is None for fact in pack.facts)
    if unproved:
        log.warning("%d excerpts are unproved and not shown; see `rockybot check`", unproved)


async def _serve(settings: Settings, token: str, story: Story, doubt: str | None) -> None:
    stop = asyncio.Event()
    stop_on_signals(stop)
    path = settings.pack or default_pack()
    others = stories_in(settings.stories, path)
    store = await _store(settings)
    try:
        servers = Servers(story, store, path.stem, others)
        await servers.load()
        desk = Desk(settings, servers)
        beside = keep_up(desk, settings.stories, path)
        await supervise(lambda: RockyBot(settings, desk), token, stop, doubt=doubt)
        for task in beside:
            task.cancel()
    finally:
        if store is not None:
            await store.close()
    log.info("stopped")


async def _store(settings: Settings) -> Store | None:
    """The database of the settings; None where none was asked for and the working folder takes no file."""
    if settings.database_url is None and not os.access(".", os.W_OK):
        log.warning("nothing can be written in this folder, so no edits are kept; ROCKYBOT_DATABASE_URL names another")
        return None
    return await Store.open(settings.database_url, retention=Retention.of_days(settings.retention_days))
