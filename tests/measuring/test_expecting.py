"""What a story expects of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.matching import Answerer, Strictness
from rockybot.measuring import expected, expecting
from rockybot.packs import Fact, Gap, Pack

if TYPE_CHECKING:
    import pytest

OIL = Fact(
    "oil", ("what oil did the lamp burn", "which oil did the lamp burn", "what oil burned in the lamp"), "Whale."
)
BOAT = Fact("boat", ("name of the boat", "a raft, or what"), "The Petrel.")
CAT = Gap("cat", ("was there a cat", "did the keeper own a cat", "whose cat was there"), "whether there was a cat")


def test_each_phrasing_is_asked_as_if_it_were_not_there() -> None:
    """What is said in no other words is not reached; what another phrasing says too is."""
    rates = expected(Answerer(Pack("Gull Rock", (OIL, BOAT), (CAT,))))
    assert list(rates) == list(Strictness)
    balanced = rates[Strictness.BALANCED]
    assert (balanced.covered, balanced.uncovered) == (5, 3)
    assert (balanced.right, balanced.wrong, balanced.silent) == (0.6, 0.0, 1.0)


def test_of_a_large_story_a_part_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every other phrasing here."""
    monkeypatch.setattr(expecting, "SAMPLE", 4)
    rates = expected(Answerer(Pack("Gull Rock", (OIL, BOAT), (CAT,))))[Strictness.EAGER]
    assert rates.covered + rates.uncovered == 4


def test_a_story_without_a_phrasing_expects_nothing() -> None:
    """Nor does it fail."""
    assert all(rates.right is rates.silent is None for rates in expected(Answerer(Pack("Empty", (), ()))).values())
