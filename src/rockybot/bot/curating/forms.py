"""A fact or a gap as a form: the modal that shows it, and what was typed into it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from rockybot.packs.proposing import Form, GapForm
from rockybot.packs.schema import MAX_ANSWER, MAX_EXCERPT
from rockybot.replies import curating as words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

PREFIX = "rbf:"
MAX_TYPED = 4000
"""Characters that Discord takes in one field."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a form is about; it stands in the form's custom id, so that a restart in between loses nothing."""

    key: str = ""
    """The key of the record that is edited; nothing for a new one."""
    seen: int | None = None
    """The record's revision that the moderator looked at."""
    question: int | None = None
    """The question of the moderators' queue that it settles."""

    @property
    def custom_id(self) -> str:
        return f"{PREFIX}{self.seen or 0}:{self.question or 0}:{self.key}"

    @classmethod
    def read(cls, custom_id: str) -> Self:
        """The subject that stands in a custom id."""
        seen, question, key = custom_id.removeprefix(PREFIX).split(":", 2)
        return cls(key, int(seen) or None, int(question) or None)


def fits_a_form(form: Form | GapForm) -> bool:
    """Whether the fields of Discord's forms hold all of it: an imported record may have more phrasings than that."""
    longest = {"about": MAX_ANSWER, "answer": MAX_ANSWER, "excerpt": MAX_EXCERPT}
    return all(len(text) <= longest.get(field, MAX_TYPED) for field, text in asdict(form).items())


class RecordForm(ui.Modal):
    """The form. What is sent off is read from the interaction, so that a restart in between loses nothing."""

    def __init__(self, title: str, subject: Subject, form: Form | GapForm) -> None:
        super().__init__(title=title, custom_id=subject.custom_id, timeout=None)
        self._help = words.GAP_HELP if isinstance(form, GapForm) else words.HELP
        if isinstance(form, GapForm):
            self._add("about", words.ABOUT, form.about, MAX_ANSWER)
            self._add("questions", words.QUESTIONS, form.questions, MAX_TYPED)
        else:
            self._add("questions", words.QUESTIONS, form.questions, MAX_TYPED)
            self._add("answer", words.ANSWER, form.answer, MAX_ANSWER)
            self._add("excerpt", words.EXCERPT, form.excerpt, MAX_EXCERPT, required=False)
        self._add("tags", words.TAGS, form.tags, MAX_TYPED, required=False, style=discord.TextStyle.short)

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
        field: ui.TextInput[RecordForm] = ui.TextInput(
            custom_id=name, style=style, default=text[:longest] or None, required=required, max_length=longest
        )
        self.add_item(ui.Label(text=label, description=self._help[name], component=field))


def typed_in(interaction: discord.Interaction[Any]) -> Form | GapForm:
    """What stands in a form that was sent off."""
    data: Any = interaction.data
    values = {part["custom_id"]: part.get("value") or "" for part in _parts(data.get("components", ()))}
    if "about" in values:
        return GapForm(values["about"], values.get("questions", ""), values.get("tags", ""))
    return Form(*(values.get(name, "") for name in ("questions", "answer", "excerpt", "tags")))


def _parts(components: Any) -> Iterator[dict[str, Any]]:
    for component in components:
        if "custom_id" in component:
            yield component
        inner = component.get("component")
        yield from _parts(component.get("components") or ([inner] if inner else ()))
