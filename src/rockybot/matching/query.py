"""A message → `Query`: what it asks in symbols that can be matched, clause by clause."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rockybot.matching.language import ANSWER_TYPE
from rockybot.matching.names import NAMED, Cast, cast_of
from rockybot.matching.text import clauses, plain, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rockybot.matching.language import Language
    from rockybot.matching.repair import Repairer
    from rockybot.packs import Pack

RIDER = 0.5
"""The share of the words of an alias beside the person they name: "first husband" is Tommy, and a little husband."""

PRONOUN = 0.6
"""The share of a person whom only "she" or "he" stands for."""

MAX_CLAUSES = 8
"""Read of one message, the last ones: people greet first and ask last."""

LIGHT = 0.6
"""The share of a word that says little in any question: get, exactly, story."""

ASKED_NOUN = 0.6
"""The share of the noun in "which magazine", beside the title that is asked for."""

MAX_MEANINGS = 2

LONG_CLAUSE = 14
"""Words from which on a clause is searched for a question within."""

MAX_QUESTIONS_WITHIN = 3
MAX_REMEMBERED = 50_000

_ALWAYS_ASKING = frozenset(("what", "which", "how"))
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
_YEAR_ASKED = (f"{ANSWER_TYPE}year",)

Unit: TypeAlias = tuple[str, ...]
"""The symbols that a word or phrase may stand for; mostly one."""


def people_in(units: Iterable[Unit], people: frozenset[str]) -> frozenset[str]:
    """The persons named among some units."""
    return frozenset([unit[0] for unit in units if unit[0] in people])


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a message. `units` maps each unit to its share of a full word, in (0, 1]."""

    text: str
    units: Mapping[Unit, float]
    asks: bool
    """Whether it reads as a question."""

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
        self._courtesies = frozenset(language.courtesies)
        self._effects: dict[tuple[str, ...], Effect] = {}
        seconds: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for phrases in (language.courtesies, language.phrases, self.cast.phrases):
            for stems in phrases:
                if len(stems) > 1:
                    seconds[stems[0]][stems[1]].add(len(stems))
        self._seconds = {
            first: {second: tuple(sorted(lengths, reverse=True)) for second, lengths in after.items()}
            for first, after in seconds.items()
        }
        self._first_stems = frozenset(stems[0] for stems in self.cast.phrases)
        self._words: dict[str, _Word] = {}

    def read(self, message: str, repairer: Repairer) -> Query:
        """The message's clauses with its misspelt words repaired. Any text is read; one that says nothing is empty."""
        repairs: dict[str, str] = {}
        parts: list[list[str]] = []
        for part in clauses(plain(message))[-MAX_CLAUSES:]:
            meant: list[str] = []
            for word in words(part, self._language):
                right = repairer.meant(word)
                if right != (word,):
                    repairs[word] = " ".join(right)
                meant += right
            parts.append(meant)
        said: dict[str, str] = {}
        read = [self._clause(meant, said) for meant in parts]
        whole = _joined(read)
        if not whole.units:
            return Query(message)
        inner = [self._clause(meant[start:], dict(said)) for meant in parts for start in self._questions_within(meant)]
        pairs = [_joined(pair) for pair in pairwise(read) if any(clause.asks for clause in pair)]
        rest = [*(read if len(read) > 1 else ()), *inner, *(pairs if len(pairs) > 1 else ())]
        return Query(message, (whole, *(clause for clause in rest if clause.says_something)), repairs)

    def _clause(self, meant: list[str], said: dict[str, str]) -> Clause:
        units = self.units(meant, said)
        opens = bool(meant) and (meant[0] in self._language.openers or meant[0] in self._language.auxiliaries)
        return Clause(" ".join(meant), units, opens or any(unit[0].startswith(ANSWER_TYPE) for unit in units))

    def _questions_within(self, meant: list[str]) -> list[int]:
        """Where, in a long clause without stops, a question may begin: "… so did she …", "… tell me which …"."""
        if len(meant) < LONG_CLAUSE:
            return []
        starts = [at for at in range(2, len(meant) - 2) if self._begins_question(meant[at], meant[at + 1])]
        return starts[-MAX_QUESTIONS_WITHIN:]

    def _begins_question(self, word: str, following: str) -> bool:
        language = self._language
        if word in language.openers:
            return word in _ALWAYS_ASKING or following in language.auxiliaries
        subject = following in language.subjects or self._phrase_begins(following)
        return word in language.auxiliaries and subject

    def _phrase_begins(self, word: str) -> bool:
        return self._language.stem(word) in self._first_stems

    def units(self, said_words: Sequence[str], said: dict[str, str] | None = None) -> dict[Unit, float]:
        """The units of some words. `said` remembers, from clause to clause, whom "she" and "he" stand for."""
        known = [self._words.get(word) or self._word(word) for word in said_words]
        units: dict[Unit, float] = {}
        pronouns: list[str] = []
        # Behind "did she …" or "how old was she …", a lone "when" or "who" joins clauses and asks nothing.
        asked = bool(said_words) and said_words[0] in self._language.auxiliaries
        at, end = 0, len(known)
        while at < end:
            word = known[at]
            effect, pronoun, length = word.effect, word.pronoun, 1
            if word.seconds is not None and at + 1 < end:
                for longer in word.seconds.get(known[at + 1].stem, ()):
                    phrase = self._effect(tuple(each.stem for each in known[at : at + longer]))
                    if phrase is not None:
                        effect, pronoun, length = phrase, None, longer
                        break
            if not (asked and length == 1 and said_words[at] in self._language.openers):
                for unit, share in effect:
                    if share > units.get(unit, 0.0):
                        units[unit] = share
                    asked = asked or unit[0].startswith(ANSWER_TYPE)
            if pronoun is not None:
                pronouns.append(pronoun)
            at += length
        if pronouns or said is not None:
            self._resolve(pronouns, units, {} if said is None else said)
        return units

    def _word(self, word: str) -> _Word:
        language = self._language
        stem = language.stem(word)
        pronoun = language.pronouns.get(word)
        effect: Effect | None = None
        if word not in language.function_words or word in language.exact:
            effect = self._effect((stem,))
            # "bearing" and "born" share a stem: a word of many meanings keeps those it is listed with.
            if effect is not None and word in language.exact and any(len(unit) > MAX_MEANINGS for unit, _ in effect):
                effect = ((language.exact[word], 1.0),)
        if pronoun is not None or (effect is None and word in language.function_words):
            effect = ()
        elif effect is None:
            effect = (((stem,), 1.0),)
        if _YEAR.fullmatch(word):
            effect = ((_YEAR_ASKED, 1.0), *((unit, RIDER) for unit, _ in effect))
        if word in language.light_words:
            effect = tuple(
                (unit, share if unit[0].startswith(ANSWER_TYPE) else share * LIGHT) for unit, share in effect
            )
        known = _Word(stem, self._seconds.get(stem), effect, pronoun)
        if len(self._words) < MAX_REMEMBERED:
            self._words[word] = known
        return known

    def _effect(self, stems: tuple[str, ...]) -> Effect | None:
        """What a phrase of those stems adds; None if there is no such phrase."""
        effect = self._effects.get(stems)
        if effect is None:
            if stems in self.cast.phrases:
                effect = self._named(stems, self.cast.phrases[stems])
            elif stems in self._courtesies:
                effect = ()
            elif stems in self._language.phrases:
                effect = self._meant(stems, self._language.phrases[stems])
            else:
                return None
            self._effects[stems] = effect
        return effect

    def _meant(self, stems: tuple[str, ...], symbols: Unit) -> Effect:
        if len(stems) == 1:
            return ((symbols, 1.0),)
        parts, share = stems, RIDER
        if symbols[0].startswith(ANSWER_TYPE):
            # "which magazine" asks for a title, and is still about a magazine.
            parts, share = (stems[-1:] if stems[0] in ("what", "which") else ()), ASKED_NOUN
        meant = (self._language.phrases.get((stem,)) for stem in parts if stem not in self._language.function_words)
        riders = ((part, share) for part in meant if part and not part[0].startswith(ANSWER_TYPE))
        return ((symbols, 1.0), *riders)

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
        # The words of an alias ride along, unless they are part of the name: "first husband" is a husband too.
        own = {self._language.stem(word) for word in words(plain(symbol[1:]), self._language)}
        others = (stem for stem in stems if stem not in own | self._language.function_words)
        return (((symbol,), 1.0), *((self._language.phrases.get((stem,), (stem,)), RIDER) for stem in others))


def _joined(parts: Iterable[Clause]) -> Clause:
    parts = list(parts)
    units: dict[Unit, float] = {}
    for clause in parts:
        for unit, share in clause.units.items():
            units[unit] = max(share, units.get(unit, 0.0))
    return Clause(" ".join(clause.text for clause in parts), units, any(clause.asks for clause in parts))
