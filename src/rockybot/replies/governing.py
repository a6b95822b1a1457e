"""What a server's moderators read while they choose its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.matching.strictness import Strictness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TITLE = "Settings of this server"
NOT_A_MANAGER = "Only who may manage this server can choose its settings."
NOT_OFFERED = "That can't be chosen here, so nothing was changed."
EVERYONE = "Everybody has that role, so everybody could change the facts. Choose another one; nothing was changed."

ROLE = "Who keeps the facts"
ROLE_ABOUT = (
    "Discord shows the moderators' commands to who may manage messages. To show them to the role as well, open "
    "Server Settings › Integrations › this bot."
)
ROLE_NONE = "No role besides"

AUTO = "Auto-answer channels"
AUTO_ABOUT = "A question there that the story surely answers is answered unasked. Threads count as their channel."
AUTO_OFF = "Switched off: the operator doesn't let this bot read messages that aren't meant for it."
AUTO_NONE = "No channel"

PRIVATE = "Private answers"
PRIVATE_ABOUT = "Who uses /ask can say otherwise with its option, and can show a private answer to everyone."
PRIVATELY, OPENLY = "only who asks by a command sees the answer", "everyone sees the answer"
PRIVATE_ON, PRIVATE_OFF = "Answer privately", "Answer for everyone"

STRICTNESS = "Strictness"
STRICTNESS_ABOUT = (
    "How sure an answer must be; what isn't sure enough is only suggested. The rates were measured on the shipped "
    "story: expect a little less on other stories."
)
STRICTNESSES: Mapping[Strictness, str] = {
    Strictness.CAUTIOUS: "Cautious",
    Strictness.BALANCED: "Balanced",
    Strictness.EAGER: "Eager",
}

STORY = "Story in this server"

LANGUAGE = "Language"
LANGUAGE_ABOUT = "Of what is said around the answers; the story itself is told as it is written."
EACH_THEIR_OWN = "Each member's own"
LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
"""Code → name, in the language itself."""

LOG = "Log channel"
LOG_ABOUT = "Every edit of a fact is told there, and who made it."
LOG_NONE = "No channel"

NONE = "none"
LISTED = 15
"""So many of a list are named: all of them stand in the control below."""
GONE_ROLE, GONE_CHANNEL = "a role that is gone", "a channel that is gone"


def keepers(role: str) -> str:
    """Who keeps the facts; the role may be nothing."""
    return f"who may manage messages, and who has {role}" if role else "who may manage messages"


def listed(things: Iterable[str]) -> str:
    """Some things beside each other, or that there are none."""
    known = list(things)
    more = [f"and {len(known) - LISTED} more"] if len(known) > LISTED else []
    return ", ".join([*known[:LISTED], *more]) or NONE


def besides(channels: Iterable[str]) -> str:
    """The auto-answer channels that aren't the server's to choose."""
    return f"Chosen by the operator as well: {listed(channels)}."


def mute(channels: Iterable[str]) -> str:
    """The auto-answer channels where nothing can be answered."""
    return f"This bot may not speak in {listed(channels)} yet: let it view the channel and send messages there."


def lacking(permissions: Iterable[str]) -> str:
    """Why nothing can be told in the log channel."""
    return f"Nothing can be told there yet: this bot lacks {listed(permissions)}. Grant this in the channel's settings."


def rates(strictness: Strictness) -> str:
    """How often answers were right at a strictness."""
    measured = strictness.measured
    right, wrong, silent = (f"{100 * share:.0f}" for share in (measured.right, measured.wrong, measured.silent))
    return f"Of 100 questions {right} right, {wrong} wrong; silent in {silent} of 100 that the story doesn't answer"


def story_in(channel: str) -> str:
    """The name of a channel's own story."""
    return f"Story in {channel}"


def as_operator(title: str) -> str:
    """That a server tells what the operator chose."""
    return f"As the operator chose: {title}"


def as_server(title: str) -> str:
    """That a channel tells what its server does."""
    return f"As in the server: {title}"


def no_longer_offered(name: str, instead: str) -> str:
    """That a story was chosen which isn't there any more."""
    return f"{name}, which the operator no longer offers; {instead} is told instead"


def more_stories(shown: int, offered: int) -> str:
    """That a list is too short for all stories."""
    return f"The operator offers {offered} stories; these are the first {shown}."
