"""What is kept about whom, in words: every table of the database has its own, and every column with ids of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TABLES: Mapping[str, str] = {
    "servers": "Servers: what their moderators chose, with ids of roles and channels, and when I was removed.",
    "revisions": "Edits of facts: what was changed, and when.",
    "questions": "Questions that got no answer or a 👎: their words without the people that they mention, and when.",
    "told": "Public answers: the ids of message and channel, which fact they told, and when. Not their words.",
    "drafts": "What moderators typed and have not saved yet: their words, and when.",
}
"""Table → what stands in it."""
PEOPLE: Mapping[tuple[str, str], str] = {("revisions", "editor"): "the moderator who made the edit"}
"""Table and column → whose id it is."""

HEADING = "What I keep, and about whom:"
NOTHING_KEPT = "I run without a database: nothing is kept about anybody."
BESIDE = (
    "In memory only, and gone with a restart: the questions asked last, without who asked; how fast somebody asks; "
    "who pressed a 👍 or 👎 a while ago."
)
_LOG = "The operator's log tells which fact was told, not who asked"
ON_DISCORD = (
    "On Discord itself, until the message is deleted there: the buttons under an answer carry the id of who asked, so "
    "that they can delete it. Where a server chose a channel for it, each edit is told there with who made it."
)
COPIES = "Backups, made by the operator or before an update, hold what stood in the database then."

NOTHING_ABOUT_YOU = "About you: nothing. Your id stands nowhere in the database."
DELETE, YES, KEEP = "Delete mine", "Yes, delete my id", "Keep it"
STAYS = "The edits themselves stay and are told as before, without your name. Messages on Discord stay as they are."
NO_WAY_BACK = "This can't be taken back."
NOT_DELETED = "Nothing was changed."
NOTHING_DELETED = "There was nothing to delete: your id stands nowhere in the database."


def table(name: str, people: Iterable[str], days: int | None) -> str:
    """One table: what stands in it, whose ids, and for how long; None for as long as the server keeps the bot."""
    whose = " and ".join(PEOPLE[name, column] for column in people)
    ids = f"Ids of people: {whose}." if whose else "No ids of people."
    return f"• {TABLES[name]} {ids} {_stays(days)}"


def left(days: int) -> str:
    """What becomes of a server's data."""
    return f"All that belongs to a server goes {_days(days)} after it removed me."


def log(*, questions: bool) -> str:
    """What the operator's log tells."""
    return f"{_LOG}; here it tells the question too." if questions else f"{_LOG} and not the question."


def about_you(rows: Iterable[tuple[str, str, int]]) -> str:
    """Where somebody's own id stands: table, column, rows."""
    found = [(PEOPLE[name, column], count) for name, column, count in rows if count]
    if not found:
        return NOTHING_ABOUT_YOU
    return "\n".join(["About you:", *(f"• Your id stands in {_places(count)}, as {whose}." for whose, count in found)])


def not_looked_up(what: str) -> str:
    """In place of what is kept about somebody, while the database is away."""
    return f"What is kept about you can't be looked up now: {what}. Please try again in a while."


def sure(count: int) -> str:
    """Before somebody's id is deleted."""
    return f"Your id stands in {_places(count)}. Shall I delete it there? {STAYS} {NO_WAY_BACK}"


def deleted(count: int) -> str:
    """After it was deleted."""
    return f"Done: your id stood in {_places(count)}, and now it stands in none. {STAYS}"


def _places(count: int) -> str:
    return f"{count:,} {'place' if count == 1 else 'places'}"


def _stays(days: int | None) -> str:
    if days is None:
        return "Kept as long as the server keeps me."
    return f"Kept for {_days(days)}." if days else "Never written down here."


def _days(days: int) -> str:
    return f"{days} {'day' if days == 1 else 'days'}"
