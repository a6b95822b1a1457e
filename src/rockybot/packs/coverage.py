"""Which stretches of the source no excerpt covers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.packs.fingerprint import Section
    from rockybot.packs.model import Pack

SHORTEST = 5
"""Tokens. Less between two excerpts is a conjunction, and nothing to ask about."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens of a paragraph, `first` to `last`, counted from 1 (words and punctuation marks)."""

    section: str
    paragraph: int
    first: int
    last: int

    def __str__(self) -> str:
        return f"“{self.section}”, paragraph {self.paragraph}: words and signs {self.first} to {self.last}"


def uncovered(pack: Pack) -> tuple[Stretch, ...]:
    """The stretches of at least `SHORTEST` tokens that no excerpt covers, in the order of the source."""
    source = pack.source
    if source is None or source.fingerprint is None:
        return ()
    fingerprint = source.fingerprint
    covered: dict[int, set[int]] = {}
    for fact in pack.facts:
        place = fingerprint.locate(fact.excerpt) if fact.excerpt else None
        if place is not None and place.paragraph is not None:
            covered.setdefault(place.section_number, set()).update(range(place.start, place.end))
    return tuple(
        stretch
        for number, section in enumerate(fingerprint.sections)
        for stretch in _of_section(section, covered.get(number, set()))
    )


def _of_section(section: Section, covered: set[int]) -> Iterator[Stretch]:
    start = 0
    for paragraph, end in enumerate(accumulate(section.lengths), 1):
        first = start
        for token in range(start, end + 1):
            if token == end or token in covered:
                if token - first >= SHORTEST:
                    yield Stretch(section.heading, paragraph, first - start + 1, token - start)
                first = token + 1
        start = end
