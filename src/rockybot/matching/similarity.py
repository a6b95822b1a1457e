"""How near two symbols are: the one small door behind which word vectors or kernels can move in."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from rockybot.matching.language import ANSWER_TYPE
from rockybot.matching.names import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rockybot.matching.language import Language
    from rockybot.matching.query import Unit

ONE_KIND_OF = 0.6
"""A symbol and the wider one: a husband is a spouse, but a spouse need not be a husband."""

SAME_MATTER = 0.35
"""Two symbols of one matter that are not the same: a robbery and its loot."""


@lru_cache(2)
def similarity_of(language: Language) -> Similarity:
    """The one of a language, for all stories."""
    return Similarity(language)


class Similarity:
    """What a language knows of nearness."""

    def __init__(self, language: Language) -> None:
        self._wider = language.wider
        self._akin = language.akin
        self._attributes = language.attributes
        self._loose = language.loose_types
        self._narrower: dict[str, list[str]] = defaultdict(list)
        for symbol, wider in language.wider.items():
            self._narrower[wider].append(symbol)

    def exact_types(self, units: Iterable[Unit]) -> frozenset[str]:
        """The answer types among some units that ask for one thing only."""
        symbols = (symbol for unit in units for symbol in unit if symbol[0] == ANSWER_TYPE)
        return frozenset([symbol for symbol in symbols if symbol not in self._loose])

    def is_content(self, unit: Unit) -> bool:
        """Whether a unit tells what is asked about: no name, nor a mere "when" or "who"."""
        return not unit[0].startswith((NAMED, ANSWER_TYPE)) or not self._attributes.isdisjoint(unit)

    def kin(self, symbol: str) -> Iterator[tuple[str, float]]:
        """The symbols that stand for nearly the same, each with its similarity in (0, 1]; the symbol itself has 1."""
        yield symbol, 1.0
        if symbol in self._wider:
            yield self._wider[symbol], ONE_KIND_OF
        for narrower in self._narrower.get(symbol, ()):
            yield narrower, ONE_KIND_OF

    def related(self, symbol: str) -> Iterator[tuple[str, float]]:
        """The kin of a symbol, and what is of one matter with it: enough to find a record by, not to say the same."""
        yield from self.kin(symbol)
        for akin in self._akin.get(symbol, ()):
            yield akin, SAME_MATTER
