"""`/facts export`, `import`: what a server tells leaves as a fact file, and a fact file is taken over into it."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import discord
from aiohttp import ClientError
from discord import app_commands
from discord.ext import commands

from rockybot.bot.components import button
from rockybot.bot.curating.announcing import announce
from rockybot.bot.curating.imports import Imports, Pending
from rockybot.bot.curating.recalling import with_marking
from rockybot.bot.curating.records import Curating
from rockybot.bot.curating.rights import may_curate
from rockybot.bot.curating.telling import file_name, fits, give, tell
from rockybot.bot.rendering import notice
from rockybot.bot.responding import attend, say
from rockybot.errors import PackError, SourceError, StoreError
from rockybot.importing import Import, import_of
from rockybot.packs.bare import BarePack
from rockybot.packs.parsing import MAX_BYTES
from rockybot.packs.reading import read_pack_bytes, read_text
from rockybot.packs.writing import written
from rockybot.replies import curating
from rockybot.replies import moving as words
from rockybot.store import Overtaken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rockybot.errors import Problem
    from rockybot.packs import Pack

PROBLEMS = 10
"""Shown in the message; a file beside it holds all."""
PATTERN = re.compile(r"rbi:(?P<action>keep|drop):(?P<key>[0-9a-f]{12})")
_NO_TEXT = ("image/", "video/", "audio/", "application/pdf", "application/zip")


class Moving(Curating):
    """Commands that move whole stories, and the buttons under an import."""

    _imports: Imports

    @app_commands.command(name="export", description=words.EXPORT_ABOUT)
    async def export(self, interaction: discord.Interaction[Any]) -> None:
        """The fact file of what this server tells, with the comments of the story's own file."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        edition, servers = self._edition(interaction), self._desk.servers
        pack, edits = (await servers.told(edition)).pack, servers.edits(edition)
        data = await asyncio.to_thread(_file_of, pack, servers.stories[edition.story].path)
        conflicts = [conflict.edit.record_id for conflict in servers.conflicts(edition)]
        told = words.exported(pack.title, len(edits), conflicts)
        told = told if pack.facts else f"{told}\n{words.NO_FACTS_LEFT}"
        await give(interaction, told, file_name(edition.story, "yaml"), data)

    @app_commands.command(name="import", description=words.IMPORT_ABOUT)
    @app_commands.describe(file=words.FILE_ABOUT)
    async def import_(self, interaction: discord.Interaction[Any], file: discord.Attachment) -> None:
        """What taking over a file would do, with a button that does it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        if file.size > MAX_BYTES:
            await tell(interaction, words.too_large_to_import(file.size, MAX_BYTES))
        elif (file.content_type or "").startswith(_NO_TEXT):
            await tell(interaction, words.NO_FACT_FILE)
        else:
            try:
                data = await file.read()
            except (discord.HTTPException, ClientError, OSError):
                await tell(interaction, words.NOT_HANDED_OVER)
            else:
                await self._show(interaction, file.filename, data)

    async def _show(self, interaction: discord.Interaction[Any], name: str, data: bytes) -> None:
        edition, servers = self._edition(interaction), self._desk.servers
        # Before the story: what is saved in between is a later revision, and the import then hears of it.
        head = await servers.head(edition)
        file = servers.stories[edition.story].pack
        story, operators = await servers.told(edition), BarePack(file)
        recent = self._desk.recent.of(edition)
        try:
            async with self._in_turn:
                found = await asyncio.to_thread(
                    lambda: import_of(read_pack_bytes(name, data), operators, story.answerer, recent)
                )
        except PackError as error:
            problems = _told(error.problems, name)
            brief, whole = words.unreadable(name, problems, PROBLEMS), words.unreadable(name, problems)
            await tell(interaction, brief, "problems.txt", whole=whole)
            return
        if found.problems:
            problems = _told(found.problems, name)
            brief, whole = words.refused(name, problems, PROBLEMS), words.refused(name, problems)
            await tell(interaction, brief, "problems.txt", whole=whole)
            return
        own = [words.operators_own(found.others)] if found.others else []
        if not found.edits:
            await tell(interaction, "\n\n".join([words.same(name), *own]))
            return
        pending = Pending(edition, name, found.edits, found.changes, head, file)
        await self._offer_import(interaction, pending, found, own)

    async def _offer_import(
        self, interaction: discord.Interaction[Any], pending: Pending, found: Import, own: list[str]
    ) -> None:
        taken = [words.taking(found.taken, whole=True)] if found.taken else []
        whole = "\n\n".join([words.difference(pending.name, found.changes, whole=True), *taken, *own])
        brief = "\n\n".join([words.difference(pending.name, found.changes, whole=False), *taken, *own])
        if not fits(brief):
            taken = [words.taking(found.taken, whole=False)] if found.taken else []
            brief = "\n\n".join([words.summary(pending.name, found.changes), *taken, *own])
        key = self._imports.keep(pending)
        buttons = [
            button(f"rbi:keep:{key}", words.SURE if found.taken else words.IMPORT),
            button(f"rbi:drop:{key}", curating.DROP),
        ]
        await tell(interaction, brief, "import.txt", whole=whole, buttons=buttons)

    @commands.Cog.listener("on_interaction")
    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """A button under an import."""
        data: Any = interaction.data or {}
        match = PATTERN.fullmatch(str(data.get("custom_id", "")))
        if match is not None and interaction.type is discord.InteractionType.component:
            action, key = match["action"], match["key"]
            await attend(self._desk, interaction, lambda: self._press(interaction, action, key))

    async def _press(self, interaction: discord.Interaction[Any], action: str, key: str) -> None:
        if not may_curate(interaction, self._desk.servers.settings_of(interaction.guild_id)):
            await say(interaction, curating.NOT_A_MODERATOR)
            return
        pending = self._imports.take(key, interaction.guild_id)
        if pending is None:
            await say(interaction, words.IMPORT_GONE)
        elif action == "drop":
            await interaction.response.edit_message(view=notice(words.IMPORT_DROPPED), attachments=[])
        else:
            await self._keep(interaction, key, pending)

    async def _keep(self, interaction: discord.Interaction[Any], key: str, pending: Pending) -> None:
        """Keeps all of it, or tells why nothing was kept; then the import is still at hand, if that is of use."""
        await interaction.response.defer()
        servers = self._desk.servers
        if servers.stories[pending.edition.story].pack is not pending.file:
            await interaction.edit_original_response(view=notice(words.FILE_READ_ANEW), attachments=[])
            return
        try:
            kept = await servers.keep_all(pending.edition, pending.edits, interaction.user.id, pending.head)
        except Overtaken as overtaken:
            told = words.overtaken(overtaken.by.number)
            await interaction.edit_original_response(view=notice(told), attachments=[])
        except StoreError as error:
            self._imports.put_back(key, pending)
            await say(interaction, words.unreachable(error.what))
        else:
            view = await with_marking(notice(words.imported(pending.changes)), servers, pending.edition, kept)
            try:
                await interaction.edit_original_response(view=view, attachments=[])
            finally:
                # It is imported, whether or not who did it could be told so.
                settings = servers.settings_of(pending.edition.server)
                head = words.announced(interaction.user.id, pending.changes)
                await announce(interaction.client, settings, head, words.edits(pending.name, pending.changes))


def _file_of(pack: Pack, path: Path | None) -> bytes:
    try:
        source = None if path is None else read_text(path)
    except SourceError:  # it is gone since it was read: then it is written anew, without its comments
        source = None
    return written(pack, source).encode("utf-8", "replace")


def _told(problems: Iterable[Problem], name: str) -> list[str]:
    return [
        words.problem_at(problem.mark.line, problem.mark.column, problem.what, problem.mend)
        if problem.file == name
        else words.problem_elsewhere(problem.file, problem.what, problem.mend)
        for problem in problems
    ]
