"""A question → its matches in a general pack: many phrasings, no gaps; nothing but the phrasings tells facts apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from rockybot.matching.calibrating import calibrated
from rockybot.matching.kernel import Kernel
from rockybot.matching.portraits import Painter
from rockybot.matching.scoring import EXACT, Match, Score
from rockybot.matching.text import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rockybot.matching.index import Reading
    from rockybot.matching.kernel import Standing
    from rockybot.matching.language import Language
    from rockybot.matching.query import Query
    from rockybot.packs import Fact


class General:
    """Matches questions with the `facts` of a pack, whose readings come in the same order."""

    def __init__(self, facts: Sequence[Fact], readings: Sequence[Reading], language: Language) -> None:
        self._facts = facts
        self._language = language
        self._wordings = [wording for reading in readings for wording in reading.wordings]
        texts = [wording.plain for wording in self._wordings]
        counts = [len(reading.wordings) for reading in readings]
        self._painter = Painter(texts, language)
        gallery = self._painter.gallery(texts)
        self._kernel = Kernel(gallery, counts)
        owners = [fact for fact, count in enumerate(counts) for _ in range(count)]
        self._curve = calibrated(self._kernel, gallery, owners)

    def asked(self, query: Query) -> str:
        """The words of a whole message, the misspelt ones repaired."""
        return query.clauses[0].text if query.clauses else " ".join(words_of(query.original, self._language))

    def matches(self, asked: str, exact: Collection[int], without: int | None = None) -> list[Match]:
        """The nearest facts, best first; `exact` are those with the very words, by number.

        `without` is the number of a phrasing to leave out.
        """
        if not asked:
            return []
        found = self._kernel.standing(self._painter.paint(asked), () if without is None else (without,))
        best, said = found[0], self._painter.told(asked)
        points = self._curve.points(best.certainty)
        shares = [(one, max(0.0, one.share) / best.share if best.share > 0 else 0.0) for one in found]
        told = [
            self._match(asked, said, one, EXACT if one.fact in exact else points * part)
            for one, part in shares
            if part > 0
        ]
        return sorted(told, key=lambda match: -match.score.total)

    def _match(self, asked: str, said: Mapping[str, float], standing: Standing, total: float) -> Match:
        phrasing, fact = self._wordings[standing.number], self._facts[standing.fact]
        heard = self._painter.told(phrasing.plain)
        score = Score(
            asked=_shared(said, heard),
            answered=_shared(heard, said),
            letters=ratio(asked, phrasing.plain) / 100,
            support=min(1.0, standing.share),
            familiar=standing.likeness,
            total=total,
        )
        return Match(fact, phrasing.text, asked, score)


def _shared(words: Mapping[str, float], others: Mapping[str, float]) -> float:
    """The share of some words that stand among others too, each by what it tells."""
    return sum([weight for word, weight in words.items() if word in others]) / sum(words.values())
