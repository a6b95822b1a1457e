"""The buttons under a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.bot.addressing import key_of_id
from rockybot.bot.curating.forms import RecordForm, Subject
from rockybot.bot.curating.rights import may_curate
from rockybot.bot.curating.saving import Saver
from rockybot.bot.heard import Heard
from rockybot.bot.rendering import notice
from rockybot.bot.responding import in_time, say
from rockybot.replies import curating as words

if TYPE_CHECKING:
    import discord

    from rockybot.bot.curating.drafts import Draft
    from rockybot.bot.desk import Host

PATTERN = r"rbe:(?P<action>save|again|drop):(?P<draft>[0-9a-f]{12})"


class DraftButton(Heard, template=PATTERN):
    """Any button under a draft."""

    async def press(self, interaction: discord.Interaction[Host]) -> None:
        desk = interaction.client.desk
        action, key = self.said["action"], self.said["draft"]
        if not may_curate(interaction, desk.servers.settings_of(interaction.guild_id)):
            await say(interaction, words.NOT_A_MODERATOR)
            return
        draft = await in_time(desk.drafts.of(key, interaction.guild_id))
        if draft is None:
            await say(interaction, words.DRAFT_GONE)
        elif action == "again" and draft.form is not None:
            await _again(interaction, draft)
        elif action == "save" and draft.edition.story not in desk.servers.stories:
            await say(interaction, words.STORY_GONE)
        elif action == "save" and draft.edit is not None:
            await Saver(desk).save(interaction, key, draft, draft.edit)
        else:
            await interaction.response.edit_message(view=notice(words.DROPPED))
            await desk.drafts.drop(key, draft)


async def _again(interaction: discord.Interaction[Host], draft: Draft) -> None:
    """The form as it was left."""
    assert draft.form is not None  # noqa: S101 - who calls has looked
    subject = Subject(key_of_id(draft.record_id) if draft.record_id else "", draft.seen, draft.question)
    title = words.title(draft.form, new=draft.record_id is None)
    await interaction.response.send_modal(RecordForm(title, subject, draft.form))
