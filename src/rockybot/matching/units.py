"""Words → units: concepts, answer types and names instead of the words that happen to be typed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rockybot.matching.effects import Effect, Effects, Word
from rockybot.matching.language import ANSWER_TYPE
from rockybot.matching.names import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rockybot.matching.language import Language
    from rockybot.matching.names import Cast
    from rockybot.matching.query import Unit

PRONOUN = 0.6
"""The share of a person whom only "she" or "he" stands for."""

OWNER = 0.3
"""The share of Ann, and of a mother, in "Ann's mother"."""

PARTED = 3
"""Words of a phrase of two with an object in between."""

READERS = 16
"""Readers held at once, one for each cast: half a megabyte each, and what they remember of words."""


@lru_cache(READERS)
def reader_of(cast: Cast, language: Language) -> UnitReader:
    """The reader of all stories with that cast: hardly any edit of a story changes who is in it."""
    return UnitReader(cast, language)


class UnitReader:
    """Reads words about one story, whose names are the `cast`."""

    def __init__(self, cast: Cast, language: Language) -> None:
        self._language = language
        self._effects = Effects(cast, language)
        self.cast = cast

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
            owner = None
            for unit, _ in effect:
                if unit[0].startswith(NAMED):
                    owner = unit
                    break
        if pronouns or said is not None:
            self._resolve(pronouns, units, {} if said is None else said)
        return units

    def _effects_of(self, said_words: Sequence[str]) -> Iterator[tuple[str | None, Effect, str | None]]:
        """The longest phrases and the words between them, in order: the word if it stands alone, effect, pronoun."""
        known = [self._effects.of_word(word) for word in said_words]
        at, end = 0, len(known)
        while at < end:
            word = known[at]
            length = 1
            if word.seconds is not None and at + 1 < end:
                for longer in word.seconds.get(known[at + 1].stem, ()):
                    phrase = self._effects.of_phrase(tuple([each.stem for each in known[at : at + longer]]))
                    if phrase is not None:
                        length = longer
                        yield None, phrase, None
                        break
                else:
                    phrase = self._parted(known[at : at + PARTED], said_words[at + 1])
                    if phrase is not None:
                        length = PARTED
                        yield None, phrase, known[at + 1].pronoun
            if length == 1:
                yield said_words[at], word.effect, word.pronoun
            at += length

    def _parted(self, words: Sequence[Word], between: str) -> Effect | None:
        """What a verb and its particle add that stand around an object: "threw her out"; None if they are no phrase."""
        first, last = words[0], words[-1]
        if len(words) < PARTED or between not in self._language.objects or first.stem in self._language.auxiliaries:
            return None
        return self._effects.of_phrase((first.stem, last.stem)) if last.stem in (first.seconds or ()) else None

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
