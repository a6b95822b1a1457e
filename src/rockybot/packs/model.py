"""What a story knows, as frozen values. Nothing here reads a file or knows YAML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from rockybot.packs.fingerprint import Fingerprint


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the story says: phrasings that members type, the curated answer, the words that prove it."""

    id: str
    questions: tuple[str, ...]
    answer: str
    excerpt: str | None = None
    """The curator's claim of a verbatim quotation. Only `Pack.quote` turns it into a proved `Excerpt`."""
    tags: tuple[str, ...] = ()
    spoiler: bool = False
    """Whether it gives the story away: then it is covered up, and never offered to who did not ask for it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something members ask and the source does not say. `about` completes "The article doesn't say …"."""

    id: str
    questions: tuple[str, ...]
    about: str
    tags: tuple[str, ...] = ()


Record: TypeAlias = Fact | Gap
"""What a question can match: a fact answers it, a gap says that the source doesn't."""


@dataclass(frozen=True, slots=True)
class Name:
    """Who or what the story is about, and what members call them."""

    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A labelled question that ships with the pack. `expect` is the id of a fact or a gap, or None for neither."""

    question: str
    expect: str | None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quotation that was proved to stand in the source, and where.

    Paragraphs count from 1 in their section; None is its heading.
    """

    text: str
    section: str
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """The article behind the facts. Without a readable fingerprint nothing can be proved, so nothing is quoted."""

    title: str
    fingerprint_file: str | None = None
    """The name of the file that was to hold the fingerprint, whether or not it could be read."""
    fingerprint: Fingerprint | None = None


@dataclass(frozen=True)
class Pack:
    """One story. Ids are unique over facts and gaps together; the order is the file's."""

    title: str
    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...] = ()
    source: Source | None = None
    names: tuple[Name, ...] = ()
    checks: tuple[Check, ...] = ()

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """All facts, then all gaps."""
        return (*self.facts, *self.gaps)

    @cached_property
    def _records_by_id(self) -> dict[str, Record]:
        return {record.id: record for record in self.records}

    def record(self, record_id: str) -> Record | None:
        """The fact or gap of that id, or None."""
        return self._records_by_id.get(record_id)

    @cached_property
    def in_story_order(self) -> tuple[Fact, ...]:
        """The facts as the source tells them; one that it can't prove stands behind its neighbour in the file."""
        fingerprint = self.source.fingerprint if self.source else None
        order, orders = 0, dict[str, int]()
        for fact in self.facts:
            place = fingerprint.locate(fact.excerpt) if fingerprint and fact.excerpt is not None else None
            order = orders[fact.id] = order if place is None else place.order
        return tuple(sorted(self.facts, key=lambda fact: orders[fact.id]))

    def neighbours(self, fact: Fact, count: int) -> tuple[Fact, ...]:
        """The facts told next to one, at most `count`, in the order of the story; spoilers left out."""
        facts = [near for near in self.in_story_order if near is fact or not near.spoiler]
        here = facts.index(fact)
        first = max(0, min(here - count // 2, len(facts) - 1 - count))
        return tuple(near for near in facts[first : first + count + 1] if near is not fact)

    @cached_property
    def revision(self) -> str:
        """Eight hexadecimal digits that change with anything the story knows."""
        known = repr((self.title, self.facts, self.gaps, self.names))
        return blake2b(known.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()

    def quote(self, fact: Fact) -> Excerpt | None:
        """The fact's excerpt with its place, if the fingerprint proves it word for word; else None."""
        if fact.excerpt is None or self.source is None or self.source.fingerprint is None:
            return None
        place = self.source.fingerprint.locate(fact.excerpt)
        return None if place is None else Excerpt(fact.excerpt, place.section, place.paragraph)
