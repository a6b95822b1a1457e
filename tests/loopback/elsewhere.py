"""The same Discord in a process of its own, driven over HTTP, so that a benchmark measures the bot alone."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from aiohttp import ClientSession, ClientTimeout, web
from yarl import URL

from .faults import Faults
from .payloads import ALICE, GUILD, JSON, MARY, Guild, User, snowflake
from .server import LoopbackDiscord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from .outcomes import Sent

Step = Literal["send", "flood", "befall", "state"]


class Elsewhere:
    """A Discord in another process."""

    def __init__(self, session: ClientSession, places: dict[str, str]) -> None:
        self.api, self.gateway = places["api"], URL(places["gateway"])
        self._session, self._control = session, places["control"]

    async def call(self, step: Step, **details: Any) -> Any:
        """What a step of `Control` gives, as JSON."""
        async with self._session.post(f"{self._control}/{step}", json=details) as response:
            response.raise_for_status()
            return await response.json()


@asynccontextmanager
async def elsewhere(**options: Any) -> AsyncIterator[Elsewhere]:
    """A Discord with the options of `LoopbackDiscord` as JSON; `guilds` is how many, `faults` their chances."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __package__, json.dumps(options)),
        cwd=Path(__file__).parents[1],
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    places = json.loads(await process.stdout.readline())
    try:
        async with ClientSession(timeout=ClientTimeout(total=None)) as session:
            yield Elsewhere(session, places)
    finally:
        process.stdin.close()  # the child ends with its standard input, even if this process is killed
        await process.wait()


class Control:
    """The steps that another process may ask for."""

    def __init__(self, discord: LoopbackDiscord) -> None:
        self._discord = discord
        self._users = {user.name: user for user in (ALICE, MARY)}

    async def send(self, kind: str, *, patience: float = 3, later: bool = False, **details: Any) -> JSON:
        """The outcome of one event: `kind` is a method of `LoopbackDiscord`, such as `slash`, with its arguments.

        Args:
            kind: slash, complete, menu, click, submit or say.
            patience: Seconds to wait for the answer.
            later: Wait for an edit or a further message too.
            details: The method's arguments; `user` is a name, `guild` a number or None.
        """
        sent = await self._send(kind, details)
        if await sent.reply(patience) is not None and later:
            await sent.later(patience)
        return sent.outcome()

    async def flood(self, count: int, concurrency: int, events: list[JSON]) -> JSON:
        """The `Flood` of these events, over and over; each has a `kind` and what that takes."""

        async def send(number: int) -> Sent:
            event = dict(events[number % len(events)])
            return await self._send(event.pop("kind"), event)

        flood = await self._discord.flood(count, concurrency, send)
        return flood._asdict() | {"latencies": list(flood.latencies)}

    async def befall(self, name: str, **details: Any) -> None:
        """A fault by command, such as drop, reconnect, invalidate or malformed of `Gateway`; or refuse and accept."""
        owner = self._discord if name in {"refuse", "accept"} else self._discord.events
        await getattr(owner, name)(**details)

    async def state(self) -> JSON:
        """All counters, what was unknown, and how many sessions are connected."""
        discord = self._discord
        counts = discord.events.counts + discord.rest.counts
        return {"counts": counts, "injected": discord.injected, "unknown": discord.rest.unknown} | {
            "live": len(discord.events.live)
        }

    async def _send(self, kind: str, details: JSON) -> Sent:
        user = self._user(details.pop("user", "alice"))
        number = details.pop("guild", 0)
        guild = None if number is None else self._discord.guilds[number]
        sent: Sent = await getattr(self._discord, kind)(**details, user=user, guild=guild)
        return sent

    def _user(self, name: str) -> User:
        if name not in self._users:
            self._users[name] = User(name)
        return self._users[name]

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        step = getattr(self, request.path.removeprefix("/control/"))
        return web.json_response(await step(**await request.json()))


async def serve(options: JSON) -> None:
    """Serves until the standard input ends; the first line of the output says where."""
    gc.set_threshold(50_000)  # collecting more often costs a tenth of the throughput
    many = options.pop("guilds", 1)
    guilds = [GUILD, *(Guild(f"Film Club {number}", number << 22, snowflake()) for number in range(2, many + 1))]
    faults = Faults(**options.pop("faults", {}))
    async with LoopbackDiscord(guilds=guilds, faults=faults, **options) as discord:
        runner = web.ServerRunner(web.Server(Control(discord).handle, access_log=None))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        control = f"http://127.0.0.1:{runner.addresses[0][1]}/control"
        places = {"api": discord.api, "gateway": str(discord.gateway), "control": control}
        sys.stdout.write(json.dumps(places) + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)
        await runner.cleanup()
