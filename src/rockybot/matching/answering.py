"""`Answerer`: read, shortlist, score, decide."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rockybot.matching.deciding import Answer, NoAnswer, Verdict, decide
from rockybot.matching.foreign import is_foreign, mostly_foreign
from rockybot.matching.index import Index
from rockybot.matching.language import Language, english
from rockybot.matching.names import cast_of
from rockybot.matching.neighbours import Neighbours
from rockybot.matching.reading import QueryReader, read_record
from rockybot.matching.repair import Repairer
from rockybot.matching.scoring import EXACT, Match, score
from rockybot.matching.similarity import similarity_of
from rockybot.matching.strictness import Strictness
from rockybot.matching.text import words_of
from rockybot.matching.units import reader_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rockybot.matching.general import General
    from rockybot.matching.index import Reading
    from rockybot.matching.query import Query, Unit
    from rockybot.packs import Pack
    from rockybot.packs.checking import Ranks

LARGE = 200
"""Phrasings from which on they are compared as wholes too: of fewer there is too little to learn, and less to load."""

MOST_FACTS = 5000
"""Facts of a general pack: each phrasing is held against all of them."""


class Answerer:
    """Answers questions about one pack. Asking it changes nothing.

    Building it reads every record, save those that it shares with packs read before.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._language = english()
        reader = reader_of(cast_of(pack, self._language), self._language)
        readings = [read_record(record, reader, self._language) for record in pack.records]
        self._index = Index(readings, similarity_of(self._language))
        spoken = {word for reading in readings for word in reading.words}
        phrasings = sum(map(len, self._index.phrasings))
        general = phrasings >= LARGE and not pack.gaps and len(pack.facts) <= MOST_FACTS
        self._general = _general(pack, readings, self._language) if general else None
        self._neighbours = Neighbours(readings, self._language)
        self._reader = QueryReader(reader, Repairer(spoken, self._language.words), self._language)

    def answer(self, text: str, strictness: Strictness = Strictness.BALANCED) -> Verdict:
        """The verdict on a message, whatever it holds. The same text always gets the same verdict."""
        return self.verdict(self.read(text), strictness=strictness)

    def read(self, text: str) -> Query:
        """What the message asks, as the matcher reads it."""
        return self._reader.read(text)

    def weighed(self, query: Query) -> Mapping[Unit, float]:
        """The units of a whole message, each with what it tells here; none if the message says nothing."""
        units = query.clauses[0].units if query.clauses else {}
        return {unit: share * self._index.weight(unit) for unit, share in units.items()}

    def verdict(
        self, query: Query, without: int | None = None, strictness: Strictness = Strictness.BALANCED
    ) -> Verdict:
        """The verdict on a message that was read; `without` leaves one phrasing out, by number."""
        verdict = self._decided(query, without, strictness)
        if verdict.score < EXACT and self._reads_english and is_foreign(query.original, self._language):
            return NoAnswer(None, (), 0.0, verdict.matches, foreign=True)
        return verdict

    def _decided(self, query: Query, without: int | None, strictness: Strictness) -> Verdict:
        return decide(self.matches(query, without), has_gaps=bool(self.pack.gaps), strictness=strictness)

    def matches(self, query: Query, without: int | None = None) -> list[Match]:
        """The records that share anything with the query, best first; `without` leaves one phrasing out, by number."""
        if self._general is not None:
            asked = self._general.asked(query)
            return self._general.matches(asked, self._index.word_for_word(asked, without), without)
        return score(query, self._index, self._neighbours, self.pack.records, without)

    def normalised(self, text: str) -> str:
        """The words of a text as they are read: two phrasings that are equal here can't be told apart."""
        return " ".join(words_of(text, self._language))

    def reached(self, text: str, without: int | None = None) -> str | None:
        """The id of the fact that answers, or of the gap that decides; None for neither."""
        verdict = self.verdict(self.read(text), without)
        if isinstance(verdict, Answer):
            return verdict.fact.id
        return verdict.gap.id if isinstance(verdict, NoAnswer) and verdict.gap else None

    def number(self, record_id: str, phrasing: str) -> int | None:
        """The number by which a phrasing can be left out; None if the record has no such phrasing."""
        return self._numbers.get((record_id, phrasing))

    def ranks(self, phrasing: str, record_id: str) -> Ranks:
        """Where a phrasing's own record stands, with the phrasing in and with it left out."""
        from rockybot.packs.checking import Ranks

        query = self.read(phrasing)
        number = self.number(record_id, phrasing)
        with_it = [match.record.id for match in self.matches(query)]
        left_out = [match.record.id for match in self.matches(query, number)]
        place = left_out.index(record_id) + 1 if record_id in left_out else None
        return Ranks(with_it[0] if with_it else None, place)

    @cached_property
    def _reads_english(self) -> bool:
        firsts = (record.questions[0] for record in self.pack.records if record.questions)
        return not mostly_foreign(firsts, self._language)

    @cached_property
    def _numbers(self) -> Mapping[tuple[str, str], int]:
        return {
            (record.id, phrasing.text): phrasing.number
            for record, phrasings in zip(self.pack.records, self._index.phrasings, strict=True)
            for phrasing in phrasings
        }


def _general(pack: Pack, readings: Sequence[Reading], language: Language) -> General:
    from rockybot.matching.general import General

    return General(pack.facts, readings, language)
