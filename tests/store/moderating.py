"""The words of the store's tests: two servers, two moderators, and edits of the lighthouse."""

from __future__ import annotations

from rockybot.packs import Fact
from rockybot.packs.revising import Edit

STORY = "lighthouse"
HERE, THERE = 900000000000000001, 900000000000000002
"""Two servers."""
ADA, TOM = 700000000000000001, 700000000000000002
"""Two moderators."""


def says(record_id: str, answer: str) -> Edit:
    """A fact with that answer in the place of whatever was there."""
    return Edit(record_id, Fact(record_id, (f"what of {record_id}?",), answer), None)


def removes(record_id: str) -> Edit:
    """No record there any more."""
    return Edit(record_id, None, "0123456789abcdef")
