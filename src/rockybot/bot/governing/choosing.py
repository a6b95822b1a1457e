"""What a control of the panel delivers → a change of the settings, or why it is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from discord import ChannelType

from rockybot.bot.limits import CHOICE
from rockybot.matching.strictness import Strictness
from rockybot.replies import governing as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rockybot.store import ServerSettings

    Change = Callable[[ServerSettings], ServerSettings]

PREFIX = "rbs:"
NOTHING = "none"
"""The value of a line that takes a choice back; a story's begins otherwise."""
ANSWERING = frozenset(
    kind.value
    for kind in (ChannelType.text, ChannelType.news, ChannelType.voice, ChannelType.stage_voice, ChannelType.forum)
)
"""Kinds of channels where members write, or in whose threads they do."""
LOGGING = frozenset((ChannelType.text.value, ChannelType.news.value))
_STORY = "story:"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen, and where."""

    setting: str
    values: tuple[str, ...]
    resolved: Mapping[str, Mapping[str, Any]]
    """"roles" and "channels" → id → what Discord says of it."""
    server: int
    channel: int
    stories: frozenset[str]

    @classmethod
    def read(cls, data: Mapping[str, Any], server: int, channel: int, stories: Iterable[str]) -> Chosen:
        """What an interaction's data say; a button's value stands in its custom id."""
        setting, *pressed = str(data["custom_id"]).removeprefix(PREFIX).split(":")
        values = tuple(str(value) for value in data.get("values", pressed))
        return cls(setting, values, data.get("resolved", {}), server, channel, frozenset(stories))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something can't be chosen."""

    words: str


def change_of(chosen: Chosen) -> Change | Refusal:
    """The change that was chosen. No value is trusted: what isn't offered is refused."""
    read = _SETTINGS.get(chosen.setting)
    change = None if read is None else read(chosen)
    return Refusal(words.NOT_OFFERED) if change is None else change


def story_value(name: str) -> str:
    """What stands for a story in a list; a long name as the digest of it."""
    value = _STORY + name
    return value if len(value) <= CHOICE else _STORY + blake2b(name.encode(), digest_size=12).hexdigest()


def _to(**chosen: Any) -> Change:
    return lambda settings: replace(settings, **chosen)


def _role(chosen: Chosen) -> Change | Refusal | None:
    if not chosen.values:
        return _to(moderator_role=None)
    if chosen.values == (str(chosen.server),):  # @everyone has the server's id
        return Refusal(words.EVERYONE)
    known = len(chosen.values) == 1 and chosen.values[0] in chosen.resolved.get("roles", {})
    return _to(moderator_role=int(chosen.values[0])) if known else None


def _channels(chosen: Chosen, kinds: frozenset[int], most: int) -> frozenset[int] | None:
    found = chosen.resolved.get("channels", {})
    known = all(value in found and found[value].get("type") in kinds for value in chosen.values)
    return frozenset(map(int, chosen.values)) if known and len(chosen.values) <= most else None


def _auto(chosen: Chosen) -> Change | None:
    channels = _channels(chosen, ANSWERING, 25)
    return None if channels is None else _to(auto_answer_channels=channels)


def _log(chosen: Chosen) -> Change | None:
    channels = _channels(chosen, LOGGING, 1)
    return None if channels is None else _to(log_channel=next(iter(channels), None))


def _private(chosen: Chosen) -> Change | None:
    return _to(private_by_default=chosen.values == ("on",)) if chosen.values in {("on",), ("off",)} else None


def _strictness(chosen: Chosen) -> Change | None:
    known = next((known for known in Strictness if chosen.values == (known.value,)), None)
    return None if known is None else _to(strictness=known.value)


def _language(chosen: Chosen) -> Change | None:
    if chosen.values == (NOTHING,):
        return _to(language=None)
    code = next((code for code in words.LANGUAGES if chosen.values == (code,)), None)
    return None if code is None else _to(language=code)


def _story(chosen: Chosen) -> Change | None:
    if chosen.values == (NOTHING,):
        return _to(story=None)
    name = _named(chosen)
    return None if name is None else _to(story=name)


def _story_here(chosen: Chosen) -> Change | None:
    name = _named(chosen)
    if name is None and chosen.values != (NOTHING,):
        return None

    def change(settings: ServerSettings) -> ServerSettings:
        others = {channel: story for channel, story in settings.channel_stories.items() if channel != chosen.channel}
        return replace(settings, channel_stories=others if name is None else {**others, chosen.channel: name})

    return change


def _named(chosen: Chosen) -> str | None:
    return next((name for name in chosen.stories if chosen.values == (story_value(name),)), None)


_SETTINGS: Mapping[str, Callable[[Chosen], Change | Refusal | None]] = {
    "role": _role,
    "auto": _auto,
    "private": _private,
    "strictness": _strictness,
    "story": _story,
    "here": _story_here,
    "language": _language,
    "log": _log,
}
"""What stands in the custom id of a control → how its values are read; None for values that aren't offered."""
