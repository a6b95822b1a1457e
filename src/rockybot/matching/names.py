"""Who and what a story is about: its names as phrases, and whom "she" and "he" stand for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rockybot.matching.text import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rockybot.matching.language import Language
    from rockybot.packs import Pack

NAMED = "@"
"""Begins the symbol of a name: `@Alice` stands for her and all her aliases."""

HEROIC = 2
"""How many times more facts must begin with the one whom "he" or "she" stands for than with the next one."""

_ALIAS_EVIDENCE = 5


@dataclass(frozen=True)
class Cast:
    """The names of a story. Symbols of names begin with `NAMED`."""

    phrases: Mapping[tuple[str, ...], str]
    """Stems of a name or an alias → the symbol."""
    people: frozenset[str]
    """The symbols that stand for persons, not for things or places."""
    genders: Mapping[str, str]
    """The symbol of a person → "she" or "he", as far as the pack tells."""
    heroes: Mapping[str, str]
    """ "she" or "he" → the person it stands for when nobody else was named."""

    def __hash__(self) -> int:
        tables = (self.phrases, self.genders, self.heroes)
        return hash((self.people, *(frozenset(table.items()) for table in tables)))


def cast_of(pack: Pack, language: Language) -> Cast:
    """The names of a pack.

    A name is a person's if an alias of it ends in a word of kinship or sex, or if a phrasing asks "who is …" of it.
    "She" or "he" comes from such aliases, and from the pronouns of the answers that begin with the name.
    """
    phrases: dict[tuple[str, ...], str] = {}
    for name_itself, stems in _phrases(pack, language):
        phrases.setdefault(stems, NAMED + name_itself)
    evidence: dict[str, Counter[str]] = {NAMED + name.name: Counter() for name in pack.names}
    for name in pack.names:
        for alias in (name.name, *name.aliases):
            *_, last_word = "", *alias.casefold().split()
            gender = language.genders.get(last_word)
            if gender:
                evidence[NAMED + name.name][gender] += _ALIAS_EVIDENCE
    people = {symbol for symbol, count in evidence.items() if count} | set(_asked_who(pack, phrases, language))
    mentions = Counter[str]()
    for fact in pack.facts:
        said = words_of(fact.answer, language)
        named = _first_named(said, phrases, language)
        if named in people:
            mentions[named] += 1
            evidence[named].update(language.pronouns[word] for word in said if word in language.pronouns)
    genders = {symbol: evidence[symbol].most_common(1)[0][0] for symbol in people if evidence[symbol]}
    return Cast(phrases, frozenset(people), genders, dict(_heroes(mentions, genders)))


def _heroes(mentions: Counter[str], genders: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for pronoun in sorted(set(genders.values())):
        told = [(count, symbol) for symbol, count in mentions.most_common() if genders.get(symbol) == pronoun]
        if told and told[0][0] >= HEROIC * sum(count for count, _ in told[1:2]):
            yield pronoun, told[0][1]


def _asked_who(pack: Pack, phrases: Mapping[tuple[str, ...], str], language: Language) -> Iterator[str]:
    for record in pack.records:
        for question in record.questions:
            if question[:3].lower() == "who":
                asked = words_of(question, language)
                symbol = phrases.get(tuple(map(language.stem, asked[2:])))
                if symbol and asked[:1] == ["who"] and asked[1] in language.auxiliaries:
                    yield symbol


def _phrases(pack: Pack, language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    names = [(name.name, name.name) for name in pack.names]
    aliases = [(name.name, alias) for name in pack.names for alias in name.aliases]
    for name, called in (*names, *aliases):
        stems = tuple(map(language.stem, words_of(called, language)))
        if stems:
            yield name, stems


def _first_named(said: list[str], phrases: Mapping[tuple[str, ...], str], language: Language) -> str | None:
    stems = [language.stem(word) for word in said]
    longest = max(map(len, phrases), default=0)
    spans = (tuple(stems[start : start + length]) for start in range(len(stems)) for length in range(longest, 0, -1))
    return next((phrases[span] for span in spans if span in phrases), None)
