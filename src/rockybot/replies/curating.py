"""What moderators read while they keep the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.packs import Fact
from rockybot.packs.differing import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rockybot.matching.guarding import Moved
    from rockybot.packs import Record
    from rockybot.packs.differing import RecordDifference
    from rockybot.packs.proposing import Fault

GROUP_ABOUT = "Keep the facts of this server's story"
ADD_ABOUT = "Add a fact: questions, answer, excerpt, tags"
EDIT_ABOUT = "Edit a fact"
REMOVE_ABOUT = "Remove a fact or a known gap; it can be brought back"
UNDO_ABOUT = "Take back the latest edit of a fact, also its removal"
SHOW_ABOUT = "Show everything that a fact says"
HISTORY_ABOUT = "Who changed a fact, when, and what"
WHICH = "Which one"
WHICH_OR_NAME = "Which one, or the name of one that was removed"

NOT_A_MODERATOR = "Only who may manage messages here can keep the facts."
NO_SUCH_FACT = "I know no such fact here. Choose one of the completions."
NOTHING_CHANGED = "That is what it says already: nothing to save."
LAST_FACT = "That is the last fact: a story needs one."
DRAFT_GONE = "I no longer hold that draft. What you typed still stands above: copy it into /facts add or /facts edit."
DROPPED = "Dropped. Nothing was changed."
SAVE, SURE, AGAIN, DROP = "Save", "Yes, save all the same", "Edit again", "Drop"
QUESTIONS, ANSWER, EXCERPT, TAGS = "Questions, one a line", "Answer", "Excerpt, word for word", "Tags, by commas"
ADDING, EDITING = "A new fact", "Edit a fact"
NEVER_EDITED = "It stands as the story's file has it: nobody has edited it here."

_MARKS = {Kind.ADDED: "New", Kind.REMOVED: "Removed", Kind.CHANGED: "Changed"}


def refusal(faults: Sequence[Fault]) -> str:
    """What keeps a form from being a fact."""
    return "\n".join(["That can't be saved yet:", *(f"• {one.field}: {one.what}; {one.mend}" for one in faults)])


def typed(questions: str, answer: str, excerpt: str, tags: str) -> str:
    """What was typed, so that nothing of it is lost."""
    fields = {"Questions": questions, "Answer": answer, "Excerpt": excerpt, "Tags": tags}
    return "\n".join(f"{name}: {text}" for name, text in fields.items() if text.strip())


def changes(difference: RecordDifference) -> str:
    """A difference, line by line."""
    return "\n".join(_changes(difference))


def _changes(difference: RecordDifference) -> Iterator[str]:
    yield f"{_MARKS[difference.kind]}: {difference.record_id}"
    for field in difference.fields:
        yield f"{field.field}:"
        yield from (f"− {text}" for text in field.removed)
        yield from (f"+ {text}" for text in field.added)
        if not (field.removed or field.added):
            yield "in another order"


def taking(taken: Sequence[Moved]) -> str:
    """The questions that an edit takes from other records."""
    lines = [f"• “{one.question}”, from {one.of}" for one in taken[:10]]
    more = [f"… and {len(taken) - 10} more"] if len(taken) > 10 else []  # noqa: PLR2004 - as many as are shown
    return "\n".join(["It would take these questions from others:", *lines, *more])


def breaking(broken: Sequence[str]) -> str:
    """The checks that keep an edit from being saved."""
    lines = (f"• “{question}”" for question in broken[:10])
    return "\n".join(["That can't be saved: these labelled questions of the story would no longer be right.", *lines])


def edited(number: int, at: str, editor: int) -> str:
    """The head of an edit in a history."""
    return f"Revision {number}, {at}, by {f'member {editor}' if editor else 'the operator'}"


def saved(number: int) -> str:
    """The word for an edit that was kept."""
    return f"Saved as revision {number}. It is told from now on."


def overtaken(number: int) -> str:
    """The word for somebody whose edit came second; below it stands what theirs would change in the first one."""
    return f"Not saved: revision {number} of it came first. On top of that one, yours would change:"


def unreachable(what: str) -> str:
    """The word for an edit that the database didn't take."""
    return f"Not saved: {what}. What you typed is kept; try again in a while."


def shown(record: Record) -> str:
    """Everything that a record says."""
    fields = [("Answer", record.answer), ("Excerpt", record.excerpt)] if isinstance(record, Fact) else []
    told = [f"{name}: {text}" for name, text in fields if text]
    silent = [] if isinstance(record, Fact) else [f"The source doesn't say {record.about}"]
    questions = [f"• {question}" for question in record.questions]
    tags = [f"Tags: {', '.join(record.tags)}"] if record.tags else []
    return "\n".join([record.id, *told, *silent, *tags, "Questions:", *questions])
