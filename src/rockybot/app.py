"""The composition root: what the faces call."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rockybot.matching import NoAnswer, Strictness, unheard
from rockybot.remembering import remembered_answerer
from rockybot.replies import Reply, explanation, reply, retelling, story_so_far
from rockybot.replies.languages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable

    from rockybot.matching import Answerer, Completer, Verdict
    from rockybot.packs import Fact, Record
    from rockybot.replies.languages import Words

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
    """A pack in use: it answers. `path` is the fact file under it, None for one that was never a file.

    What it says around the curators' words is English, unless it is `spoken_in` others.
    """

    words: Words = ENGLISH

    def __init__(self, answerer: Answerer, path: Path | None = None) -> None:
        self.answerer = answerer
        self.pack = answerer.pack
        self.path = path
        self._recur = lru_cache(RECURRING)(self._briefly)

    @classmethod
    def open(cls, path: Path | None = None, on_progress: Callable[[int, int], object] = unheard) -> Story:
        """The story of a fact file, by default the shipped one; `on_progress` is told what `Answerer` tells.

        Raises:
            PackError: the file can't be read as a pack.
        """
        path = path or default_pack()
        return cls(remembered_answerer(path, on_progress), path)

    def spoken_in(self, words: Words) -> Story:
        """The same story, with other words around it; both know what was answered not long ago."""
        if words is self.words:
            return self
        spoken = copy(self)
        spoken.words = words
        return spoken

    def ask(self, question: str, strictness: Strictness = Strictness.BALANCED) -> Answered:
        """The verdict on a question, in words."""
        verdict = self.answerer.answer(question, strictness)
        return Answered(question, verdict, reply(verdict, self.pack, self.words))

    def answer(self, question: str, strictness: Strictness = Strictness.BALANCED) -> Answered:
        """As `ask`, without the matches that were weighed; at once, if the question was asked not long ago."""
        answer = self._recur if len(question) <= LONGEST_RECURRING else self._briefly
        return answer(question, strictness, self.words)

    def _briefly(self, question: str, strictness: Strictness, words: Words) -> Answered:
        answered = self.spoken_in(words).ask(question, strictness)
        return replace(answered, verdict=replace(answered.verdict, matches=()))

    def tell(self, record: Record) -> Reply:
        """The words for one fact or gap: what a chosen suggestion gets."""
        return retelling(record, self.pack, self.words)

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
        return story_so_far(self.pack, self.words)

    def explain(self, record: Record, question: str, *, whole: bool = True) -> Reply:
        """Why the question got this fact or gap; of a long one perhaps only the beginning is left."""
        return explanation(record, self.answerer.answer(question), self.pack, self.words, whole=whole)

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
