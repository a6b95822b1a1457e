"""`/facts add`, `gap`, `edit`, `remove`: what changes a fact or a known gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands

from rockybot.bot.addressing import key_of
from rockybot.bot.curating.forms import RecordForm, Subject, fits_a_form
from rockybot.bot.curating.records import Curating, complete_record
from rockybot.bot.responding import in_time, say
from rockybot.packs.proposing import Form, GapForm, form_of
from rockybot.replies import curating as words

if TYPE_CHECKING:
    import discord


class Changing(Curating):
    """Commands that end in a proposal."""

    @app_commands.command(name="add", description=words.ADD_ABOUT)
    async def add(self, interaction: discord.Interaction[Any]) -> None:
        """An empty form."""
        await interaction.response.send_modal(RecordForm(words.ADDING, Subject(), Form("", "")))

    @app_commands.command(name="gap", description=words.GAP_ABOUT)
    async def gap(self, interaction: discord.Interaction[Any]) -> None:
        """An empty form for what the source doesn't say."""
        await interaction.response.send_modal(RecordForm(words.ADDING_GAP, Subject(), GapForm("", "")))

    @app_commands.command(name="edit", description=words.EDIT_ABOUT)
    @app_commands.describe(fact=words.WHICH)
    @app_commands.autocomplete(fact=complete_record)
    async def edit(self, interaction: discord.Interaction[Any], fact: str) -> None:
        """The form of a record as it stands."""
        record = await self._record(interaction, fact)
        if record is None:
            await say(interaction, words.NO_SUCH_FACT)
            return
        form = form_of(record)
        if not fits_a_form(form):
            await say(interaction, words.TOO_LONG_FOR_A_FORM)
            return
        subject = Subject(key_of(record), await in_time(self._seen(interaction, record.id)))
        await interaction.response.send_modal(RecordForm(words.title(form, new=False), subject, form))

    @app_commands.command(name="remove", description=words.REMOVE_ABOUT)
    @app_commands.describe(fact=words.WHICH)
    @app_commands.autocomplete(fact=complete_record)
    async def remove(self, interaction: discord.Interaction[Any], fact: str) -> None:
        """What removing would do, with a button that does it."""
        record = await self._record(interaction, fact)
        pack = (await self._story(interaction)).pack
        if record is None:
            await say(interaction, words.NO_SUCH_FACT)
        elif pack.facts == (record,):
            await say(interaction, words.LAST_FACT)
        else:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await self._offer(interaction, record.id, None, await self._seen(interaction, record.id))
