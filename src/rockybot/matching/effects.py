"""What a word or phrase adds to a clause: the concepts, answer types and names that it stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rockybot.matching.language import ANSWER_TYPE
from rockybot.matching.query import Unit
from rockybot.matching.text import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rockybot.matching.language import Language
    from rockybot.matching.names import Cast

RIDER = 0.5
"""The share of the words of a phrase beside its meaning: "first husband" is a person's name, and a little husband."""

LIGHT = 0.5
"""The share of a word that says little in any question: get, exactly, story."""

ASKED_NOUN = 0.6
"""The share of the noun in "which magazine", beside the title that is asked for."""

MAX_MEANINGS = 2
"""A word that may mean more keeps only the meanings that it is listed with."""

MAX_REMEMBERED = 50_000

_YEAR = re.compile(r"1\d{3}|20\d\d")
_YEAR_ASKED = (f"{ANSWER_TYPE}year",)

Effect: TypeAlias = tuple[tuple[Unit, float], ...]
"""What a word or phrase adds to a clause: units with their shares; nothing for a courtesy or a function word."""


class Word(NamedTuple):
    """What a word adds when it stands alone.

    `seconds` maps the stems that may follow it in a phrase to the lengths of such phrases.
    """

    stem: str
    seconds: Mapping[str, tuple[int, ...]] | None
    effect: Effect
    pronoun: str | None


class Effects:
    """Knows the words and phrases of a language, and the names of a story, which go before them."""

    def __init__(self, cast: Cast, language: Language) -> None:
        self._language = language
        self._cast = cast
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
        self._words: dict[str, Word] = {}

    def of_word(self, word: str) -> Word:
        """What a word adds, as far as no phrase begins with it."""
        known = self._words.get(word)
        if known is None:
            known = self._word(word)
            if len(self._words) < MAX_REMEMBERED:
                self._words[word] = known
        return known

    def of_phrase(self, stems: tuple[str, ...]) -> Effect | None:
        """What a phrase of those stems adds; None if there is no such phrase."""
        effect = self._effects.get(stems)
        if effect is None:
            if stems in self._cast.phrases:
                effect = self._named(stems, self._cast.phrases[stems])
            elif stems in self._courtesies:
                effect = ()
            elif stems in self._language.phrases:
                effect = self._meant(stems, self._language.phrases[stems])
            else:
                return None
            self._effects[stems] = effect
        return effect

    def _word(self, word: str) -> Word:
        language = self._language
        stem = language.stem(word)
        pronoun = language.pronouns.get(word)
        effect: Effect | None = None
        if word not in language.function_words or word in language.exact:
            effect = self.of_phrase((stem,))
            if word in language.exact and (stem,) not in self._cast.phrases and effect != ():
                effect = ((self._meanings(word, stem), 1.0),)
        if pronoun is not None or (effect is None and word in language.function_words):
            effect = ()
        elif effect is None:
            effect = (((stem,), 1.0),)
        if _YEAR.fullmatch(word):
            effect = ((_YEAR_ASKED, 1.0), *((unit, RIDER) for unit, _ in effect))
        if word in language.light_words:
            effect = tuple((unit, share * LIGHT) for unit, share in effect)
        return Word(stem, self._seconds.get(stem), effect, pronoun)

    def _meanings(self, word: str, stem: str) -> Unit:
        """What a word is listed with, and what its stem stands for unless that makes too many."""
        listed, alike = self._language.exact[word], self._language.phrases.get((stem,), ())
        meanings = tuple(sorted({*listed, *alike}))
        return meanings if len(meanings) <= MAX_MEANINGS else listed

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

    def _named(self, stems: tuple[str, ...], symbol: str) -> Effect:
        # The words of an alias ride along, unless they are part of the name: "first husband" is a husband too.
        own = {self._language.stem(word) for word in words_of(symbol[1:], self._language)}
        others = (stem for stem in stems if stem not in own | self._language.function_words)
        return (((symbol,), 1.0), *((self._language.phrases.get((stem,), (stem,)), RIDER) for stem in others))
