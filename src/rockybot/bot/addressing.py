"""What a button does, in its custom id: fixed words that mean the same after any restart, in any process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rockybot.packs import Pack, Record

PATTERN = r"rb:(?P<action>[a-z]+):(?P<asker>[0-9]+):(?P<key>[!-~]*)"
CHOSEN = "fact:"
"""Before the key of a completion's value; a question that begins so and names no fact is asked as it stands."""
_PLAIN_KEY = r"[!-}]{1,60}"
_DIGEST = "~"


@dataclass(frozen=True, slots=True)
class Address:
    """An action, who asked, and the fact or gap that it is about (a key of `key_of`, or "")."""

    action: str
    asker: int
    key: str


def custom_id(action: str, asker: int, key: str = "") -> str:
    """What stands on a button, to be read by `PATTERN`."""
    return f"rb:{action}:{asker}:{key}"


def key_of(record: Record) -> str:
    """The record's id; a long or odd one as the digest of it, so that a custom id holds it."""
    return key_of_id(record.id)


@lru_cache(8192)
def key_of_id(record_id: str) -> str:
    """As `key_of`, of a record that may be gone."""
    if re.fullmatch(_PLAIN_KEY, record_id):
        return record_id
    return _DIGEST + blake2b(record_id.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def record_at(key: str, pack: Pack) -> Record | None:
    """The record of a key; None if the story has none (any more)."""
    if key.startswith(_DIGEST):
        return next((record for record in pack.records if key_of(record) == key), None)
    return pack.record(key)


def choice_of(record: Record) -> str:
    """The value of a completion: choosing it asks for exactly this record."""
    return CHOSEN + key_of(record)


def chosen(value: str, pack: Pack) -> Record | None:
    """The record that a completion stands for; None if the value is a question."""
    return record_at(value.removeprefix(CHOSEN), pack) if value.startswith(CHOSEN) else None
