"""`/ask` with its completions, and the message menu: questions that Discord hands over as interactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from rockybot.bot.addressing import choice_of, chosen
from rockybot.bot.escaping import one_line
from rockybot.bot.limits import CHOICE, CHOICES, QUESTION
from rockybot.bot.placing import edition_at, is_guest, words_for
from rockybot.bot.rendering import sheet, title_of
from rockybot.bot.responding import say
from rockybot.replies import commands as names
from rockybot.replies import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rockybot.bot.desk import Desk
    from rockybot.packs import Fact

_INSTALLS = app_commands.AppInstallationType(guild=True, user=True)
_CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)


class Asking(commands.Cog):
    """Questions asked by command."""

    def __init__(self, tree: app_commands.CommandTree[Any], desk: Desk) -> None:
        self._tree = tree
        self._desk = desk
        self._menu = app_commands.ContextMenu(
            name=locale_str(names.MENU),
            callback=self.ask_about,
            type=discord.AppCommandType.message,
            allowed_contexts=_CONTEXTS,
            allowed_installs=_INSTALLS,
        )

    async def cog_load(self) -> None:
        self._tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self._tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name=locale_str(names.ASK), description=locale_str(names.ASK_ABOUT))
    @app_commands.describe(
        question=locale_str(names.QUESTION_ABOUT),
        private=locale_str(names.PRIVATE_ABOUT),
    )
    @app_commands.rename(question=locale_str(names.QUESTION), private=locale_str(names.PRIVATE))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, QUESTION],
        private: bool | None = None,  # noqa: FBT001 - an option of a command
    ) -> None:
        """Answer a question, or tell the fact that a completion stands for."""
        await self._answer(interaction, question, "ask", private=private)

    @ask.autocomplete("question")
    async def complete(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The questions that may be meant, as Discord shows them while somebody types."""
        story = await self._desk.servers.told(edition_at(self._desk.servers, interaction))
        offered = completions(story.complete(typed, CHOICES))
        # Whoever presses Enter takes the first: not some neighbour of what the source doesn't say.
        own = one_line(visible(typed))
        if 0 < len(own) <= CHOICE and story.is_known_gap(own):
            return [app_commands.Choice(name=own, value=own), *offered[: CHOICES - 1]]
        return offered

    async def ask_about(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Answer what somebody wrote, for who wants to know."""
        texts = (message.content, *(forwarded.content for forwarded in message.message_snapshots))
        question = next((text for text in texts if text.strip()), None)
        if question is None:
            await say(interaction, words_for(self._desk.servers, interaction).no_text)
            return
        await self._answer(interaction, question, "menu")

    async def _answer(
        self, interaction: discord.Interaction, question: str, via: str, *, private: bool | None = None
    ) -> None:
        """Answers for everyone or `private`ly; None for what the server chose."""
        words = words_for(self._desk.servers, interaction)
        if wait := self._desk.pace.wait(interaction.user.id, interaction.channel_id):
            await say(interaction, wait.told(words))
            return
        guest = is_guest(interaction)
        edition = edition_at(self._desk.servers, interaction)
        story = (await self._desk.servers.told(edition)).spoken_in(words)
        record = chosen(question, story.pack)
        if record is None:
            reply = self._desk.ask(edition, story, question, via).reply
        else:
            question = record.questions[0]
            reply = self._desk.tell(story, record, via)
        nothing = reply.record is None and not reply.choices
        if private is None:
            private = self._desk.servers.settings_of(edition.server).private_by_default
        private = private or guest or nothing
        view = sheet(reply, question, interaction.user.id, private=private, may_show=not guest)
        if not private:
            self._desk.traces.expect(interaction.id, edition, reply.record)
        await interaction.response.send_message(view=view, ephemeral=private)


def completions(facts: Iterable[Fact]) -> list[app_commands.Choice[str]]:
    """Each fact by its title; of two that would look the same, the first."""
    titles: dict[str, Fact] = {}
    for fact in facts:
        titles.setdefault(title_of(fact, CHOICE), fact)
    return [app_commands.Choice(name=title, value=choice_of(fact)) for title, fact in titles.items()]
