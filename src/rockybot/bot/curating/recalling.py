"""Facts were corrected → the public answers that told them otherwise are marked, if a moderator wants it."""

from __future__ import annotations

import logging
import re
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING

import discord
from aiohttp import ClientError

from rockybot.bot.addressing import PATTERN as ANSWER_BUTTON
from rockybot.bot.addressing import custom_id, key_of_id
from rockybot.bot.components import Sheet, button, row, text
from rockybot.bot.curating.rights import may_curate
from rockybot.bot.heard import Heard
from rockybot.bot.placing import edition_at, words_for_all
from rockybot.bot.rendering import notice, question_on, sheet
from rockybot.bot.responding import say
from rockybot.bot.tracing import told_digest
from rockybot.errors import StoreError
from rockybot.replies import curating
from rockybot.replies import recalling as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rockybot.app import Story
    from rockybot.bot.desk import Host
    from rockybot.packs import Record
    from rockybot.servers import Edition, Servers
    from rockybot.store import Revision, Told

log = logging.getLogger("rockybot.recall")

PATTERN = r"rbm:(?P<key>[!-~]+)"
_SEVERAL = r"~(?P<first>[0-9]+)-(?P<last>[0-9]+)"
"""In place of the key of one record: the revisions of an import, from the first to the last."""
MOST = 100
"""Marked at one press: Discord lets a bot edit about one message a second in a channel."""


class End(Enum):
    """What became of an earlier answer."""

    MARKED = "marked"
    GONE = "gone"
    BARRED = "barred"
    FAILED = "failed"


async def with_marking(view: Sheet, servers: Servers, edition: Edition, kept: Sequence[Revision]) -> Sheet:
    """The word about edits that were saved, with a button if earlier answers told their records otherwise."""
    record_ids = dict.fromkeys(revision.edit.record_id for revision in kept)
    try:
        earlier = await _earlier(servers, edition, record_ids)
    except StoreError as error:
        log.warning("whether earlier answers need a mark can't be seen: %s", error)
        return view
    if not earlier:
        return view
    key = key_of_id(*record_ids) if len(record_ids) == 1 else f"~{kept[0].number}-{kept[-1].number}"
    mark = button(f"rbm:{key}", words.mark(len(earlier)))
    return Sheet(*view.to_components(), row(mark))


class MarkButton(Heard, template=PATTERN):
    """Marks what stands at the moment when it is pressed."""

    async def press(self, interaction: discord.Interaction[Host]) -> None:
        desk = interaction.client.desk
        if not may_curate(interaction, desk.servers.settings_of(interaction.guild_id)):
            await say(interaction, curating.NOT_A_MODERATOR)
            return
        edition = edition_at(desk.servers, interaction)
        marking = (edition, self.said["key"], "marking")
        if not desk.seen.first_time(marking):
            await say(interaction, words.BEING_MARKED)
            return
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            told = await self._mark(interaction.client, edition)
            await interaction.edit_original_response(view=notice(told))
        finally:
            desk.seen.forget(marking)

    async def _mark(self, client: Host, edition: Edition) -> str:
        servers = client.desk.servers
        everybody = words_for_all(servers, client.get_guild(edition.server))
        story = (await servers.told(edition)).spoken_in(everybody)
        earlier = await _earlier(servers, edition, await _record_ids(self.said["key"], servers, edition, story))
        newest = sorted(earlier, key=lambda told: -told.message)
        ends = Counter(
            [await _end(client, edition, told, story.pack.record(earlier[told]), story) for told in newest[:MOST]]
        )
        if not ends:
            return words.NOTHING_TO_MARK
        return words.marked(ends[End.MARKED], ends[End.GONE], ends[End.BARRED], ends[End.FAILED], len(newest[MOST:]))


async def _earlier(servers: Servers, edition: Edition, record_ids: Iterable[str]) -> dict[Told, str]:
    """The answers that told these records otherwise than now, each with the name of its record."""
    pack, store = (await servers.told(edition)).pack, servers.store
    found: dict[Told, str] = {}
    for record_id in record_ids:
        digest = told_digest(pack.record(record_id))
        told = await store.told_otherwise(edition.server, edition.story, record_id, digest)
        found |= dict.fromkeys(told, record_id)
    return found


async def _record_ids(key: str, servers: Servers, edition: Edition, story: Story) -> Iterable[str]:
    """The names behind a key, also of records that were removed: then their edits are in force."""
    if several := re.fullmatch(_SEVERAL, key):
        first, last = int(several["first"]), int(several["last"])
        behind = await servers.store.revisions(edition.server, edition.story, first - 1)
        return {revision.edit.record_id for revision in behind if revision.number <= last}
    ids = (*(record.id for record in story.pack.records), *(edit.record_id for edit in servers.edits(edition)))
    return (next((record_id for record_id in ids if key_of_id(record_id) == key), key),)


async def _end(client: Host, edition: Edition, told: Told, record: Record | None, story: Story) -> End:
    """Marks one answer."""
    channel = client.get_partial_messageable(told.channel, guild_id=edition.server)
    try:
        message = await channel.fetch_message(told.message)
        # discord.py sends the client's default only along with a content.
        nobody = discord.AllowedMentions.none()
        await message.edit(view=_corrected(message, record, story), allowed_mentions=nobody)
    except discord.NotFound:
        end = End.GONE
    except discord.Forbidden:
        end = End.BARRED
    except (discord.HTTPException, ClientError, OSError) as error:
        log.warning("channel %s: an earlier answer could not be marked: %s", told.channel, error)
        end = End.FAILED
    else:
        end = End.MARKED
    if end is End.MARKED and record is not None:
        client.desk.traces.note(edition, record, told.channel, told.message)
    elif end in {End.MARKED, End.GONE}:
        client.desk.notes.add(lambda store: store.forget_told(edition.server, (told.message,)))
    return end


def _corrected(message: discord.Message, record: Record | None, story: Story) -> Sheet:
    """What stands in place of an earlier answer: what is told now, or that nothing is."""
    asker = _asker(message)
    if record is None:
        delete = button(custom_id("delete", asker), story.words.delete)
        return Sheet(*notice(story.words.withdrawn).to_components(), row(delete))
    question = question_on(message) or record.questions[0]
    told = sheet(story.retell(record, question), question, asker)
    return Sheet(text(f"-# {story.words.corrected}"), *told.to_components())


def _asker(message: discord.Message) -> int:
    """Who may delete the answer, as its buttons say; 0 for nobody but moderators."""
    for component in message.components:
        for child in getattr(component, "children", ()):
            address = re.fullmatch(ANSWER_BUTTON, getattr(child, "custom_id", None) or "")
            if address and address["action"] == "delete":
                return int(address["asker"])
    return 0
