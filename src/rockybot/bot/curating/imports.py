"""Imports that were shown and wait for a yes: in memory, the latest ones, since their files can be uploaded again."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rockybot.packs import Pack
    from rockybot.packs.differing import RecordDifference
    from rockybot.packs.revising import Edit
    from rockybot.servers import Edition

MOST = 20


@dataclass(frozen=True, slots=True)
class Pending:
    """What an import would keep, all or nothing."""

    edition: Edition
    name: str
    """The file's."""
    edits: tuple[Edit, ...]
    changes: tuple[RecordDifference, ...]
    head: int | None
    """The edition's newest revision when the import was shown."""
    file: Pack
    """What the story's own file said then."""


class Imports:
    """Pending imports by keys that stand on buttons: 12 hexadecimal digits."""

    def __init__(self) -> None:
        self._pending: OrderedDict[str, Pending] = OrderedDict()

    def keep(self, pending: Pending) -> str:
        """The key of an import; the oldest one makes room for it."""
        key = secrets.token_hex(6)
        self.put_back(key, pending)
        if len(self._pending) > MOST:
            self._pending.popitem(last=False)
        return key

    def take(self, key: str, server: int | None) -> Pending | None:
        """A server's own import of that key, for once; None if there is none any more."""
        pending = self._pending.get(key)
        if pending is None or pending.edition.server != server:
            return None
        return self._pending.pop(key)

    def put_back(self, key: str, pending: Pending) -> None:
        """Holds an import again that could not be kept yet."""
        self._pending[key] = pending
