"""Every button. One pattern of custom ids hears them all, on a message of any age, in any process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from rockybot.bot.addressing import PATTERN, Address, record_at
from rockybot.bot.heard import Heard
from rockybot.bot.placing import edition_at, is_guest, words_for
from rockybot.bot.rendering import list_of, notes, notice, question_on, sheet, shown_sheet
from rockybot.bot.responding import say
from rockybot.packs import Fact

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from rockybot.app import Story
    from rockybot.bot.desk import Host
    from rockybot.packs import Record
    from rockybot.replies.languages import Words

    Press = Callable[[discord.Interaction[Host], Address, Record, Story], Awaitable[None]]


class Button(Heard, template=PATTERN):
    """Any button of ours."""

    async def press(self, interaction: discord.Interaction[Host]) -> None:
        address = Address(self.said["action"], int(self.said["asker"]), self.said["key"])
        servers = interaction.client.desk.servers
        words = words_for(servers, interaction)
        if address.action == "delete":
            await _delete(interaction, address, words)
            return
        story = (await servers.told(edition_at(servers, interaction))).spoken_in(words)
        record = record_at(address.key, story.pack)
        press = _PRESSES.get(address.action)
        if record is None or press is None:
            await say(interaction, words.gone)
            return
        await press(interaction, address, record, story)


async def _why(interaction: discord.Interaction[Host], _: Address, record: Record, story: Story) -> None:
    question = question_on(interaction.message) if interaction.message else ""
    whole = not question.endswith("…")
    view = notes(story.explain(record, question or record.questions[0], whole=whole))
    await interaction.response.send_message(view=view, ephemeral=True)


async def _related(interaction: discord.Interaction[Host], _: Address, record: Record, story: Story) -> None:
    facts = story.related(record) if isinstance(record, Fact) else ()
    words = story.words
    view = list_of(facts, words, interaction.user.id) if facts else notice(words.nothing_nearby)
    await interaction.response.send_message(view=view, ephemeral=True)


async def _tell(interaction: discord.Interaction[Host], _: Address, record: Record, story: Story) -> None:
    reply, asker = interaction.client.desk.tell(story, record, "button"), interaction.user.id
    may_show = not is_guest(interaction)
    view = sheet(reply, record.questions[0], asker, private=True, may_show=may_show)
    await interaction.response.send_message(view=view, ephemeral=True)


async def _pick(interaction: discord.Interaction[Host], address: Address, record: Record, story: Story) -> None:
    """What was meant takes the place of "did you mean", for who asked; for anybody else it is told privately."""
    message = interaction.message
    if message is None or interaction.user.id != address.asker:
        await _tell(interaction, address, record, story)
        return
    question = question_on(message) or record.questions[0]
    reply = interaction.client.desk.tell(story, record, "button")
    private, may_show = message.flags.ephemeral, not is_guest(interaction)
    view = sheet(reply, question, address.asker, private=private, may_show=may_show)
    await interaction.response.edit_message(view=view)
    if not private:
        desk = interaction.client.desk
        desk.traces.note(edition_at(desk.servers, interaction), record, interaction.channel_id, message.id)


async def _vote(interaction: discord.Interaction[Host], address: Address, record: Record, story: Story) -> None:
    message = interaction.message.id if interaction.message else 0
    first = interaction.client.desk.seen.first_time((interaction.user.id, message, "voted"))
    if first:
        interaction.client.desk.note(address.action, record)
        if address.action == "unhelpful":
            _queue(interaction, record)
    await say(interaction, story.words.thanks if first else story.words.thanked_already)


def _queue(interaction: discord.Interaction[Host], record: Record) -> None:
    """Puts the question of an answer that didn't help into the moderators' queue."""
    desk = interaction.client.desk
    question = question_on(interaction.message) if interaction.message else ""
    if not question or "@" in question:  # a name may stand there, and none is kept
        question = record.questions[0]
    desk.note_question(edition_at(desk.servers, interaction), question, "unhelpful", record.id)


async def _show(interaction: discord.Interaction[Host], _: Address, record: Record, story: Story) -> None:
    desk = interaction.client.desk
    if wait := desk.pace.wait(interaction.user.id, interaction.channel_id):
        await say(interaction, wait.told(story.words))
    elif interaction.message is None or not desk.seen.first_time((interaction.message.id, "shown")):
        await say(interaction, story.words.shown_already)
    else:
        question = question_on(interaction.message)
        reply = story.retell(record, question)
        view = shown_sheet(reply, question or record.questions[0], interaction.user.id)
        desk.traces.expect(interaction.id, edition_at(desk.servers, interaction), record)
        try:
            await interaction.response.send_message(view=view)
        except BaseException:
            desk.seen.forget((interaction.message.id, "shown"))
            raise


async def _delete(interaction: discord.Interaction[Host], address: Address, words: Words) -> None:
    may = interaction.user.id == address.asker or interaction.permissions.manage_messages
    if not may and interaction.guild_id is not None:
        await say(interaction, words.not_yours)
        return
    await interaction.response.defer()
    try:
        await interaction.delete_original_response()
    except discord.NotFound:
        return
    except discord.HTTPException:
        await say(interaction, words.not_deleted)


_PRESSES: Mapping[str, Press] = {
    "why": _why,
    "related": _related,
    "tell": _tell,
    "pick": _pick,
    "helpful": _vote,
    "unhelpful": _vote,
    "show": _show,
}
"""Action → what it does with the record. `delete` needs none."""
