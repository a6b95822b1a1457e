"""The composition root: what the faces call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rockybot.matching import NoAnswer
from rockybot.remembering import remembered_answerer
from rockybot.replies import Reply, explanation, reply, retelling, story_so_far

if TYPE_CHECKING:
    from rockybot.matching import Answerer, Completer, Verdict
    from rockybot.packs import Fact, Record

_PACKAGE = Path(__file__).parent
DEFAULT_STORY = "rocky-dennis.yaml"
NEIGHBOURS = 3
RECURRING, LONGEST_RECURRING = 2048, 300
"""Questions remembered with their answers, and their characters: about 1 KiB each."""


def default_pack() -> Path:
    """The shipped story: in the wheel beside the code, in a checkout in the folder `facts` at the top."""
    shipped = _PACKAGE / "facts" / DEFAULT_STORY
    return shipped if shipped.is_file() else _PACKAGE.parent.parent / "facts" / DEFAULT_STORY


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its verdict and the words for it."""

    question: str
    verdict: Verdict
    reply: Reply


class Story:
    """A pack in use: it answers."""

    def __init__(self, answerer: Answerer) -> None:
        self.answerer = answerer
        self.pack = answerer.pack
        self._recur = lru_cache(RECURRING)(self._briefly)

    @classmethod
    def open(cls, path: Path | None = None) -> Story:
        """The story of a fact file, by default the shipped one.

        Raises:
            PackError: the file can't be read as a pack.
        """
        return cls(remembered_answerer(path or default_pack()))

    def ask(self, question: str) -> Answered:
        """The verdict on a question, in words."""
        verdict = self.answerer.answer(question)
        return Answered(question, verdict, reply(verdict, self.pack))

    def answer(self, question: str) -> Answered:
        """As `ask`, without the matches that were weighed; at once, if the question was asked not long ago."""
        return self._recur(question) if len(question) <= LONGEST_RECURRING else self._briefly(question)

    def _briefly(self, question: str) -> Answered:
        answered = self.ask(question)
        return replace(answered, verdict=replace(answered.verdict, matches=()))

    def tell(self, record: Record) -> Reply:
        """The words for one fact or gap: what a chosen suggestion gets."""
        return retelling(record, self.pack)

    def retell(self, record: Record, question: str) -> Reply:
        """The words for a fact or gap that a question got, or that was chosen for it."""
        answered = self.answer(question)
        return answered.reply if answered.reply.record == record else self.tell(record)

    def reads_as_question(self, text: str) -> bool:
        """Whether any part of a message asks something."""
        return any(clause.asks for clause in self.answerer.read(text).clauses)

    def is_known_gap(self, question: str) -> bool:
        """Whether the source is known not to answer the question."""
        verdict = self.answerer.answer(question)
        return isinstance(verdict, NoAnswer) and verdict.gap is not None

    def greet(self) -> Reply:
        """The words for who asked nothing."""
        return story_so_far(self.pack)

    def explain(self, record: Record, question: str, *, whole: bool = True) -> Reply:
        """Why the question got this fact or gap; of a long one perhaps only the beginning is left."""
        return explanation(record, self.answerer.answer(question), self.pack, whole=whole)

    def complete(self, typed: str, limit: int) -> tuple[Fact, ...]:
        """The facts that a half-typed question may be about to ask for, best first."""
        return self._completer.complete(typed, limit)

    def related(self, fact: Fact) -> tuple[Fact, ...]:
        """What is told next to a fact, in the order of the story."""
        return self.pack.neighbours(fact, NEIGHBOURS)

    @cached_property
    def _completer(self) -> Completer:
        from rockybot.matching import Completer

        return Completer(self.answerer)
