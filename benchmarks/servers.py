"""Many servers in one process: what an edited one costs at rest, how soon an edit is live, and a cold question.

    python benchmarks/servers.py [--servers 10000] [--edited 1000]

The pack is the first 60 facts and 60 gaps of the shipped story; each edited server has three edits of its own. Memory
is what Python holds (tracemalloc), at last with as many matchers as are held at once.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import tracemalloc
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from rockybot.app import Story, default_pack
from rockybot.matching import Answerer
from rockybot.packs import read_pack
from rockybot.servers import Edition, Servers
from rockybot.store import Store

if TYPE_CHECKING:
    from rockybot.packs import Fact, Pack

FACTS, GAPS = 60, 60
EDITS = 3
TRIES = 60
SEED = 22
NAME = "story"
EDITOR = 1


def sixty_facts() -> Pack:
    """The beginning of the shipped story, without the checks that ask for the rest."""
    pack = read_pack(default_pack())
    return replace(pack, facts=pack.facts[:FACTS], gaps=pack.gaps[:GAPS], checks=())


def reworded(fact: Fact, number: int) -> Fact:
    """A moderator's edit: another answer and one more phrasing."""
    return replace(
        fact, answer=f"{fact.answer} ({number})", questions=(*fact.questions, f"{fact.questions[0]} {number}")
    )


async def fill(store: Store, servers: Servers, count: int, edited: int) -> None:
    """Servers that chose something; the first of them with edits of their own."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    facts = servers.story.pack.facts
    for server in range(1, count + 1):
        if server <= edited:
            edits = [
                servers.edit_of(Edition(server, NAME), fact.id, reworded(fact, server))
                for fact in chance.sample(facts, EDITS)
            ]
            await store.append_all(server, NAME, edits, EDITOR, None)
        else:
            await store.change_settings(server, lambda chosen: replace(chosen, private_by_default=True))


async def measure(folder: str, count: int, edited: int) -> None:
    """Prints the figures."""
    story = Story(Answerer(sixty_facts()))
    store = await Store.open(f"sqlite:///{Path(folder) / 'rockybot.db'}")
    await fill(store, Servers(story, store, NAME), count, edited)
    print(f"{count:,} servers, {edited:,} of them with {EDITS} edits of {FACTS} facts and {GAPS} gaps")

    gc.collect()
    tracemalloc.start()
    empty, _ = tracemalloc.get_traced_memory()
    start = perf_counter()
    servers = Servers(story, store, NAME)
    await servers.load()
    loading = perf_counter() - start
    gc.collect()
    loaded, _ = tracemalloc.get_traced_memory()
    for server in range(1, edited + 1):
        (await servers.told(Edition(server, NAME))).answer("who is he")
    gc.collect()
    asked, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"load all edits and settings      {loading:8.2f} s")
    print(f"at rest, per edited server       {(loaded - empty) / edited / 1000:8.1f} kB   (aim ≤ 150)")
    print(f"after all were asked, per server {(asked - empty) / edited / 1000:8.1f} kB   (aim ≤ 150)")

    cold = []
    for server in range(1, TRIES + 1):
        start = perf_counter()
        (await servers.told(Edition(server, NAME))).answer("how old was he when he died")
        cold.append((perf_counter() - start) * 1000)
    tell("a question to a cold server", cold, "≤ 100")

    live = []
    for server in range(1, TRIES + 1):
        edition = Edition(server, NAME)
        fact = (await servers.told(edition)).pack.facts[server % FACTS]
        seen = await servers.seen(edition, fact.id)
        edit = servers.edit_of(edition, fact.id, replace(fact, answer=f"Edited {server}."))
        start = perf_counter()
        await servers.keep(edition, edit, EDITOR, seen.number if seen else None)
        told = (await servers.told(edition)).answer(fact.questions[0])
        live.append((perf_counter() - start) * 1000)
        assert told.reply.text == f"Edited {server}.", told  # noqa: S101 - else the figure would be of nothing
    tell("an edit is kept and told", live, "median ≤ 50")
    await store.close()


def tell(what: str, milliseconds: list[float], aim: str) -> None:
    """One line: median, 95th percentile, worst."""
    high = quantiles(milliseconds, n=20)[-1]
    print(
        f"{what:<32} {median(milliseconds):8.1f} ms median, {high:.1f} p95, {max(milliseconds):.1f} worst   (aim {aim})"
    )


def main() -> None:
    """Measure on a database that is gone afterwards."""
    parser = argparse.ArgumentParser(description="many servers in one process")
    parser.add_argument("--servers", type=int, default=10_000)
    parser.add_argument("--edited", type=int, default=1_000)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        asyncio.run(measure(folder, options.servers, options.edited))


if __name__ == "__main__":
    main()
