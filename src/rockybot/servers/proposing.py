"""An edit → what it would do, before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rockybot.matching import Answerer
from rockybot.matching.guarding import Moved, effect, worth_asking
from rockybot.packs.differing import record_difference
from rockybot.packs.revising import Edit, digest, revised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rockybot.app import Story
    from rockybot.packs import Pack, Record
    from rockybot.packs.differing import RecordDifference


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
    also: tuple[Edit, ...]
    """The edits by which other records lose the very phrasings that they share with this one, or go with the last."""


def proposal(before: Story, file: Pack, edits: tuple[Edit, ...], recent: Iterable[str]) -> Proposal:
    """What the last of a server's edits would do to the story `before` it; `recent` are questions asked there."""
    edit = edits[-1]
    shared = _shared(before.answerer, edit)
    also = tuple(_losses(shared, file))
    after = Answerer(revised(file, (*edits, *also)).pack)
    differs = record_difference(before.pack.record(edit.record_id), after.pack.record(edit.record_id))
    asked = [*worth_asking(before.answerer, after, edit.record_id), *recent]
    moved = effect(before.answerer, after, asked).moved
    taken = {one.question: one for one in moved if one.gets == edit.record_id and one.of is not None}
    taken |= {
        lost: Moved(lost, record.id, edit.record_id) for record, questions in shared.items() for lost in questions
    }
    others = (one for one in moved if one.gets != edit.record_id and one.question not in taken)
    expected = {check.question: check.expect for check in after.pack.checks}
    broken = (one.question for one in moved if one.question in expected and one.gets != expected[one.question])
    return Proposal(edit, differs, tuple(taken.values()), tuple(others), tuple(broken), also)


def _shared(before: Answerer, edit: Edit) -> dict[Record, tuple[str, ...]]:
    """The phrasings of others that the edited record has too: nobody could tell which of the two is meant."""
    mine = {before.normalised(question) for question in (edit.record.questions if edit.record else ())}
    others = (record for record in before.pack.records if record.id != edit.record_id)
    shared = {
        record: tuple(question for question in record.questions if before.normalised(question) in mine)
        for record in others
    }
    return {record: questions for record, questions in shared.items() if questions}


def _losses(shared: Mapping[Record, tuple[str, ...]], file: Pack) -> Iterator[Edit]:
    """The edits that leave shared phrasings to the edited record alone; nobody could ask for one without any."""
    for record, lost in shared.items():
        kept = tuple(question for question in record.questions if question not in lost)
        yield Edit(record.id, replace(record, questions=kept) if kept else None, digest(file.record(record.id)))
