"""The composition root: what the faces call."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rockybot.matching import Answerer
from rockybot.packs.reading import PackFile, read_pack_file
from rockybot.replies import Reply, fact_reply, reply

if TYPE_CHECKING:
    from rockybot.matching import Verdict
    from rockybot.packs import Fact, Pack

_PACKAGE = Path(__file__).parent
DEFAULT_STORY = "rocky-dennis.yaml"


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

    def __init__(self, file: PackFile) -> None:
        self.file = file
        self.pack: Pack = file.pack

    @classmethod
    def open(cls, path: Path | None = None) -> Story:
        """The story of a fact file, by default the shipped one.

        Raises:
            PackError: the file can't be read as a pack.
        """
        return cls(read_pack_file(path or default_pack()))

    @cached_property
    def answerer(self) -> Answerer:
        """The matcher over the pack, built when the first question comes."""
        return Answerer(self.pack)

    def ask(self, question: str) -> Answered:
        """The verdict on a question, in words."""
        verdict = self.answerer.answer(question)
        return Answered(question, verdict, reply(verdict, self.pack))

    def tell(self, fact: Fact) -> Reply:
        """The words for one fact: what a chosen suggestion gets."""
        return fact_reply(fact, self.pack)

    @cached_property
    def unproved(self) -> tuple[Fact, ...]:
        """The facts whose excerpt the fingerprint does not prove; it is never shown."""
        return tuple(fact for fact in self.pack.facts if fact.excerpt is not None and self.pack.quote(fact) is None)
