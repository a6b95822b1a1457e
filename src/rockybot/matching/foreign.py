"""Whether a message is plainly in another language than the one that the engine knows."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from rockybot.matching.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rockybot.matching.language import Language

LEAST = 2
"""Foreign function words that it takes unless the first word is one: one within may be a name's, Charles de Gaulle."""

OWN_SCRIPT = 0.5
"""The share of Latin letters below which a message is foreign whatever its words."""


def is_foreign(message: str, language: Language) -> bool:
    """Whether a message has more function words of other languages than of its own, or is in another script."""
    text = plain(message)
    if not text.isascii():
        letters = [sign for sign in text if sign.isalpha()]
        if sum("LATIN" in unicodedata.name(sign, "") for sign in letters) < OWN_SCRIPT * len(letters):
            return True
    words = "".join(sign if sign.isalnum() else " " for sign in text).split()
    foreign = sum(word in language.foreign_words for word in words)
    own = sum(word in language.function_words for word in words)
    if words and words[0] in language.foreign_words:
        return foreign >= own
    return foreign > own and foreign >= LEAST


def mostly_foreign(messages: Iterable[str], language: Language) -> bool:
    """Whether most of some messages are foreign: then a story is told in another language, and may be asked in it."""
    found = [is_foreign(message, language) for message in messages]
    return 2 * sum(found) > len(found)
