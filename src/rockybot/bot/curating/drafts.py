"""What moderators typed and have not saved yet: in memory, the latest ones."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rockybot.packs.proposing import Form
    from rockybot.packs.revising import Edit

MOST = 1000


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit in the making. `edit` is None while the form is no fact yet, `form` is None for a removal or an undo."""

    server: int
    record_id: str | None
    """The record that is edited; None for a new one."""
    form: Form | None
    edit: Edit | None
    seen: int | None
    """The number of the record's revision that the moderator looked at."""


class Drafts:
    """Drafts by keys that stand on buttons."""

    def __init__(self) -> None:
        self._drafts: OrderedDict[str, Draft] = OrderedDict()

    def keep(self, draft: Draft) -> str:
        """The draft's key: 12 hexadecimal digits."""
        key = secrets.token_hex(6)
        self._drafts[key] = draft
        if len(self._drafts) > MOST:
            self._drafts.popitem(last=False)
        return key

    def of(self, key: str, server: int | None) -> Draft | None:
        """A server's own draft of that key; None if there is none any more."""
        draft = self._drafts.get(key)
        return draft if draft is not None and draft.server == server else None
