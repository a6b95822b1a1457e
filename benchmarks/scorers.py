"""The plain rapidfuzz scorers on the same questions and phrasings: the best phrasing's record, whatever it scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from rockybot.matching import Answer, NoAnswer
from rockybot.measuring import Labelled, Rates, judge, rates
from rockybot.packs import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rockybot.matching import Verdict
    from rockybot.packs import Pack, Record

SCORERS: dict[str, Callable[..., float]] = {"WRatio": fuzz.WRatio, "token_sort_ratio": fuzz.token_sort_ratio}
CUTOFFS = range(40, 101, 2)


@dataclass(frozen=True)
class Found:
    """A question, and the record whose phrasing is most alike."""

    labelled: Labelled
    score: float
    record: Record

    def at(self, cutoff: float) -> Verdict:
        """The verdict if so much is enough."""
        if isinstance(self.record, Fact) and self.score >= cutoff:
            return Answer(self.record, self.score, ())
        return NoAnswer(None, (), self.score, ())


class Plain:
    """A pack as a rapidfuzz scorer sees it."""

    def __init__(self, pack: Pack, scorer: Callable[..., float]) -> None:
        self._scorer = scorer
        self._records = [record for record in pack.records for _ in record.questions]
        self._phrasings: list[str | None] = [text.lower() for record in pack.records for text in record.questions]

    def found(self, questions: Iterable[Labelled]) -> list[Found]:
        """What is most alike to each."""
        return [self._nearest(labelled) for labelled in questions]

    def left_out(self, step: int) -> list[Found]:
        """The same for one in so many phrasings, each asked as if it weren't there."""
        found = []
        for number in range(0, len(self._phrasings), step):
            phrasing, record = self._phrasings[number], self._records[number]
            self._phrasings[number] = None  # which extractOne passes over
            expect = frozenset((record.id,))
            found.append(self._nearest(Labelled(phrasing or "", isinstance(record, Fact), "-", expect=expect)))
            self._phrasings[number] = phrasing
        return found

    def _nearest(self, labelled: Labelled) -> Found:
        _, score, at = process.extractOne(labelled.question.lower(), self._phrasings, scorer=self._scorer)
        return Found(labelled, score, self._records[at])


def flattered(found: Sequence[Found]) -> Rates:
    """The rates at the cutoff that suits best here: most right answers less wrong ones and words out of turn."""

    def worth(measured: Rates) -> float:
        return (measured.right or 0) - (measured.wrong or 0) + (measured.silent or 0)

    return max((rates(judge(one.labelled, one.at(cutoff)) for one in found) for cutoff in CUTOFFS), key=worth)
