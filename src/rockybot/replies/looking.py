"""What moderators read when they look up what their server tells, and who edited what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rockybot.packs import Fact
from rockybot.packs.differing import Kind
from rockybot.replies.curating import changes
from rockybot.replies.showing import unticked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rockybot.packs import Pack, Record
    from rockybot.packs.differing import FieldDifference, RecordDifference

SEARCH_ABOUT = "Find facts and gaps by the words in them, or by a question"
WORDS_ABOUT = "Words that stand in it, or a question"
LIST_ABOUT = "All facts and gaps, page by page"
KIND_ABOUT = "Which ones; if you leave it out, all that are told"
CHECK_ABOUT = "All problems of what this server tells, and its figures"

KINDS = {"facts": "facts", "gaps": "known gaps", "edited": "edited here", "removed": "removed here"}
"""Which records a list shows → the words for it. The keys stand on buttons of last year."""
BACK, NEXT = "Back", "Next"
GAP, SPOILER, EDITED, REMOVED = "known gap", "spoiler", "edited here", "removed here"
WHOLE_BELOW = "The whole of it is in the file below."
NEAREST = "Nothing holds these words. The nearest to them, as a question:"
NONE_FOUND = "Nothing holds these words, and nothing comes near to them."
EDITED_HERE = "Edited here: this server tells it in place of the story's file."
ADDED_HERE = "Added here: the story's file has nothing of it."
IN_CONFLICT = "The story's file has changed it since it was edited here: /facts check shows both."
NOTHING_EDITED = "Nobody has edited anything here: it all stands as the story's file has it."
DETAILS = "What one of them changed, word for word: /facts history with its fact."
UNCHANGED = "It stayed as it was."
FILE_CHANGED = "Told against the story's file as it is now: when this edit was made, the file said something else."
NOTHING_WRONG = "Nothing is wrong."
CONFLICTS = "The story's file changed these after they were edited here. What this server says still stands:"
MENDING = (
    "Here − is what the file says now and + what this server says. To keep this server's words, open /facts "
    "edit and save them, changed or not; to take the latest edit back, /facts undo."
)

_KINDS_OF_CHANGE = {Kind.ADDED: "new", Kind.REMOVED: "removed"}
_MARKS = {Kind.ADDED: "New", Kind.REMOVED: "Removed", Kind.CHANGED: "Changed"}
_BROUGHT_BACK = "Brought back"
_ITEMS = 5


def line(record_id: str, question: str, marks: Sequence[str]) -> str:
    """A record in a list."""
    asked = f": {question}" if question else ""
    marked = f" ({', '.join(marks)})" if marks else ""
    return f"• {record_id}{asked}{marked}"


def page(kind: str, count: int, number: int, pages: int) -> str:
    """The head of a list's page; numbers from 1."""
    what = KINDS.get(kind, "facts and known gaps")
    if not count:
        return f"There are no {what}." if kind in ("facts", "gaps") else f"Nothing was {what}."
    head = f"{count} {what}"
    return head if pages == 1 else f"{head}, page {number} of {pages}"


def found(count: int, shown: int) -> str:
    """The head of what a search found."""
    head = "One holds these words:" if count == 1 else f"{count} hold these words:"
    if count <= shown:
        return head
    return f"{count} hold these words. The first {shown} are below, {count - shown} more aren't: more words find fewer."


def revision(number: int, moment: str, editor: str) -> str:
    """The head of an edit in a history."""
    return f"Revision {number}, {moment}, by {editor or 'the operator, or somebody who asked to be forgotten'}"


def changed(difference: RecordDifference, *, back: bool) -> str:
    """What an edit changed, line by line; `back` for one that brought a removed record back."""
    head, *lines = changes(difference).split("\n")
    return "\n".join([f"{_BROUGHT_BACK}: {difference.record_id}" if back else head, *lines])


def in_short(difference: RecordDifference) -> str:
    """A difference, line by line, with only the first items that left a field and that came into it."""
    fields = (replace(one, removed=_first(one.removed), added=_first(one.added)) for one in difference.fields)
    return changes(replace(difference, fields=tuple(fields)))


def _first(items: tuple[str, ...]) -> tuple[str, ...]:
    left = len(items) - _ITEMS
    return (*items[:_ITEMS], f"… and {left} more") if left > 0 else items


def gist(difference: RecordDifference, *, back: bool) -> str:
    """The same in one line: which record, and of the first field what came into it, or else what left it."""
    mark = _BROUGHT_BACK if back else _MARKS[difference.kind]
    words = (f"{field.field}: {_first_of(field)}" for field in difference.fields)
    return f"{mark} {difference.record_id} ({next(words, UNCHANGED)})"


def _first_of(field: FieldDifference) -> str:
    left = (f"− {text}" for text in field.removed)
    return next(iter((*field.added, *left)), "in another order")


def unchanged(record_id: str) -> str:
    """The same of an edit that changed nothing."""
    return f"{record_id} stayed as it was"


def member(editor: int) -> str:
    """Who edited, in a text file; nothing for nobody whom Discord knows."""
    return f"member {editor}" if editor else ""


def choice(number: int, moment: str, change: RecordDifference | None) -> str:
    """A revision among completions."""
    if change is None:
        return f"{number}, {moment}: stayed as it was"
    what = _KINDS_OF_CHANGE.get(change.kind) or ", ".join(field.field for field in change.fields)
    return f"{number}, {moment}: {what}"


def more(count: int) -> str:
    """The word for edits that a message has no room for."""
    return f"… and {count} older."


def problems(found: Sequence[tuple[str, str, str]], shown: int | None = None) -> str:
    """What is wrong with a server's story: what it is about, what, the mend; at most as many as are to be `shown`."""
    lines = [unticked(f"• {about}: {what}; {mend}") for about, what, mend in found[:shown]]
    left = len(found) - len(lines)
    count = f"{len(found)} {'problem' if len(found) == 1 else 'problems'}:"
    return "\n".join([count, *lines, *([f"… and {left} more."] if left else [])])


def conflicts(found: Sequence[tuple[str, RecordDifference | None]], shown: int | None = None) -> str:
    """The records that both the file and the server changed, each with what differs from the file's to the server's."""
    return "\n".join(_conflicts(found, shown))


def _conflicts(found: Sequence[tuple[str, RecordDifference | None]], shown: int | None) -> Iterator[str]:
    yield CONFLICTS
    for record_id, differs in found[:shown]:
        told = changes if shown is None else in_short
        yield told(differs) if differs else record_id
    if shown is not None and len(found) > shown:
        yield f"… and {len(found) - shown} more."
    yield MENDING


def figures(pack: Pack, edits: int) -> str:
    """How much a server tells."""
    proved = sum(1 for fact in pack.facts if pack.quote(fact))
    phrasings = sum(len(record.questions) for record in pack.records)
    return (
        f"Facts: {len(pack.facts)}, of which {proved} have a proved excerpt. Known gaps: {len(pack.gaps)}. "
        f"Phrasings: {phrasings}. Edited here: {edits}."
    )


def marks(record: Record, *, edited: bool) -> list[str]:
    """What is to be known of a record in a list."""
    kind = [] if isinstance(record, Fact) else [GAP]
    spoiler = [SPOILER] if isinstance(record, Fact) and record.spoiler else []
    return [*kind, *spoiler, *([EDITED] if edited else [])]
