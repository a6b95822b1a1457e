"""The composition root: what the faces call."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rockybot.remembering import remembered_answerer
from rockybot.replies import Reply, fact_reply, reply

if TYPE_CHECKING:
    from rockybot.matching import Answerer, Verdict
    from rockybot.packs import Fact

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

    def __init__(self, answerer: Answerer) -> None:
        self.answerer = answerer
        self.pack = answerer.pack

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

    def tell(self, fact: Fact) -> Reply:
        """The words for one fact: what a chosen suggestion gets."""
        return fact_reply(fact, self.pack)
