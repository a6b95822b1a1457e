"""rockybot under load, beside a bare discord.py handler that sends the same constant components.

A loopback Discord with real sockets runs in a process of its own and keeps a number of questions unanswered at a time;
the two bots take turns, each in a process of its own. Ratios within one run are what counts: machines differ.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from loopback import Elsewhere, elsewhere, pointed_at  # noqa: E402 - found beside the tests

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

QUESTIONS = [
    json.loads(line)["q"] for line in (ROOT / "tests/questions/rocky-dennis.jsonl").read_text("utf-8").splitlines()
]


@dataclass(frozen=True)
class Load:
    """What a flood of questions took; times in seconds, memory in MiB."""

    rate: float
    latencies: Sequence[float]
    unanswered: int
    before: float
    after: float

    @property
    def p99(self) -> float:
        return statistics.quantiles(self.latencies, n=100)[98]


@asynccontextmanager
async def bot_process(kind: str, discord: Elsewhere) -> AsyncIterator[int]:
    """A bot of a kind in a process of its own, ready; gives the number of the process."""
    connected = (await discord.call("state"))["counts"].get("READY", 0)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, __file__, "--bot", kind, "--api", discord.api, "--gateway", str(discord.gateway)),
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(60):
            while (await discord.call("state"))["counts"].get("READY", 0) == connected:  # noqa: ASYNC110 - elsewhere
                await asyncio.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


async def load(kind: str, questions: Sequence[str], count: int, concurrency: int) -> Load:
    """One bot's load, after a warm-up that fills its caches and steadies its memory."""
    events = [{"kind": "slash", "name": "ask", "values": {"question": question}} for question in questions]
    async with elsewhere(kept_requests=0) as discord, bot_process(kind, discord) as pid:
        await discord.call("flood", count=max(2000, count // 4), concurrency=concurrency, events=events)
        before = resident(pid)
        flood = await discord.call("flood", count=count, concurrency=concurrency, events=events)
        return Load(count / flood["elapsed"], flood["latencies"], flood["unanswered"], before, resident(pid))


def resident(pid: int) -> float:
    """MiB of memory that a process holds; 0 where the system doesn't tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.is_file():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def measure(rounds: int, count: int, concurrency: int) -> None:
    """Prints a table: the bare handler, rockybot with questions that recur, and with questions that never do."""
    never = [f"{question} {number}" for number in range(12) for question in QUESTIONS]
    kinds = {"bare": ("bare", QUESTIONS), "recurring": ("rockybot", QUESTIONS), "never the same": ("rockybot", never)}
    loads: dict[str, list[Load]] = {name: [] for name in kinds}
    for _ in range(rounds):
        for name, (kind, questions) in kinds.items():
            loads[name].append(await load(kind, questions, count, concurrency))
    print(f"{count:,} questions, {concurrency} at a time, {rounds} rounds; medians")
    print(f"{'':<22}{'a second':>10}{'of bare':>10}{'p50 ms':>9}{'p99 ms':>9}{'memory':>18}{'unanswered':>12}")
    for name, rows in loads.items():
        shares = (row.rate / bare.rate for row, bare in zip(rows, loads["bare"], strict=True))
        rate = statistics.median(row.rate for row in rows)
        p50 = statistics.median(statistics.median(row.latencies) for row in rows) * 1000
        p99 = statistics.median(row.p99 for row in rows) * 1000
        memory = f"{rows[-1].before:.0f} → {rows[-1].after:.0f} MiB"
        unanswered = sum(row.unanswered for row in rows)
        print(
            f"{name:<22}{rate:>10,.0f}{statistics.median(shares):>10.0%}{p50:>9.1f}{p99:>9.1f}{memory:>18}{unanswered:>12}"
        )


async def run_bot(kind: str, place: Any) -> None:
    """A bot of a kind, until the process is told to end."""
    from rockybot.bot.connection.supervising import stop_on_signals, supervise
    from rockybot.cli.journal import start_log
    from rockybot.settings import Settings

    settings = Settings.from_mapping({"ROCKYBOT_MEMBER_COOLDOWN": "off", "ROCKYBOT_CHANNEL_COOLDOWN": "off"})
    start_log(settings)
    stop = asyncio.Event()
    stop_on_signals(stop)
    if kind == "bare":
        build = bare_bot
    else:
        from rockybot.app import Story
        from rockybot.bot import create_bot

        story = Story.open()
        build = lambda: create_bot(settings, story)  # noqa: E731
    with pointed_at(place):
        await supervise(build, "loopback", stop)


def bare_bot() -> Any:
    """discord.py with one command that always sends what rockybot says to one question."""
    import discord
    from discord.ext import commands

    from rockybot.app import Story
    from rockybot.bot.client import intents_for
    from rockybot.bot.rendering import sheet
    from rockybot.settings import Settings

    story = Story.open()
    question = "how old was Rusty when she first got married"
    reply = story.ask(question).reply
    bot = commands.AutoShardedBot(
        (), intents=intents_for(Settings()), allowed_mentions=discord.AllowedMentions.none(), max_messages=None
    )
    constant: list[Any] = []

    @bot.tree.command()
    async def ask(interaction: discord.Interaction, question: str) -> None:  # noqa: ARG001
        """Answer always the same."""
        await interaction.response.send_message(view=constant[0])

    async def setup_hook() -> None:
        constant.append(sheet(reply, question, 123456789012345678))
        await bot.tree.sync()

    bot.setup_hook = setup_hook  # type: ignore[method-assign]
    return bot


def main() -> None:
    """Prints the table; with `--bot`, is one of the bots."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--concurrency", type=int, default=32)
    parser.add_argument("--bot", choices=("bare", "rockybot"), help=argparse.SUPPRESS)
    parser.add_argument("--api", help=argparse.SUPPRESS)
    parser.add_argument("--gateway", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bot:
        from yarl import URL

        options.gateway = URL(options.gateway)
        asyncio.run(run_bot(options.bot, options))
    else:
        asyncio.run(measure(options.rounds, options.count, options.concurrency))


if __name__ == "__main__":
    main()
