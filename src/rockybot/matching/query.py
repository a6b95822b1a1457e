"""What a message asks, as values: a query of clauses, a clause of units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from rockybot.matching.language import ANSWER_TYPE
from rockybot.matching.names import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Unit: TypeAlias = tuple[str, ...]
"""The symbols that a word or phrase may stand for; mostly one."""


def names_in(units: Iterable[Unit]) -> tuple[str, ...]:
    """The names among some units, in the order in which they stand."""
    return tuple([unit[0] for unit in units if unit[0][0] == NAMED])


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a message. `units` maps each unit to its share of a full word, in (0, 1]."""

    text: str
    units: Mapping[Unit, float]
    asks: bool
    """Whether it reads as a question."""
    place: range = range(0)
    """Where its words stand among those of the message."""

    @property
    def says_something(self) -> bool:
        """Whether it can be matched alone: "is he right" and "when she did it" can't."""
        kinds = [unit[0][0] for unit, share in self.units.items() if share == 1.0]
        return len(kinds) > 1 and (kinds.count(NAMED) > 0 or kinds.count(ANSWER_TYPE) < len(kinds))

    @property
    def names(self) -> frozenset[str]:
        return frozenset(unit[0] for unit in self.units if unit[0].startswith(NAMED))

    @property
    def answer_types(self) -> frozenset[str]:
        return frozenset(symbol for unit in self.units for symbol in unit if symbol.startswith(ANSWER_TYPE))


@dataclass(frozen=True, slots=True)
class Query:
    """A message as read; without clauses if it says nothing.

    The first clause is the whole message; more follow if it has parts.
    """

    original: str
    clauses: tuple[Clause, ...] = ()
    repairs: Mapping[str, str] = field(default_factory=dict)
    """Misspelt word → what it was read as."""
    questions: tuple[Clause, ...] = ()
    """What is asked one after the other, if it is more than one thing: stretches that share no word."""


def joined(parts: Iterable[Clause]) -> Clause:
    """Several clauses as one, which asks if one of them does."""
    parts = list(parts)
    units: dict[Unit, float] = {}
    for clause in parts:
        for unit, share in clause.units.items():
            units[unit] = max(share, units.get(unit, 0.0))
    begin = min((clause.place.start for clause in parts), default=0)
    place = range(begin, max((clause.place.stop for clause in parts), default=0))
    return Clause(" ".join(clause.text for clause in parts), units, any(clause.asks for clause in parts), place)
