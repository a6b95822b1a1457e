"""Where the bot's public answers stand, by ids and without a text: they may have to be marked as corrected."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rockybot.packs.revising import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rockybot.bot.noting import Notes
    from rockybot.packs import Record
    from rockybot.servers import Edition, Servers

MOST = 1000
"""Answers whose messages Discord has not shown back yet; it does so within a second, or never."""


class Traces:
    """Remembers public answers of servers that told a fact or a gap; without a database, none."""

    def __init__(self, servers: Servers, notes: Notes) -> None:
        self._servers = servers
        self._notes = notes
        self._awaited: OrderedDict[int, tuple[Edition, Record]] = OrderedDict()

    def expect(self, interaction: int, edition: Edition, record: Record | None) -> None:
        """The answer to an interaction is about to be sent for everyone: `hear` will learn where it stands."""
        if record is None or not edition.server or not self._servers.has_store:
            return
        self._awaited[interaction] = (edition, record)
        if len(self._awaited) > MOST:
            self._awaited.popitem(last=False)

    def hear(self, message: Mapping[str, Any]) -> None:
        """A message of the bot's own, as the gateway sends it: nothing but its ids is looked at."""
        # Responses are sent without a receipt (`connection/retrying.py`), so this is where their ids become known.
        origin = message.get("interaction_metadata") if self._awaited else None
        awaited = self._awaited.pop(int(origin["id"]), None) if origin else None
        if awaited is not None:
            self.note(*awaited, int(message["channel_id"]), int(message["id"]))

    def note(self, edition: Edition, record: Record | None, channel: int | None, message: int | None) -> None:
        """Remembers, when there is time, that a message told a record; where it is known which message it is."""
        if record is None or not edition.server or channel is None or message is None:
            return
        self._notes.add(
            lambda store: store.note_told(
                edition.server, edition.story, channel, message, record.id, str(told_digest(record))
            )
        )


def told_digest(record: Record | None) -> str | None:
    """The digest of what members read of a record: another phrasing or tag corrects no answer. None for no record."""
    return None if record is None else digest(replace(record, questions=(), tags=()))
