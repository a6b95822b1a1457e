"""A fact as a form: the modal that shows it, and what was typed into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from rockybot.packs.proposing import Form
from rockybot.packs.schema import MAX_ANSWER, MAX_EXCERPT
from rockybot.replies import curating as words

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "rbf:"
"""Before what a form is about: the key of a record, or nothing for a new one, and the revision that was looked at."""
MAX_TYPED = 4000
"""Characters that Discord takes in one field."""


class FactForm(ui.Modal):
    """The form. What is sent off is read from the interaction, so that a restart in between loses nothing."""

    def __init__(self, title: str, about: str, form: Form | None = None) -> None:
        super().__init__(title=title, custom_id=f"{PREFIX}{about}", timeout=None)
        old = form or Form("", "")
        self._add("questions", words.QUESTIONS, old.questions, MAX_TYPED)
        self._add("answer", words.ANSWER, old.answer, MAX_ANSWER)
        self._add("excerpt", words.EXCERPT, old.excerpt, MAX_EXCERPT, required=False)
        self._add("tags", words.TAGS, old.tags, MAX_TYPED, required=False, style=discord.TextStyle.short)

    def _add(  # noqa: PLR0913 - what a field consists of
        self,
        name: str,
        label: str,
        text: str,
        longest: int,
        *,
        required: bool = True,
        style: discord.TextStyle = discord.TextStyle.paragraph,
    ) -> None:
        field: ui.TextInput[FactForm] = ui.TextInput(
            custom_id=name, style=style, default=text[:longest] or None, required=required, max_length=longest
        )
        self.add_item(ui.Label(text=label, component=field))


def typed_in(interaction: discord.Interaction[Any]) -> Form:
    """What stands in a form that was sent off."""
    data: Any = interaction.data
    values = {part["custom_id"]: part.get("value") or "" for part in _parts(data.get("components", ()))}
    return Form(*(values.get(name, "") for name in ("questions", "answer", "excerpt", "tags")))


def _parts(components: Any) -> Iterator[dict[str, Any]]:
    for component in components:
        if "custom_id" in component:
            yield component
        inner = component.get("component")
        yield from _parts(component.get("components") or ([inner] if inner else ()))
