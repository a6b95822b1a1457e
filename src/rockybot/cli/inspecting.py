"""What can be found wrong without a network: in `.env` and the settings, in the pack, in the token's form."""

from __future__ import annotations

import base64
import binascii
import logging
import os
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rockybot.app import default_pack
from rockybot.cli.progress import progress
from rockybot.errors import PackError, SettingsError
from rockybot.finding import Finding
from rockybot.matching import Answerer
from rockybot.packs.checking import Ranks, check
from rockybot.packs.reading import read_pack_file
from rockybot.settings import VARIABLES, Settings, misspelt, surroundings
from rockybot.shelving import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROBLEMS_SHOWN = 5
"""Of a fact file that can't be read as a pack; `rockybot check` shows all."""

COPY_IT = (
    "copy the token from the page “Bot” of your application in Discord's developer portal (“Reset Token” shows a new "
    "one) into DISCORD_TOKEN"
)
MISTAKEN = {
    r"[0-9]{15,20}": "the id of an application, a server or a person",
    r"[0-9a-f]{64}": "the public key of an application",
    r"[\w-]{32}": "the client secret of an application",
    r"mfa\..+": "the token of a person's account",
}
"""What is pasted in place of a token → its name."""


@dataclass(frozen=True)
class Configuration:
    """The settings as far as they can be read; those that can't are `broken`, and count as unset."""

    settings: Settings
    broken: frozenset[str]
    findings: tuple[Finding, ...]


def configuration() -> Configuration:
    """What the environment and `.env` set, with everything that is odd about it."""
    with _unparsed() as lines:
        try:
            values, found = surroundings(), []
        except SettingsError as error:
            values, found = {**os.environ}, [_fault(".env", error)]
    found += [] if found else [_source(values)]
    for line in lines:
        found.append(
            Finding.wrong(f".env, line {line}", "it makes no sense, and is left out", "write NAME=value there")
        )
    for name, meant in misspelt(values).items():
        rename = f"rename it to {meant} if you mean that, or " if meant else ""
        mend = f"{rename}remove it; .env.example lists all settings"
        found.append(Finding.wrong(name, "there is no such setting: it has no effect", mend))
    faults = {name: fault for name in VARIABLES if (fault := _value_fault(name, values))}
    broken = frozenset(faults)
    settings = Settings.from_mapping({name: value for name, value in values.items() if name not in broken})
    return Configuration(settings, broken, (*found, *faults.values(), *_at_odds(settings, broken)))


@contextmanager
def _unparsed() -> Iterator[list[str]]:
    """The numbers of the lines in `.env` that its reader can't make out; it tells them to the log alone."""
    lines: list[str] = []

    class Listening(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.extend(map(str, record.args or ()))

    reader, listening = logging.getLogger("dotenv"), Listening(logging.WARNING)
    reader.addHandler(listening)
    try:
        yield lines
    finally:
        reader.removeHandler(listening)


def _source(values: Mapping[str, str | None]) -> Finding:
    file = Path(".env").absolute()
    names = ", ".join(name for name in VARIABLES if (values.get(name) or "").strip())
    if file.is_file():
        return Finding.ok("settings", f"{file} and the environment set {names or 'none'}")
    if file.exists():
        return Finding.wrong("settings", f"{file} is a folder, no file", "remove it, and copy .env.example to .env")
    if names:
        return Finding.ok("settings", f"the environment sets {names}; there is no file .env in {file.parent}")
    mend = "copy .env.example to .env there and fill it in, or run rockybot in the folder that holds yours"
    return Finding.note("settings", f"none is set; there is no file .env in {file.parent}", mend)


def _value_fault(name: str, values: Mapping[str, str | None]) -> Finding | None:
    value = values.get(name, "")
    if value is None:
        return Finding.wrong(name, "in .env, it stands without a value", f"write {name}=value, or remove it")
    try:
        Settings.from_mapping({name: value})
    except SettingsError as error:
        return _fault(str(error).partition(": ")[0], error)
    return None


def _fault(about: str, error: SettingsError) -> Finding:
    what, _, mend = str(error).removeprefix(f"{about}: ").rpartition("; ")
    return Finding.wrong(about, what, mend)


def _at_odds(settings: Settings, broken: frozenset[str]) -> Iterator[Finding]:
    asked, channels = "ROCKYBOT_MESSAGE_CONTENT", "ROCKYBOT_AUTO_ANSWER_CHANNELS"
    if broken.isdisjoint((asked, channels)):
        if settings.auto_answer_channels and not settings.message_content:
            what = f"the bot can't read what is written in these channels: {asked} is off"
            mend = f"set {asked}=on and switch on “Message Content Intent” in the developer portal, or empty {channels}"
            yield Finding.wrong(channels, what, mend)
        if settings.message_content and not settings.auto_answer_channels:
            what = f"it asks for a privileged intent that only auto-answer channels need, and {channels} is empty"
            yield Finding.note(asked, what, f"set {asked}=off, or name channels in {channels}")
    if not settings.retention_days:
        what = "neither questions without an answer nor where answers stand are kept: there is no queue and no recall"
        yield Finding.note("ROCKYBOT_RETENTION_DAYS", what, "set a number of days such as 90, unless that is meant")
    shards = settings.shards
    if shards and len(shards.ids) < shards.count:
        ids = f"{shards.ids[0]} to {shards.ids[-1]}" if len(shards.ids) > 1 else f"{shards.ids[0]}"
        what = f"this process answers only the servers of shard {ids} of {shards.count}, counted from 0"
        mend = f"see that the other {shards.count - len(shards.ids)} run too, in other processes"
        yield Finding.note("ROCKYBOT_SHARDS", what, mend)


class _Swift(Answerer):
    """The matcher without leaving phrasings out, which takes half of a check's time and finds no problem."""

    def ranks(self, phrasing: str, record_id: str) -> Ranks:  # noqa: ARG002
        matches = self.matches(self.read(phrasing))
        return Ranks(matches[0].record.id if matches else None, None)


def pack_findings(path: Path) -> Iterator[Finding]:
    """Whether the fact file can be read, keeps its promises, and how much it holds."""
    about, see = f"pack {path}", f"see `rockybot check {path}`"
    try:
        file = read_pack_file(path)
    except PackError as error:
        for problem in error.problems[:PROBLEMS_SHOWN]:
            yield Finding.wrong(f"{about}:{problem.mark.line}:{problem.mark.column}", problem.what, problem.mend)
        if more := len(error.problems[PROBLEMS_SHOWN:]):
            yield Finding.wrong(about, f"problems beside these: {more}", see)
        return
    with progress("checking", str(path)) as advance:
        problems = check(file, _Swift(file.pack, advance), advance).problems
    counts = f"“{file.pack.title}”, facts: {len(file.pack.facts)}, gaps: {len(file.pack.gaps)}"
    if problems:
        yield Finding.wrong(about, f"{counts}, problems: {len(problems)}", see)
    else:
        yield Finding.ok(about, f"{counts}, no problems")


def stories_findings(folder: Path, default: Path) -> Iterator[Finding]:
    """Whether each story in a folder beside the `default` one can be told."""
    try:
        found = shelf(folder, default)
    except SettingsError as error:
        yield _fault(f"ROCKYBOT_STORIES={folder}", error)
        return
    for twin in found.twins:
        yield Finding.wrong(f"pack {twin}", f"another story is called `{twin.stem}` already", "rename the file")
    for path in found.files.values():
        yield from pack_findings(path)
    if not found.files:
        what = "no other fact file lies there (.yaml or .yml), so servers have nothing to choose from"
        yield Finding.note(f"ROCKYBOT_STORIES={folder}", what, "put some there, or empty the setting")


def story_names(settings: Settings, pack: Path | None) -> set[str]:
    """What the stories are called that can be told; a folder that can't be read has none."""
    default = pack or settings.pack or default_pack()
    with suppress(SettingsError):
        if settings.stories is not None:
            return {default.stem, *shelf(settings.stories, default).files}
    return {default.stem}


def token_fault(token: str | None) -> Finding | None:
    """What is wrong with a token as far as it shows: three parts parted by dots, the first one an id in base64."""
    if token is None:
        return Finding.wrong("token", "DISCORD_TOKEN is not set", COPY_IT)
    if name := next((name for form, name in MISTAKEN.items() if re.fullmatch(form, token)), None):
        return Finding.wrong("token", f"DISCORD_TOKEN looks like {name}, not like the token of a bot", COPY_IT)
    parts = re.fullmatch(r"([\w-]+)\.[\w-]+\.[\w-]+", token, re.ASCII)
    if parts is None:
        what = "DISCORD_TOKEN is no token: that is three parts of letters, digits, - and _, parted by dots"
        return Finding.wrong("token", what, COPY_IT)
    try:
        bot = base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4))
    except binascii.Error:
        bot = b""
    if not re.fullmatch(rb"[0-9]{15,20}", bot):
        what = "DISCORD_TOKEN is no token of a bot: its first part doesn't hold the bot's id"
        return Finding.wrong("token", what, f"look whether its beginning was lost; {COPY_IT}")
    return None
