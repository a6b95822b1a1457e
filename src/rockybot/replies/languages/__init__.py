"""rockybot's own words, a file a language. What a story tells is its curators' and stays in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.replies.languages.english import ENGLISH
from rockybot.replies.languages.french import FRENCH
from rockybot.replies.languages.german import GERMAN
from rockybot.replies.languages.spanish import SPANISH
from rockybot.replies.languages.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ENGLISH", "FRENCH", "GERMAN", "LANGUAGES", "SPANISH", "Words", "words_in"]

LANGUAGES: Mapping[str, Words] = {"en": ENGLISH, "de": GERMAN, "es": SPANISH, "fr": FRENCH}
"""Code → words."""


def words_in(code: str | None) -> Words:
    """The words of a language, by its code with or without a region ("es", "es-419"); the English ones of any other."""
    return LANGUAGES.get((code or "").partition("-")[0], ENGLISH)
