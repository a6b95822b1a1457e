"""`/facts search`, `list`: records by the line, and the buttons that turn the pages of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from rockybot.bot.components import Sheet, button, container, row, text
from rockybot.bot.curating.records import Curating, removed
from rockybot.bot.curating.rights import may_curate
from rockybot.bot.curating.seeking import holding, nearest
from rockybot.bot.curating.telling import tell
from rockybot.bot.escaping import harmless, one_line
from rockybot.bot.limits import shortened
from rockybot.bot.responding import attend, say
from rockybot.replies import curating
from rockybot.replies import looking as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rockybot.packs import Record
    from rockybot.servers import Edition

PAGE = 12
LINE = 280
"""Characters of a line, markup and all: a page of them fits into a message."""
FOUND = 20
NEAREST = 5
"""Records shown where none holds the words of a search."""
PATTERN = re.compile(r"rbl:(?P<kind>[a-z]+):(?P<page>[0-9]{1,6})")


class Listing(Curating):
    """Commands that find records."""

    @app_commands.command(name="search", description=words.SEARCH_ABOUT)
    @app_commands.describe(searched=words.WORDS_ABOUT)
    @app_commands.rename(searched="words")
    async def search(self, interaction: discord.Interaction[Any], searched: app_commands.Range[str, 1, 300]) -> None:
        """The records that hold all the words, or else those that the matcher ranks first."""
        story, edition = await self._story(interaction), self._edition(interaction)
        found = holding(story, searched)
        if found:
            head = words.found(len(found), min(len(found), FOUND))
        else:
            found = nearest(story, searched)[:NEAREST]
            head = words.NEAREST if found else words.NONE_FOUND
        await tell(interaction, "\n".join([head, *self._lines(edition, found[:FOUND])]), "search.txt")

    @app_commands.command(name="list", description=words.LIST_ABOUT)
    @app_commands.describe(kind=words.KIND_ABOUT)
    @app_commands.choices(kind=[app_commands.Choice(name=name, value=kind) for kind, name in words.KINDS.items()])
    async def list_(self, interaction: discord.Interaction[Any], kind: str = "all") -> None:
        """The first page of all records of a kind."""
        await interaction.response.send_message(view=await self._page(interaction, kind, 0), ephemeral=True)

    @commands.Cog.listener("on_interaction")
    async def turn(self, interaction: discord.Interaction[Any]) -> None:
        """A button under a list: the page that stands on it, as the list is now."""
        data: Any = interaction.data or {}
        match = PATTERN.fullmatch(str(data.get("custom_id", "")))
        if match is not None and interaction.type is discord.InteractionType.component:
            kind, number = match["kind"], int(match["page"])
            await attend(self._desk, interaction, lambda: self._turn(interaction, kind, number))

    async def _turn(self, interaction: discord.Interaction[Any], kind: str, number: int) -> None:
        if may_curate(interaction, self._desk.servers.settings_of(interaction.guild_id)):
            await interaction.response.edit_message(view=await self._page(interaction, kind, number))
        else:
            await say(interaction, curating.NOT_A_MODERATOR)

    async def _page(self, interaction: discord.Interaction[Any], kind: str, number: int) -> Sheet:
        edition = self._edition(interaction)
        lines = await self._kind(edition, kind)
        pages = max(1, -(-len(lines) // PAGE))
        number = min(number, pages - 1)
        head = words.page(kind, len(lines), number + 1, pages)
        shown = [harmless(line, LINE) for line in lines[number * PAGE : (number + 1) * PAGE]]
        turns = [(number - 1, words.BACK)] * (number > 0) + [(number + 1, words.NEXT)] * (number < pages - 1)
        buttons = [button(f"rbl:{kind}:{there}", label) for there, label in turns]
        card = container([text("\n".join([harmless(head, LINE), *shown]))])
        return Sheet(card, row(*buttons)) if buttons else Sheet(card)

    async def _kind(self, edition: Edition, kind: str) -> list[str]:
        pack = (await self._desk.servers.told(edition)).pack
        if kind == "removed":
            gone = removed(self._desk.servers, edition).items()
            return [words.line(name, _question(record) if record else "", []) for name, record in gone]
        edited = {edit.record_id for edit in self._desk.servers.edits(edition)}
        kinds: dict[str, Iterable[Record]] = {
            "facts": pack.facts,
            "gaps": pack.gaps,
            "edited": (record for record in pack.records if record.id in edited),
        }
        return self._lines(edition, kinds.get(kind, pack.records))

    def _lines(self, edition: Edition, records: Iterable[Record]) -> list[str]:
        edited = {edit.record_id for edit in self._desk.servers.edits(edition)}
        return [
            words.line(record.id, _question(record), words.marks(record, edited=record.id in edited))
            for record in records
        ]


def _question(record: Record) -> str:
    return shortened(one_line(record.questions[0]), LINE // 2)
