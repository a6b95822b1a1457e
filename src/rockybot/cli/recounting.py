"""What changed, and who changed it → lines for a terminal, or plain data."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING, Any

from rockybot.packs.differing import Kind
from rockybot.replies import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rockybot.histories import Step
    from rockybot.matching.guarding import Moved
    from rockybot.packs.differing import RecordDifference

SHELL = "shell"
"""Who edits from a shell. In the database it is 0, as is who asked to be forgotten: the two can't be told apart."""


def step_lines(step: Step) -> Iterator[str]:
    """When, who, and the difference."""
    moment = f"{step.revision.at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    yield f"{moment}  {_editor(step)}  revision {step.revision.number}"
    if step.change is None:
        yield f"  `{visible(step.revision.edit.record_id)}` stayed as it was"
    else:
        yield from (f"  {line}" for line in difference_lines(step.change))
    if step.file_changed:
        yield "  (Told against the fact file as it is now; when this edit was made it said something else there.)"


def step_data(step: Step) -> dict[str, Any]:
    """The same for JSON; ids of people are texts, as Discord writes them."""
    fields = step.change.fields if step.change else ()
    return {
        "revision": step.revision.number,
        "at": step.revision.at.astimezone(UTC).isoformat(),
        "editor": _editor(step),
        "record": step.revision.edit.record_id,
        "kind": step.change.kind.value if step.change else None,
        "fields": [{"field": one.field, "removed": one.removed, "added": one.added} for one in fields],
        "file_changed": step.file_changed,
    }


def difference_lines(change: RecordDifference) -> Iterator[str]:
    """The record, and what left each field (-) and came into it (+)."""
    yield f"{change.kind.value} `{visible(change.record_id)}`"
    for field in change.fields:
        if not field.removed and not field.added:
            yield f"  {field.field}: in another order"
            continue
        yield f"  {field.field}"
        for sign, texts in (("-", field.removed), ("+", field.added)):
            for text in texts:
                first, *others = visible(text).split("\n")
                yield f"    {sign} {first}"
                yield from (f"      {line}" for line in others)


def taken_lines(taken: Sequence[Moved]) -> Iterator[str]:
    """The questions that would get another record than now; nothing for none."""
    if taken:
        yield "questions that would get another record than now"
    for one in taken:
        yield visible(f"  “{' '.join(one.question.split())}”: `{one.gets}` instead of `{one.of}`")


def counted(changes: Iterable[RecordDifference]) -> str:
    """How many of which kind: “1 added, 2 changed”."""
    kinds = Counter(change.kind for change in changes)
    return ", ".join(f"{kinds[kind]} {kind.value}" for kind in Kind if kinds[kind])


def _editor(step: Step) -> str:
    return str(step.revision.editor) if step.revision.editor else SHELL
