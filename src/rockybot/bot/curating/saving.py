"""A draft on its way to a revision: its effect is shown, a theft wants a second yes, and nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rockybot.bot.components import Component, Sheet, button, container, row, text
from rockybot.bot.curating.drafts import Draft
from rockybot.bot.escaping import harmless
from rockybot.bot.rendering import notice
from rockybot.errors import StoreError
from rockybot.packs import Fact
from rockybot.packs.differing import record_difference
from rockybot.packs.proposing import Refused, proposed
from rockybot.replies import curating as words
from rockybot.store import Overtaken

if TYPE_CHECKING:
    import discord

    from rockybot.bot.curating.drafts import Drafts
    from rockybot.packs.proposing import Form
    from rockybot.packs.revising import Edit
    from rockybot.servers import Servers

_SHOWN = 3500


def may_curate(interaction: discord.Interaction[Any]) -> bool:
    """Whether a member may keep the facts of a server. Asked again at every step: Discord's own check is a hint."""
    return interaction.guild_id is not None and interaction.permissions.manage_messages


class Saver:
    """Takes drafts through their steps in all servers."""

    def __init__(self, servers: Servers, drafts: Drafts) -> None:
        self._servers = servers
        self.drafts = drafts

    async def take(
        self, interaction: discord.Interaction[Any], record_id: str | None, form: Form, seen: int | None
    ) -> None:
        """What was typed into a form, as a proposal or with what to mend."""
        server = interaction.guild_id or 0
        await interaction.response.defer(ephemeral=True, thinking=True)
        story = await self._servers.story_of(server)
        old = story.pack.record(record_id) if record_id else None
        fact = proposed(form, story.pack, old if isinstance(old, Fact) else None)
        if isinstance(fact, Refused):
            typed = words.typed(form.questions, form.answer, form.excerpt, form.tags)
            draft = Draft(server, record_id, form, None, seen)
            view = self._offer(f"{words.refusal(fact.faults)}\n\n{typed}", draft)
            await interaction.edit_original_response(view=view)
            return
        edit = self._servers.edit_of(fact.id, fact)
        await self.offer(interaction, Draft(server, record_id, form, edit, seen), edit)

    async def offer(self, interaction: discord.Interaction[Any], draft: Draft, edit: Edit) -> None:
        """Shows what an edit would do, with the buttons that go on; the interaction was deferred."""
        proposal = await self._servers.propose(draft.server, edit)
        if proposal.difference is None:
            await interaction.edit_original_response(view=notice(words.NOTHING_CHANGED))
            return
        told = [words.changes(proposal.difference)]
        told += [words.breaking(proposal.broken)] if proposal.broken else []
        told += [words.taking(proposal.taken)] if proposal.taken else []
        save = "" if proposal.broken else words.SURE if proposal.taken else words.SAVE
        await interaction.edit_original_response(view=self._offer("\n\n".join(told), draft, save))

    async def save(self, interaction: discord.Interaction[Any], draft: Draft, edit: Edit) -> None:
        """Keeps the edit, or tells why not, with the draft still at hand."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            revision = await self._servers.keep(draft.server, edit, interaction.user.id, draft.seen)
        except Overtaken as overtaken:
            theirs = overtaken.by
            before = (await self._servers.story_of(draft.server)).pack.record(edit.record_id)
            differs = record_difference(theirs.edit.record, edit.record) or record_difference(before, edit.record)
            told = words.overtaken(theirs.number) + (f"\n{words.changes(differs)}" if differs else "")
            again = Draft(draft.server, draft.record_id, draft.form, edit, theirs.number)
            await interaction.edit_original_response(view=self._offer(told, again, words.SURE))
        except StoreError as error:
            view = self._offer(words.unreachable(error.what), draft, words.SAVE)
            await interaction.edit_original_response(view=view)
        else:
            await interaction.edit_original_response(view=notice(words.saved(revision.number)))

    def _offer(self, told: str, draft: Draft, save: str = "") -> Sheet:
        key = self.drafts.keep(draft)
        buttons: list[Component] = []
        if save:
            buttons.append(button(f"rbe:save:{key}", save))
        if draft.form is not None:
            buttons.append(button(f"rbe:again:{key}", words.AGAIN))
        buttons.append(button(f"rbe:drop:{key}", words.DROP))
        return Sheet(container([text(harmless(told, _SHOWN))]), row(*buttons))
