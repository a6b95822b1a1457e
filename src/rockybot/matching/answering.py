"""`Answerer`: read, shortlist, score, decide."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from rockybot.matching.deciding import Answer, NoAnswer, Verdict, decide
from rockybot.matching.index import Index
from rockybot.matching.language import english
from rockybot.matching.query import Query, QueryReader
from rockybot.matching.repair import Repairer
from rockybot.matching.scoring import Match, Profile, score
from rockybot.matching.text import plain, words
from rockybot.packs import Fact
from rockybot.packs.checking import Ranks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rockybot.matching.query import Unit
    from rockybot.packs import Pack, Record


class Answerer:
    """Answers questions about one pack. Building it reads every phrasing once; asking it changes nothing."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._language = english()
        self._reader = QueryReader(pack, self._language)
        spoken: set[str] = set()
        readings: list[tuple[int, str, Mapping[Unit, float]]] = []
        profiles: list[Profile] = []
        for number, record in enumerate(pack.records):
            units: Counter[Unit] = Counter()
            for question in record.questions:
                said = words(plain(question), self._language)
                spoken.update(said)
                read = self._reader.units(said)
                units.update(read)
                readings.append((number, question, read))
            also = record.answer if isinstance(record, Fact) else record.about
            told = set(self._reader.units(words(plain(also), self._language)))
            profiles.append(_profile(units, told))
        self._profiles = profiles
        self._index = Index(readings, len(pack.records))
        self._repairer = Repairer(spoken, self._language.words)
        self._records: tuple[Record, ...] = pack.records

    def answer(self, text: str) -> Verdict:
        """The verdict on a message, whatever it holds. The same text always gets the same verdict."""
        return decide(self.matches(self.read(text)))

    def read(self, text: str) -> Query:
        """What the message asks, as the matcher reads it."""
        return self._reader.read(text, self._repairer)

    def matches(self, query: Query, without: int | None = None) -> list[Match]:
        """The records that share anything with the query, best first; `without` leaves one phrasing out, by number."""
        return score(query, self._index, self._records, self._profiles, without)

    def normalised(self, text: str) -> str:
        """The words of a text as they are read: two phrasings that are equal here can't be told apart."""
        return " ".join(words(plain(text), self._language))

    def reached(self, text: str) -> str | None:
        """The id of the fact that answers, or of the gap that decides; None for neither."""
        verdict = self.answer(text)
        if isinstance(verdict, Answer):
            return verdict.fact.id
        return verdict.gap.id if isinstance(verdict, NoAnswer) and verdict.gap else None

    def ranks(self, phrasing: str, record_id: str) -> Ranks:
        """Where a phrasing's own record stands, with the phrasing in and with it left out."""
        query = self.read(phrasing)
        number = self._numbers.get((record_id, phrasing))
        with_it = [match.record.id for match in self.matches(query)]
        left_out = [match.record.id for match in self.matches(query, number)]
        place = left_out.index(record_id) + 1 if record_id in left_out else None
        return Ranks(with_it[0] if with_it else None, place)

    @cached_property
    def _numbers(self) -> Mapping[tuple[str, str], int]:
        phrasings = enumerate(self._index.phrasings)
        return {(self._records[phrasing.record].id, phrasing.text): number for number, phrasing in phrasings}


def _profile(asked: Counter[Unit], told: set[Unit]) -> Profile:
    units = dict.fromkeys(told, 0.5) | {unit: min(1.0, 0.4 + 0.2 * count) for unit, count in asked.items()}
    return Profile(
        units=units,
        names=frozenset(unit[0] for unit in units if unit[0].startswith("@")),
        answer_types=frozenset(symbol for unit in asked for symbol in unit if symbol.startswith("?")),
    )
