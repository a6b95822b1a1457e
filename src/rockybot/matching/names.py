"""Who and what a story is about: its names as phrases, and whom "she" and "he" stand for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rockybot.matching.text import plain, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rockybot.matching.language import Language
    from rockybot.packs import Pack

NAMED = "@"
"""Begins the symbol of a name: `@Rusty` stands for her and all her aliases."""

_ALIAS_EVIDENCE = 5


@dataclass(frozen=True)
class Cast:
    """The names of a story. Symbols of names begin with `NAMED`."""

    phrases: Mapping[tuple[str, ...], str]
    """Stems of a name or an alias → the symbol."""
    genders: Mapping[str, str]
    """The symbol of a person → "she" or "he"; a symbol without one is a thing or a place."""
    heroes: Mapping[str, str]
    """ "she" or "he" → the person it stands for when nobody else was named."""


def cast_of(pack: Pack, language: Language) -> Cast:
    """The names of a pack; genders come from kinship words in aliases and from the pronouns in its answers."""
    phrases = {stems: NAMED + name for name, stems in _phrases(pack, language)}
    evidence: dict[str, Counter[str]] = {NAMED + name.name: Counter() for name in pack.names}
    for name in pack.names:
        for alias in (name.name, *name.aliases):
            last = language.genders.get(alias.casefold().split()[-1])
            if last:
                evidence[NAMED + name.name][last] += _ALIAS_EVIDENCE
    mentions = Counter[str]()
    for fact in pack.facts:
        said = words(plain(fact.answer), language)
        named = next(_named(said, phrases, language), None)
        if named is not None:
            mentions[named] += 1
            evidence[named].update(language.pronouns[word] for word in said if word in language.pronouns)
    genders = {symbol: count.most_common(1)[0][0] for symbol, count in evidence.items() if count}
    heroes: dict[str, str] = {}
    for symbol, _ in mentions.most_common():
        if symbol in genders:
            heroes.setdefault(genders[symbol], symbol)
    return Cast(phrases, genders, heroes)


def _phrases(pack: Pack, language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in pack.names:
        for alias in (name.name, *name.aliases):
            stems = tuple(map(language.stem, words(plain(alias), language)))
            if stems:
                yield name.name, stems


def _named(said: list[str], phrases: Mapping[tuple[str, ...], str], language: Language) -> Iterator[str]:
    stems = [language.stem(word) for word in said]
    longest = max(map(len, phrases), default=0)
    for start in range(len(stems)):
        for length in range(longest, 0, -1):
            symbol = phrases.get(tuple(stems[start : start + length]))
            if symbol:
                yield symbol
                break
