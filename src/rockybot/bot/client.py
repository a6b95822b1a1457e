"""The bot: its parts put together, connected to nothing yet."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands
from discord.webhook.async_ import async_context

from rockybot.app import Story
from rockybot.bot.asking import Asking
from rockybot.bot.connection.guarding import guard, overlook_own_messages
from rockybot.bot.connection.resolving import Resolver
from rockybot.bot.connection.retrying import PersistentAdapter
from rockybot.bot.connection.syncing import sync
from rockybot.bot.curating.adding import Adding
from rockybot.bot.curating.closing import QueueItem
from rockybot.bot.curating.facts import Facts
from rockybot.bot.curating.pressing import DraftButton
from rockybot.bot.curating.queue import Unanswered
from rockybot.bot.curating.recalling import MarkButton
from rockybot.bot.desk import Desk, Host
from rockybot.bot.governing.settings import Governing
from rockybot.bot.inviting import invite_link
from rockybot.bot.leaving import Leaving
from rockybot.bot.overhearing import Overhearing
from rockybot.bot.placing import words_for
from rockybot.bot.pressing import Button
from rockybot.bot.privacy import Privacy, PrivacyButton
from rockybot.bot.responding import apologise
from rockybot.bot.translating import CommandTranslator
from rockybot.errors import StoreError
from rockybot.servers import Servers
from rockybot.shelving import stories_in
from rockybot.store import Retention, Store

if TYPE_CHECKING:
    from rockybot.settings import Settings

log = logging.getLogger("rockybot.bot")

# The bot never speaks aloud: nobody need hear that libraries for it are missing.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

_COMMANDS = frozenset((discord.InteractionType.application_command, discord.InteractionType.autocomplete))
OPENING_SECONDS = 15.0
"""Between two attempts to open a database that can't be opened."""
WRITING_SECONDS = 1.0
LANDING_SECONDS = 3.0
"""What answers on their way get when the bot is stopped; closing the connections takes no more than a second."""


class Tree(app_commands.CommandTree["RockyBot"]):
    """The commands; an interaction that Discord delivers twice is answered once."""

    async def interaction_check(self, interaction: discord.Interaction[RockyBot]) -> bool:
        self.client.desk.flight.board()
        return self.client.desk.seen.first_time(interaction.id)

    async def on_error(self, interaction: discord.Interaction[RockyBot], error: app_commands.AppCommandError) -> None:
        if not isinstance(error, app_commands.CheckFailure):  # who refused has said why
            await apologise(interaction, error, words_for(self.client.desk.servers, interaction))


class RockyBot(Host):
    """Answers questions about stories on Discord.

    One that is `on_its_own` opens and closes its database itself; else who made the desk does.
    """

    tree: Tree

    def __init__(self, settings: Settings, desk: Desk, *, on_its_own: bool = False) -> None:
        shards = settings.shards
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=intents_for(settings),
            allowed_mentions=discord.AllowedMentions.none(),
            # Nothing is looked up in a cache, so nothing is kept in one: memory stays flat.
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            activity=discord.CustomActivity(f"/ask about {desk.story.pack.title}"[:128]),
            # Without a setting it counts as one until it starts, and then as Discord advises.
            shard_ids=list(shards.ids) if shards else None,  # type: ignore[arg-type]  # None is its default
            shard_count=shards.count if shards else 1,
        )
        self.settings = settings
        self.desk = desk
        self._syncing: asyncio.Task[bool] | None = None
        self._opening: asyncio.Task[None] | None = None
        self._on_its_own = on_its_own

    async def setup_hook(self) -> None:
        """Everything that Discord needs to know of us, before the first event arrives."""
        overlook_own_messages(self, self.desk.traces.hear)
        if self.application_id is not None:
            logging.getLogger("rockybot.invite").info("invite it with %s", invite_link(self.application_id))
        self.add_dynamic_items(Button, DraftButton, QueueItem, MarkButton, PrivacyButton)
        self.desk.alerts.client = self
        if self._on_its_own:
            await self._open_store()
        channels = self.settings.auto_answer_channels if self.settings.message_content else frozenset[int]()
        # Also when the same bot starts again, after it was closed.
        await self.add_cog(Asking(self.tree, self.desk), override=True)
        await self.add_cog(Overhearing(self, channels), override=True)
        await self.add_cog(Privacy(self.desk, self.settings), override=True)
        await self.add_cog(Leaving(self), override=True)
        await self.add_cog(Facts(self.desk), override=True)
        await self.add_cog(Governing(self.desk, self.settings), override=True)
        await self.add_cog(Unanswered(self.desk), override=True)
        await self.add_cog(Adding(self.tree, self.desk), override=True)
        await self.tree.set_translator(CommandTranslator())
        if self.settings.shards is None or 0 in self.settings.shards.ids:
            # Beside everything else: Discord may let this one wait for minutes.
            self._syncing = asyncio.create_task(sync(self.tree))

    async def _open_store(self) -> None:
        """Opens the database of the settings; while that fails, the files' stories are told and it is tried again."""
        try:
            await self._use_store()
        except StoreError as error:
            log.error("until the database can be opened, no edits are kept and none are told: %s", error)  # noqa: TRY400 - its text says all
            self._opening = asyncio.create_task(self._open_store_later())

    async def _open_store_later(self) -> None:
        while True:
            await asyncio.sleep(OPENING_SECONDS)
            try:
                await self._use_store()
            except StoreError as error:
                log.debug("the database can't be opened yet: %s", error)
            else:
                log.info("the database is open: edits are kept and told")
                return

    async def _use_store(self) -> None:
        store = await Store.open(self.settings.database_url, retention=Retention.of_days(self.settings.retention_days))
        try:
            await self.desk.servers.use(store)
        except BaseException:
            await store.close()
            raise

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        guard()
        self.http.connector = aiohttp.TCPConnector(limit=0, resolver=Resolver())
        async_context.set(PersistentAdapter())
        if self.settings.shards is None:
            self.shard_count = None  # type: ignore[assignment]  # asks Discord how many
        await super().start(token, reconnect=reconnect)

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Commands go to their tree: those who listen to interactions hear of buttons, selects and forms only."""
        # Each listener that is called costs a task, and an answer to /ask would pay for all of them.
        if event_name == "interaction" and args[0].type in _COMMANDS:
            return
        super().dispatch(event_name, *args, **kwargs)

    async def on_ready(self) -> None:
        log.info("ready as %s in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message, /) -> None:
        """No command is read from messages: the bot has none with a prefix."""

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        log.exception("an event failed: %s", event_method)  # noqa: LOG004 - discord.py calls this where it caught it

    async def close(self) -> None:
        """Let the answers arrive that are on their way, then leave."""
        for task in (self._syncing, self._opening):
            if task is not None:
                task.cancel()
        if not self.is_closed():
            late = await self.desk.flight.landed(LANDING_SECONDS)
            if late:
                log.warning("%d answers were still on their way", late)
        unwritten = await self.desk.notes.written(WRITING_SECONDS)
        if unwritten:
            log.warning("%d notes for moderators were not written: the database is away", unwritten)
        await super().close()
        if self._on_its_own and self.desk.servers.has_store:
            await self.desk.servers.store.close()


def intents_for(settings: Settings) -> discord.Intents:
    """What the bot hears: nothing privileged, unless auto-answer channels were switched on."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=settings.message_content)


def create_bot(settings: Settings, story: Story | None = None) -> RockyBot:
    """A bot ready to start, connected to nothing; it serves `story`, by default that of the settings.

    When it starts it opens the database of the settings, and closes it when it is closed. Beside it, `keep_up` reads
    anew what others save.

    Raises:
        PackError: the fact file can't be read as a pack.
        SettingsError: the folder of stories can't be read.
    """
    told = story or Story.open(settings.pack)
    name, others = told.path.stem if told.path else "", stories_in(settings.stories, told.path)
    return RockyBot(settings, Desk(settings, Servers(told, name=name, others=others)), on_its_own=True)
