"""What was typed so far → the facts that it may be about to ask for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.matching.answering import Answerer
    from rockybot.packs import Fact

WORTH_OFFERING = 22.0
"""The score from which on a fact is offered: lower than what is worth suggesting, for half a question is typed."""
ENDINGS = 3
"""Words tried for one that is only begun, the most frequent ones."""
BEGUN = 100.0
"""Added where the question begins just as it was typed: who types a question out wants to see it."""


class Completer:
    """Completes questions about one pack with the same matcher that answers them. Spoilers are never offered."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._facts = tuple(fact for fact in answerer.pack.facts if not fact.spoiler)
        questions = (question for fact in self._facts for question in fact.questions)
        self._words = Counter(word for question in questions for word in answerer.normalised(question).split())

    def complete(self, typed: str, limit: int) -> tuple[Fact, ...]:
        """The facts whose question may be meant, best first, at most `limit`; before anything is typed, the first."""
        if not typed.strip():
            return self._facts[:limit]
        scores: dict[str, float] = {}
        for reading in self._readings(typed):
            for match in self._answerer.matches(self._answerer.read(reading)):
                if match.score.total >= WORTH_OFFERING:
                    scores[match.record.id] = max(match.score.total, scores.get(match.record.id, 0.0))
        begun = typed.strip().casefold()
        for fact in self._facts:
            if fact.questions[0].casefold().startswith(begun):
                scores[fact.id] = BEGUN + scores.get(fact.id, 0.0)
        offered = [fact for fact in self._facts if fact.id in scores]
        return tuple(sorted(offered, key=lambda fact: -scores[fact.id])[:limit])

    def _readings(self, typed: str) -> Iterator[str]:
        """The text as typed, and with its last word written out, if that is only begun."""
        yield typed
        said = self._answerer.normalised(typed).split()
        if not said or typed[-1].isspace() or said[-1] in self._words:
            return
        endings = (word for word in self._words if word.startswith(said[-1]))
        for word in sorted(endings, key=lambda word: (-self._words[word], word))[:ENDINGS]:
            yield " ".join([*said[:-1], word])
