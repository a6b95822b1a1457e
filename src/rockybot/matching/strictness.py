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
    Strictness.CAUTIOUS: Thresholds(certain=75.0, clear=90.0, lead=8.0),
    Strictness.BALANCED: Thresholds(certain=46.0, clear=65.0, lead=5.0),
    Strictness.EAGER: Thresholds(certain=34.0, clear=50.0, lead=1.0),
}
"""Round numbers, chosen on the questions of others about the shipped story and about six others.

There balanced lies where right − wrong + silent is highest: seven stories of 750 phrasings are then answered rightly
and wrongly 74 and 5 times in 100, silent 85; when cautious 47 and 1, silent 94; when eager 78 and 8, silent 80.
A gap on top decides at each level.
"""

MEASURED = {
    Strictness.CAUTIOUS: Measured(right=0.760, wrong=0.017, silent=0.933),
    Strictness.BALANCED: Measured(right=0.893, wrong=0.050, silent=0.880),
    Strictness.EAGER: Measured(right=0.903, wrong=0.053, silent=0.847),
}
"""What `benchmarks/quality.py` printed for the shipped story and the questions of others about it.

It answers 300 of them and 150 not. A third of them was never looked at.
"""
