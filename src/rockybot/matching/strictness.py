"""How sure a fact must be to answer: three levels of thresholds, each with the rates that it was measured at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a fact must reach to answer, in points of 100."""

    certain: float
    """From here on a fact answers: lower answers more, and more of it wrongly."""
    clear: float
    """Below it a fact must lead the next one by `lead`, or it is one of two guesses: better ask."""
    lead: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares of 0 to 1: of the questions that the story answers, right and wrong answers; of the others, no answer."""

    right: float
    wrong: float
    silent: float


class Strictness(Enum):
    """How readily a story answers. What it doesn't answer it still suggests: a cautious one asks instead."""

    CAUTIOUS = "cautious"
    BALANCED = "balanced"
    EAGER = "eager"

    @property
    def thresholds(self) -> Thresholds:
        """What a fact must reach."""
        return THRESHOLDS[self]

    @property
    def measured(self) -> Measured:
        """What that gave for the shipped story."""
        return MEASURED[self]


THRESHOLDS = {
    Strictness.CAUTIOUS: Thresholds(certain=62.0, clear=80.0, lead=6.0),
    Strictness.BALANCED: Thresholds(certain=46.0, clear=65.0, lead=3.0),
    Strictness.EAGER: Thresholds(certain=34.0, clear=50.0, lead=1.0),
}
"""Round numbers, chosen on the labelled questions of the shipped story and held against two other views of it.

Each phrasing asked as if it weren't there, another fact answered a fact's and any fact a gap's: cautious 11 and 8 in
100, balanced 16 and 16, eager 16 and 17. With seven of ten phrasings of each record taken away, the labelled questions
were answered rightly and wrongly: cautious 59 and 4 in 100, balanced 80 and 7, eager 84 and 8. Below 30 nothing more
was answered rightly; a gap on top decides at each level, for to pass over a close one cost five wrong for one right.
"""

MEASURED = {
    Strictness.CAUTIOUS: Measured(right=0.733, wrong=0.027, silent=1.0),
    Strictness.BALANCED: Measured(right=0.893, wrong=0.047, silent=0.987),
    Strictness.EAGER: Measured(right=0.900, wrong=0.053, silent=0.973),
}
"""What `benchmarks/quality.py` printed for the shipped story, on 150 questions that it answers and 75 that it doesn't.

The thresholds were chosen on these questions: expect a little less on others.
"""
