"""What moderators read of the questions that were not answered, or not well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.packs import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rockybot.packs import Record

UNANSWERED_ABOUT = "What was asked here and not answered, most asked first"

EMPTY = "Nothing is waiting: every question got an answer, or somebody has seen to it."
SETTLED = "Somebody has seen to that question meanwhile."
NEW_FACT, SAME_AS, SILENT, DISMISS = "New fact", "Same as…", "The article doesn't say", "Dismiss"
BACK, NEXT = "Back", "Next"
CHOOSE = "Which one answers it?"
KNOWN_GAP = "A known gap"
NOTHING_NEAR = "No fact is near it. With /facts edit you can add the question to any of them."
SAME_ALREADY = "It has that question already. Change it with /facts edit, or dismiss the question."

_GOT = {"none": "nothing near", "unsure": "“did you mean”"}


def waiting(count: int, story: str, page: int, pages: int) -> str:
    """The head of the list; `story` is its title where a server may tell several, else empty."""
    kinds = "1 question waits" if count == 1 else f"{count} questions wait"
    about = f" about {story}" if story else ""
    turned = f" Page {page} of {pages}." if pages > 1 else ""
    elsewhere = " Another story's are listed in a channel where it is told." if story else ""
    return f"{kinds} for you{about}.{turned}{elsewhere}"


def also(wordings: Sequence[str], more: int) -> str:
    """The other wordings of a question; `more` are not shown."""
    shown = ", ".join(f"“{wording}”" for wording in wordings)
    return f"Also: {shown}{f', and {more} more' if more else ''}"


def got(times: int, verdicts: Sequence[str], record_ids: Sequence[str]) -> str:
    """How often it was asked and what it got; `record_ids` are those of answers that didn't help."""
    told = [_GOT[verdict] for verdict in verdicts if verdict in _GOT]
    told += [f"👎 for {record_id}" for record_id in record_ids]
    often = "once" if times == 1 else "twice" if times == 2 else f"{times} times"  # noqa: PLR2004 - a word of its own
    return f"Asked {often}; got {', '.join(told)}" if told else f"Asked {often}"


def by_now(record: Record) -> str:
    """What the story says to it since a record was added or edited; then it can be dismissed."""
    if isinstance(record, Fact):
        return f"By now it is answered by “{record.questions[0]}”"
    return f"By now the article is known not to say {record.about.rstrip('.')}"


def same_as(question: str) -> str:
    """Above the records to choose from."""
    return f"“{question}” asks the same as one of these? The nearest come first; /facts edit takes any other."
