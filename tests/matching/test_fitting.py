"""How well phrasings fit what is asked, all of some records at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rockybot.matching import fitting
from rockybot.matching.fitting import SUPPORTERS, SWAPPED, Asked, Fit, Wordings
from rockybot.matching.index import Reading, Wording
from rockybot.matching.query import names_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rockybot.matching.query import Unit

NUMBERS: dict[Unit, int] = {(word,): number for number, word in enumerate(("lamp", "oil", "keeper", "@Ada", "@Tom"))}
WEIGHTS = [1.0, 1.5, 1.5, 1.0, 1.0]


def _units(text: str) -> dict[Unit, float]:
    return {(word,): 1.0 for word in text.split()}


def _reading(*phrasings: str | Mapping[Unit, float]) -> Reading:
    """A record of such phrasings: each word is a unit, or each unit has a share of its own."""
    wordings = []
    for phrasing in phrasings:
        units = _units(phrasing) if isinstance(phrasing, str) else phrasing
        plain = " ".join(unit[0] for unit in units)
        wordings.append(Wording(plain.upper(), plain, units, names_in(units)))
    return Reading(wordings, (), {}, frozenset(), ())


def _wordings(*readings: Reading) -> Wordings:
    return Wordings(readings, NUMBERS, WEIGHTS)


def _asked(text: str) -> Asked:
    units = _units(text)
    return Asked({NUMBERS[unit]: 1.0 for unit in units}, sum(WEIGHTS[NUMBERS[unit]] for unit in units), names_in(units))


def _fits(wordings: Wordings, text: str, *records: int, without: int | None = None) -> list[Fit]:
    return wordings.fits(_asked(text), records, wordings.word_for_word(text, without), without)


STORY = _wordings(_reading("lamp oil", "lamp keeper"), _reading("oil"), _reading("@Ada lamp", "@Tom lamp oil keeper"))


def test_each_record_is_told_by_its_best_phrasing() -> None:
    """In the order in which records were listed."""
    fits = _fits(STORY, "lamp keeper", 2, 0)
    assert [STORY.text(fit.phrasing) for fit in fits] == ["@TOM LAMP OIL KEEPER", "LAMP KEEPER"]
    assert (fits[1].value, fits[1].asked, fits[1].answered) == (1.0, 1.0, 1.0)
    assert 0 < fits[0].value < 1
    assert fits[0].asked == 1.0 > fits[0].answered


def test_a_record_that_shares_nothing_has_no_value() -> None:
    """Nor has one whose only phrasing is left out; and of no records nothing is told."""
    assert _fits(STORY, "keeper", 1)[0].value == 0
    assert _fits(STORY, "oil", 1, without=2)[0].value == 0
    assert _fits(STORY, "oil") == []


def test_a_unit_half_said_is_half_asked_for() -> None:
    """What rides along in a phrasing is a part of its mass."""
    whole, rider = _fits(_wordings(_reading("lamp oil"), _reading({("lamp",): 1.0, ("oil",): 0.5})), "lamp", 0, 1)
    assert rider.answered > whole.answered


def test_a_phrasing_that_says_nothing_harms_nothing() -> None:
    """It fits nothing."""
    assert _fits(_wordings(_reading("", "lamp")), "lamp", 0)[0].phrasing == 1
    assert _fits(_wordings(_reading("")), "lamp", 0)[0].value == 0


def test_the_best_phrasings_support_each_other() -> None:
    """One alone is a sixth of what can be."""
    assert _fits(_wordings(_reading("lamp")), "lamp", 0)[0].support == pytest.approx(1 / SUPPORTERS)
    assert _fits(_wordings(_reading(*["lamp"] * 9)), "lamp", 0)[0].support == pytest.approx(1)


def test_of_phrasings_as_good_the_last_one_is_told() -> None:
    """The same one each time."""
    assert _fits(_wordings(_reading("lamp oil", "oil lamp", "keeper")), "oil", 0)[0].phrasing == 1


def test_a_phrasing_word_for_word_is_told_before_a_better_one() -> None:
    """Its words may have been read otherwise where they stand in a message."""
    wordings = _wordings(_reading("lamp", "lamp oil"))
    asked = _asked("lamp oil")
    assert wordings.fits(asked, [0], wordings.word_for_word("lamp", None), None)[0].phrasing == 0
    assert wordings.fits(asked, [0], {}, None)[0].phrasing == 1


def test_a_phrasing_left_out_is_not_there_word_for_word() -> None:
    """Another one that reads the same is."""
    wordings = _wordings(_reading("lamp", "oil"), _reading("keeper", "lamp"))
    assert wordings.word_for_word("lamp", None) == {0: 0, 1: 3}
    assert wordings.word_for_word("lamp", 0) == {1: 3}
    assert wordings.word_for_word("oil", 1) == {}


@pytest.mark.parametrize("remembered", [0, fitting.MAX_REMEMBERED])
def test_names_asked_about_are_held_against_those_of_each_phrasing(
    monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    """Remembered or not, and a phrasing without names is as good as before."""
    monkeypatch.setattr(fitting, "MAX_REMEMBERED", remembered)
    wordings = _wordings(_reading("@Ada lamp"), _reading("@Tom lamp"), _reading("lamp"))
    for _ in range(2):
        own, other, neither = _fits(wordings, "@Ada lamp", 0, 1, 2)
        assert own.value == 1
        assert other.value == pytest.approx(SWAPPED * 0.5)
        assert neither.value == pytest.approx(2 * 0.5 / 1.5)


def test_without_any_record_there_is_nothing_to_fit() -> None:
    """A pack may be empty."""
    assert _wordings().word_for_word("lamp", None) == {}
    assert _fits(_wordings(), "lamp") == []
