"""The buttons under a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ui

from rockybot.bot.addressing import key_of_id
from rockybot.bot.curating.forms import RecordForm, Subject
from rockybot.bot.curating.rights import may_curate
from rockybot.bot.curating.saving import Saver
from rockybot.bot.rendering import notice
from rockybot.bot.responding import attend, in_time, say
from rockybot.replies import curating as words

if TYPE_CHECKING:
    import re
    from typing import Self

    import discord

    from rockybot.bot.curating.drafts import Draft
    from rockybot.bot.desk import Desk, Host

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
        desk = interaction.client.desk
        await attend(desk, interaction, lambda: self._press(interaction, desk))

    async def _press(self, interaction: discord.Interaction[Host], desk: Desk) -> None:
        if not may_curate(interaction, desk.servers.settings_of(interaction.guild_id)):
            await say(interaction, words.NOT_A_MODERATOR)
            return
        draft = await in_time(desk.drafts.of(self.draft, interaction.guild_id))
        if draft is None:
            await say(interaction, words.DRAFT_GONE)
        elif self.action == "again" and draft.form is not None:
            await _again(interaction, draft)
        elif self.action == "save" and draft.edition.story not in desk.servers.stories:
            await say(interaction, words.STORY_GONE)
        elif self.action == "save" and draft.edit is not None:
            await Saver(desk).save(interaction, self.draft, draft, draft.edit)
        else:
            await interaction.response.edit_message(view=notice(words.DROPPED))
            await desk.drafts.drop(self.draft, draft)


async def _again(interaction: discord.Interaction[Host], draft: Draft) -> None:
    """The form as it was left."""
    assert draft.form is not None  # noqa: S101 - who calls has looked
    subject = Subject(key_of_id(draft.record_id) if draft.record_id else "", draft.seen, draft.question)
    title = words.title(draft.form, new=draft.record_id is None)
    await interaction.response.send_modal(RecordForm(title, subject, draft.form))
