"""(server, story) → the story as that server tells it: the file's, with its moderators' edits on top."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rockybot.app import Story
from rockybot.matching import Answerer
from rockybot.packs.revising import revised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rockybot.packs.revising import Edit

BUILT = 64
"""Edited stories held at once; the others are built again when somebody asks there."""
NOWHERE = 0
"""In place of a server where there is none, as in direct messages: nothing is edited or chosen there."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A story in one server: under which its edits are kept. No server's edits reach another."""

    server: int
    story: str
    """The story's name: that of its file, without the ending."""


class Editions:
    """The edits of all servers over the operator's stories; one edition without edits is the file's own story."""

    def __init__(self, stories: Mapping[str, Story]) -> None:
        self._files = dict(stories)
        self._edits: dict[Edition, tuple[Edit, ...]] = {}
        self._built: OrderedDict[Edition, Story] = OrderedDict()
        self._building: dict[Edition, asyncio.Task[Story]] = {}

    @property
    def files(self) -> Mapping[str, Story]:
        """The operator's stories by their names."""
        return self._files

    @property
    def edited(self) -> set[str]:
        """The names of the stories that any server edited."""
        return {edition.story for edition in self._edits}

    def shelve(self, name: str, story: Story) -> None:
        """Tells a later version of a file from now on, under the edits that were made on it."""
        self._files[name] = story
        for edition in [*self._built, *self._building]:
            if edition.story == name:
                self._forget_built(edition)

    def edits(self, edition: Edition) -> tuple[Edit, ...]:
        """The edits in force, in the order in which their records were first edited."""
        return self._edits.get(edition, ())

    def take(self, edition: Edition, edits: tuple[Edit, ...]) -> None:
        """Puts edits in the place of all that an edition had."""
        if edits:
            self._edits[edition] = edits
        else:
            self._edits.pop(edition, None)
        self._forget_built(edition)

    def drop(self, server: int) -> None:
        """Forgets all editions of a server."""
        for edition in [edition for edition in self._edits if edition.server == server]:
            self.take(edition, ())

    async def story(self, edition: Edition) -> Story:
        """The story of an edition; an edited one is built when somebody asks for it, in a thread."""
        if edition not in self._edits:
            return self._files[edition.story]
        if edition in self._built:
            self._built.move_to_end(edition)
            return self._built[edition]
        building = self._building.get(edition)
        if building is None:
            building = self._building[edition] = asyncio.create_task(self._build(edition))
        return await asyncio.shield(building)

    async def _build(self, edition: Edition) -> Story:
        edits, file, building = self._edits[edition], self._files[edition.story], asyncio.current_task()
        try:
            story = await asyncio.to_thread(lambda: Story(Answerer(revised(file.pack, edits).pack), file.path))
            # Edited again meanwhile: then a later building gives the story.
            if self._building.get(edition) is building:
                self._built[edition] = story
                if len(self._built) > BUILT:
                    self._built.popitem(last=False)
        finally:
            if self._building.get(edition) is building:
                del self._building[edition]
        return story

    def _forget_built(self, edition: Edition) -> None:
        self._built.pop(edition, None)
        self._building.pop(edition, None)
