"""What moderators typed and have not saved yet: in memory, and in the database so that a restart loses nothing."""

from __future__ import annotations

import json
import logging
import secrets
from collections import OrderedDict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from rockybot.errors import StoreError
from rockybot.packs.encoding import decoded, encoded
from rockybot.packs.proposing import Form, GapForm
from rockybot.packs.revising import Edit
from rockybot.servers import Edition

if TYPE_CHECKING:
    from rockybot.servers import Servers

log = logging.getLogger("rockybot.drafts")

MOST = 1000


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit in the making: `edit` is None while the form is no record yet, `form` None for a removal or an undo."""

    edition: Edition
    record_id: str | None
    """The record that is edited; None for a new one."""
    form: Form | GapForm | None
    edit: Edit | None
    seen: int | None
    """The number of the record's revision that the moderator looked at."""
    question: int | None = None
    """The question of the moderators' queue that it settles, with all that ask the same; None for none."""
    taking: tuple[str, ...] = ()
    """The questions that it was shown to take from others: a yes is one to these and to no more."""


class Drafts:
    """Drafts by keys that stand on buttons: 12 hexadecimal digits."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers
        self._drafts: OrderedDict[str, Draft] = OrderedDict()

    async def keep(self, draft: Draft) -> str:
        """The draft's key. While the database is away, the draft is in memory only."""
        key = secrets.token_hex(6)
        self._drafts[key] = draft
        if len(self._drafts) > MOST:
            self._drafts.popitem(last=False)
        if self._servers.has_store:
            try:
                await self._servers.store.keep_draft(draft.edition.server, key, _written(draft))
            except StoreError as error:
                log.warning("a draft would not outlast a restart: %s", error)
        return key

    async def of(self, key: str, server: int | None) -> Draft | None:
        """A server's own draft of that key; None if there is none any more."""
        draft = self._drafts.get(key)
        if draft is None and server is not None and self._servers.has_store:
            written = await self._servers.store.draft(server, key)
            draft = None if written is None else _read(server, written)
        return draft if draft is not None and draft.edition.server == server else None

    async def drop(self, key: str, draft: Draft) -> None:
        """Forgets a draft that was saved or given up."""
        self._drafts.pop(key, None)
        if self._servers.has_store:
            try:
                await self._servers.store.drop_draft(draft.edition.server, key)
            except StoreError as error:
                log.info("a draft will be forgotten when its time is over: %s", error)


def _written(draft: Draft) -> str:
    edit = draft.edit
    record = encoded(edit.record) if edit is not None and edit.record is not None else None
    data: dict[str, Any] = {
        "story": draft.edition.story,
        "record_id": draft.record_id,
        "form": None if draft.form is None else asdict(draft.form),
        "edit": None if edit is None else {"record_id": edit.record_id, "record": record, "basis": edit.basis},
        "seen": draft.seen,
        "question": draft.question,
        "taking": draft.taking,
    }
    return json.dumps(data)


def _read(server: int, written: str) -> Draft:
    data = json.loads(written)
    form, edit = data["form"], data["edit"]
    if edit is not None:
        record = None if edit["record"] is None else decoded(edit["record"])
        edit = Edit(edit["record_id"], record, edit["basis"])
    if form is not None:
        form = GapForm(**form) if "about" in form else Form(**form)
    edition = Edition(server, data["story"])
    taking = tuple(data.get("taking", ()))
    return Draft(edition, data["record_id"], form, edit, data["seen"], data["question"], taking)
