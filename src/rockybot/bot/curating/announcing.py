"""Every edit is told in the channel that a server chose for it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from aiohttp import ClientError

from rockybot.bot.components import Sheet, container, text
from rockybot.bot.curating.telling import fits
from rockybot.bot.escaping import harmless
from rockybot.replies import curating

if TYPE_CHECKING:
    from rockybot.store import ServerSettings

log = logging.getLogger("rockybot.log_channel")

_SHOWN = 3500


async def announce(client: discord.Client, settings: ServerSettings, head: str, words: str) -> None:
    """Tells what was edited, where a channel was chosen for it; nobody is notified.

    The `head` is shown as it is: it names who edited, and holds nothing that anybody typed.
    """
    if settings.log_channel is None:
        return
    cut = [] if fits(words) else [curating.WHOLE_IN_HISTORY]
    sheet = Sheet(container([text("\n".join([head, harmless(words, _SHOWN), *cut]))]))
    try:
        await client.get_partial_messageable(settings.log_channel).send(view=sheet, silent=True)
    except (discord.HTTPException, ClientError, OSError) as error:
        log.warning("channel %s: an edit could not be told there: %s", settings.log_channel, error)
