"""What moderators read when facts leave or enter a server as a file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rockybot.packs.differing import Kind
from rockybot.replies.curating import changes
from rockybot.replies.looking import in_short
from rockybot.replies.showing import unticked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rockybot.matching.guarding import Moved
    from rockybot.packs.differing import RecordDifference

EXPORT_ABOUT = "What this server tells, as a fact file"
IMPORT_ABOUT = "Take over a fact file: checked and shown first, then all of it or nothing"
FILE_ABOUT = "A fact file, such as /facts export gives"
IMPORT, SURE = "Import", "Yes, import all the same"

NO_FACT_FILE = (
    "That is no fact file. I take a text file in YAML, such as /facts export gives: mend a copy of that one, and "
    "upload it."
)
NOT_HANDED_OVER = "Discord didn't hand me the file. Please upload it again."
IMPORT_GONE = "I no longer hold that import: upload the file again."
FILE_READ_ANEW = (
    "Nothing was imported: the story's own file has changed meanwhile. Upload the file again, to see what it does now."
)
IMPORT_DROPPED = "Dropped. Nothing was imported."
NO_FACTS_LEFT = "This server removed every fact: no fact file can be like this, it can't be imported again."

_MARKS = {Kind.ADDED: "New", Kind.REMOVED: "Removed", Kind.CHANGED: "Changed"}
_COUNTED = {Kind.ADDED: "new", Kind.REMOVED: "removed", Kind.CHANGED: "changed"}
_SHOWN = 10


def exported(title: str, edits: int, conflicts: Sequence[str]) -> str:
    """What an exported file is."""
    made = {0: "nothing was edited here", 1: "with one edit that was made here"}
    head = f"“{title}” as this server tells it, {made.get(edits, f'with {edits} edits that were made here')}."
    if not conflicts:
        return head
    more = f" and {len(conflicts) - _SHOWN} more" if len(conflicts) > _SHOWN else ""
    named = ", ".join(conflicts[:_SHOWN])
    return (
        f"{head}\nThe story's file has changed meanwhile what was edited here: {named}{more}. /facts check shows both."
    )


def too_large(size: int) -> str:
    """The word for a file that Discord doesn't let the bot send."""
    return (
        f"With {_megabytes(size)} it is too large for Discord here. Whoever runs this bot can write it with "
        "“rockybot facts export”."
    )


def too_large_to_import(size: int, most: int) -> str:
    """The word for an upload that isn't even read."""
    return f"With {_megabytes(size)} that is too large for a fact file: {_megabytes(most)} are the most."


def unreadable(name: str, problems: Sequence[str], shown: int | None = None) -> str:
    """What keeps a file from being read as a story."""
    return _listed(f"{name} can't be read as a fact file. Nothing was imported.", problems, shown)


def refused(name: str, problems: Sequence[str], shown: int | None = None) -> str:
    """What keeps a story from being told."""
    return _listed(f"{name} can't be imported as it is. Nothing was imported.", problems, shown)


def problem_at(line: int, column: int, what: str, mend: str) -> str:
    """A problem in the file."""
    return unticked(f"line {line}, column {column}: {what}; {mend}")


def problem_elsewhere(about: str, what: str, mend: str) -> str:
    """A problem with what the story's own file says."""
    return unticked(f"{about} in the story's own file: {what}; {mend}")


def same(name: str) -> str:
    """The word for a file that changes nothing."""
    return f"Nothing to import: this server tells what {name} says."


def difference(name: str, found: Sequence[RecordDifference], *, whole: bool) -> str:
    """What an import would change, with every item of every field or the first ones."""
    return "\n\n".join([_head(name, found), *map(changes if whole else in_short, found)])


def summary(name: str, found: Sequence[RecordDifference]) -> str:
    """The same in short: the first records, a line each."""
    return "\n".join([_head(name, found), *_lines(found, _SHOWN * 2)])


def taking(taken: Sequence[Moved], *, whole: bool) -> str:
    """The questions that an import takes from records that it doesn't change."""
    lines = [f"“{one.question}”: {one.gets} instead of {one.of}" for one in taken]
    return _listed("These questions would go to another record than now:", lines, None if whole else _SHOWN)


def operators_own(parts: Sequence[str]) -> str:
    """What differs and isn't taken over."""
    return f"Not taken over, because only whoever runs this bot can change it: {', '.join(parts)}."


def imported(found: Sequence[RecordDifference]) -> str:
    """The word for an import that was kept."""
    return f"Imported: {counted(found)}. It is told from now on."


def overtaken(number: int) -> str:
    """The word for an import that came second."""
    return (
        f"Nothing was imported: revision {number} was saved meanwhile. Run /facts import again to see what differs now."
    )


def unreachable(what: str) -> str:
    """The word for an import that the database didn't take."""
    return f"Nothing was imported: {what}. The file is still at hand: press again in a while."


def announced(editor: int, found: Sequence[RecordDifference]) -> str:
    """The head of an import in the channel where edits are told."""
    return f"A file was imported by <@{editor}>: {counted(found)}"


def edits(name: str, found: Sequence[RecordDifference]) -> str:
    """What an import of a file changed, a line each; of very many, the first."""
    return "\n".join([name, *_lines(found, _SHOWN * 3)])


def counted(found: Sequence[RecordDifference]) -> str:
    """How many of which kind: “1 new, 2 changed”."""
    kinds = Counter(one.kind for one in found)
    return ", ".join(f"{kinds[kind]} {_COUNTED[kind]}" for kind in Kind if kinds[kind])


def _head(name: str, found: Sequence[RecordDifference]) -> str:
    return f"{name} would change what this server tells: {counted(found)}. Nothing was imported yet."


def _lines(found: Sequence[RecordDifference], shown: int) -> Iterator[str]:
    for one in found[:shown]:
        fields = f" ({', '.join(field.field for field in one.fields)})" if one.kind is Kind.CHANGED else ""
        yield f"• {_MARKS[one.kind]}: {one.record_id}{fields}"
    if len(found) > shown:
        yield f"… and {len(found) - shown} more."


def _listed(head: str, items: Sequence[str], shown: int | None) -> str:
    lines = [f"• {item}" for item in items[:shown]]
    left = len(items) - len(lines)
    return "\n".join([head, *lines, *([f"… and {left} more."] if left else [])])


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB"
