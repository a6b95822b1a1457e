"""`/facts restore`, `undo`: what a fact or a known gap said before comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands

from rockybot.bot.curating.records import (
    Curating,
    complete_edited,
    complete_removed,
    complete_revision,
    removed,
)
from rockybot.bot.curating.telling import tell
from rockybot.histories import said_last
from rockybot.replies import curating as words

if TYPE_CHECKING:
    import discord


class Returning(Curating):
    """Commands that offer an older text of a record, to be saved as it was or mended first."""

    @app_commands.command(name="restore", description=words.RESTORE_ABOUT)
    @app_commands.describe(fact=words.WHICH_REMOVED)
    @app_commands.autocomplete(fact=complete_removed)
    async def restore(self, interaction: discord.Interaction[Any], fact: str) -> None:
        """What a removed record said last, with a button that brings it back."""
        edition, record_id = self._edition(interaction), await self._record_id(interaction, fact)
        await interaction.response.defer(ephemeral=True, thinking=True)
        if record_id not in removed(self._desk.servers, edition):
            await tell(interaction, words.NOT_REMOVED)
            return
        history = await self._desk.servers.history(edition, record_id)
        of_file = self._desk.servers.stories[edition.story].pack.record(record_id)
        await self._offer(interaction, record_id, said_last(history, of_file), history[-1].number if history else None)

    @app_commands.command(name="undo", description=words.UNDO_ABOUT)
    @app_commands.describe(fact=words.WHICH_EDITED, revision=words.WHICH_REVISION)
    @app_commands.autocomplete(fact=complete_edited)
    @app_commands.autocomplete(revision=complete_revision)
    async def undo(self, interaction: discord.Interaction[Any], fact: str, revision: int | None = None) -> None:
        """What the record said before an edit, by default its latest, with a button that brings it back."""
        edition, record_id = self._edition(interaction), await self._record_id(interaction, fact)
        await interaction.response.defer(ephemeral=True, thinking=True)
        history = await self._desk.servers.history(edition, record_id)
        numbers = [one.number for one in history]
        if not history:
            await tell(interaction, words.NEVER_EDITED)
            return
        if revision is not None and revision not in numbers:
            await tell(interaction, words.no_such_revision(revision, record_id))
            return
        place = len(history) - 1 if revision is None else numbers.index(revision)
        of_file = self._desk.servers.stories[edition.story].pack.record(record_id)
        before = history[place - 1].edit.record if place else of_file
        if before is None and await self._is_last(interaction, record_id):
            await tell(interaction, words.LAST_FACT)
        else:
            await self._offer(interaction, record_id, before, numbers[-1])

    async def _is_last(self, interaction: discord.Interaction[Any], record_id: str) -> bool:
        return [fact.id for fact in (await self._story(interaction)).pack.facts] == [record_id]
