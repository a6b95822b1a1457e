"""A question → its matches in a general pack: many phrasings, no gaps; nothing but the phrasings tells facts apart."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rockybot.matching.calibrating import calibrated
from rockybot.matching.cells import Cells, Packed
from rockybot.matching.effects import Effects
from rockybot.matching.kernel import NOTHING, Kernel, Standing, Whole
from rockybot.matching.names import Cast
from rockybot.matching.phrasings import read_phrasings
from rockybot.matching.portraits import Painter, joined
from rockybot.matching.query import Clause, Query
from rockybot.matching.reading import mended
from rockybot.matching.repair import Repairer
from rockybot.matching.scoring import EXACT, Match, Score
from rockybot.matching.text import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rockybot.matching.language import Language
    from rockybot.matching.phrasings import Said
    from rockybot.matching.query import Unit
    from rockybot.packs import Fact

SOLVED_WHOLE = 2000
"""Phrasings up to which all are weighed against each other at load, within a second; else the nearest at each ask."""

DIRECTIONS, FEWER_DIRECTIONS = 128, 96
"""Main directions of the pack in which spelling and meaning are compared, and those of a pack that isn't solved whole.

No worse than all 256 and 128, for a half: with 80 CLINC150 lost half a point. A million phrasings take 192 MB.
"""

NOBODY = Cast({}, frozenset(), {}, {})
"""A general pack tells facts apart by whole phrasings, whoever is named in them."""

MAX_REMEMBERED = 10_000
"""Phrasings whose words are remembered: those that answers were explained by."""

SAMPLED = 16
"""Batches of phrasings from which the main directions are taken."""


class General:
    """Matches questions with the `facts` of a pack."""

    def __init__(self, facts: Sequence[Fact], language: Language, on_progress: Callable[[int, int], object]) -> None:
        self._facts = facts = [fact for fact in facts if fact.questions]
        self._language = language
        self._opening = language.openers | language.auxiliaries
        self._effects = Effects(NOBODY, language)
        self._hollow = language.hollow | language.function_words
        counts = [len(fact.questions) for fact in facts]
        count = sum(counts)
        self._phrasings, said = read_phrasings(facts, language, lambda done: on_progress(done // 2, count))
        self._painter = Painter(said.found(language), count, language)
        answers = {word for fact in facts for word in words_of(f"{fact.answer} {fact.excerpt or ''}", language)}
        self._repairer = Repairer(answers.union(said.words), language.words, self._painter.common)
        self._kernel = self._painted(said, counts, lambda done: on_progress((count + done) // 2, count))
        self._curve = calibrated(self._kernel, counts)

    def read(self, message: str) -> Query:
        """The message as one clause, with its misspelt words repaired."""
        parts, repairs = mended(message, self._repairer, self._language)
        said = [word for _, meant in parts for word in meant]
        if not said:
            return Query(message)
        asks = any(part.asked or (meant and meant[0] in self._opening) for part, meant in parts)
        return Query(message, (Clause(" ".join(said), {}, asks and not self._hollow.issuperset(said)),), repairs)

    def weighed(self, query: Query) -> Mapping[Unit, float]:
        """What the words of a message stand for, each with what it tells here."""
        units: dict[Unit, float] = {}
        for word in query.clauses[0].text.split() if query.clauses else ():
            for unit, share in self._effects.of_word(word).effect:
                units[unit] = share * self._painter.weight(word)
        return units

    def matches(self, query: Query, without: int | None = None) -> list[Match]:
        """The nearest facts, best first; `without` is the number of a phrasing to leave out."""
        if not query.clauses:
            return []
        asked = query.clauses[0].text
        words = asked.split()
        left = NOTHING if without is None else range(without, without + 1)
        found = self._kernel.standing(self._painter.paint(words), left)
        numbers = [number for number in self._phrasings.word_for_word(words) if number != without]
        exact = {self._phrasings.fact(number): number for number in numbers}
        best, said = found[0], self._painter.told(words)
        points = self._curve.points(best.certainty)
        told = [
            self._match(asked, said, one, points * one.share / best.share)
            for one in found
            if one.share > 0 and one.fact not in exact
        ]
        shares = {one.fact: one.share for one in found}
        whole = (Standing(fact, shares.get(fact, 1.0), 1.0, number) for fact, number in exact.items())
        told += [self._match(asked, said, one, EXACT) for one in whole]
        return sorted(told, key=lambda match: -match.score.total)

    def _match(self, asked: str, said: Mapping[str, float], standing: Standing, total: float) -> Match:
        phrasing = self._phrasings.text(standing.number)
        heard = self._painter.told(_words_of(phrasing, self._language))
        shared = sum([weight for stem, weight in heard.items() if stem in said])
        score = Score(
            asked=shared / sum(said.values()),
            answered=shared / (sum(heard.values()) or 1.0),
            support=max(0.0, min(1.0, standing.share)),
            familiar=standing.likeness,
            nearness=standing.certainty,
            total=total,
        )
        return Match(self._facts[standing.fact], phrasing, asked, score)

    def _painted(self, said: Said, counts: Sequence[int], on_progress: Callable[[int], object]) -> Kernel:
        """The phrasings, painted and ready to be compared; takes the batches out of what was said."""
        painter, batches = self._painter, said.batches
        small = sum(counts) <= SOLVED_WHOLE
        sample = [painter.painted(batch, said.words) for batch in batches[:: -(-len(batches) // SAMPLED)]]
        painter.turn(joined(sample), DIRECTIONS if small else FEWER_DIRECTIONS)
        if small:
            on_progress(sum(counts))
            return Whole(joined([painter.painted(batch, said.words) for batch in batches]), counts)
        gallery = Packed(sum(counts))
        while batches:
            on_progress(gallery.prepend(painter.painted(batches.pop(), said.words)))
        return Cells(gallery, counts)


@lru_cache(MAX_REMEMBERED)
def _words_of(phrasing: str, language: Language) -> tuple[str, ...]:
    return tuple(words_of(phrasing, language))
