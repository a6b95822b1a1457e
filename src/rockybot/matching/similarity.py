"""How near two symbols are: the one small door behind which word vectors or kernels can move in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rockybot.matching.language import english

if TYPE_CHECKING:
    from collections.abc import Mapping

ONE_KIND_OF = 0.6
"""A symbol and the wider one: a husband is a spouse, but a spouse need not be a husband."""

SAME_ROOT = 0.7
"""Two stems with the same first letters: irregular and irregularity, dysfunction and dysfunctional."""

ROOT_LETTERS = 6
"""Fewer made strangers kin: marine and marriage, person and perseverance."""


@cache
def kin(symbol: str) -> Mapping[str, float]:
    """The symbols that stand for nearly the same, each with its similarity in (0, 1]; the symbol itself has 1."""
    language = english()
    near = {symbol: 1.0}
    if symbol in language.wider:
        near[language.wider[symbol]] = ONE_KIND_OF
    for narrower in _narrower().get(symbol, ()):
        near[narrower] = ONE_KIND_OF
    return near


def root(symbol: str) -> str:
    """What two symbols share that are forms of one word; a short symbol, an answer type or a name is its own root."""
    return symbol[:ROOT_LETTERS] if symbol.isalpha() else symbol


@cache
def _narrower() -> Mapping[str, tuple[str, ...]]:
    narrower: dict[str, tuple[str, ...]] = {}
    for symbol, wider in english().wider.items():
        narrower[wider] = (*narrower.get(wider, ()), symbol)
    return narrower
