"""A message → `Query`: what it asks in symbols that can be matched, clause by clause."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rockybot.matching.language import ANSWER_TYPE
from rockybot.matching.names import NAMED, Cast, cast_of
from rockybot.matching.text import clauses, plain, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rockybot.matching.language import Language
    from rockybot.matching.repair import Repairer
    from rockybot.packs import Pack

RIDER = 0.35
"""The share of the words of an alias beside the person they name: "first husband" is Tommy, and a little husband."""

PRONOUN = 0.6
"""The share of a person whom only "she" or "he" stands for."""

MAX_CLAUSES = 10
"""Read of one message, the last ones: people greet first and ask last."""

MIN_CLAUSE_WORDS = 2
MAX_REMEMBERED = 50_000

Unit: TypeAlias = tuple[str, ...]
"""The symbols that a word or phrase may stand for; mostly one."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a message. `units` maps each unit to its share of a full word, in (0, 1]."""

    text: str
    units: Mapping[Unit, float]
    asks: bool
    """Whether it reads as a question."""

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


Effect: TypeAlias = tuple[tuple[Unit, float], ...]
"""What a word or phrase adds to a clause: units with their shares; nothing for a courtesy or a function word."""


class _Word(NamedTuple):
    """What a word is to the reader. `seconds` maps the stems that may follow it in a phrase to the phrase lengths."""

    stem: str
    seconds: Mapping[str, tuple[int, ...]] | None
    effect: Effect
    pronoun: str | None


class QueryReader:
    """Reads messages about one story."""

    def __init__(self, pack: Pack, language: Language) -> None:
        self._language = language
        self.cast: Cast = cast_of(pack, language)
        self._phrases: dict[tuple[str, ...], Effect] = dict.fromkeys(language.courtesies, ())
        self._phrases |= {stems: ((symbols, 1.0),) for stems, symbols in language.phrases.items()}
        self._phrases |= {stems: self._named(stems, symbol) for stems, symbol in self.cast.phrases.items()}
        seconds: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for stems in self._phrases:
            if len(stems) > 1:
                seconds[stems[0]][stems[1]].add(len(stems))
        self._seconds = {
            first: {second: tuple(sorted(lengths, reverse=True)) for second, lengths in after.items()}
            for first, after in seconds.items()
        }
        self._words: dict[str, _Word] = {}

    def read(self, message: str, repairer: Repairer) -> Query:
        """The message's clauses with its misspelt words repaired. Any text is read; one that says nothing is empty."""
        text = plain(message)
        repairs: dict[str, str] = {}
        parts = clauses(text)[-MAX_CLAUSES:]
        read: list[Clause] = []
        everything: dict[Unit, float] = {}
        said: dict[str, str] = {}
        for part in parts:
            meant: list[str] = []
            for word in words(part, self._language):
                right = repairer.meant(word)
                if right != (word,):
                    repairs[word] = " ".join(right)
                meant += right
            units = self.units(meant, said)
            for unit, share in units.items():
                everything[unit] = max(share, everything.get(unit, 0.0))
            asks = any(unit[0].startswith(ANSWER_TYPE) for unit in units) or (
                meant[:1] and meant[0] in self._language.openers
            )
            read.append(Clause(" ".join(meant), units, bool(asks)))
        if not everything:
            return Query(message)
        whole = Clause(" ".join(clause.text for clause in read), everything, True)
        rest = tuple(c for c in read if len(c.units) >= MIN_CLAUSE_WORDS) if len(read) > 1 else ()
        return Query(message, (whole, *rest), repairs)

    def units(self, said_words: Sequence[str], said: dict[str, str] | None = None) -> dict[Unit, float]:
        """The units of some words. `said` remembers, from clause to clause, whom "she" and "he" stand for."""
        known = [self._words.get(word) or self._word(word) for word in said_words]
        units: dict[Unit, float] = {}
        pronouns: list[str] = []
        at, end = 0, len(known)
        while at < end:
            _, seconds, effect, pronoun = known[at]
            length = 1
            if seconds is not None and at + 1 < end:
                for longer in seconds.get(known[at + 1].stem, ()):
                    phrase = self._phrases.get(tuple(word.stem for word in known[at : at + longer]))
                    if phrase is not None:
                        effect, pronoun, length = phrase, None, longer
                        break
            for unit, share in effect:
                if share > units.get(unit, 0.0):
                    units[unit] = share
            if pronoun is not None:
                pronouns.append(pronoun)
            at += length
        if pronouns or said is not None:
            self._resolve(pronouns, units, {} if said is None else said)
        return units

    def _word(self, word: str) -> _Word:
        language = self._language
        stem = language.stem(word)
        effect: Effect | None = self._phrases.get((stem,))
        pronoun = language.pronouns.get(word) if effect is None else None
        if effect is None:
            effect = () if pronoun or word in language.function_words else (((stem,), 1.0),)
        known = _Word(stem, self._seconds.get(stem), effect, pronoun)
        if len(self._words) < MAX_REMEMBERED:
            self._words[word] = known
        return known

    def _resolve(self, pronouns: list[str], units: dict[Unit, float], said: dict[str, str]) -> None:
        named = [unit[0] for unit in units if unit[0] in self.cast.genders]
        present = {self.cast.genders[name] for name in named}
        for pronoun in pronouns:
            if pronoun not in present:
                person = said.get(pronoun) or self.cast.heroes.get(pronoun)
                if person is not None:
                    units.setdefault((person,), PRONOUN)
        said.update((self.cast.genders[name], name) for name in named)

    def _named(self, stems: tuple[str, ...], symbol: str) -> Effect:
        own = tuple(map(self._language.stem, words(plain(symbol[1:]), self._language)))
        if stems == own:
            return (((symbol,), 1.0),)
        riders = (
            self._language.phrases.get((stem,), (stem,)) for stem in stems if stem not in self._language.function_words
        )
        return (((symbol,), 1.0), *((rider, RIDER) for rider in riders))
