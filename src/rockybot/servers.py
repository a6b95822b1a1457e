"""Each server's story: the file's, with what its moderators changed on top. One server's edits never reach another."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from typing import TYPE_CHECKING

from rockybot.app import Story
from rockybot.errors import StoreError
from rockybot.matching import Answerer
from rockybot.packs.revising import revised

if TYPE_CHECKING:
    from rockybot.packs.revising import Edit
    from rockybot.store import Store

log = logging.getLogger("rockybot.servers")

BUILT = 64
"""Matchers of edited servers held at once; the others are built again when somebody asks there."""


class Servers:
    """The stories of all servers over one fact file; without a store, the file's for everybody."""

    def __init__(self, story: Story, store: Store | None = None, name: str = "") -> None:
        self._story = story
        self._store = store
        self._name = name
        self._head = 0
        self._edits: dict[int, tuple[Edit, ...]] = {}
        self._built: OrderedDict[int, Story] = OrderedDict()
        self._building: dict[int, asyncio.Task[Story]] = {}

    @property
    def story(self) -> Story:
        """The fact file's story: what a server without edits tells."""
        return self._story

    @story.setter
    def story(self, story: Story) -> None:
        self._story = story
        self._built.clear()
        self._building.clear()

    async def load(self) -> None:
        """Reads every server's edits.

        Raises:
            StoreError: the database can't be read.
        """
        if self._store is not None:
            self._head = await self._store.head()
            for server in await self._store.servers_with_edits(self._name):
                await self.reload(server)

    async def reload(self, server: int) -> None:
        """Reads one server's edits anew.

        Raises:
            StoreError: the database can't be read.
        """
        if self._store is not None:
            self._edits[server] = tuple(one.edit for one in await self._store.latest(server, self._name))
            self._built.pop(server, None)
            self._building.pop(server, None)

    async def keep_up(self) -> None:
        """Reads anew what other processes change, until cancelled."""
        if self._store is None:
            return
        try:
            async for change in self._store.changes(after=self._head):
                if change.story == self._name:
                    await self.reload(change.server)
        except StoreError:
            log.exception("edits of other processes are no longer heard of: restart to hear of them")

    async def story_of(self, server: int | None) -> Story:
        """A server's story; one with edits is built when somebody asks for it, in a thread."""
        if server is None or not self._edits.get(server):
            return self._story
        if server in self._built:
            self._built.move_to_end(server)
            return self._built[server]
        building = self._building.get(server)
        if building is None:
            building = self._building[server] = asyncio.create_task(self._build(server))
        return await asyncio.shield(building)

    async def _build(self, server: int) -> Story:
        edits, file = self._edits[server], self._story
        story = await asyncio.to_thread(lambda: Story(Answerer(revised(file.pack, edits).pack)))
        if self._building.get(server) is asyncio.current_task():
            del self._building[server]
            self._built[server] = story
            if len(self._built) > BUILT:
                self._built.popitem(last=False)
        return story
