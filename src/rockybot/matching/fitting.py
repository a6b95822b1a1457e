"""How well phrasings fit what is asked: those of all listed records at once, as rows of numbers."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rockybot.matching.index import Reading
    from rockybot.matching.query import Unit
    from rockybot.matching.vectors import Array

SUPPORTERS = 6
"""Phrasings of a record that support it, the best ones."""
OTHER_ORDER = 0.9
"""What is left of a phrasing's worth that names the same the other way round: who left whom."""
SWAPPED = 0.5
"""What is left of a phrasing's worth if it names something else instead of what is asked about."""
MAX_REMEMBERED = 1_000
"""Names asked about whose worth beside those of all phrasings is remembered: 2 KB each in the shipped story."""

_LEAST = 1e-300
"""Divided by where nothing is shared."""


class Asked(NamedTuple):
    """What is asked: `known` maps units near to it, by number, to their similarity; `mass` is the weight of all."""

    known: Mapping[int, float]
    mass: float
    names: tuple[str, ...]


class Fit(NamedTuple):
    """How well a record fits: its best phrasing, by number, and as `support` its best ones on average, 0 to 1."""

    value: float
    asked: float
    answered: float
    phrasing: int
    support: float


class Wordings:
    """The phrasings of some records, numbered through. `numbers` are those of units, each of which has a weight.

    Inside, the units of all phrasings stand in a row, each as a term with the part of its weight that it has there.
    """

    def __init__(self, readings: Sequence[Reading], numbers: Mapping[Unit, int], weights: Sequence[float]) -> None:
        self._wordings = [wording for reading in readings for wording in reading.wordings]
        self._firsts = [0, *accumulate(len(reading.wordings) for reading in readings)]
        lengths = [len(wording.units) for wording in self._wordings]
        ends = [0, *accumulate(lengths)]
        self._terms_from = [ends[first] for first in self._firsts]
        self._rows = np.arange(len(lengths))
        self._lengths = np.array(lengths, np.intp)
        self._units = np.array([numbers[unit] for wording in self._wordings for unit in wording.units], np.intp)
        self._weights = np.array(weights)
        shares = [share for wording in self._wordings for share in wording.units.values()]
        self._parts = self._weights[self._units] * np.array(shares)
        self._masses = np.bincount(np.repeat(self._rows, self._lengths), self._parts, len(lengths))
        self._masses[self._lengths == 0] = 1.0  # to be divided by: nothing is asked there that could be met
        named: dict[tuple[str, ...], int] = {}
        self._named = np.array([named.setdefault(wording.names, len(named)) for wording in self._wordings], np.intp)
        self._names = tuple(named)
        self._worths: dict[tuple[str, ...], Array] = {}
        self._records: dict[str, tuple[int, ...]] = {}
        for record, reading in enumerate(readings):
            alone = (record,)
            for wording in reading.wordings:
                self._records[wording.plain] = self._records.get(wording.plain, ()) + alone

    def text(self, number: int) -> str:
        """A phrasing as curated."""
        return self._wordings[number].text

    def word_for_word(self, plain: str, without: int | None) -> dict[int, int]:
        """The records that have exactly this phrasing, each with its number; the one numbered `without` aside."""
        return {
            record: number
            for record in self._records.get(plain, ())
            for number in range(self._firsts[record], self._firsts[record + 1])
            if number != without and self._wordings[number].plain == plain
        }

    def fits(self, asked: Asked, records: Sequence[int], exact: Mapping[int, int], without: int | None) -> list[Fit]:
        """How each of some records fits, of value 0 where it shares nothing; `without` is left out.

        In a record of `exact` the best phrasing is the one with that number.
        """
        if not records:
            return []
        own = [slice(self._firsts[record], self._firsts[record + 1]) for record in records]
        terms = [slice(self._terms_from[record], self._terms_from[record + 1]) for record in records]
        rows = np.concatenate([self._rows[some] for some in own])
        units = np.concatenate([self._units[some] for some in terms])
        near = np.zeros(len(self._weights))
        near[list(asked.known)] = list(asked.known.values())
        near = near.take(units)
        owners = np.repeat(self._rows[: len(rows)], self._lengths.take(rows))
        covered = np.bincount(owners, near * self._weights.take(units), len(rows))
        met = np.bincount(owners, near * np.concatenate([self._parts[some] for some in terms]), len(rows))
        share = np.minimum(covered / asked.mass, 1.0)
        answered = met / self._masses.take(rows)
        value = 2 * share * answered / np.maximum(share + answered, _LEAST)
        if asked.names:
            value *= self._worth(asked.names).take(self._named.take(rows))
        if without is not None:
            value[rows == without] = 0.0
        values = value.tolist()
        ends = list(accumulate([some.stop - some.start for some in own]))
        found = []
        for record, start, end in zip(records, [0, *ends], ends, strict=False):
            most = sorted(values[start:end])[-SUPPORTERS:]
            if record in exact:
                best = start + exact[record] - self._firsts[record]
            else:
                best = end - 1 - values[start:end][::-1].index(most[-1])
            found.append(
                Fit(values[best], share.item(best), answered.item(best), rows.item(best), sum(most) / SUPPORTERS)
            )
        return found

    def _worth(self, asked: tuple[str, ...]) -> Array:
        """What is left of a phrasing's worth beside some names that are asked about, for all that phrasings name."""
        worth = self._worths.get(asked)
        if worth is None:
            worth = np.array([_same_names(asked, named) if named else 1.0 for named in self._names])
            if len(self._worths) < MAX_REMEMBERED:
                self._worths[asked] = worth
        return worth


def _same_names(asked: tuple[str, ...], named: tuple[str, ...]) -> float:
    if set(asked) - set(named) and set(named) - set(asked):
        return SWAPPED
    return OTHER_ORDER if min(len(asked), len(named)) > 1 and asked[0] != named[0] else 1.0
