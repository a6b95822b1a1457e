"""What moderators read while they keep the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.packs import Fact
from rockybot.packs.differing import Kind
from rockybot.packs.proposing import GapForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rockybot.matching.guarding import Moved
    from rockybot.packs import Record
    from rockybot.packs.differing import RecordDifference
    from rockybot.packs.proposing import Fault, Form
    from rockybot.packs.revising import Edit

GROUP_ABOUT = "Keep the facts of this server's story"
ADD_ABOUT = "Add a fact: questions, answer, excerpt, tags"
GAP_ABOUT = "Add what the source doesn't say, so that nobody is told something near it"
EDIT_ABOUT = "Edit a fact or a known gap"
REMOVE_ABOUT = "Remove a fact or a known gap; it can be brought back"
RESTORE_ABOUT = "Bring back a fact or a known gap that was removed here"
UNDO_ABOUT = "Take back an edit of a fact or a known gap, also its removal"
SHOW_ABOUT = "Show everything that a fact or a known gap says"
HISTORY_ABOUT = "Who changed what, and when"
WHICH = "Which one"
WHICH_EDITED = "Which of those that were edited here, also of those that were removed"
WHICH_REMOVED = "Which of those that were removed here"
WHICH_OR_ALL = "Which one; if you leave it out, all"
WHICH_REVISION = "Which edit; it comes to stand as before that one. If you leave it out, the latest"

NOT_A_MODERATOR = "Only who may manage messages here can keep the facts."
NO_SUCH_FACT = "I know no such fact here. Choose one of the completions."
TOO_LONG_FOR_A_FORM = (
    "It has more phrasings than Discord's forms hold. Take it with /facts export, change it in the file, and bring "
    "that back with /facts import."
)
NOTHING_CHANGED = "That is what it says already: nothing to save."
LAST_FACT = "That is the last fact: a story needs one."
DRAFT_GONE = (
    "I no longer hold that draft: it was saved or dropped, or is too old. If it is too old, what you typed still "
    "stands above: copy it into /facts add or /facts edit."
)
DROPPED = "Dropped. Nothing was changed."
SAVE, SURE, AGAIN, DROP = "Save", "Yes, save all the same", "Edit again", "Drop"
ABOUT = "The source doesn't say … (“when …”, “who …”)"
QUESTIONS, ANSWER, EXCERPT, TAGS = "Questions, one a line", "Answer", "Excerpt, word for word", "Tags, by commas"
HELP = {
    "questions": "As people type them: short, long, keywords; a dozen is a good start",
    "answer": "In your own words, names and numbers in full",
    "excerpt": "Copied word for word from the article; empty if nothing proves it",
    "tags": "For your own order; the tag “spoiler” covers the answer up",
}
"""A form's field → how to fill it in, below its label. Discord shows 100 characters."""
GAP_HELP = {**HELP, "about": "It completes “The article doesn't say …”", "tags": "For your own order"}
ADDING, EDITING = "A new fact", "Edit a fact"
ADDING_GAP, EDITING_GAP = "What the source doesn't say", "Edit what the source doesn't say"
NOTHING = "no answer"
NOT_REMOVED = "Nothing of that name was removed here. Choose one of the completions."
KEPT_IN_CONFLICT = "It changes nothing here. Saved, it says that this stands over what the story's file says now."
MEANWHILE = "Not saved: what is told or asked here has changed since you were shown this. Now it would do this:"
UNQUOTED = "No excerpt proves it: it will be told without a quotation."
PROOF_LOST = "It loses its excerpt: nobody will see a proof of it any more."
STORY_GONE = (
    "The operator no longer offers the story that this is about. “Edit again” opens the form as you left it, for the "
    "story that is told here now."
)
UNPROVED = "Its excerpt isn't proved by the source as it is now: nobody will be shown it."
WHOLE_IN_HISTORY = "The whole of it is in /facts history."
NEVER_EDITED = "It stands as the story's file has it: nobody has edited it here."

_MARKS = {Kind.ADDED: "New", Kind.REMOVED: "Removed", Kind.CHANGED: "Changed"}


def title(form: Form | GapForm, *, new: bool) -> str:
    """What stands above a form."""
    if isinstance(form, GapForm):
        return ADDING_GAP if new else EDITING_GAP
    return ADDING if new else EDITING


def no_such_revision(number: int, record_id: str) -> str:
    """The word for a number that is no edit of that record."""
    return f"Revision {number} is no edit of {record_id}. Choose one of the completions, or look at /facts history."


def refusal(faults: Sequence[Fault]) -> str:
    """What keeps a form from being a fact."""
    return "\n".join(["That can't be saved yet:", *(f"• {one.field}: {one.what}; {one.mend}" for one in faults)])


def typed(form: Form | GapForm) -> str:
    """What was typed, so that nothing of it is lost."""
    if isinstance(form, GapForm):
        fields = {"The source doesn't say": form.about, "Questions": form.questions, "Tags": form.tags}
    else:
        fields = {"Questions": form.questions, "Answer": form.answer, "Excerpt": form.excerpt, "Tags": form.tags}
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


def taking(taken: Sequence[Moved], shown: int | None = None) -> str:
    """The questions that an edit takes from other records; at most as many as are to be `shown`."""
    lines = [f"• “{one.question}”, from {one.of}" for one in taken]
    return _listed("It would take these questions from others:", lines, shown)


def moving(moved: Sequence[Moved], shown: int | None = None) -> str:
    """The questions that an edit sends elsewhere."""
    lines = [f"• “{one.question}”: {one.of or NOTHING} → {one.gets or NOTHING}" for one in moved]
    return _listed("These questions would be answered otherwise than now:", lines, shown)


def _listed(head: str, lines: Sequence[str], shown: int | None) -> str:
    left = 0 if shown is None else len(lines) - shown
    return "\n".join([head, *lines[:shown], *([f"… and {left} more"] if left > 0 else [])])


def announced(number: int, editor: int) -> str:
    """The head of an edit in the channel where edits are told."""
    return f"Revision {number}, by <@{editor}>"


def breaking(broken: Sequence[str], shown: int | None = None) -> str:
    """The checks that keep an edit from being saved."""
    head = "That can't be saved: these labelled questions of the story would no longer be right."
    return _listed(head, [f"• “{question}”" for question in broken], shown)


def saved(number: int, *, removed: bool = False) -> str:
    """The word for an edit that was kept."""
    return f"Saved as revision {number}. It is {'no longer told' if removed else 'told from now on'}."


def overtaken(number: int) -> str:
    """The word for somebody whose edit came second; below it stands what theirs would change in the first one."""
    return f"Not saved: revision {number} of it came first. On top of that one, yours would change:"


def edited_meanwhile(number: int, theirs: RecordDifference | None) -> str:
    """The word above a proposal for somebody whose form was open while another edit was saved."""
    head = f"Since you opened this form, revision {number} of it was saved by somebody else:"
    changed = [] if theirs is None else [changes(theirs)]
    return "\n".join([head, *changed, "On top of that, yours would change:"])


def losing(also: Sequence[Edit]) -> str:
    """The records that a theft takes their very phrasings from, and those that have no other."""
    kept = [edit.record_id for edit in also if edit.record is not None]
    gone = [edit.record_id for edit in also if edit.record is None]
    told = [f"The same words are taken out of {', '.join(kept)}: only one can be meant by them."] if kept else []
    told += [f"Removed with its only question: {record_id}. It can be restored." for record_id in gone]
    return "\n".join(told)


def said_already(number: int) -> str:
    """The word for somebody whose edit came second and says the very same."""
    return f"Revision {number}, which came first, says just that: nothing to save."


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
