"""Words → units: concepts, answer types and names instead of the words that happen to be typed."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rockybot.matching.language import ANSWER_TYPE
from rockybot.matching.names import NAMED
from rockybot.matching.query import Unit
from rockybot.matching.text import plain, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rockybot.matching.language import Language
    from rockybot.matching.names import Cast

RIDER = 0.5
"""The share of the words of a phrase beside its meaning: "first husband" is a person's name, and a little husband."""

PRONOUN = 0.6
"""The share of a person whom only "she" or "he" stands for."""

LIGHT = 0.5
"""The share of a word that says little in any question: get, exactly, story."""

ASKED_NOUN = 0.6
"""The share of the noun in "which magazine", beside the title that is asked for."""

OWNER = 0.3
"""The share of Ann, and of a mother, in "Ann's mother"."""

MAX_MEANINGS = 2
"""A word that may mean more keeps only the meanings that it is listed with."""

MAX_REMEMBERED = 50_000

_YEAR = re.compile(r"1\d{3}|20\d\d")
_YEAR_ASKED = (f"{ANSWER_TYPE}year",)

Effect: TypeAlias = tuple[tuple[Unit, float], ...]
"""What a word or phrase adds to a clause: units with their shares; nothing for a courtesy or a function word."""


class _Word(NamedTuple):
    """What a word is to the reader. `seconds` maps the stems that may follow it in a phrase to the phrase lengths."""

    stem: str
    seconds: Mapping[str, tuple[int, ...]] | None
    effect: Effect
    pronoun: str | None


class UnitReader:
    """Reads words about one story, whose names are the `cast`."""

    def __init__(self, cast: Cast, language: Language) -> None:
        self._language = language
        self.cast = cast
        self._courtesies = frozenset(language.courtesies)
        self._effects: dict[tuple[str, ...], Effect] = {}
        seconds: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for phrases in (language.courtesies, language.phrases, cast.phrases):
            for stems in phrases:
                if len(stems) > 1:
                    seconds[stems[0]][stems[1]].add(len(stems))
        self._seconds = {
            first: {second: tuple(sorted(lengths, reverse=True)) for second, lengths in after.items()}
            for first, after in seconds.items()
        }
        self._words: dict[str, _Word] = {}

    def read(self, said_words: Sequence[str], said: dict[str, str] | None = None) -> dict[Unit, float]:
        """The units of some words. `said` remembers, from clause to clause, whom "she" and "he" stand for."""
        units: dict[Unit, float] = {}
        pronouns: list[str] = []
        owner: Unit | None = None
        # Behind "did she …" or "how old was she …", a lone "when" or "who" joins clauses and asks nothing.
        asked = bool(said_words) and said_words[0] in self._language.auxiliaries
        for alone, effect, pronoun in self._effects_of(said_words):
            relation = self._relation(owner, effect) if owner else None
            if owner and relation:
                del units[owner]
            if not (asked and alone in self._language.openers):
                for unit, share in relation or effect:
                    if share > units.get(unit, 0.0):
                        units[unit] = share
                    asked = asked or unit[0].startswith(ANSWER_TYPE)
            if pronoun is not None:
                pronouns.append(pronoun)
            owner = next((unit for unit, _ in effect if unit[0].startswith(NAMED)), None)
        if pronouns or said is not None:
            self._resolve(pronouns, units, {} if said is None else said)
        return units

    def _effects_of(self, said_words: Sequence[str]) -> Iterator[tuple[str | None, Effect, str | None]]:
        """The longest phrases and the words between them, in order: the word if it stands alone, effect, pronoun."""
        known = [self._words.get(word) or self._word(word) for word in said_words]
        at, end = 0, len(known)
        while at < end:
            word = known[at]
            length = 1
            if word.seconds is not None and at + 1 < end:
                for longer in word.seconds.get(known[at + 1].stem, ()):
                    phrase = self._effect(tuple([each.stem for each in known[at : at + longer]]))
                    if phrase is not None:
                        length = longer
                        yield None, phrase, None
                        break
            if length == 1:
                yield said_words[at], word.effect, word.pronoun
            at += length

    def _word(self, word: str) -> _Word:
        language = self._language
        stem = language.stem(word)
        pronoun = language.pronouns.get(word)
        effect: Effect | None = None
        if word not in language.function_words or word in language.exact:
            effect = self._effect((stem,))
            if word in language.exact and (stem,) not in self.cast.phrases and effect != ():
                effect = ((self._meanings(word, stem), 1.0),)
        if pronoun is not None or (effect is None and word in language.function_words):
            effect = ()
        elif effect is None:
            effect = (((stem,), 1.0),)
        if _YEAR.fullmatch(word):
            effect = ((_YEAR_ASKED, 1.0), *((unit, RIDER) for unit, _ in effect))
        if word in language.light_words:
            effect = tuple((unit, share * LIGHT) for unit, share in effect)
        known = _Word(stem, self._seconds.get(stem), effect, pronoun)
        if len(self._words) < MAX_REMEMBERED:
            self._words[word] = known
        return known

    def _meanings(self, word: str, stem: str) -> Unit:
        """What a word is listed with, and what its stem stands for unless that makes too many."""
        listed, alike = self._language.exact[word], self._language.phrases.get((stem,), ())
        meanings = tuple(sorted({*listed, *alike}))
        return meanings if len(meanings) <= MAX_MEANINGS else listed

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

    def _relation(self, owner: Unit, effect: Effect) -> Effect | None:
        """What "Ann's mother" adds: somebody else, and a little Ann and mother; None if the word is no relation."""
        related = [symbol for unit, share in effect if share == 1.0 for symbol in unit]
        relations = tuple(f"{owner[0]}'s {symbol}" for symbol in related if symbol in self._language.relations)
        if not relations:
            return None
        return ((relations, 1.0), (owner, OWNER), *((unit, min(share, OWNER)) for unit, share in effect))

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
