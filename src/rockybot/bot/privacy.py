"""`/privacy`: what is kept about whom, from the real tables; what is kept about who asks, and how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from rockybot.bot.components import Component, Sheet, button, container, row, text
from rockybot.bot.escaping import harmless
from rockybot.bot.heard import Heard
from rockybot.bot.rendering import notice
from rockybot.errors import StoreError
from rockybot.replies import commands as names
from rockybot.replies import privacy as words

if TYPE_CHECKING:
    from datetime import timedelta

    import discord

    from rockybot.bot.desk import Desk, Host
    from rockybot.settings import Settings
    from rockybot.store import Store

PATTERN = r"rbp:(?P<action>ask|yes|keep)"

_LONG, _SHORT = 1500, 400
"""Characters: of the database one long part, and five short ones, fit into one message."""


class Privacy(commands.Cog):
    """The command; its answer is always private."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._servers = desk.servers
        self._log_questions = settings.log_questions

    @app_commands.command(name=locale_str(names.PRIVACY), description=locale_str(names.PRIVACY_ABOUT))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def privacy(self, interaction: discord.Interaction[Any]) -> None:
        """Everything that is kept, and what of it is about who asks."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        beside = [
            _part(words.MEMORY, words.IN_MEMORY),
            _part(words.LOG, words.log(questions=self._log_questions)),
            _part(words.DISCORD, words.ON_DISCORD),
        ]
        if not self._servers.has_store:
            sheet = Sheet(container([_about_you(words.NOTHING_KEPT), *beside]))
        else:
            store = self._servers.store
            about, rows = await _about(store, interaction.user.id)
            buttons = [row(button("rbp:ask", words.DELETE))] if rows else []
            kept = [_part(words.DATABASE, _kept(store)), *beside, _part(words.COPIES, words.IN_COPIES)]
            sheet = Sheet(container([_about_you(about), *buttons, *kept]))
        await interaction.edit_original_response(view=sheet)


class PrivacyButton(Heard, template=PATTERN):
    """Deletes who presses it, after a second yes."""

    async def press(self, interaction: discord.Interaction[Host]) -> None:
        desk = interaction.client.desk
        await interaction.response.defer()
        if self.said["action"] == "keep":
            view = notice(words.NOT_DELETED)
        elif self.said["action"] == "yes":
            count = await desk.servers.store.forget(interaction.user.id)
            view = notice(words.deleted(count) if count else words.NOTHING_DELETED)
        else:
            view = await _asked_again(desk.servers.store, interaction.user.id)
        await interaction.edit_original_response(view=view)


def _days(time: timedelta | None) -> int | None:
    return None if time is None else time.days


async def _about(store: Store, user: int) -> tuple[str, int]:
    """What is kept about somebody, in words and in rows; the rest can be told while the database is away."""
    try:
        kept = await store.kept_about(user)
    except StoreError as error:
        return words.not_looked_up(error.what), 0
    rows = [(one.table, one.column, one.rows) for one in kept]
    return words.about_you(rows), sum(one.rows for one in kept)


async def _asked_again(store: Store, user: int) -> Sheet:
    count = sum(one.rows for one in await store.kept_about(user))
    if not count:
        return notice(words.NOTHING_DELETED)
    buttons = row(button("rbp:yes", words.YES), button("rbp:keep", words.KEEP))
    return Sheet(*notice(words.sure(count)).to_components(), buttons)


def _kept(store: Store) -> str:
    tables = (words.table(table.name, table.about, _days(table.retention)) for table in store.tables())
    return "\n".join([*tables, words.NO_OTHER_IDS, words.left(store.retention.left.days)])


def _about_you(about: str) -> Component:
    return text(f"**{words.ABOUT_YOU}:** {harmless(about, _SHORT)}")


def _part(heading: str, said: str) -> Component:
    return text(f"**{heading}**\n{harmless(said, _LONG if heading == words.DATABASE else _SHORT)}")
