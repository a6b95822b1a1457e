"""Which record a moderator means: as completions offer it, and as a command finds it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.ext import commands

from rockybot.bot.addressing import CHOSEN, choice_of, chosen, key_of_id, record_at
from rockybot.bot.curating.drafts import Draft
from rockybot.bot.curating.rights import may_curate
from rockybot.bot.limits import CHOICE, CHOICES, QUESTION, shortened
from rockybot.bot.placing import edition_at
from rockybot.errors import StoreError
from rockybot.histories import steps
from rockybot.packs import Fact
from rockybot.packs.proposing import form_of
from rockybot.replies import looking as words

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable

    import discord

    from rockybot.app import Story
    from rockybot.bot.desk import Desk, Host
    from rockybot.packs import Pack, Record
    from rockybot.servers import Edition, Servers
    from rockybot.store import Revision

_WORD = re.compile(r"\w+")


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
        await self._desk.saver.offer(interaction, Draft(edition, record_id, form, edit, seen), edit)


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


def said_last(history: Iterable[Revision], of_file: Record | None) -> Record | None:
    """What a removed record said last: by its history, the oldest first, or by the file."""
    return next((one.edit.record for one in reversed(tuple(history)) if one.edit.record is not None), of_file)


async def last_said(servers: Servers, edition: Edition, record_id: str) -> Record | None:
    """What a removed record said last in a server; while the database is away, what the file says of it."""
    of_file = servers.stories[edition.story].pack.record(record_id)
    try:
        record = said_last(await servers.history(edition, record_id), of_file)
    except StoreError:
        record = of_file
    return None if record is None else replace(record, id=record_id)


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
    names = {
        record_id: shortened(f"{record_id}: {record.questions[0]}" if record else record_id, CHOICE)
        for record_id, record in found
        if holds(record_id, record, typed)
    }
    return [app_commands.Choice(name=name, value=record_id) for record_id, name in names.items()][:CHOICES]


async def complete_any(interaction: discord.Interaction[Host], typed: str) -> list[app_commands.Choice[str]]:
    """Records that are told, and then those that were removed."""
    told, gone = await complete_record(interaction, typed), await complete_removed(interaction, typed)
    return [*told[: CHOICES - min(len(gone), CHOICES // 2)], *gone][:CHOICES]


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


def holding(story: Story, typed: str) -> list[Record]:
    """The records that hold what is typed: first those whose name or first question does, then as the matcher ranks."""
    wanted = _begun(typed)
    ranks = {record.id: rank for rank, record in enumerate(nearest(story, typed))}
    found = [record for record in story.pack.records if wanted and _all_in(_words(record), wanted)]
    return sorted(found, key=lambda one: (not _all_in(_title(one), wanted), ranks.get(one.id, len(ranks))))


def nearest(story: Story, typed: str) -> list[Record]:
    """The records that the matcher ranks first for what is typed."""
    return [match.record for match in story.answerer.matches(story.answerer.read(typed[:QUESTION]))][:CHOICES]


def holds(record_id: str, record: Record | None, typed: str) -> bool:
    """Whether each typed word begins one in a record, or in the name of one of which no more is left."""
    return _all_in(_words(record) if record else _spaced(record_id), _begun(typed))


def _all_in(held: str, wanted: list[str]) -> bool:
    return all(word in held for word in wanted)


def _begun(typed: str) -> list[str]:
    return [f" {word}" for word in _WORD.findall(typed.casefold())]


@lru_cache(2048)
def _words(record: Record) -> str:
    # Remembered: of a long story, reading all of it anew took 12 ms for each letter that somebody types.
    told = (record.answer, record.excerpt or "") if isinstance(record, Fact) else (record.about,)
    return _spaced(record.id, *record.questions, *told, *record.tags)


def _title(record: Record) -> str:
    return _spaced(record.id, record.questions[0])


def _spaced(*texts: str) -> str:
    """The words in lower case, each behind a space."""
    return "".join(f" {word}" for text in texts for word in _WORD.findall(text.casefold()))
