"""`Answerer`: read, match, decide."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from rockybot.matching.deciding import Answer, NoAnswer, Verdict, decide
from rockybot.matching.foreign import is_foreign, mostly_foreign
from rockybot.matching.language import english
from rockybot.matching.query import Query
from rockybot.matching.scoring import EXACT
from rockybot.matching.strictness import Strictness
from rockybot.matching.text import words_of
from rockybot.matching.ways import way_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rockybot.matching.query import Unit
    from rockybot.matching.scoring import Match
    from rockybot.packs import Pack
    from rockybot.packs.checking import Ranks


def unheard(_done: int, _all: int) -> None:
    """Progress that nobody asked for."""


class Answerer:
    """Answers questions about one pack. Asking it changes nothing.

    Building it reads every phrasing; where that takes long, `on_progress` is told (done, all) now and then.
    """

    def __init__(self, pack: Pack, on_progress: Callable[[int, int], object] = unheard) -> None:
        self.pack = pack
        self._language = english()
        self._way = way_of(pack, self._language, on_progress)

    def answer(self, text: str, strictness: Strictness = Strictness.BALANCED) -> Verdict:
        """The verdict on a message, whatever it holds. The same text always gets the same verdict."""
        return self.verdict(self.read(text), strictness=strictness)

    def read(self, text: str) -> Query:
        """What the message asks, as the matcher reads it."""
        return self._way.read(text)

    def weighed(self, query: Query) -> Mapping[Unit, float]:
        """The units of a whole message, each with what it tells here; none if the message says nothing."""
        return self._way.weighed(query)

    def verdict(
        self, query: Query, without: int | None = None, strictness: Strictness = Strictness.BALANCED
    ) -> Verdict:
        """The verdict on a message that was read; `without` leaves one phrasing out, by number."""
        verdict = self._decided(query, without, strictness)
        if verdict.score < EXACT and self._reads_english and is_foreign(query.original, self._language):
            return NoAnswer(None, (), 0.0, verdict.matches, foreign=True)
        return verdict

    def _decided(self, query: Query, without: int | None, strictness: Strictness) -> Verdict:
        alone = (self.matches(Query(query.original, (question,)), without) for question in query.questions)
        return decide(self.matches(query, without), alone, has_gaps=bool(self.pack.gaps), strictness=strictness)

    def matches(self, query: Query, without: int | None = None) -> list[Match]:
        """The records that share anything with the query, best first; `without` leaves one phrasing out, by number."""
        return self._way.matches(query, without)

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
        record = self.pack.record(record_id)
        if record is None or phrasing not in record.questions:
            return None
        return self._firsts[record_id] + record.questions.index(phrasing)

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
    def _firsts(self) -> Mapping[str, int]:
        """The id of each record → the number of its first phrasing."""
        counts = accumulate((len(record.questions) for record in self.pack.records), initial=0)
        return dict(zip((record.id for record in self.pack.records), counts, strict=False))
