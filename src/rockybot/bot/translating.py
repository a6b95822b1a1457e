"""Names and descriptions of commands in a member's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.app_commands import Translator

from rockybot.replies.commands import TRANSLATIONS

if TYPE_CHECKING:
    from discord import Locale
    from discord.app_commands import TranslationContextTypes, locale_str


class CommandTranslator(Translator):
    """Looks words up where all words stand."""

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:  # noqa: ARG002
        # Who reads Spanish in Latin America reads this one too.
        language = "es-ES" if locale.value.startswith("es") else locale.value
        return TRANSLATIONS.get(language, {}).get(string.message)
