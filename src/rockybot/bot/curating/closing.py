"""The buttons of the moderators' queue: a question becomes a fact, a phrasing or a gap, or is dismissed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rockybot.bot.addressing import key_of, record_at
from rockybot.bot.components import Component, Sheet, container, option, row, select, text
from rockybot.bot.curating.drafts import Draft
from rockybot.bot.curating.forms import RecordForm, Subject
from rockybot.bot.curating.queue import ON_PAGE, page_of
from rockybot.bot.curating.rights import may_curate
from rockybot.bot.curating.saving import Saver
from rockybot.bot.escaping import harmless, one_line
from rockybot.bot.heard import Heard
from rockybot.bot.limits import CHOICE, CHOICES, shortened
from rockybot.bot.placing import edition_at
from rockybot.bot.rendering import NOTHING, notice
from rockybot.bot.responding import in_time, say
from rockybot.packs import Fact
from rockybot.packs.proposing import Form, GapForm, form_of
from rockybot.replies import curating, visible
from rockybot.replies import queueing as words
from rockybot.servers.queueing import asked_like, nearest, queue, with_wordings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    import discord

    from rockybot.bot.desk import Desk, Host
    from rockybot.packs import Record
    from rockybot.servers import Edition

    Press = Callable[[discord.Interaction[Host], Desk, Edition, int], Awaitable[None]]

PATTERN = r"rbq:(?P<action>page|fact|same|choose|gap|dismiss):(?P<number>[0-9]{1,19})"
"""The number is that of a page, or of a question in the queue: it stands for all that ask the same."""

_QUESTION = 500


class QueueItem(Heard, template=PATTERN):
    """Any button of the queue, and the choice of a record."""

    async def press(self, interaction: discord.Interaction[Host]) -> None:
        desk = interaction.client.desk
        if not may_curate(interaction, desk.servers.settings_of(interaction.guild_id)):
            await say(interaction, curating.NOT_A_MODERATOR)
            return
        press, number = _PRESSES[self.said["action"]], int(self.said["number"])
        await press(interaction, desk, edition_at(desk.servers, interaction), number)


async def _turn(interaction: discord.Interaction[Host], desk: Desk, edition: Edition, page: int) -> None:
    await interaction.response.defer()
    await interaction.edit_original_response(view=await page_of(desk, edition, page))


async def _new_fact(interaction: discord.Interaction[Host], desk: Desk, edition: Edition, question: int) -> None:
    # A form must be the first response, so nothing is deferred here.
    asked = await in_time(asked_like(desk.servers, edition, question))
    if asked is None:
        await _settled(interaction, desk, edition)
        return
    form = Form("\n".join(asked.phrasings), "")
    await interaction.response.send_modal(RecordForm(curating.ADDING, Subject(question=asked.newest_id), form))


async def _new_gap(interaction: discord.Interaction[Host], desk: Desk, edition: Edition, question: int) -> None:
    asked = await in_time(asked_like(desk.servers, edition, question))
    if asked is None:
        await _settled(interaction, desk, edition)
        return
    form = GapForm("", "\n".join(asked.phrasings))
    await interaction.response.send_modal(RecordForm(curating.ADDING_GAP, Subject(question=asked.newest_id), form))


async def _dismiss(interaction: discord.Interaction[Host], desk: Desk, edition: Edition, question: int) -> None:
    await interaction.response.defer()
    waiting = await queue(desk.servers, edition)
    place = next((place for place, asked in enumerate(waiting) if question in asked.ids), None)
    if place is None:
        await _settled(interaction, desk, edition)
        return
    await desk.servers.store.settle(edition.server, waiting[place].ids)
    await interaction.edit_original_response(view=await page_of(desk, edition, place // ON_PAGE))


async def _settled(interaction: discord.Interaction[Host], desk: Desk, edition: Edition) -> None:
    """The queue as it is now, in place of one in which a question stood that somebody has seen to."""
    if not interaction.response.is_done():
        await interaction.response.defer()
    await interaction.edit_original_response(view=await page_of(desk, edition, 0, words.SETTLED))


async def _same(interaction: discord.Interaction[Host], desk: Desk, edition: Edition, question: int) -> None:
    """The records that it may ask for, to choose from."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    asked = await asked_like(desk.servers, edition, question)
    if asked is None:
        await interaction.edit_original_response(view=notice(words.SETTLED))
        return
    records = nearest((await desk.servers.told(edition)).answerer, asked, CHOICES)
    if not records:
        await interaction.edit_original_response(view=notice(words.NOTHING_NEAR))
        return
    head = text(harmless(words.same_as(shortened(asked.wordings[0], _QUESTION)), 2 * _QUESTION))
    menu = select(f"rbq:choose:{asked.newest_id}", [_option(record) for record in records], words.CHOOSE)
    await interaction.edit_original_response(view=Sheet(container([head]), row(menu)))


async def _choose(interaction: discord.Interaction[Host], desk: Desk, edition: Edition, question: int) -> None:
    """Proposes the question as a further phrasing of the record that was chosen."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    asked = await asked_like(desk.servers, edition, question)
    answerer = (await desk.servers.told(edition)).answerer
    data: Any = interaction.data
    record = record_at(data["values"][0], answerer.pack)
    if asked is None or record is None:
        word = words.SETTLED if asked is None else curating.NO_SUCH_FACT
        await interaction.edit_original_response(view=notice(word))
        return
    wider = with_wordings(answerer, record, asked)
    if wider == record:
        await interaction.edit_original_response(view=notice(words.SAME_ALREADY))
        return
    seen = await desk.servers.seen(edition, record.id)
    edit = desk.servers.edit_of(edition, record.id, wider)
    number = seen.number if seen else None
    await Saver(desk).offer(interaction, Draft(edition, record.id, form_of(wider), edit, number, asked.newest_id), edit)


def _option(record: Record) -> Component:
    about = record.answer if isinstance(record, Fact) else words.KNOWN_GAP
    title, told = (shortened(one_line(visible(said)) or NOTHING, CHOICE) for said in (record.questions[0], about))
    return option(key_of(record), title, told)


_PRESSES: Mapping[str, Press] = {
    "page": _turn,
    "fact": _new_fact,
    "same": _same,
    "choose": _choose,
    "gap": _new_gap,
    "dismiss": _dismiss,
}
"""Action → what it does with the number."""
