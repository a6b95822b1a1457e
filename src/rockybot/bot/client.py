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
from rockybot.bot.curating.facts import Facts
from rockybot.bot.curating.pressing import DraftButton
from rockybot.bot.desk import Desk, Host
from rockybot.bot.inviting import invite_link
from rockybot.bot.overhearing import Overhearing
from rockybot.bot.pressing import Button
from rockybot.bot.responding import apologise
from rockybot.bot.translating import CommandTranslator
from rockybot.servers import Servers

if TYPE_CHECKING:
    from rockybot.settings import Settings

log = logging.getLogger("rockybot.bot")

# The bot never speaks aloud: nobody need hear that libraries for it are missing.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

LANDING_SECONDS = 3.0
"""What answers on their way get when the bot is stopped; closing the connections takes no more than a second."""


class Tree(app_commands.CommandTree["RockyBot"]):
    """The commands; an interaction that Discord delivers twice is answered once."""

    async def interaction_check(self, interaction: discord.Interaction[RockyBot]) -> bool:
        self.client.desk.flight.board()
        return self.client.desk.seen.first_time(interaction.id)

    async def on_error(self, interaction: discord.Interaction[RockyBot], error: app_commands.AppCommandError) -> None:
        if not isinstance(error, app_commands.CheckFailure):  # who refused has said why
            await apologise(interaction, error)


class RockyBot(Host):
    """Answers questions about one story on Discord."""

    tree: Tree

    def __init__(self, settings: Settings, desk: Desk) -> None:
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

    async def setup_hook(self) -> None:
        """Everything that Discord needs to know of us, before the first event arrives."""
        overlook_own_messages(self)
        if self.application_id is not None:
            logging.getLogger("rockybot.invite").info("invite it with %s", invite_link(self.application_id))
        self.add_dynamic_items(Button)
        channels = self.settings.auto_answer_channels if self.settings.message_content else frozenset[int]()
        # Also when the same bot starts again, after it was closed.
        await self.add_cog(Asking(self.tree, self.desk), override=True)
        await self.add_cog(Overhearing(self, channels), override=True)
        if self.desk.saver is not None:
            self.add_dynamic_items(DraftButton)
            await self.add_cog(Facts(self.desk, self.desk.saver), override=True)
        await self.tree.set_translator(CommandTranslator())
        if self.settings.shards is None or 0 in self.settings.shards.ids:
            # Beside everything else: Discord may let this one wait for minutes.
            self._syncing = asyncio.create_task(sync(self.tree))

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        guard()
        self.http.connector = aiohttp.TCPConnector(limit=0, resolver=Resolver())
        async_context.set(PersistentAdapter())
        if self.settings.shards is None:
            self.shard_count = None  # type: ignore[assignment]  # asks Discord how many
        await super().start(token, reconnect=reconnect)

    async def on_ready(self) -> None:
        log.info("ready as %s in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message, /) -> None:
        """No command is read from messages: the bot has none with a prefix."""

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        log.exception("an event failed: %s", event_method)  # noqa: LOG004 - discord.py calls this where it caught it

    async def close(self) -> None:
        """Let the answers arrive that are on their way, then leave."""
        if self._syncing is not None:
            self._syncing.cancel()
        if not self.is_closed():
            late = await self.desk.flight.landed(LANDING_SECONDS)
            if late:
                log.warning("%d answers were still on their way", late)
        await super().close()


def intents_for(settings: Settings) -> discord.Intents:
    """What the bot hears: nothing privileged, unless auto-answer channels were switched on."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=settings.message_content)


def create_bot(settings: Settings, story: Story | None = None) -> RockyBot:
    """A bot ready to start, connected to nothing; it serves `story`, by default that of the settings.

    Raises:
        PackError: the fact file can't be read as a pack.
    """
    return RockyBot(settings, Desk(settings, Servers(story or Story.open(settings.pack))))
