"""`/unanswered`: what waits for the moderators, a page at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.ext import commands

from rockybot.bot.components import Component, Sheet, button, container, row, space, text
from rockybot.bot.curating.rights import may_curate
from rockybot.bot.escaping import harmless
from rockybot.bot.limits import shortened
from rockybot.bot.placing import edition_at
from rockybot.bot.rendering import notice
from rockybot.bot.responding import say
from rockybot.replies import curating, visible
from rockybot.replies import queueing as words
from rockybot.servers.queueing import queue, told_by_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from rockybot.bot.desk import Desk
    from rockybot.packs import Record
    from rockybot.servers import Edition
    from rockybot.servers.queueing import Asked

ON_PAGE = 5
"""Questions on a page: with their buttons 39 of the 40 components that a message holds."""

# Of the 4,000 characters of one message: the head once, the others five times. Escaping may double a text.
_HEAD, _QUESTION, _ALSO, _GOT, _BY_NOW = 300, 250, 200, 120, 140
_OTHERS, _OTHER = 3, 80
_SMALL = "-# "


class Unanswered(commands.Cog):
    """The moderators' queue; their rights are checked again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        if may_curate(interaction, self._desk.servers.settings_of(interaction.guild_id)):
            return True
        await say(interaction, curating.NOT_A_MODERATOR)
        return False

    @app_commands.command(name="unanswered", description=words.UNANSWERED_ABOUT)
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    async def unanswered(self, interaction: discord.Interaction[Any]) -> None:
        """The first page."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        edition = edition_at(self._desk.servers, interaction)
        await interaction.edit_original_response(view=await page_of(self._desk, edition, 0))


async def page_of(desk: Desk, edition: Edition, page: int, word: str = "") -> Sheet:
    """A page of the queue, counted from 0, under a word if there is one; of a shorter queue the last page.

    Raises:
        StoreError: the database can't be reached, or there is none.
    """
    servers = desk.servers
    asked = await queue(servers, edition)
    if not asked:
        return notice(f"{word}\n{words.EMPTY}".strip())
    pages = -(-len(asked) // ON_PAGE)
    page = min(page, pages - 1)
    title = servers.stories[edition.story].pack.title if len(servers.stories) > 1 else ""
    head = words.waiting(len(asked), title, page + 1, pages)
    parts = [text(harmless(f"{word}\n{head}".strip(), _HEAD))]
    shown = asked[page * ON_PAGE : (page + 1) * ON_PAGE]
    story, strictness = await servers.told(edition), desk.strictness(edition)
    told = await asyncio.to_thread(lambda: [told_by_now(story, one, strictness) for one in shown])
    for number, (one, record) in enumerate(zip(shown, told, strict=True)):
        parts += [space()] if number else []
        parts += [text("\n".join(_lines(one, record))), _buttons(one)]
    turns = [button(f"rbq:page:{page - 1}", words.BACK)] if page else []
    turns += [button(f"rbq:page:{page + 1}", words.NEXT)] if page + 1 < pages else []
    return Sheet(container(parts), *([row(*turns)] if turns else []))


def _lines(asked: Asked, told: Record | None) -> Sequence[str]:
    question, *others = asked.wordings
    lines = [f"**“{harmless(question, _QUESTION)}”**"]
    if others:
        shown = [shortened(visible(other), _OTHER) for other in others[:_OTHERS]]
        lines.append(_SMALL + harmless(words.also(shown, len(others) - len(shown)), _ALSO))
    lines.append(_SMALL + harmless(words.got(asked.times, asked.verdicts, asked.record_ids), _GOT))
    return lines if told is None else [*lines, _SMALL + harmless(visible(words.by_now(told)), _BY_NOW)]


def _buttons(asked: Asked) -> Component:
    labels = {"fact": words.NEW_FACT, "same": words.SAME_AS, "gap": words.SILENT, "dismiss": words.DISMISS}
    return row(*(button(f"rbq:{action}:{asked.newest_id}", label) for action, label in labels.items()))
