"""A draft on its way to a revision: its effect is shown, a theft wants a second yes, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rockybot.bot.components import Component, button
from rockybot.bot.curating.announcing import announce
from rockybot.bot.curating.drafts import Draft
from rockybot.bot.curating.forms import fits_a_form
from rockybot.bot.curating.recalling import with_marking
from rockybot.bot.curating.telling import fits, tell
from rockybot.bot.rendering import notice
from rockybot.errors import StoreError
from rockybot.histories import said_last
from rockybot.packs import Fact
from rockybot.packs.differing import record_difference
from rockybot.packs.proposing import Refused, proposed
from rockybot.replies import curating as words
from rockybot.replies.looking import in_short
from rockybot.servers.queueing import settle_like
from rockybot.store import Overtaken

if TYPE_CHECKING:
    import discord

    from rockybot.bot.curating.forms import Subject
    from rockybot.bot.desk import Desk
    from rockybot.packs import Pack, Record
    from rockybot.packs.proposing import Form, GapForm
    from rockybot.packs.revising import Edit
    from rockybot.servers import Edition, Servers
    from rockybot.servers.proposing import Proposal
    from rockybot.store import Revision

SHOWN = 10
"""Questions of a kind that a message names; a file beside it holds all."""


class Saver:
    """Takes drafts through their steps."""

    def __init__(self, desk: Desk) -> None:
        self._servers = desk.servers
        self._notes = desk.notes
        self._drafts = desk.drafts
        self._recent = desk.recent

    async def take(
        self,
        interaction: discord.Interaction[Any],
        edition: Edition,
        record_id: str | None,
        form: Form | GapForm,
        subject: Subject,
    ) -> None:
        """What was typed into a form, as a proposal or with what to mend."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        story = await self._servers.told(edition)
        old = None if record_id is None else story.pack.record(record_id)
        if record_id is not None and old is None:
            old = await _last_said(self._servers, edition, record_id)
        record = proposed(form, story.pack, old)
        if isinstance(record, Refused):
            draft = Draft(edition, record_id, form, None, subject.seen, subject.question)
            await self._offer(interaction, f"{words.refusal(record.faults)}\n\n{words.typed(form)}", draft)
            return
        edit = self._servers.edit_of(edition, record.id, record)
        seen = subject.seen if record_id else await self._removal(edition, record.id)
        await self.offer(interaction, Draft(edition, record_id, form, edit, seen, subject.question), edit)

    async def _removal(self, edition: Edition, record_id: str) -> int | None:
        """The number of the removal that left a new record's name free; None if it was free before."""
        if all(edit.record_id != record_id for edit in self._servers.edits(edition)):
            return None
        try:
            revision = await self._servers.seen(edition, record_id)
        except StoreError:  # then saving it says what came first
            return None
        return revision.number if revision and revision.edit.record is None else None

    async def offer(self, interaction: discord.Interaction[Any], draft: Draft, edit: Edit) -> None:
        """Shows what an edit would do, with the buttons that go on; the interaction was deferred."""
        proposal = await self._servers.propose(draft.edition, edit, self._recent.of(draft.edition))
        if proposal.difference is None:
            conflicts = self._servers.conflicts(draft.edition)
            if any(conflict.edit.record_id == edit.record_id for conflict in conflicts):
                await self._offer(interaction, words.KEPT_IN_CONFLICT, draft, words.SAVE)
            else:
                await tell(interaction, words.NOTHING_CHANGED)
            return
        draft, head = await self._caught_up(draft, edit)
        await self._show(interaction, draft, proposal, *head)

    async def _caught_up(self, draft: Draft, edit: Edit) -> tuple[Draft, tuple[str, ...]]:
        """The draft on top of what somebody else saved while its form was open, and the word about that."""
        if draft.record_id is None or draft.form is None:
            return draft, ()
        try:
            history = await self._servers.history(draft.edition, edit.record_id)
        except StoreError:  # then saving it says what came first
            return draft, ()
        if not history or history[-1].number == (draft.seen or 0):
            return draft, ()
        newest, *before = history[::-1]
        file = self._servers.stories[draft.edition.story].pack
        old = before[0].edit.record if before else file.record(edit.record_id)
        word = words.edited_meanwhile(newest.number, record_difference(old, newest.edit.record))
        return replace(draft, seen=newest.number), (word,)

    async def save(self, interaction: discord.Interaction[Any], key: str, draft: Draft, edit: Edit) -> None:
        """Keeps the edit, or tells why not, with the draft still at hand."""
        await interaction.response.defer()  # what becomes of the draft takes its place
        pack = (await self._servers.told(draft.edition)).pack
        # What was shown may be days old: others have edited since, the file has changed, members have asked.
        proposal = await self._servers.propose(draft.edition, edit, self._recent.of(draft.edition))
        gone = {one.record_id for one in (edit, *proposal.also) if not isinstance(one.record, Fact)}
        if not isinstance(edit.record, Fact) and gone >= {fact.id for fact in pack.facts}:
            await tell(interaction, words.LAST_FACT)
            return
        if proposal.broken or any(one.question not in draft.taking for one in proposal.taken):
            await self._show(interaction, draft, proposal, words.MEANWHILE)
            return
        before = pack.record(edit.record_id)
        try:
            revision = await self._servers.keep(draft.edition, edit, interaction.user.id, draft.seen, proposal.also)
        except Overtaken as overtaken:
            await self._tell_overtaken(interaction, draft, edit, overtaken.by)
        except StoreError as error:
            await self._offer(interaction, words.unreachable(error.what), draft, words.SAVE)
        else:
            await self._saved(interaction, key, draft, revision, before)

    async def _tell_overtaken(
        self, interaction: discord.Interaction[Any], draft: Draft, edit: Edit, theirs: Revision
    ) -> None:
        differs = record_difference(theirs.edit.record, edit.record)
        if differs is None:
            await tell(interaction, words.said_already(theirs.number))
            return
        told = f"{words.overtaken(theirs.number)}\n{words.changes(differs)}"
        await self._offer(interaction, told, replace(draft, seen=theirs.number), words.SURE)

    async def _saved(
        self, interaction: discord.Interaction[Any], key: str, draft: Draft, revision: Revision, before: Record | None
    ) -> None:
        self._settle(draft)
        view = notice(words.saved(revision.number, removed=revision.edit.record is None))
        view = await with_marking(view, self._servers, draft.edition, (revision,))
        try:
            await interaction.edit_original_response(view=view, attachments=[])
        finally:
            # It is saved, whether or not its editor could be told so.
            differs = record_difference(before, revision.edit.record)
            if differs is not None:
                settings = self._servers.settings_of(draft.edition.server)
                head = words.announced(revision.number, revision.editor)
                await announce(interaction.client, settings, head, in_short(differs))
        await self._drafts.drop(key, draft)

    def _settle(self, draft: Draft) -> None:
        """Takes the question out of the queue for which this was saved: when there is time, for the save stands."""
        question = draft.question
        if question is not None:
            self._notes.add(lambda _: settle_like(self._servers, draft.edition, question))

    async def _show(self, interaction: discord.Interaction[Any], draft: Draft, proposal: Proposal, *head: str) -> None:
        """What an edit would do, with the buttons that go on, under a head if there is one."""
        differs = proposal.difference
        changes = [] if differs is None else [words.changes(differs)]
        # All that is typed is shown; of what goes, the beginning will do.
        typed = changes if draft.form is not None or differs is None else [in_short(differs)]
        pack = (await self._servers.told(draft.edition)).pack
        proof = _about_the_proof(proposal.edit.record, pack.record(proposal.edit.record_id), pack)
        brief, whole = (
            [
                *([words.breaking(proposal.broken, most)] if proposal.broken else []),
                *([words.taking(proposal.taken, most)] if proposal.taken else []),
                *([words.losing(proposal.also)] if proposal.also else []),
                *([words.moving(proposal.moved, most)] if proposal.moved else []),
                *([proof] if proof else []),
            ]
            for most in (SHOWN, None)
        )
        # What is cut off must not be what somebody says yes to.
        told = [*head, *typed, *brief] if fits("\n\n".join([*head, *typed, *brief])) else [*head, *brief, *typed]
        sure = proposal.taken or proof == words.PROOF_LOST or head
        save = "" if proposal.broken else words.SURE if sure else words.SAVE
        shown = replace(draft, taking=tuple(one.question for one in proposal.taken))
        await self._offer(interaction, "\n\n".join(told), shown, save, whole="\n\n".join([*head, *changes, *whole]))

    async def _offer(
        self,
        interaction: discord.Interaction[Any],
        told: str,
        draft: Draft,
        save: str = "",
        *,
        whole: str | None = None,
    ) -> None:
        key = await self._drafts.keep(draft)
        buttons: list[Component] = []
        if save:
            buttons.append(button(f"rbe:save:{key}", save))
        if draft.form is not None and fits_a_form(draft.form):
            buttons.append(button(f"rbe:again:{key}", words.AGAIN))
        buttons.append(button(f"rbe:drop:{key}", words.DROP))
        await tell(interaction, told, "draft.txt", whole=whole, buttons=buttons)


def _about_the_proof(record: Record | None, before: Record | None, pack: Pack) -> str | None:
    """What a moderator should know of the excerpt before it is saved; None if all is well."""
    if not isinstance(record, Fact) or pack.source is None or pack.source.fingerprint is None:
        return None
    if record.excerpt is None:
        lost = isinstance(before, Fact) and before.excerpt is not None
        return words.PROOF_LOST if lost else words.UNQUOTED
    # A form with such an excerpt is refused; this one was proved once, and is brought back.
    return words.UNPROVED if pack.quote(record) is None else None


async def _last_said(servers: Servers, edition: Edition, record_id: str) -> Record | None:
    """What a removed record said last in a server; while the database is away, what the file says of it."""
    of_file = servers.stories[edition.story].pack.record(record_id)
    try:
        record = said_last(await servers.history(edition, record_id), of_file)
    except StoreError:
        record = of_file
    return None if record is None else replace(record, id=record_id)
