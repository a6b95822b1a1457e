"""`rockybot doctor`: what is wrong with the set-up, each with its mend; first what needs no network, then Discord."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from rockybot.app import default_pack
from rockybot.cli.inspecting import configuration, pack_findings, stories_findings, story_names, token_fault
from rockybot.cli.progress import progress
from rockybot.errors import StoreError
from rockybot.finding import Finding, Level
from rockybot.replies import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.settings import Settings

SOMETHING_WRONG = 1

MARKS = {Level.OK: "ok", Level.NOTE: "note", Level.WRONG: "WRONG"}
"""They stand alone: the colours only repeat them."""
COLOURS = {Level.OK: typer.colors.GREEN, Level.NOTE: typer.colors.YELLOW, Level.WRONG: typer.colors.RED}


def doctor(pack: Path | None, *, as_json: bool) -> int:
    """The exit status: 0, or `SOMETHING_WRONG`; the findings are printed as they are made."""
    found = []
    for finding in _findings(pack):
        found.append(finding)
        if not as_json:
            _print(finding)
    wrong, notes = (sum(finding.level is level for finding in found) for level in (Level.WRONG, Level.NOTE))
    if as_json:
        typer.echo(json.dumps([_record(finding) for finding in found], ensure_ascii=False))
    else:
        typer.echo(f"{wrong or 'nothing'} wrong, {notes or 'no'} {'note' if notes == 1 else 'notes'}")
    return SOMETHING_WRONG if wrong else 0


def _findings(pack: Path | None) -> Iterator[Finding]:
    read = configuration()
    yield from read.findings
    if pack is not None or "ROCKYBOT_PACK" not in read.broken:
        default = pack or read.settings.pack or default_pack()
        yield from pack_findings(default)
        if read.settings.stories is not None:
            yield from stories_findings(read.settings.stories, default)
    if "ROCKYBOT_DATABASE_URL" not in read.broken:
        yield from asyncio.run(_database(read.settings, pack))
    fault = token_fault(read.settings.token)
    if fault is not None:
        if "DISCORD_TOKEN" not in read.broken:
            yield fault
        what = "it wasn't asked, for want of a token; not checked: application, intents, permissions, commands"
        yield Finding.note("Discord", what, "mend the token, then run `rockybot doctor` again")
        return
    from rockybot.bot.examining import examine

    # What the library would log on standard error stands among the findings.
    logging.getLogger("discord").addHandler(logging.NullHandler())
    with progress("asking", "Discord"):
        told = asyncio.run(examine(read.settings))
    yield from told


async def _database(settings: Settings, pack: Path | None) -> list[Finding]:
    """Whether edits can be kept, and those that are told; also beside a bot that runs."""
    from rockybot.store import DEFAULT_FILE, Store

    about = "database"
    if settings.database_url is None and not Path(DEFAULT_FILE).is_file():  # noqa: ASYNC240 - nobody waits
        if os.access(".", os.W_OK):
            return [Finding.ok(about, f"{DEFAULT_FILE} will be made in this folder at the first start")]
        mend = "run rockybot where it may write, or set ROCKYBOT_DATABASE_URL"
        return [Finding.wrong(about, f"{DEFAULT_FILE} can't be made in this folder", mend)]
    try:
        store = await Store.open(settings.database_url, read_only=True)
        try:
            revisions, edited = await store.head(), {story for _, story in await store.latest_everywhere()}
            await store.settings_everywhere()
        finally:
            await store.close()
    except StoreError as error:
        return [Finding.wrong(f"{about} {error.where}", error.what, error.mend)]
    mend = "give the file its name back, or put it into the folder ROCKYBOT_STORIES"
    return [
        Finding.ok(about, f"it can be read; the newest revision is {revisions or 'none yet'}"),
        *(
            Finding.wrong(about, f"servers edited a story `{story}`, but no fact file is called that", mend)
            for story in sorted(edited - story_names(settings, pack))
        ),
    ]


def _print(finding: Finding) -> None:
    mark = typer.style(f"{MARKS[finding.level]:<6}", fg=COLOURS[finding.level], bold=finding.level is Level.WRONG)
    typer.echo(f"{mark} {_one_line(finding.about)}: {_one_line(finding.what)}")
    if finding.mend:
        typer.echo(f"       → {_one_line(finding.mend)}")


def _record(finding: Finding) -> dict[str, str]:
    texts = {"about": finding.about, "what": finding.what, "mend": finding.mend}
    return {"level": finding.level.value} | {name: _one_line(text) for name, text in texts.items()}


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())
