"""Words that a member hears beside the answers, whatever became of the interaction."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from aiohttp import ClientError

from rockybot.bot.placing import words_for
from rockybot.bot.rendering import notice
from rockybot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rockybot.bot.desk import Desk
    from rockybot.replies.languages import Words

log = logging.getLogger("rockybot.interactions")

FIRST_SECONDS = 2.5
"""Discord waits three for the first response. A form can be no later one, so it can't be put off as others are."""

_T = TypeVar("_T")


async def say(interaction: discord.Interaction, text: str) -> None:
    """A private word, whether or not the interaction was responded to."""
    if interaction.response.is_done():
        await interaction.followup.send(view=notice(text), ephemeral=True)
    else:
        await interaction.response.send_message(view=notice(text), ephemeral=True)


async def in_time(looking: Awaitable[_T]) -> _T:
    """What is looked up before a first response.

    Raises:
        StoreError: the database can't be reached, or takes so long that Discord would no longer listen.
    """
    try:
        return await asyncio.wait_for(looking, FIRST_SECONDS)
    except TimeoutError:
        raise StoreError("the database", "the database takes too long", "see what keeps it busy") from None


async def attend(desk: Desk, interaction: discord.Interaction[Any], work: Callable[[], Awaitable[None]]) -> None:
    """Does the work once, however often Discord delivers the interaction; who started it hears of any failure."""
    if not desk.seen.first_time(interaction.id):
        return
    desk.flight.board()
    try:
        await work()
    except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for a word
        await apologise(interaction, error, words_for(desk.servers, interaction))


async def apologise(interaction: discord.Interaction[Any], error: Exception, words: Words) -> None:
    """The private word for an error, as far as Discord still takes one; the error itself goes to the log."""
    log.error("an interaction failed", exc_info=error)
    cause = getattr(error, "original", error)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        await say(interaction, words.away.format(what=cause.what) if isinstance(cause, StoreError) else words.failed)
    except (discord.HTTPException, ClientError, OSError, RuntimeError) as refusal:
        log.warning("and so did the word about it: %s", refusal)
