"""`/facts`: what moderators change and look up."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from rockybot.bot.addressing import choice_of, chosen, key_of, record_at
from rockybot.bot.curating.drafts import Draft
from rockybot.bot.curating.forms import PREFIX, FactForm, typed_in
from rockybot.bot.curating.saving import may_curate
from rockybot.bot.limits import CHOICE, CHOICES, shortened
from rockybot.bot.responding import attend, say
from rockybot.histories import steps
from rockybot.packs import Fact
from rockybot.packs.proposing import form_of
from rockybot.replies import curating as words

if TYPE_CHECKING:
    from rockybot.bot.curating.saving import Saver
    from rockybot.bot.desk import Desk
    from rockybot.packs import Pack, Record


@app_commands.default_permissions(manage_messages=True)
@app_commands.guild_only()
class Facts(commands.GroupCog, group_name="facts", group_description=words.GROUP_ABOUT):
    """Moderators' commands; each checks their rights again."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        self._desk = desk
        self._saver = saver

    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        if may_curate(interaction):
            return True
        await say(interaction, words.NOT_A_MODERATOR)
        return False

    @app_commands.command(name="add", description=words.ADD_ABOUT)
    async def add(self, interaction: discord.Interaction[Any]) -> None:
        """An empty form."""
        await interaction.response.send_modal(FactForm(words.ADDING, ":0"))

    @app_commands.command(name="edit", description=words.EDIT_ABOUT)
    @app_commands.describe(fact=words.WHICH)
    async def edit(self, interaction: discord.Interaction[Any], fact: str) -> None:
        """The form of a fact as it stands."""
        record = await self._record(interaction, fact)
        if not isinstance(record, Fact):
            await say(interaction, words.NO_SUCH_FACT)
            return
        seen = await self._seen(interaction, record.id)
        form = FactForm(words.EDITING, f"{key_of(record)}:{seen or 0}", form_of(record))
        await interaction.response.send_modal(form)

    @app_commands.command(name="remove", description=words.REMOVE_ABOUT)
    @app_commands.describe(fact=words.WHICH)
    async def remove(self, interaction: discord.Interaction[Any], fact: str) -> None:
        """What removing would do, with a button that does it."""
        record = await self._record(interaction, fact)
        pack = (await self._desk.story_of(interaction.guild_id)).pack
        if record is None:
            await say(interaction, words.NO_SUCH_FACT)
        elif pack.facts == (record,):
            await say(interaction, words.LAST_FACT)
        else:
            await self._offer(interaction, record.id, None, await self._seen(interaction, record.id))

    @app_commands.command(name="undo", description=words.UNDO_ABOUT)
    @app_commands.describe(fact=words.WHICH_OR_NAME)
    async def undo(self, interaction: discord.Interaction[Any], fact: str) -> None:
        """What the record said before its latest edit, with a button that brings it back."""
        record_id = await self._record_id(interaction, fact)
        history = await self._desk.servers.history(interaction.guild_id or 0, record_id)
        if not history:
            await say(interaction, words.NEVER_EDITED)
            return
        before = history[-2].edit.record if len(history) > 1 else self._desk.story.pack.record(record_id)
        await self._offer(interaction, record_id, before, history[-1].number)

    @app_commands.command(name="show", description=words.SHOW_ABOUT)
    @app_commands.describe(fact=words.WHICH)
    async def show(self, interaction: discord.Interaction[Any], fact: str) -> None:
        """The whole record."""
        record = await self._record(interaction, fact)
        await say(interaction, words.shown(record) if record else words.NO_SUCH_FACT)

    @app_commands.command(name="history", description=words.HISTORY_ABOUT)
    @app_commands.describe(fact=words.WHICH_OR_NAME)
    async def history(self, interaction: discord.Interaction[Any], fact: str) -> None:
        """Every edit of a record, the newest first."""
        record_id = await self._record_id(interaction, fact)
        history = await self._desk.servers.history(interaction.guild_id or 0, record_id)
        told = []
        for step in steps(history, self._desk.story.pack):
            at = step.revision.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
            head = words.edited(step.revision.number, at, step.revision.editor)
            told.append("\n".join([head, words.changes(step.change)] if step.change else [head]))
        await say(interaction, "\n\n".join(told) or words.NEVER_EDITED)

    @edit.autocomplete("fact")
    @remove.autocomplete("fact")
    @undo.autocomplete("fact")
    @show.autocomplete("fact")
    @history.autocomplete("fact")
    async def complete(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        """The records whose name or questions hold what is typed, spoilers too: moderators know the story."""
        if not may_curate(interaction):
            return []
        pack = (await self._desk.story_of(interaction.guild_id)).pack
        found = [record for record in pack.records if _holds(record, typed.casefold())]
        names = {shortened(f"{record.id}: {record.questions[0]}", CHOICE): record for record in reversed(found)}
        choices = [app_commands.Choice(name=name, value=choice_of(record)) for name, record in names.items()]
        return choices[::-1][:CHOICES]

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """A form that was sent off, also to a bot that was restarted meanwhile."""
        data: Any = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if interaction.type is not discord.InteractionType.modal_submit or not custom_id.startswith(PREFIX):
            return
        about = custom_id.removeprefix(PREFIX)
        await attend(self._desk, interaction, lambda: self._take(interaction, about))

    async def _take(self, interaction: discord.Interaction[Any], about: str) -> None:
        if not may_curate(interaction):
            await say(interaction, words.NOT_A_MODERATOR)
            return
        key, _, seen = about.rpartition(":")
        pack = (await self._desk.story_of(interaction.guild_id)).pack
        record = record_at(key, pack) if key else None
        await self._saver.take(interaction, record.id if record else None, typed_in(interaction), int(seen) or None)

    async def _record(self, interaction: discord.Interaction[Any], value: str) -> Record | None:
        pack: Pack = (await self._desk.story_of(interaction.guild_id)).pack
        return chosen(value, pack) or pack.record(value.strip())

    async def _record_id(self, interaction: discord.Interaction[Any], value: str) -> str:
        """Also of a record that was removed: then what was typed is its name."""
        record = await self._record(interaction, value)
        return record.id if record else value.strip()

    async def _seen(self, interaction: discord.Interaction[Any], record_id: str) -> int | None:
        revision = await self._desk.servers.seen(interaction.guild_id or 0, record_id)
        return revision.number if revision else None

    async def _offer(
        self, interaction: discord.Interaction[Any], record_id: str, record: Record | None, seen: int | None
    ) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        edit = self._desk.servers.edit_of(record_id, record)
        await self._saver.offer(interaction, Draft(interaction.guild_id or 0, record_id, None, edit, seen), edit)


def _holds(record: Record, typed: str) -> bool:
    return typed in record.id.casefold() or any(typed in question.casefold() for question in record.questions)
