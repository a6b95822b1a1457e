"""kill -9 at random moments of a writing process: what it had acknowledged is there, and nothing by half.

    PYTHONPATH=tests python -m store.soak --kills 500

The writer is forked, so that a kill costs milliseconds. Now and then it begins with no database at all: then it is
killed while the tables are made, too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path
from select import select
from typing import TYPE_CHECKING

import alembic.command  # noqa: F401 - loaded once for all writers

from rockybot.packs import Fact
from rockybot.packs.revising import Edit
from rockybot.store import Overtaken, Store
from store.running_postgres import running_postgres

if TYPE_CHECKING:
    from collections.abc import Callable

    from rockybot.store import Revision

STORY, SERVERS, RECORDS = "lighthouse", (1, 2, 3), 12
LONGEST_LIFE = 0.12
"""Seconds that a writer lives at most: every fourth from its birth on, the others from when it has opened the store."""
LONGEST_BIRTH = 20
"""Seconds to wait for that."""
LIVES_OF_A_DATABASE = 40

chance = random.Random()  # noqa: S311 - nothing secret


def edit_of(record_id: str, part: str) -> Edit:
    """An edit that shows whether it is whole: `part` is "<import>/<its edits>", and stands in it many times."""
    return Edit(record_id, Fact(record_id, tuple([part] * 20), part * 50), part)


async def write(url: str, acknowledge: int) -> None:
    """Edits and imports without end; each is acknowledged, with one write to the pipe, once it is kept."""
    store = await Store.open(url)
    os.write(acknowledge, b"[]\n")
    while True:
        server, name = chance.choice(SERVERS), f"{chance.getrandbits(48):x}"
        count = chance.choice((1, 1, 2, 5))
        edits = [edit_of(f"r{record}", f"{name}/{count}") for record in chance.sample(range(RECORDS), count)]
        with suppress(Overtaken):
            if count == 1:
                history = await store.history(server, STORY, edits[0].record_id)
                seen = history[-1].number if history else None
                kept: tuple[Revision, ...] = (await store.append(server, STORY, edits[0], 7, seen),)
            else:
                head = max((revision.number for revision in await store.latest(server, STORY)), default=None)
                kept = await store.append_all(server, STORY, edits, 7, head)
            os.write(acknowledge, (json.dumps([[server, r.number, r.edit.basis] for r in kept]) + "\n").encode())


def live_and_die(url: str) -> list[tuple[int, int, str]]:
    """What a writer acknowledged before it was killed: server, number and what it says.

    Raises:
        RuntimeError: it died by itself.
    """
    hear, acknowledge = os.pipe()
    writer = os.fork()
    if writer == 0:
        try:
            chance.seed()
            asyncio.run(write(url, acknowledge))
        except BaseException:  # noqa: BLE001 - whatever it is, the parent tells
            traceback.print_exc()
        os._exit(1)  # never into the parent's own farewells
    os.close(acknowledge)
    if chance.random() < 3 / 4:
        select([hear], [], [], LONGEST_BIRTH)
    time.sleep(chance.random() * LONGEST_LIFE)
    os.kill(writer, signal.SIGKILL)
    _, status = os.waitpid(writer, 0)
    with os.fdopen(hear) as acknowledged:
        lines = [json.loads(line) for line in acknowledged]
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the writer died by itself")
    return [(server, number, part) for line in lines for server, number, part in line]


async def look(url: str, acknowledged: dict[int, tuple[int, str]]) -> int:
    """How many revisions there are, after all of them were looked at."""
    store = await Store.open(url)
    found: dict[int, tuple[int, str]] = {}
    for server in SERVERS:
        last: dict[str, Revision] = {}
        for revision in await store.revisions(server, STORY):
            assert revision.edit == edit_of(revision.edit.record_id, revision.edit.basis or "")
            found[revision.number] = (server, revision.edit.basis or "")
            last[revision.edit.record_id] = revision
        assert list(last.values()) == list(await store.latest(server, STORY))
    await store.close()
    missing = [number for number, what in acknowledged.items() if found.get(number) != what]
    assert not missing, f"acknowledged and gone: {missing}"
    for (_, part), count in Counter(found.values()).items():
        assert count == int(part.partition("/")[2]), f"kept by half: {part}"
    return len(found)


def soak(kills: int, new_database: Callable[[], str]) -> str:
    """The figures of so many kills.

    Raises:
        AssertionError: something acknowledged is gone, or something is kept by half.
    """
    acknowledged: dict[int, tuple[int, str]] = {}
    url, found = new_database(), 0
    totals = [0, 0]
    for kill in range(kills):
        if kill and kill % min(LIVES_OF_A_DATABASE, max(2, kills // 4)) == 0:
            totals = [totals[0] + len(acknowledged), totals[1] + found]
            url, acknowledged = new_database(), {}
        acknowledged.update({number: (server, part) for server, number, part in live_and_die(url)})
        found = asyncio.run(look(url, acknowledged))
    kept, there = totals[0] + len(acknowledged), totals[1] + found
    return f"{kills} kills, {kept} edits acknowledged, {there} found, none by half"


def main() -> None:
    """Both databases, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=500, help="on each database (default: 500)")
    kills = parser.parse_args().kills
    with tempfile.TemporaryDirectory(prefix="rockybot-soak-") as folder:
        names = (f"sqlite:///{Path(folder) / str(number)}.db" for number in range(kills))
        sys.stdout.write(f"SQLite: {soak(kills, lambda: next(names))}\n")
    with running_postgres() as server:
        sys.stdout.write(f"PostgreSQL: {soak(kills, lambda: asyncio.run(server.new_database()))}\n")


if __name__ == "__main__":
    main()
