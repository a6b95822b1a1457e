"""Which record a moderator means: as completions offer it, and as a command finds it."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.ext import commands

from rockybot.bot.addressing import CHOSEN, choice_of, chosen, key_of_id, record_at
from rockybot.bot.curating.drafts import Draft
from rockybot.bot.curating.rights import may_curate
from rockybot.bot.curating.saving import Saver
from rockybot.bot.curating.seeking import holding, holds, nearest
from rockybot.bot.limits import CHOICE, CHOICES, shortened
from rockybot.bot.placing import edition_at
from rockybot.errors import StoreError
from rockybot.histories import steps
from rockybot.packs.proposing import form_of
from rockybot.replies import looking as words

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable, Mapping

    import discord

    from rockybot.app import Story
    from rockybot.bot.desk import Desk, Host
    from rockybot.packs import Pack, Record
    from rockybot.servers import Edition, Servers


class Curating(commands.Cog):
    """What every command of moderators knows."""

    _desk: Desk
    _in_turn: asyncio.Lock
    """For what keeps a thread busy for seconds: one at a time, so that answers go on beside it."""

    def _edition(self, interaction: discord.Interaction[Any]) -> Edition:
        return edition_at(self._desk.servers, interaction)

    async def _story(self, interaction: discord.Interaction[Any]) -> Story:
        return await self._desk.servers.told(self._edition(interaction))

    async def _record(self, interaction: discord.Interaction[Any], value: str) -> Record | None:
        return meant((await self._story(interaction)).pack, value)

    async def _record_id(self, interaction: discord.Interaction[Any], value: str) -> str:
        return id_meant((await self._story(interaction)).pack, value)

    async def _seen(self, interaction: discord.Interaction[Any], record_id: str) -> int | None:
        revision = await self._desk.servers.seen(self._edition(interaction), record_id)
        return revision.number if revision else None

    async def _offer(
        self, interaction: discord.Interaction[Any], record_id: str, record: Record | None, seen: int | None
    ) -> None:
        """Shows what saying this of a record would do; the interaction was deferred.

        It may be mended first, where there is anything to mend.
        """
        edition = self._edition(interaction)
        edit = self._desk.servers.edit_of(edition, record_id, record)
        form = None if record is None else form_of(record)
        await Saver(self._desk).offer(interaction, Draft(edition, record_id, form, edit, seen), edit)


def meant(pack: Pack, value: str) -> Record | None:
    """The record that a completion stands for, or whose name was typed."""
    return chosen(value, pack) or pack.record(value.strip())


def id_meant(pack: Pack, value: str) -> str:
    """Also of a record that was removed: then what was typed is its name."""
    record = meant(pack, value)
    return record.id if record else value.strip().removeprefix(CHOSEN)


def id_at(servers: Servers, edition: Edition, pack: Pack, key: str) -> str | None:
    """The name behind a key, also of a record that was removed in a server; None for what neither has any more."""
    record = record_at(key, pack)
    if record is not None:
        return record.id
    return next((edit.record_id for edit in servers.edits(edition) if key_of_id(edit.record_id) == key), None)


def removed(servers: Servers, edition: Edition) -> dict[str, Record | None]:
    """The names of the records that a server removed, with what the file says of them, if it has them."""
    file = servers.stories[edition.story].pack
    return {edit.record_id: file.record(edit.record_id) for edit in servers.edits(edition) if edit.record is None}


async def complete_record(interaction: discord.Interaction[Host], typed: str) -> list[app_commands.Choice[str]]:
    """The records that hold what is typed, or come near to it, spoilers too: moderators know the story."""
    servers = interaction.client.desk.servers
    if not may_curate(interaction, servers.settings_of(interaction.guild_id)):
        return []
    story = await servers.told(edition_at(servers, interaction))
    return choices_of(holding(story, typed) or nearest(story, typed) if typed.strip() else story.pack.records)


async def complete_removed(interaction: discord.Interaction[Host], typed: str) -> list[app_commands.Choice[str]]:
    """The removed records whose name, or what the file says of them, holds what is typed."""
    servers = interaction.client.desk.servers
    if not may_curate(interaction, servers.settings_of(interaction.guild_id)):
        return []
    found = removed(servers, edition_at(servers, interaction)).items()
    return _gone({record_id: record for record_id, record in found if holds(record_id, record, typed)})


async def complete_any(interaction: discord.Interaction[Host], typed: str) -> list[app_commands.Choice[str]]:
    """Records that are told, and then those that were removed."""
    told, gone = await complete_record(interaction, typed), await complete_removed(interaction, typed)
    return [*told[: CHOICES - min(len(gone), CHOICES // 2)], *gone][:CHOICES]


async def complete_edited(interaction: discord.Interaction[Host], typed: str) -> list[app_commands.Choice[str]]:
    """The records edited here that hold what is typed, also removed ones; the newest edit first."""
    servers = interaction.client.desk.servers
    if not may_curate(interaction, servers.settings_of(interaction.guild_id)):
        return []
    edition = edition_at(servers, interaction)
    pack, gone = (await servers.told(edition)).pack, removed(servers, edition)
    offered: list[app_commands.Choice[str]] = []
    for record_id in await _newest_first(servers, edition):
        record = pack.record(record_id)
        if holds(record_id, record or gone.get(record_id), typed):
            offered += choices_of([record]) if record else _gone({record_id: gone.get(record_id)})
    return offered[:CHOICES]


async def _newest_first(servers: Servers, edition: Edition) -> list[str]:
    """The names of the records edited in a server; while the database is away, as they were first edited, reversed."""
    try:
        latest = await servers.store.latest(edition.server, edition.story)
    except StoreError:
        return [edit.record_id for edit in reversed(servers.edits(edition))]
    return [one.edit.record_id for one in sorted(latest, key=lambda one: -one.number)]


async def complete_revision(interaction: discord.Interaction[Host], typed: str) -> list[app_commands.Choice[int]]:
    """The revisions of the record that was chosen beside this, the newest first."""
    servers, value = interaction.client.desk.servers, getattr(interaction.namespace, "fact", None)
    if not value or not may_curate(interaction, servers.settings_of(interaction.guild_id)):
        return []
    edition = edition_at(servers, interaction)
    record_id = id_meant((await servers.told(edition)).pack, value)
    found = steps(await servers.history(edition, record_id), servers.stories[edition.story].pack)
    begun = str(typed).strip()
    numbered = ((step.revision.number, step) for step in found if str(step.revision.number).startswith(begun))
    return [
        app_commands.Choice(
            name=words.choice(number, step.revision.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC"), step.change),
            value=number,
        )
        for number, step in numbered
    ][:CHOICES]


def choices_of(records: Iterable[Record]) -> list[app_commands.Choice[str]]:
    """Each record by its id and its first question; of two that would look the same, the first."""
    names: dict[str, Record] = {}
    for record in records:
        names.setdefault(shortened(f"{record.id}: {record.questions[0]}", CHOICE), record)
    return [app_commands.Choice(name=name, value=choice_of(record)) for name, record in names.items()][:CHOICES]


def _gone(records: Mapping[str, Record | None]) -> list[app_commands.Choice[str]]:
    """Each removed record by its name, and its first question if the file has one."""
    return [
        app_commands.Choice(name=shortened(f"{name}: {record.questions[0]}" if record else name, CHOICE), value=name)
        for name, record in records.items()
    ][:CHOICES]
