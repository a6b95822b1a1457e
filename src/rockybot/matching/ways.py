"""What a pack's records are held against: concepts, or phrasings as wholes. What the pack holds decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rockybot.matching.concepts import Concepts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rockybot.matching.language import Language
    from rockybot.matching.query import Query, Unit
    from rockybot.matching.scoring import Match
    from rockybot.packs import Pack

LARGE = 200
"""Phrasings from which on a pack without gaps is matched by them alone: of fewer there is too little to learn."""


class Way(Protocol):
    """A way to match questions with the records of one pack."""

    def read(self, message: str) -> Query:
        """What the message asks."""

    def weighed(self, query: Query) -> Mapping[Unit, float]:
        """The units of a whole message, each with what it tells here; none if the message says nothing."""

    def matches(self, query: Query, without: int | None = None) -> list[Match]:
        """The records that fit, best first; `without` leaves one phrasing out, by number."""


def way_of(pack: Pack, language: Language, on_progress: Callable[[int, int], object]) -> Way:
    """The way that suits a pack; `on_progress` is told (done, all) phrasings where it takes long."""
    phrasings = sum(len(record.questions) for record in pack.records)
    if phrasings < LARGE or pack.gaps:
        return Concepts(pack, language)
    from rockybot.matching.general import General  # a story starts without it

    return General(pack.facts, language, on_progress)
