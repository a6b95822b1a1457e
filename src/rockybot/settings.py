"""One frozen `Settings`, read once from the environment and `.env`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rockybot.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LOG_LEVELS = ("debug", "info", "warning", "error")
LOG_FORMATS = ("text", "json")
_PREFIX = "ROCKYBOT_"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many times within so many seconds."""

    times: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards that this process runs, of how many in all."""

    ids: tuple[int, ...]
    count: int


@dataclass(frozen=True)
class Settings:
    """Everything an operator can set; the defaults serve the shipped story."""

    token: str | None = field(default=None, repr=False)
    """What Discord knows the bot by: a secret."""
    pack: Path | None = None
    """The fact file in use, None for the shipped story."""
    stories: Path | None = None
    """A folder with more fact files, any of which a server may choose; None for none."""
    message_content: bool = False
    """Whether the privileged message-content intent is asked for; only auto-answer channels need it."""
    auto_answer_channels: frozenset[int] = frozenset()
    """Channels in which confident answers are given unasked, by id."""
    database_url: str | None = field(default=None, repr=False)
    """Where servers' edits last, None for the SQLite file `rockybot.db` of the working folder. May hold a password."""
    retention_days: int = 90
    """For so long the moderators' queue keeps a question, and at most 30 days the id of an answer; 0 keeps neither."""
    member_cooldown: Rate | None = Rate(10, 20)
    """How often one member may ask; None for no limit."""
    channel_cooldown: Rate | None = Rate(40, 20)
    """How often all members together may ask in one channel; None for no limit."""
    shards: Shards | None = None
    """None for as many as Discord advises, all in this process."""
    log_level: str = "info"
    log_format: str = "text"
    log_questions: bool = False
    """Whether the log holds what was asked."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, str | None]) -> Settings:
        """The settings in a mapping of variable names; empty values count as absent, other names are ignored.

        Raises:
            SettingsError: a value is none that can be used.
        """
        given: dict[str, Any] = {}
        for name, variable in VARIABLES.items():
            value = (values.get(name) or "").strip()
            if value:
                try:
                    given[variable.field] = variable.read(value)
                except (ValueError, RuntimeError) as error:
                    shown = "(hidden)" if variable.field == "token" else value
                    raise SettingsError(f"{name}={shown}: {error}") from None
        return cls(**given)

    @classmethod
    def load(cls) -> Settings:
        """The settings of the environment, which goes before the file `.env` of the working directory.

        Raises:
            SettingsError: the file `.env` can't be read, or as `from_mapping`.
        """
        return cls.from_mapping(surroundings())


def surroundings() -> dict[str, str | None]:
    """The variables of the environment and, where it has none or an empty one, those of the file `.env`.

    Raises:
        SettingsError: the file `.env` can't be read.
    """
    values: dict[str, str | None] = {}
    if Path(".env").is_file():
        from dotenv import dotenv_values

        try:
            values.update(dotenv_values(".env"))
        except OSError as error:
            raise SettingsError(f".env: the file can't be read ({error.strerror}); check its permissions") from None
        except ValueError as error:
            raise SettingsError(f".env: the file can't be read ({error}); save it as UTF-8 text") from None
    return {**values, **{name: value for name, value in os.environ.items() if value}}


def misspelt(names: Iterable[str]) -> dict[str, str]:
    """Names that look like settings of rockybot and are none → the one that is probably meant, or ""."""
    return {
        name: _nearest(name.upper())
        for name in sorted(names)
        if name not in VARIABLES and re.fullmatch(r"ROCKYBOT.*|DISCORD.*TOK.*", name.upper())
    }


def _nearest(name: str) -> str:
    if "TOK" in name:
        return "DISCORD_TOKEN"
    bare = {variable.removeprefix(_PREFIX): variable for variable in VARIABLES}
    near = get_close_matches(name.removeprefix(_PREFIX), bare, 1)
    return bare[near[0]] if near else ""


@dataclass(frozen=True, slots=True)
class Variable:
    """Which field of `Settings` a variable of the environment sets, and how its text is read."""

    field: str
    read: Callable[[str], Any]


def _token(value: str) -> str:
    token = value.removeprefix("Bot ").strip()
    if not re.fullmatch(r"[!-~]+", token):
        raise ValueError("it holds blanks or signs that no token has; copy it anew, on one line")
    return token


def _path(value: str) -> Path:
    try:
        return Path(value).expanduser()
    except RuntimeError as error:
        raise ValueError(f"{error}; give the whole path") from None


def _switch(value: str) -> bool:
    switches = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if value.lower() not in switches:
        raise ValueError("neither on nor off; write on or off")
    return switches[value.lower()]


def _ids(value: str) -> frozenset[int]:
    parts = [part for part in re.split(r"[\s,]+", value) if part]
    if strange := next((part for part in parts if not re.fullmatch(r"[0-9]{15,20}", part)), None):
        raise ValueError(f"`{strange}` is no channel id; give ids of 17 to 20 digits, parted by commas")
    return frozenset(map(int, parts))


def _days(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", value):
        raise ValueError("no number of days; write one such as 90, or 0 to keep nothing")
    return int(value)


def _rate(value: str) -> Rate | None:
    if value.lower() in {"off", "0", "none"}:
        return None
    match = re.fullmatch(r"([1-9][0-9]{0,5})\s*/\s*([0-9]{1,6}(?:\.[0-9]+)?)", value)
    if match is None or not float(match[2]):
        raise ValueError("no rate; write questions/seconds such as 10/20, or off")
    return Rate(int(match[1]), float(match[2]))


def _shards(value: str) -> Shards:
    match = re.fullmatch(r"(?:([0-9]{1,5})(?:-([0-9]{1,5}))?/)?([1-9][0-9]{0,4})", value)
    if match is None:
        raise ValueError("no shards; write first-last/count such as 0-3/16, one/count, or count")
    count = int(match[3])
    first, last = (0, count - 1) if match[1] is None else (int(match[1]), int(match[2] or match[1]))
    if not first <= last < count:
        raise ValueError(f"no shards of {count}; they count from 0 to {count - 1}, the first one first")
    return Shards(tuple(range(first, last + 1)), count)


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value.lower() not in choices:
            raise ValueError(f"unknown; write {', '.join(choices[:-1])} or {choices[-1]}")
        return value.lower()

    return read


VARIABLES: Mapping[str, Variable] = {
    "DISCORD_TOKEN": Variable("token", _token),
    "ROCKYBOT_PACK": Variable("pack", _path),
    "ROCKYBOT_STORIES": Variable("stories", _path),
    "ROCKYBOT_DATABASE_URL": Variable("database_url", str),
    "ROCKYBOT_RETENTION_DAYS": Variable("retention_days", _days),
    "ROCKYBOT_MESSAGE_CONTENT": Variable("message_content", _switch),
    "ROCKYBOT_AUTO_ANSWER_CHANNELS": Variable("auto_answer_channels", _ids),
    "ROCKYBOT_MEMBER_COOLDOWN": Variable("member_cooldown", _rate),
    "ROCKYBOT_CHANNEL_COOLDOWN": Variable("channel_cooldown", _rate),
    "ROCKYBOT_SHARDS": Variable("shards", _shards),
    "ROCKYBOT_LOG_LEVEL": Variable("log_level", _one_of(LOG_LEVELS)),
    "ROCKYBOT_LOG_FORMAT": Variable("log_format", _one_of(LOG_FORMATS)),
    "ROCKYBOT_LOG_QUESTIONS": Variable("log_questions", _switch),
}
"""Every variable that is read, in the order of `.env.example`."""
