"""`/facts show`, `history`: what moderators look up."""

from __future__ import annotations

import asyncio
from datetime import UTC
from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.utils import format_dt

from rockybot.bot.curating.records import Curating, complete_any, complete_record
from rockybot.bot.curating.telling import SHOWN, escaped, file_name, hand, tell
from rockybot.bot.escaping import harmless, one_line
from rockybot.histories import steps
from rockybot.packs.differing import Kind
from rockybot.replies import curating, visible
from rockybot.replies import looking as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from rockybot.histories import Step
    from rockybot.packs import Record
    from rockybot.servers import Edition

LATEST, LINES = 10, 20
"""Edits that one message shows at most: of one record as they are, of all a line each."""
LINE = 120
"""Characters of what an edit changed in a line of its own."""
_ROOM_FOR_MORE = 40
_BETWEEN = 3
"""Line breaks behind a head and before the next edit."""


class Looking(Curating):
    """Commands that change nothing."""

    @app_commands.command(name="show", description=curating.SHOW_ABOUT)
    @app_commands.describe(fact=curating.WHICH)
    @app_commands.autocomplete(fact=complete_record)
    async def show(self, interaction: discord.Interaction[Any], fact: str) -> None:
        """The whole record, and whether this server says it in place of the file."""
        record = await self._record(interaction, fact)
        if record is None:
            await tell(interaction, curating.NO_SUCH_FACT)
            return
        told = "\n".join([curating.shown(record), *self._state(self._edition(interaction), record)])
        await tell(interaction, told, file_name(record.id, "txt"))

    def _state(self, edition: Edition, record: Record) -> list[str]:
        servers = self._desk.servers
        if all(edit.record_id != record.id for edit in servers.edits(edition)):
            return []
        of_file = servers.stories[edition.story].pack.record(record.id)
        clash = any(conflict.edit.record_id == record.id for conflict in servers.conflicts(edition))
        return [words.EDITED_HERE if of_file else words.ADDED_HERE, *([words.IN_CONFLICT] if clash else [])]

    @app_commands.command(name="history", description=curating.HISTORY_ABOUT)
    @app_commands.describe(fact=curating.WHICH_OR_ALL)
    @app_commands.autocomplete(fact=complete_any)
    async def history(self, interaction: discord.Interaction[Any], fact: str | None = None) -> None:
        """Who edited what and when, the newest first: of one record in full, or of all a line each."""
        edition, servers = self._edition(interaction), self._desk.servers
        record_id = None if fact is None else await self._record_id(interaction, fact)
        await interaction.response.defer(ephemeral=True, thinking=True)
        if record_id is None:
            revisions = await servers.store.revisions(edition.server, edition.story)
        else:
            revisions = await servers.history(edition, record_id)
        found = await asyncio.to_thread(steps, revisions, servers.stories[edition.story].pack)
        if not found:
            await tell(interaction, words.NOTHING_EDITED if record_id is None else curating.NEVER_EDITED)
            return
        name = file_name(f"history-{record_id or edition.story}", "txt")
        shown, all_shown = (_in_lines if record_id is None else _in_a_message)(found)
        await hand(interaction, shown, None if all_shown else (name, visible(_in_a_file(found))))


def _in_lines(found: Sequence[Step]) -> tuple[str, bool]:
    """The newest edits, a line each, as many as there is room for, and whether these are all of them."""
    back = _brought_back(found)
    told: list[str] = []
    left = SHOWN - len(words.DETAILS) - _ROOM_FOR_MORE
    for step in found[:LINES]:
        change = step.change
        what = (
            words.gist(change, back=step.revision.number in back)
            if change
            else words.unchanged(step.revision.edit.record_id)
        )
        line = f"• {_head(step)}: {harmless(one_line(what), LINE)}"
        left -= len(line) + 1
        if left < 0:
            break
        told.append(line)
    older = len(found) - len(told)
    return "\n".join([*told, *([words.more(older)] if older else []), words.DETAILS]), not older


def _in_a_message(found: Sequence[Step]) -> tuple[str, bool]:
    """The newest edits of one record, as many as there is room for, and whether these are all of them, uncut."""
    back = _brought_back(found)
    told: list[str] = []
    left, cut = SHOWN, False
    for step in found[:LATEST]:
        head, body = _head(step), _body(step, back=step.revision.number in back)
        room = left - len(head) - _BETWEEN
        cut = len(escaped(body)) > room
        if cut and told:
            break
        told.append(f"{head}\n{harmless(body, room)}")
        left -= len(told[-1]) + _BETWEEN
    older = len(found) - len(told)
    return "\n\n".join([*told, *([words.more(older)] if older else [])]), not (older or cut)


def _head(step: Step) -> str:
    # Not among what is escaped: Discord shows the moment in the reader's own time, and the member's name.
    editor = step.revision.editor
    return words.revision(step.revision.number, format_dt(step.revision.at, "R"), f"<@{editor}>" if editor else "")


def _in_a_file(found: Sequence[Step]) -> str:
    back = _brought_back(found)
    return "\n\n".join(_one_in_a_file(step, back=step.revision.number in back) for step in found)


def _one_in_a_file(step: Step, *, back: bool) -> str:
    at = step.revision.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    head = words.revision(step.revision.number, at, words.member(step.revision.editor))
    return f"{head}\n{_body(step, back=back)}"


def _body(step: Step, *, back: bool) -> str:
    change = words.UNCHANGED if step.change is None else words.changed(step.change, back=back)
    return f"{change}\n{words.FILE_CHANGED}" if step.file_changed else change


def _brought_back(found: Sequence[Step]) -> set[int]:
    """The revisions, of steps that are given the newest first, that added a record which one before had removed."""
    removed: set[str] = set()
    back: set[int] = set()
    for step in reversed(found):
        if step.change is not None and step.change.kind is Kind.REMOVED:
            removed.add(step.change.record_id)
        elif step.change is not None and step.change.kind is Kind.ADDED and step.change.record_id in removed:
            back.add(step.revision.number)
    return back
