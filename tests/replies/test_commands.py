"""The names of the commands, in every language."""

from __future__ import annotations

import re

import pytest

from rockybot.replies import commands
from rockybot.replies.commands import TRANSLATIONS

ENGLISH = {value for name, value in vars(commands).items() if name.isupper() and isinstance(value, str)}
NAMES = {commands.ASK, commands.QUESTION, commands.PRIVATE}
LANGUAGES = {"id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl"} | {
    "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(TRANSLATIONS))
def test_a_language_says_everything(language: str) -> None:
    """Under a code that Discord knows, and within its limits."""
    assert language in LANGUAGES
    words = TRANSLATIONS[language]
    assert set(words) == ENGLISH
    assert all(re.fullmatch(r"[-_'\w]{1,32}", words[name]) and words[name].islower() for name in NAMES)
    assert all(1 <= len(said) <= 100 for said in words.values())
    assert len(words[commands.MENU]) <= 32


def test_two_options_of_a_command_never_share_a_name() -> None:
    assert all(words[commands.QUESTION] != words[commands.PRIVATE] for words in TRANSLATIONS.values())
