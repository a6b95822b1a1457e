"""An edit → what it would do, before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rockybot.matching import Answerer
from rockybot.matching.guarding import Moved, effect, worth_asking
from rockybot.packs.differing import record_difference
from rockybot.packs.revising import revised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rockybot.app import Story
    from rockybot.packs import Pack
    from rockybot.packs.differing import RecordDifference
    from rockybot.packs.revising import Edit


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an edit would do."""

    edit: Edit
    difference: RecordDifference | None
    """What it changes; None if it changes nothing."""
    taken: tuple[Moved, ...]
    """Questions that another fact answers now, or another gap decides, and that the edited record would take."""
    moved: tuple[Moved, ...]
    """Other questions that would get another fact or gap than now, or none: above all those that the record loses."""
    broken: tuple[str, ...]
    """The pack's own checks that it would break."""


def proposal(before: Story, file: Pack, edits: tuple[Edit, ...], recent: Iterable[str]) -> Proposal:
    """What the last of a server's edits would do to the story `before` it; `recent` are questions asked there."""
    edit = edits[-1]
    after = Answerer(revised(file, edits).pack)
    differs = record_difference(before.pack.record(edit.record_id), after.pack.record(edit.record_id))
    asked = [*worth_asking(before.answerer, after, edit.record_id), *recent]
    moved = effect(before.answerer, after, asked).moved
    taken = {one.question: one for one in moved if one.gets == edit.record_id and one.of is not None}
    taken |= {one.question: one for one in _shared(after, edit)}
    others = (one for one in moved if one.gets != edit.record_id and one.question not in taken)
    expected = {check.question: check.expect for check in after.pack.checks}
    broken = (one.question for one in moved if one.question in expected and one.gets != expected[one.question])
    return Proposal(edit, differs, tuple(taken.values()), tuple(others), tuple(broken))


def _shared(after: Answerer, edit: Edit) -> Iterator[Moved]:
    """The edited record's phrasings that another one has too: nobody could tell which of the two is meant."""
    others = {
        after.normalised(question): record.id
        for record in after.pack.records
        for question in record.questions
        if record.id != edit.record_id
    }
    for question in edit.record.questions if edit.record else ():
        owner = others.get(after.normalised(question))
        if owner is not None:
            yield Moved(question, owner, edit.record_id)
