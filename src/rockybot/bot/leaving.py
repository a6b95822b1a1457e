"""Servers that remove the bot: their data wait for a while, and stay if it comes back. An outage is no removal."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from discord.ext import commands, tasks
from discord.utils import utcnow

if TYPE_CHECKING:
    from datetime import datetime

    import discord

    from rockybot.bot.desk import Host
    from rockybot.store import Store

log = logging.getLogger("rockybot.servers")


class Leaving(commands.Cog):
    """Tells the database where the bot is and where it no longer is, in the order in which it came to pass."""

    def __init__(self, bot: Host) -> None:
        self._bot = bot
        self._desk = bot.desk

    async def cog_unload(self) -> None:
        self.let_go.cancel()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed; discord.py tells of an outage by another event."""
        at = utcnow()
        log.info("server %s removed the bot", guild.id)
        self._desk.notes.add(lambda store: store.server_left(guild.id, at))

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was let in, perhaps again."""
        self._desk.notes.add(lambda store: store.server_back(guild.id))

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """What came to pass while the bot was down; servers with an outage are listed too."""
        there, shards, at = frozenset(guild.id for guild in self._bot.guilds), self._bot.shard_count or 1, utcnow()
        self._desk.notes.add(lambda store: compared(store, there, shards, at))
        # Not before it is known which servers let it in again while it was down.
        if not self.let_go.is_running():
            self.let_go.start()

    @tasks.loop(hours=12)
    async def let_go(self) -> None:
        """Lets go of what is too old, and of all data of servers that removed the bot a month ago."""
        self._desk.notes.add(self._purge)

    async def _purge(self, store: Store) -> None:
        purged = await store.purge(utcnow())
        for server in purged.servers:
            self._desk.servers.drop(server)
        if purged.servers or purged.questions or purged.told:
            gone = (len(purged.servers), purged.questions, purged.told)
            log.info("let go of the data of %d servers, %d questions, %d ids of answers", *gone)


async def compared(store: Store, there: frozenset[int], shards: int, at: datetime) -> None:
    """Brings the database in line with the servers that Discord lists to this process."""
    left, known = await store.servers_left(), await store.servers_known()
    for server in left & there:
        await store.server_back(server)
    # Where Discord lists no server that is known, the token may be another bot's: then nothing is concluded.
    if not there & (left | known):
        return
    # Other shards are other processes' business, and one that lists nothing at all proves nothing.
    listed = {_shard(server, shards) for server in there}
    for server in known - there:
        if _shard(server, shards) in listed:
            log.info("server %s removed the bot while it was away", server)
            await store.server_left(server, at)


def _shard(server: int, shards: int) -> int:
    return (server >> 22) % shards
