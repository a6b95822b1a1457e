"""`/facts check`: all that is wrong with what a server tells, and what the story's file has changed under its edits."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from discord import app_commands

from rockybot.bot.curating.records import Curating
from rockybot.bot.curating.telling import tell
from rockybot.packs.bare import merged_problems
from rockybot.packs.differing import record_difference
from rockybot.replies import looking as words

if TYPE_CHECKING:
    import discord

    from rockybot.packs import Record
    from rockybot.packs.revising import Edit

PROBLEMS, CONFLICTS = 15, 5
"""Shown in the message; a file beside it holds all."""


class Checking(Curating):
    """The command that examines the whole."""

    @app_commands.command(name="check", description=words.CHECK_ABOUT)
    async def check(self, interaction: discord.Interaction[Any]) -> None:
        """Problems, conflicts and figures; every phrasing is asked, which takes a while."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        edition, servers = self._edition(interaction), self._desk.servers
        story, edits = await servers.told(edition), servers.edits(edition)
        async with self._in_turn:
            found = await asyncio.to_thread(merged_problems, story.pack, story.answerer)
        problems = [(problem.file, problem.what, problem.mend) for problem in found]
        conflicts = [
            (conflict.edit.record_id, record_difference(conflict.now, _as_edited(conflict.edit)))
            for conflict in servers.conflicts(edition)
        ]
        brief, whole = (
            [
                *([words.problems(problems, most_problems)] if problems else []),
                *([words.conflicts(conflicts, most_conflicts)] if conflicts else []),
                *([] if problems or conflicts else [words.NOTHING_WRONG]),
                words.figures(story.pack, len(edits)),
            ]
            for most_problems, most_conflicts in ((PROBLEMS, CONFLICTS), (None, None))
        )
        await tell(interaction, "\n\n".join(brief), "check.txt", whole="\n\n".join(whole))


def _as_edited(edit: Edit) -> Record | None:
    return None if edit.record is None else replace(edit.record, id=edit.record_id)
