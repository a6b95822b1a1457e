"""Words for one moderator alone; what is too long for a message stands whole in a text file below it."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING, Any

import discord

from rockybot.bot.components import Component, Sheet, container, enclosed, row, text
from rockybot.bot.escaping import harmless
from rockybot.replies import looking, moving, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 3500
"""Of the 4,000 characters of a message; the rest is for what stands beside the words."""
_SMALL = "-# "


async def tell(
    interaction: discord.Interaction[Any],
    words: str,
    name: str = "facts.txt",
    *,
    whole: str | None = None,
    buttons: Sequence[Component] = (),
) -> None:
    """Tells the words. If they don't fit, or aren't all that is to be said, the `whole` is in a file of that name."""
    everything = words if whole is None else whole
    cut = everything != words or not fits(words)
    await hand(interaction, harmless(words, SHOWN), (name, visible(everything)) if cut else None, buttons=buttons)


async def hand(
    interaction: discord.Interaction[Any],
    shown: str,
    whole: tuple[str, str] | None = None,
    *,
    buttons: Sequence[Component] = (),
) -> None:
    """Shows what is harmless already, with the name and the text of the file that holds the whole, if there is one."""
    if whole is None:
        await _send(interaction, Sheet(container([text(shown)]), *_row(buttons)))
        return
    name, data = whole[0], whole[1].encode("utf-8", "replace")
    if len(data) > interaction.filesize_limit:
        note = text(_SMALL + harmless(moving.too_large(len(data)), SHOWN))
        await _send(interaction, Sheet(container([text(shown), note]), *_row(buttons)))
        return
    note = text(_SMALL + looking.WHOLE_BELOW)
    sheet = Sheet(container([text(shown), note]), enclosed(name), *_row(buttons))
    await _send(interaction, sheet, discord.File(io.BytesIO(data), name))


async def give(interaction: discord.Interaction[Any], words: str, name: str, data: bytes) -> None:
    """Hands over a file, under words that say what it is; in its place, if Discord takes none so large, a word."""
    if len(data) > interaction.filesize_limit:
        await tell(interaction, f"{words}\n{moving.too_large(len(data))}")
        return
    sheet = Sheet(container([text(harmless(words, SHOWN))]), enclosed(name))
    await _send(interaction, sheet, discord.File(io.BytesIO(data), name))


def escaped(words: str) -> str:
    """The words as Discord shows them, however long."""
    return harmless(words, sys.maxsize)


def fits(words: str) -> bool:
    """Whether one message has room for them."""
    return len(escaped(words)) <= SHOWN


def file_name(name: str, ending: str) -> str:
    """A name that Discord leaves as it is: it writes an attached file's name anew where that holds other signs."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")[:60]
    return f"{plain or 'facts'}.{ending}"


def _row(buttons: Sequence[Component]) -> list[Component]:
    return [row(*buttons)] if buttons else []


async def _send(interaction: discord.Interaction[Any], sheet: Sheet, file: discord.File | None = None) -> None:
    response = interaction.response
    if file is not None and not response.is_done():
        # A form with a file in it is sent once only: the first response must not hang on that.
        await response.defer(ephemeral=True, thinking=True)
    if response.is_done():
        await interaction.edit_original_response(view=sheet, attachments=[] if file is None else [file])
    else:
        await response.send_message(view=sheet, ephemeral=True)
