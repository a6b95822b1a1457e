"""What rockybot says beside its answers, and what stands on its buttons."""

from __future__ import annotations

from math import ceil

WHY = "Why this answer?"
RELATED = "Related"
DELETE = "Delete"
SHOW = "Show everyone"
HELPFUL, UNHELPFUL = "👍", "👎"
SPOILER = "Something that gives the story away"

NEARBY = "Near this in the story:"
NOTHING_NEARBY = "Nothing else stands near this in the story."
GONE = "That is no longer in the story. Ask again, and I'll look at what it says now."
FAILED = "Something went wrong on my side, and your question got no answer. Please try again in a moment."
NO_TEXT = "I can't see any text in that message."
NOT_YOURS = "Only who asked, or a moderator, can delete this."
NOT_DELETED = "I couldn't delete it. A moderator can, by hand."
SHOWN_ALREADY = "Everyone can see it already."
THANKS = "Thank you: noted for those who keep the facts."
THANKED_ALREADY = "Noted already."
GREETINGS = frozenset(("help", "hi", "hello", "hey", "hey there", "hi there", "hello there", "start", "commands"))
"""Asked by who wants to know what can be asked."""
THANKS_HEARD = frozenset(("thanks", "thank you", "thx", "ty", "cheers", "good bot", "nice", "great", "thanks a lot"))
WELCOME = "You're welcome!"


def wait(seconds: float) -> str:
    """The word for somebody who asks faster than the bot may answer."""
    return f"One question at a time, please: I can answer again in {_seconds(seconds)}."


def wait_for_all(seconds: float) -> str:
    """The word for somebody who asks where many ask at once."""
    return f"So many questions here at once! I can answer again in {_seconds(seconds)}."


def _seconds(seconds: float) -> str:
    whole = max(1, ceil(seconds))
    return f"{whole} {'second' if whole == 1 else 'seconds'}"


def shown_by(member: str) -> str:
    """Beside what somebody got privately and showed to everyone."""
    return f"Shown by {member}"
