"""What is kept about whom, in words: every table of the database has its own, and every column with ids of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TABLES: Mapping[str, str] = {
    "servers": "Servers: what their moderators chose, with ids of roles and channels, and when I was removed.",
    "revisions": "Edits of facts: what was changed, and when.",
    "questions": "Questions that got no answer or a 👎: their words, and when. Not whom they mention.",
    "told": "Public answers: where they stand (ids), which fact they told, and when. Not their words.",
    "drafts": "What moderators typed and didn't save yet: their words, and when.",
}
"""Table → what stands in it."""
PEOPLE: Mapping[tuple[str, str], str] = {("revisions", "editor"): "the moderator who made the edit"}
"""Table and column → whose id it is."""

ABOUT_YOU, DATABASE, MEMORY, LOG = "About you", "In the database", "In memory, until a restart", "In the operator's log"
DISCORD, COPIES = "On Discord itself", "In backups"
"""What stands above each part."""

NOTHING_KEPT = "nothing. I run without a database."
NO_OTHER_IDS = "No other ids of people stand there."
IN_MEMORY = "The questions asked last, without who asked. How fast somebody asks. Who pressed a 👍 or 👎 a while ago."
_IN_LOG = "Which fact was told, not who asked"
ON_DISCORD = (
    "Buttons under an answer carry the id of who asked, so that they can delete it. If a server chose a log channel, "
    "each edit is told there with who made it. All that goes when the message is deleted."
)
IN_COPIES = "What stood in the database when they were made: by the operator, or before an update."

NOTHING_ABOUT_YOU = "nothing. Your id stands nowhere in the database."
DELETE, YES, KEEP = "Delete mine", "Yes, delete my id", "Keep it"
STAYS = "The edits themselves stay and are told as before, without your name. Messages on Discord stay as they are."
NO_WAY_BACK = "This can't be taken back."
NOT_DELETED = "Nothing was changed."
NOTHING_DELETED = "There was nothing to delete: your id stands nowhere in the database."


def table(name: str, people: Iterable[str], days: int | None) -> str:
    """One table: what stands in it, whose ids, and for how long; None for as long as the server keeps the bot."""
    whose = " and ".join(PEOPLE[name, column] for column in people)
    ids = f" With the id of {whose}." if whose else ""
    return f"• {TABLES[name]}{ids} {_stays(days)}"


def left(days: int) -> str:
    """What becomes of a server's data."""
    return f"All of a server goes {_days(days)} after it removed me."


def log(*, questions: bool) -> str:
    """What the operator's log tells."""
    return f"{_IN_LOG}; here the question too." if questions else f"{_IN_LOG} and not the question."


def about_you(rows: Iterable[tuple[str, str, int]]) -> str:
    """Where somebody's own id stands: table, column, rows."""
    found = [f"in {_places(count)}, as {PEOPLE[name, column]}" for name, column, count in rows if count]
    return f"your id stands {'; '.join(found)}." if found else NOTHING_ABOUT_YOU


def not_looked_up(what: str) -> str:
    """In place of what is kept about somebody, while the database is away."""
    return f"that can't be looked up now: {what}. Please try again in a while."


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
        return "For as long as the server keeps me."
    return f"For {_days(days)}." if days else "Never written down here."


def _days(days: int) -> str:
    return f"{days} {'day' if days == 1 else 'days'}"
