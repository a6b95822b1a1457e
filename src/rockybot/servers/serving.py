"""Each server's story: the file's, with what its moderators changed on top. One server's edits never reach another."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rockybot.app import Story
from rockybot.errors import StoreError
from rockybot.matching import Answerer
from rockybot.matching.guarding import Moved, effect, worth_asking
from rockybot.packs.differing import record_difference
from rockybot.packs.revising import Edit, digest, revised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.packs import Pack, Record
    from rockybot.packs.differing import RecordDifference
    from rockybot.store import Revision, Store

log = logging.getLogger("rockybot.servers")

BUILT = 64
"""Matchers of edited servers held at once; the others are built again when somebody asks there."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an edit would do."""

    edit: Edit
    difference: RecordDifference | None
    """What it changes; None if it changes nothing."""
    taken: tuple[Moved, ...]
    """Questions that another fact answers now, or another gap decides, and that the edited record would take."""
    broken: tuple[str, ...]
    """The pack's own checks that it would break."""


def _proposal(before: Story, file: Pack, edits: tuple[Edit, ...]) -> Proposal:
    edit = edits[-1]
    after = Answerer(revised(file, edits).pack)
    differs = record_difference(before.pack.record(edit.record_id), after.pack.record(edit.record_id))
    moved = effect(before.answerer, after, worth_asking(before.answerer, after, edit.record_id)).moved
    taken = {one.question: one for one in moved if one.gets == edit.record_id and one.of is not None}
    taken |= {one.question: one for one in _shared(after, edit)}
    expected = {check.question: check.expect for check in after.pack.checks}
    broken = (one.question for one in moved if one.question in expected and one.gets != expected[one.question])
    return Proposal(edit, differs, tuple(taken.values()), tuple(broken))


def _shared(after: Answerer, edit: Edit) -> Iterator[Moved]:
    """The edited record's phrasings that another one has too: nobody could tell which of the two is meant."""
    others = {
        after.normalised(question): record.id
        for record in after.pack.records
        for question in record.questions
        if record.id != edit.record_id
    }
    for question in edit.record.questions if edit.record else ():
        owner = others.get(after.normalised(question))
        if owner is not None:
            yield Moved(question, owner, edit.record_id)


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

    async def seen(self, server: int, record_id: str) -> Revision | None:
        """The newest revision of a record in a server; None if it was never edited there.

        Raises:
            StoreError: the database can't be read.
        """
        history = await self.history(server, record_id)
        return history[-1] if history else None

    async def history(self, server: int, record_id: str) -> tuple[Revision, ...]:
        """All revisions of a record in a server, the oldest first.

        Raises:
            StoreError: the database can't be read.
        """
        return await self._kept.history(server, self._name, record_id)

    def edit_of(self, record_id: str, record: Record | None) -> Edit:
        """An edit of a record on top of what the file says of it now."""
        return Edit(record_id, record, digest(self._story.pack.record(record_id)))

    async def propose(self, server: int, edit: Edit) -> Proposal:
        """What an edit would do in a server. Nothing is kept yet."""
        before = await self.story_of(server)
        edits = (*self._edits.get(server, ()), edit)
        return await asyncio.to_thread(_proposal, before, self._story.pack, edits)

    async def keep(self, server: int, edit: Edit, editor: int, seen: int | None) -> Revision:
        """The edit as it was kept; from now on the server tells it.

        Raises:
            Overtaken: the record has a later revision than the one that was `seen`.
            StoreError: the database can't be written.
        """
        revision = await self._kept.append(server, self._name, edit, editor, seen)
        await self.reload(server)
        return revision

    @property
    def keeps_edits(self) -> bool:
        return self._store is not None

    @property
    def _kept(self) -> Store:
        if self._store is None:
            raise StoreError("this bot", "it runs without a database, so no edits are kept", "start it with one")
        return self._store

    async def _build(self, server: int) -> Story:
        edits, file = self._edits[server], self._story
        story = await asyncio.to_thread(lambda: Story(Answerer(revised(file.pack, edits).pack)))
        if self._building.get(server) is asyncio.current_task():
            del self._building[server]
            self._built[server] = story
            if len(self._built) > BUILT:
                self._built.popitem(last=False)
        return story
