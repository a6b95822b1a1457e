"""An answer to a message, delivered once, whatever the network does on the way."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import discord
from aiohttp import ClientError

if TYPE_CHECKING:
    from rockybot.bot.components import Sheet

log = logging.getLogger("rockybot.delivery")

PAUSES = (0.25, 1.0, 3.0, 9.0)
"""Seconds before each further try after a connection broke; discord.py itself tries again after a server's error."""
_UNREADABLE_HISTORY = 160002
_UNKNOWN_CHANNEL = 10003
_INVALID_FORM = 50035


async def deliver(message: discord.Message, view: Sheet, *, silent: bool = False) -> int | None:
    """The id of the view's message, sent as a reply, or where replies aren't allowed as a message; None: not sent.

    A `silent` one notifies nobody. A missing permission is logged with its mend; a message that was deleted meanwhile
    needs no answer.
    """
    try:
        try:
            return await _send(message, view, silent=silent, reference=message)
        except discord.HTTPException as error:
            if error.code != _UNREADABLE_HISTORY:
                raise
            return await _send(message, view, silent=silent, reference=None)
    except discord.Forbidden as error:
        _log_forbidden(message, error)
    except discord.HTTPException as error:
        deleted = error.code == _INVALID_FORM and "message_reference" in error.text
        if not deleted and error.code != _UNKNOWN_CHANNEL:
            log.error("an answer could not be delivered: %s", error)  # noqa: TRY400 - the reason is in the text
    return None


async def _send(message: discord.Message, view: Sheet, *, silent: bool, reference: discord.Message | None) -> int:
    # The nonce makes Discord drop a second copy, if only the receipt of the first one was lost.
    for pause in PAUSES:
        try:
            return await _send_once(message, view, silent=silent, reference=reference)
        except (ClientError, OSError, TimeoutError):
            await asyncio.sleep(pause)
    return await _send_once(message, view, silent=silent, reference=reference)


async def _send_once(message: discord.Message, view: Sheet, *, silent: bool, reference: discord.Message | None) -> int:
    if reference is None:
        sent = await message.channel.send(view=view, silent=silent, nonce=message.id)
    else:
        sent = await reference.reply(view=view, silent=silent, mention_author=False, nonce=message.id)
    return sent.id


def _log_forbidden(message: discord.Message, error: discord.Forbidden) -> None:
    log.warning(
        "channel %s: an answer was not allowed (%s); grant View Channel, Send Messages, Send Messages in Threads and "
        "Read Message History there",
        message.channel.id,
        error.text,
    )
