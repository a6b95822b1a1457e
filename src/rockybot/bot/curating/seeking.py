"""Typed words → the records that hold them wherever they stand, or those that come nearest."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rockybot.bot.limits import CHOICES, QUESTION
from rockybot.packs import Fact

if TYPE_CHECKING:
    from rockybot.app import Story
    from rockybot.packs import Record

_WORD = re.compile(r"\w+")


def holding(story: Story, typed: str) -> list[Record]:
    """The records that hold what is typed: first those whose name or first question does, then as the matcher ranks."""
    wanted = _begun(typed)
    ranks = {record.id: rank for rank, record in enumerate(nearest(story, typed))}
    found = [record for record in story.pack.records if wanted and _all_in(_words(record), wanted)]
    return sorted(found, key=lambda one: (not _all_in(_title(one), wanted), ranks.get(one.id, len(ranks))))


def nearest(story: Story, typed: str) -> list[Record]:
    """The records that the matcher ranks first for what is typed."""
    return [match.record for match in story.answerer.matches(story.answerer.read(typed[:QUESTION]))][:CHOICES]


def holds(record_id: str, record: Record | None, typed: str) -> bool:
    """Whether each typed word begins one in a record, or in the name of one of which no more is left."""
    return _all_in(_words(record) if record else _spaced(record_id), _begun(typed))


def _all_in(held: str, wanted: list[str]) -> bool:
    return all(word in held for word in wanted)


def _begun(typed: str) -> list[str]:
    return [f" {word}" for word in _WORD.findall(typed.casefold())]


@lru_cache(2048)
def _words(record: Record) -> str:
    # Remembered: of a long story, reading all of it anew took 12 ms for each letter that somebody types.
    told = (record.answer, record.excerpt or "") if isinstance(record, Fact) else (record.about,)
    return _spaced(record.id, *record.questions, *told, *record.tags)


def _title(record: Record) -> str:
    return _spaced(record.id, record.questions[0])


def _spaced(*texts: str) -> str:
    """The words in lower case, each behind a space."""
    return "".join(f" {word}" for text in texts for word in _WORD.findall(text.casefold()))
