"""A question → its matches by what words stand for and how near they lie: a curated story, or a small pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.matching.index import Index
from rockybot.matching.names import cast_of
from rockybot.matching.neighbours import Neighbours
from rockybot.matching.reading import QueryReader, read_record
from rockybot.matching.repair import Repairer
from rockybot.matching.scoring import Match, score
from rockybot.matching.similarity import similarity_of
from rockybot.matching.units import reader_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rockybot.matching.language import Language
    from rockybot.matching.query import Query, Unit
    from rockybot.packs import Pack


class Concepts:
    """Matches questions with the records of a pack.

    Building it reads every record, save those that it shares with packs read before.
    """

    def __init__(self, pack: Pack, language: Language) -> None:
        reader = reader_of(cast_of(pack, language), language)
        readings = [read_record(record, reader, language) for record in pack.records]
        spoken = {word for reading in readings for word in reading.words}
        self._records = pack.records
        self._index = Index(readings, similarity_of(language))
        self._reader = QueryReader(reader, Repairer(spoken, language.words), language)
        self._neighbours = Neighbours(readings, language)

    def read(self, message: str) -> Query:
        """What the message asks."""
        return self._reader.read(message)

    def weighed(self, query: Query) -> Mapping[Unit, float]:
        """The units of a whole message, each with what it tells here."""
        units = query.clauses[0].units if query.clauses else {}
        return {unit: share * self._index.weight(unit) for unit, share in units.items()}

    def matches(self, query: Query, without: int | None = None) -> list[Match]:
        """The records that share anything with the query, best first; `without` leaves one phrasing out, by number."""
        return score(query, self._index, self._neighbours, self._records, without)
