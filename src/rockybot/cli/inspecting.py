"""What can be found wrong without a network: in `.env`, the settings, the token's form, and the pack."""

from __future__ import annotations

import base64
import binascii
import logging
import os
import re
from contextlib import contextmanager
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

if TYPE_CHECKING:
    from collections.abc import Iterator

PROBLEMS_SHOWN = 5
"""Of a fact file that can't be read; `rockybot check` shows all."""

NEW_TOKEN = (
    "copy the token from the page “Bot” of your application in Discord's developer portal (“Reset Token” shows a new "
    "one) into DISCORD_TOKEN"
)
MISTAKEN = {
    r"[0-9]{15,20}": "the id of an application, a server or a person",
    r"[0-9a-f]{64}": "the public key of an application",
    r"[\w-]{32}": "the client secret of an application",
    r"mfa\..+": "the token of a person's account",
}
"""What is pasted for a token → its name."""


READ@contextmanager
def _unparsed() -> Iterator[list[str]]:
    """The numbers of the lines in `.env` that its reader can't read, and would only log."""
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


def _env_file(values: dict[str, str | None]) -> Finding:
    path = Path(".env")
    names = ", ".join(name for name in VARIABLES if (values.get(name) or "").strip()) or "none"
    if path.is_file():
        return Finding.ok("settings", f"{path.absolute()} and the environment set {names}")
    if path.exists():
        return Finding.wrong("settings", f"{path.absolute()} is no file", "move it away, and copy .env.example to .env")
    if names == "none":
        what = f"there is no file .env in {path.absolute().parent}, and the environment sets none"
        return Finding.note(
            "settings", what, "copy .env.example to .env there, or run rockybot in the folder of your .env"
        )
    return Finding.ok("settings", f"no file .env in {path.absolute().parent}; the environment sets {names}")


def _of(about: str, error: SettingsError) -> Finding:
    what, _, mend = str(error).removeprefix(f"{about}: ").rpartition("; ")
    return Finding.wrong(about, what, mend)


def _unreadable(name: str, values: dict[str, str | None]) -> Finding | None:
    try:
        Settings.from_mapping({name: values.get(name)})
    except SettingsError as error:
        return _of(name, error)
    return None


def _settings(settings: Settings, broken: set[str]) -> Iterator[Finding]:
    asked, channels = "ROCKYBOT_MESSAGE_CONTENT", "ROCKYBOT_AUTO_ANSWER_CHANNELS"
    if broken.isdisjoint((asked, channels)):
        if settings.auto_answer_channels and not settings.message_content:
            what = f"nothing is heard in these channels without the intent “Message Content”, and {asked} is off"
            mend = f"set {asked}=on and switch the intent on in the developer portal, or empty {channels}"
            yield Finding.wrong(channels, what, mend)
        if settings.message_content and not settings.auto_answer_channels:
            what = f"it asks for a privileged intent that only auto-answer channels need, and {channels} is empty"
            yield Finding.note(asked, what, f"set {asked}=off, or name the channels in {channels}")
    shards = settings.shards
    if shards and len(shards.ids) < shards.count:
        ids = f"{shards.ids[0]} to {shards.ids[-1]}" if len(shards.ids) > 1 else f"{shards.ids[0]} alone"
        what = f"this process runs shard {ids} of {shards.count}; servers on the others get no answer from it"
        yield Finding.note(
            "ROCKYBOT_SHARDS", what, f"run the other {shards.count - len(shards.ids)} in other processes"
        )


def _pack(path: Path) -> Iterator[Finding]:
    try:
        file = read_pack_file(path)
    except PackError as error:
        for problem in error.problems[:PROBLEMS_SHOWN]:
            yield Finding.wrong(
                f"pack {problem.file}:{problem.mark.line}:{problem.mark.column}", problem.what, problem.mend
            )
        if more := len(error.problems[PROBLEMS_SHOWN:]):
            yield Finding.wrong(f"pack {path}", f"{more} more problems", f"see `rockybot check {path}`")
        return
    with progress("checking", str(path)) as advance:
        problems = check(file, Swift(file.pack), advance).problems
    pack = file.pack
    counts = f"“{pack.title}”, facts: {len(pack.facts)}, known gaps: {len(pack.gaps)}"
    if problems:
        yield Finding.wrong(f"pack {path}", f"{counts}, problems: {len(problems)}", f"see `rockybot check {path}`")
    else:
        yield Finding.ok(f"pack {path}", f"{counts}, no problems")


def _token(token: str | None) -> Finding | None:
    """What is wrong with the token as far as it shows: three parts parted by dots, the first one an id in base64."""
    if token is None:
        return Finding.wrong("token", "DISCORD_TOKEN is not set", NEW_TOKEN)
    if name := next((name for form, name in MISTAKEN.items() if re.fullmatch(form, token)), None):
        return Finding.wrong("token", f"DISCORD_TOKEN looks like {name}, not like the token of a bot", NEW_TOKEN)
    parts = token.split(".")
    if len(parts) != 3 or not all(re.fullmatch(r"[\w-]+", part, re.ASCII) for part in parts):  # noqa: PLR2004
        what = "DISCORD_TOKEN holds no token: that is three parts of letters, digits, - and _, parted by dots"
        return Finding.wrong("token", what, NEW_TOKEN)
    try:
        bot = base64.urlsafe_b64decode(parts[0] + "=" * (-len(parts[0]) % 4))
    except binascii.Error:
        bot = b""
    if not re.fullmatch(rb"[0-9]{15,20}", bot):
        what = "DISCORD_TOKEN holds no token: its first part is not the id of a bot"
        return Finding.wrong("token", what, f"look whether its beginning is missing; {NEW_TOKEN}")
    return None
class Swift(Answerer):
    """The matcher without leaving phrasings out, which takes half of a check's time and finds no problem."""

    def ranks(self, phrasing: str, record_id: str) -> Ranks:  # noqa: ARG002
        matches = self.matches(self.read(phrasing))
        return Ranks(matches[0].record.id if matches else None, None)


