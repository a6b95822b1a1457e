"""The buttons under a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ui

from rockybot.bot.curating.forms import FactForm
from rockybot.bot.curating.saving import may_curate
from rockybot.bot.rendering import notice
from rockybot.bot.responding import attend, say
from rockybot.replies import curating as words

if TYPE_CHECKING:
    import re
    from typing import Self

    import discord

    from rockybot.bot.desk import Host

PATTERN = r"rbe:(?P<action>save|again|drop):(?P<draft>[0-9a-f]{12})"


class DraftButton(ui.DynamicItem[ui.Button[Any]], template=PATTERN):
    """Any button under a draft."""

    def __init__(self, item: ui.Button[Any], action: str, draft: str) -> None:
        super().__init__(item)
        self.action, self.draft = action, draft

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]) -> Self:
        assert isinstance(item, ui.Button)  # noqa: S101 - only buttons carry our custom ids
        return cls(item, match["action"], match["draft"])

    async def callback(self, interaction: discord.Interaction[Host]) -> None:  # type: ignore[override]
        """Do what the button says; what can't be done is said privately."""
        await attend(interaction.client.desk, interaction, lambda: self._press(interaction))

    async def _press(self, interaction: discord.Interaction[Host]) -> None:
        saver = interaction.client.desk.saver
        draft = saver.drafts.of(self.draft, interaction.guild_id) if saver is not None else None
        if not may_curate(interaction):
            await say(interaction, words.NOT_A_MODERATOR)
        elif saver is None or draft is None:
            await say(interaction, words.DRAFT_GONE)
        elif self.action == "again" and draft.form is not None:
            about = f"{draft.record_id or ''}:{draft.seen or 0}"
            title = words.EDITING if draft.record_id else words.ADDING
            await interaction.response.send_modal(FactForm(title, about, draft.form))
        elif self.action == "save" and draft.edit is not None:
            await saver.save(interaction, draft, draft.edit)
        else:
            await interaction.response.edit_message(view=notice(words.DROPPED))
