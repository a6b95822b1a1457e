"""What must last: all that the rest of rockybot knows of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.store import backing_up, hearing, privacy, revisions, settings, told
from rockybot.store.drafts import Drafts
from rockybot.store.opening import opened
from rockybot.store.privacy import Retention
from rockybot.store.questions import Asked, Queue, settle
from rockybot.store.revisions import Ledger
from rockybot.store.told import Answers

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from rockybot.packs.revising import Edit
    from rockybot.store.database import Database
    from rockybot.store.hearing import Change
    from rockybot.store.privacy import Kept, KeptTable, Purged
    from rockybot.store.questions import Question
    from rockybot.store.revisions import Revision
    from rockybot.store.settings import ServerSettings
    from rockybot.store.told import Told


class Store:
    """A database in use. What a method wrote when it returns survives whatever comes, and nothing is kept by half.

    Every method raises `StoreError` while the database can't be reached or won't take it; the next one tries anew. An
    edit whose acknowledgement was lost on the way may have been kept: made again, it is acknowledged, not doubled.
    """

    def __init__(self, database: Database, retention: Retention) -> None:
        self._database = database
        self._retention = retention

    @classmethod
    async def open(
        cls, url: str | None = None, *, retention: Retention | None = None, read_only: bool = False
    ) -> Store:
        """The store at an address: by default the SQLite file `rockybot.db` of the working folder.

        Who only reads may do so beside the process that writes an SQLite file.

        Raises:
            StoreError: it can't be opened, another process has the file, or it is of a newer version.
        """
        return cls(await opened(url, read_only=read_only), retention or Retention())

    @property
    def where(self) -> str:
        """The database as an operator knows it: a path, or a host and a name, without a password."""
        return self._database.where

    @property
    def retention(self) -> Retention:
        return self._retention

    def tables(self) -> tuple[KeptTable, ...]:
        """Everything that is kept, table by table, as this version knows them; nothing is asked of the database."""
        return privacy.tables(self._retention)

    async def close(self) -> None:
        await self._database.close()

    async def append(  # noqa: PLR0913, PLR0917 - what an edit consists of
        self, server: int, story: str, edit: Edit, editor: int, seen: int | None, also: Sequence[Edit] = ()
    ) -> Revision:
        """The edit as it was kept. `seen` is the record's latest revision that the editor looked at, None for none.

        What it takes from other records is kept along with it: `also` are the edits of these.

        Raises:
            Overtaken: the record has a later one.
        """
        return await self._database.write(
            lambda connection: Ledger(connection, server, story).append(edit, editor, seen, also), in_turn=True
        )

    async def append_all(
        self, server: int, story: str, edits: Sequence[Edit], editor: int, seen_head: int | None
    ) -> tuple[Revision, ...]:
        """The edits as they were kept, all or none. `seen_head` is the latest revision that the editor looked at.

        Raises:
            Overtaken: the server's story has a later one.
        """
        return await self._database.write(
            lambda connection: Ledger(connection, server, story).append_all(edits, editor, seen_head), in_turn=True
        )

    async def revisions(self, server: int, story: str, after: int = 0) -> tuple[Revision, ...]:
        """All revisions behind a number, the oldest first."""
        return await self._database.read(lambda connection: Ledger(connection, server, story).behind(after))

    async def history(self, server: int, story: str, record_id: str) -> tuple[Revision, ...]:
        """All revisions of one record, the oldest first."""
        return await self._database.read(lambda connection: Ledger(connection, server, story).history(record_id))

    async def latest(self, server: int, story: str) -> tuple[Revision, ...]:
        """The edits in force: the last of each record, in the order in which the records were first edited."""
        return await self._database.read(lambda connection: Ledger(connection, server, story).latest())

    async def latest_everywhere(self) -> dict[tuple[int, str], tuple[Revision, ...]]:
        """The edits in force of every server and story that has any: (server, story) → what `latest` gives."""
        return await self._database.read(revisions.latest_everywhere)

    async def head(self) -> int:
        """The number of the newest revision of all servers; 0 if there is none."""
        return await self._database.read(revisions.head)

    async def servers_with_edits(self, story: str) -> frozenset[int]:
        return await self._database.read(lambda connection: revisions.servers_with_edits(connection, story))

    def changes(self, after: int | None = None) -> AsyncGenerator[Change]:
        """Every revision behind a number (None: the newest now) as it is kept by any process, this one too.

        For ever, and none is missed, whatever happens to the connection. On SQLite it ends at once: there is no other.
        """
        return hearing.changes(self._database, after)

    async def note_question(self, server: int, story: str, text: str, verdict: str, record_id: str | None) -> None:
        """As `note_questions`, a single one."""
        await self.note_questions(server, story, (Asked(text, verdict, record_id),))

    async def note_questions(self, server: int, story: str, asked: Sequence[Asked]) -> None:
        """Puts questions into the moderators' queue, without the people that they mention.

        Where questions are kept for no time, these are not kept at all.
        """
        if asked and self._retention.questions:
            most = self._retention.questions_per_server
            await self._database.write(lambda connection: Queue(connection, server, story).note(asked, most))

    async def unanswered(self, server: int, story: str) -> tuple[Question, ...]:
        """The moderators' queue, the oldest first."""
        return await self._database.read(lambda connection: Queue(connection, server, story).unanswered())

    async def settle(self, server: int, question_ids: Iterable[int]) -> None:
        """Takes questions out of the queue."""
        await self._database.write(lambda connection: settle(connection, server, question_ids))

    async def server_settings(self, server: int) -> ServerSettings:
        return await self._database.read(lambda connection: settings.server_settings(connection, server))

    async def settings_everywhere(self) -> dict[int, ServerSettings]:
        """The settings of every server that chose something; servers that were left are among them."""
        return await self._database.read(settings.settings_everywhere)

    async def change_settings(self, server: int, change: Callable[[ServerSettings], ServerSettings]) -> ServerSettings:
        """The settings after a change, which is given what they are now: two at once both take effect."""
        return await self._database.write(lambda connection: settings.change(connection, server, change))

    async def note_told(  # noqa: PLR0913, PLR0917 - where it stands and what it told: all of it is one row
        self, server: int, story: str, channel: int, message: int, record_id: str, digest: str
    ) -> None:
        """Remembers a public answer by the digest of the record that it told.

        Where told answers are kept for no time, this one is not kept at all.
        """
        if not self._retention.told:
            return
        await self._database.write(
            lambda connection: Answers(connection, server, story).note(channel, message, record_id, digest)
        )

    async def told_otherwise(self, server: int, story: str, record_id: str, digest: str | None) -> tuple[Told, ...]:
        """The public answers that told the record under another digest, the oldest first; all if it is None."""
        return await self._database.read(
            lambda connection: Answers(connection, server, story).told_otherwise(record_id, digest)
        )

    async def forget_told(self, server: int, messages: Iterable[int]) -> None:
        """Forgets public answers that are gone. Those of other servers stay."""
        await self._database.write(lambda connection: told.forget(connection, server, messages))

    async def keep_draft(self, server: int, key: str, data: str) -> None:
        """Keeps what a moderator has typed so far in the place of what was under that key in the server."""
        most = self._retention.drafts_per_server
        await self._database.write(lambda connection: Drafts(connection, server).keep(key, data, most))

    async def draft(self, server: int, key: str) -> str | None:
        """The data that was kept under that key in the server; None if there is none."""
        return await self._database.read(lambda connection: Drafts(connection, server).get(key))

    async def drop_draft(self, server: int, key: str) -> None:
        """Lets go of a draft; one that is gone is passed over."""
        await self._database.write(lambda connection: Drafts(connection, server).drop(key))

    async def kept_about(self, user: int) -> tuple[Kept, ...]:
        """Every place where a person's id can stand, and in how many rows it does."""
        return await self._database.read(lambda connection: privacy.kept_about(connection, user))

    async def forget(self, user: int) -> int:
        """Puts 0 for a person's id wherever it stands; gives in how many rows it stood."""
        return await self._database.write(lambda connection: privacy.forget(connection, user), in_turn=True)

    async def server_left(self, server: int, at: datetime) -> None:
        """The bot was removed from a server: its data wait for `purge`. An outage is no removal."""
        await self._database.write(lambda connection: privacy.leave(connection, server, at))

    async def server_back(self, server: int) -> None:
        """The bot is in the server after all: its data stay."""
        await self._database.write(lambda connection: privacy.come_back(connection, server))

    async def servers_left(self) -> frozenset[int]:
        """The servers that the bot was removed from and whose data still wait."""
        return await self._database.read(privacy.servers_left)

    async def servers_known(self) -> frozenset[int]:
        """The servers that something is kept of and that the bot was not removed from, as far as it knows."""
        return await self._database.read(privacy.servers_known)

    async def purge(self, now: datetime) -> Purged:
        """Lets go of everything whose time is over."""
        return await self._database.write(
            lambda connection: privacy.purge(connection, now, self._retention), in_turn=True
        )

    async def backup(self, path: Path) -> None:
        """Writes one SQLite file with all that the store holds at one moment, while it is in use."""
        await backing_up.back_up(self._database, path)

    async def restore(self, path: Path) -> None:
        """Puts a backup in the place of all that the store holds: verified first, and all or nothing.

        Other processes on the same database don't hear of it: start them again.
        """
        await backing_up.restore(self._database, path)
