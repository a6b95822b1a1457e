"""How sure is sure enough in one pack: it asks itself its own questions, as if it had never heard of their facts."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rockybot.matching.deciding import CERTAIN_ALONE
from rockybot.matching.scoring import NEARLY
from rockybot.matching.strictness import THRESHOLDS, Strictness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rockybot.matching.kernel import Kernel

ASKED = 300
"""Phrasings that a pack asks itself, spread evenly: a tenth of a second."""

BEYOND = {Strictness.EAGER: 0.25, Strictness.BALANCED: 0.4, Strictness.CAUTIOUS: 0.7}
"""The share of such questions that must stay unanswered.

They are all near misses, much nearer than what members ask beside a pack: where 40 in 100 of them stay unanswered, 87
to 91 in 100 of the out-of-scope questions of CLINC150 do, with 5, 10 and 100 phrasings a fact alike.
"""

LEAST = 0.03
"""What lies between two levels at least, and below the lowest: a share of about 1 is a phrasing of the fact's."""


class Curve(NamedTuple):
    """Certainty in one pack (`across`) → points of 100 that mean the same in any (`up`), in straight lines."""

    across: tuple[float, ...]
    up: tuple[float, ...]

    def points(self, certainty: float) -> float:
        """0 for none, `NEARLY` from the highest on."""
        return float(np.interp(certainty, self.across, self.up))


def calibrated(kernel: Kernel, counts: Sequence[int]) -> Curve:
    """The curve of a pack whose fact n has `counts[n]` phrasings.

    It goes through what each level of strictness asks of a fact in a pack without gaps.
    """
    sure = _sure(kernel, np.cumsum(counts).tolist())
    across, up = [0.0], [0.0]
    for level, beyond in BEYOND.items():
        across.append(max(float(np.quantile(sure, beyond)), across[-1] + LEAST))
        up.append(THRESHOLDS[level].certain + CERTAIN_ALONE)
    return Curve((*across, 2 * across[-1] + 1.0), (*up, NEARLY))


def _sure(kernel: Kernel, ends: Sequence[int]) -> list[float]:
    """How sure the pack is of other facts where a phrasing's own is taken away."""
    sure = []
    for number in range(0, ends[-1], -(-ends[-1] // ASKED)):
        fact = bisect_right(ends, number)
        found = kernel.standing(kernel.portrait(number), range(ends[fact - 1] if fact else 0, ends[fact]))
        sure.append(max((standing.certainty for standing in found[:1]), default=0.0))
    return sure
