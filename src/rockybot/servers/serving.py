"""`Servers`: what each server tells and chose, in memory; what moderators change goes to the store first."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from rockybot.errors import StoreError
from rockybot.matching import Answerer
from rockybot.packs.revising import Edit, digest, revised
from rockybot.servers.editions import NOWHERE, Edition, Editions
from rockybot.servers.hearing import hear
from rockybot.servers.proposing import proposal
from rockybot.store import ServerSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rockybot.app import Story
    from rockybot.packs import Record
    from rockybot.packs.revising import Conflict
    from rockybot.servers.proposing import Proposal
    from rockybot.store import Revision, Store

log = logging.getLogger("rockybot.servers")

_NOTHING_CHOSEN = ServerSettings()


class Servers:
    """What all servers tell, over the operator's stories; without a store, the files' for everybody.

    Methods that read or write the database raise `StoreError` where it can't be reached, or where there is none.
    """

    def __init__(
        self, story: Story, store: Store | None = None, name: str = "", others: Mapping[str, Story] | None = None
    ) -> None:
        self._name = name
        self._editions = Editions({**(others or {}), name: story})
        self._chosen: dict[int, ServerSettings] = {}
        self._store = store
        self._head = 0
        self.used = asyncio.Event()
        """Set as soon as there is a database and what it holds is told."""

    @property
    def story(self) -> Story:
        """The story that is told where nobody chose or edited anything."""
        return self._editions.files[self._name]

    @property
    def stories(self) -> Mapping[str, Story]:
        """The operator's stories by their names, as their files have them."""
        return self._editions.files

    @property
    def store(self) -> Store:
        """The database.

        Raises:
            StoreError: there is none.
        """
        if self._store is None:
            raise StoreError("this bot", "it runs without a database, so no edits are kept", "start it with one")
        return self._store

    @property
    def has_store(self) -> bool:
        return self._store is not None

    def shelve(self, story: Story, name: str | None = None) -> None:
        """Tells a later version of a story from now on, by default of the one that is told where nobody chose."""
        self._editions.shelve(self._name if name is None else name, story)

    async def use(self, store: Store) -> None:
        """Keeps edits in a database from now on, and tells those that it holds."""
        before, self._store = self._store, store
        try:
            await self.load()
        except BaseException:
            self._store = before  # an edit on top of what isn't known would be told as all there is
            raise

    async def load(self) -> None:
        """Reads every server's edits and settings."""
        if self._store is not None:
            self._head = await self._store.head()
            self._chosen = dict(await self._store.settings_everywhere())
            for (server, story), revisions in (await self._store.latest_everywhere()).items():
                self._editions.take(Edition(server, story), tuple(one.edit for one in revisions))
            for name in sorted(self._editions.edited - set(self.stories)):
                log.warning("servers edited a story `%s`, but no fact file is called that: it isn't told", name)
            await asyncio.to_thread(self._warm_up)
            self.used.set()

    def _warm_up(self) -> None:
        # How equal records read is remembered for all: else who asks the first edited server would wait for it.
        for name in self._editions.edited & set(self.stories):
            Answerer(self.stories[name].pack)

    async def reload(self, edition: Edition) -> None:
        """Reads the edits of one edition anew."""
        while True:
            known = self._editions.edits(edition)
            latest = await self.store.latest(edition.server, edition.story)
            if self._editions.edits(edition) is known:
                break
            # An edit was kept here while the older ones were read: they must not take it back.
        self._editions.take(edition, tuple(one.edit for one in latest))

    async def keep_up(self) -> None:
        """Reads anew what other processes change, until cancelled; on SQLite there are none."""
        if self._store is not None:
            await hear(self._store.changes(after=self._head), self.reload)

    def settings_of(self, server: int | None) -> ServerSettings:
        """What the moderators of a server chose."""
        return self._chosen.get(server or NOWHERE, _NOTHING_CHOSEN)

    async def change_settings(self, server: int, change: Callable[[ServerSettings], ServerSettings]) -> ServerSettings:
        """The settings after a change of what they are now.

        Other processes don't hear of it: Discord gives all that happens in a server to one of them.
        """
        changed = self._chosen[server] = await self.store.change_settings(server, change)
        return changed

    def edition(self, server: int | None, channel: int | None = None) -> Edition:
        """Which story is told in a channel of a server; one that is no longer on the shelf is nobody's choice."""
        chosen = self.settings_of(server).story_in(channel or NOWHERE)
        return Edition(server or NOWHERE, chosen if chosen and chosen in self.stories else self._name)

    async def told(self, edition: Edition) -> Story:
        """The story of an edition, with its edits."""
        return await self._editions.story(edition)

    def conflicts(self, edition: Edition) -> tuple[Conflict, ...]:
        """The records that the file changed after the server had edited them; the edits still stand."""
        return revised(self.stories[edition.story].pack, self._editions.edits(edition)).conflicts

    def edits(self, edition: Edition) -> tuple[Edit, ...]:
        """The edits in force."""
        return self._editions.edits(edition)

    def edit_of(self, edition: Edition, record_id: str, record: Record | None) -> Edit:
        """An edit of a record on top of what the file says of it now."""
        return Edit(record_id, record, digest(self.stories[edition.story].pack.record(record_id)))

    async def seen(self, edition: Edition, record_id: str) -> Revision | None:
        """The newest revision of a record; None if it was never edited there."""
        history = await self.history(edition, record_id)
        return history[-1] if history else None

    async def history(self, edition: Edition, record_id: str) -> tuple[Revision, ...]:
        """All revisions of a record, the oldest first."""
        return await self.store.history(edition.server, edition.story, record_id)

    async def head(self, edition: Edition) -> int | None:
        """The number of an edition's newest revision; None if nothing was ever edited."""
        latest = await self.store.latest(edition.server, edition.story)
        return max((revision.number for revision in latest), default=None)

    async def propose(self, edition: Edition, edit: Edit, recent: Iterable[str] = ()) -> Proposal:
        """What an edit would do, also to recent questions. Nothing is kept yet."""
        before = await self.told(edition)
        edits = (*self._editions.edits(edition), edit)
        return await asyncio.to_thread(proposal, before, self.stories[edition.story].pack, edits, tuple(recent))

    async def keep(
        self, edition: Edition, edit: Edit, editor: int, seen: int | None, also: Sequence[Edit] = ()
    ) -> Revision:
        """The edit as it was kept, with those of records that lose something to it; the server tells them from now on.

        Raises:
            Overtaken: the record has a later revision than the one that was `seen`.
        """
        revision = await self.store.append(edition.server, edition.story, edit, editor, seen, also)
        self._tell(edition, (edit, *also))
        return revision

    async def keep_all(
        self, edition: Edition, edits: Sequence[Edit], editor: int, seen_head: int | None
    ) -> tuple[Revision, ...]:
        """All edits as they were kept, in their order, or none; from now on the server tells them.

        Raises:
            Overtaken: the edition has a later revision than the head that was `seen`.
        """
        kept = await self.store.append_all(edition.server, edition.story, edits, editor, seen_head)
        self._tell(edition, edits)
        return kept

    def drop(self, server: int) -> None:
        """Forgets everything of a server whose data are gone."""
        self._editions.drop(server)
        self._chosen.pop(server, None)

    def _tell(self, edition: Edition, edits: Iterable[Edit]) -> None:
        # Laid on top here and not read from the store: what was kept is told even if the database goes just now.
        in_force = {edit.record_id: edit for edit in self._editions.edits(edition)}
        in_force |= {edit.record_id: edit for edit in edits}
        self._editions.take(edition, tuple(in_force.values()))
