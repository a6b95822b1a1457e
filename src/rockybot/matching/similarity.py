"""How near two symbols are: the one small door behind which word vectors or kernels can move in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.matching.language import Language

ONE_KIND_OF = 0.6
"""A symbol and the wider one: a husband is a spouse, but a spouse need not be a husband."""


class Similarity:
    """What a language knows of nearness."""

    def __init__(self, language: Language) -> None:
        self._wider = language.wider
        self._narrower: dict[str, list[str]] = defaultdict(list)
        for symbol, wider in language.wider.items():
            self._narrower[wider].append(symbol)

    def kin(self, symbol: str) -> Iterator[tuple[str, float]]:
        """The symbols that stand for nearly the same, each with its similarity in (0, 1]; the symbol itself has 1."""
        yield symbol, 1.0
        if symbol in self._wider:
            yield self._wider[symbol], ONE_KIND_OF
        for narrower in self._narrower.get(symbol, ()):
            yield narrower, ONE_KIND_OF
