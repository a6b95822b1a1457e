"""The loopback Discord: REST and gateway on 127.0.0.1, and all that members can do in it."""

from __future__ import annotations

import asyncio
import itertools
import socket
import time
from array import array
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

from aiohttp import web
from yarl import URL

from . import payloads
from .faults import NO_FAULTS, Dice, Faults
from .gateway import Gateway
from .outcomes import Sent
from .payloads import ALICE, BOT, GUILD, JSON, Guild, User, dumps, snowflake
from .rest import Rest
from .sessions import reset

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Awaitable, Callable, Sequence

COMMAND, COMPONENT, COMPLETION, MODAL = 2, 3, 4, 5
"""Kinds of interactions."""
BUTTON, SELECT = 2, 3
MESSAGE_MENU = 3

Half = Literal["api", "gateway"]


class Flood(NamedTuple):
    """What a flood took; times in seconds."""

    elapsed: float
    latencies: Sequence[float]
    """Of the answered ones, in the order of their answers."""
    unanswered: int
    cpu: float
    """Of this process alone."""


class LoopbackDiscord:
    """A Discord with real sockets for one bot.

    Args:
        faults: What goes wrong by chance.
        seed: Of that chance.
        token: The only one that is accepted.
        guilds: The bot's servers.
        shards: How many shards are recommended.
        privileged: The privileged intents that are switched on, as bits.
        kept_requests: How many requests are recorded at most; None for all, 0 for counters only.
        heartbeat: Seconds between heartbeats.
    """

    def __init__(  # noqa: PLR0913  # options, all with defaults
        self,
        *,
        faults: Faults = NO_FAULTS,
        seed: int = 0,
        token: str = "loopback",  # noqa: S107  # opens nothing
        guilds: Sequence[Guild] = (GUILD,),
        shards: int = 1,
        privileged: int = 0,
        kept_requests: int | None = None,
        heartbeat: float = 41.25,
    ) -> None:
        self.dice = Dice(faults, seed)
        self.guilds = guilds
        self.events = Gateway(token, guilds, privileged, heartbeat)
        self.rest = Rest(
            token=token,
            guilds=guilds,
            shards=shards,
            gateway=self.events,
            faults=faults,
            dice=self.dice,
            kept=kept_requests,
        )
        self._runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=0.1)
        self._sites: dict[Half, web.SockSite] = {}
        self._ports: dict[Half, int] = {"api": 0, "gateway": 0}
        self._numbers = itertools.count()

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self._ports['api']}/api/v10"

    @property
    def gateway(self) -> URL:
        return URL(self.events.url)

    @property
    def injected(self) -> Counter[str]:
        """How often each fault happened."""
        return self.dice.injected

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await self.accept("api")
        await self.accept("gateway")
        self.events.url = f"ws://127.0.0.1:{self._ports['gateway']}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.events.drop()
        await self._runner.cleanup()

    async def accept(self, half: Half) -> None:
        """One half can be reached, on the same port as ever."""
        listening = socket.create_server(("127.0.0.1", self._ports[half]), backlog=1024)
        _, self._ports[half] = listening.getsockname()
        self._sites[half] = web.SockSite(self._runner, listening)
        await self._sites[half].start()

    async def refuse(self, half: Half) -> None:
        """New connections to one half are refused, and requests on old ones reset; a gateway connection stays."""
        await self._sites.pop(half).stop()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path.startswith("/api/"):
            if "api" in self._sites:
                return await self.rest.handle(request)
            reset(request.transport)
            return web.Response()
        if request.path == "/":
            return await self.events.handle(request)
        return web.Response(status=404)

    async def slash(
        self, name: str, values: JSON | None = None, user: User = ALICE, guild: Guild | None = GUILD
    ) -> Sent:
        """A member uses a command; `name` may hold subcommands ("facts add")."""
        return await self._interact(COMMAND, self._command(name, values or {}), user, guild)

    async def complete(
        self, name: str, option: str, typed: str, user: User = ALICE, guild: Guild | None = GUILD
    ) -> Sent:
        """A member types into an option that offers completions."""
        return await self._interact(COMPLETION, self._command(name, {option: typed}, option), user, guild)

    async def menu(self, name: str, on: JSON, user: User = ALICE, guild: Guild | None = GUILD) -> Sent:
        """A member chooses a command from a message's context menu."""
        data = self._registered(name) | {"name": name, "type": MESSAGE_MENU, "target_id": on["id"]}
        data["resolved"] = {"messages": {on["id"]: on}}
        return await self._interact(COMMAND, data, user, guild)

    async def click(
        self,
        custom_id: str,
        on: JSON | None = None,
        user: User = ALICE,
        guild: Guild | None = GUILD,
        *,
        values: Sequence[str] | None = None,
    ) -> Sent:
        """A member presses a button, or chooses `values` of a select, on a message of the bot."""
        data: JSON = {"custom_id": custom_id, "component_type": BUTTON if values is None else SELECT}
        if values is not None:
            data["values"] = values
        if on is None:
            button = {"type": BUTTON, "style": 2, "label": "?", "custom_id": custom_id}
            row = {"type": 1, "components": [button if values is None else {"type": SELECT, "custom_id": custom_id}]}
            on = payloads.message(BOT, _channel(user, guild), components=[row])
        return await self._interact(COMPONENT, data, user, guild, on)

    async def submit(self, custom_id: str, values: JSON, user: User = ALICE, guild: Guild | None = GUILD) -> Sent:
        """A member sends a modal off; `values` by the custom ids of its fields."""
        rows = [{"type": 1, "components": [{"type": 4, "custom_id": k, "value": v}]} for k, v in values.items()]
        return await self._interact(MODAL, {"custom_id": custom_id, "components": rows}, user, guild)

    async def say(
        self, content: str, user: User = ALICE, guild: Guild | None = GUILD, *, mention: bool = False, **more: Any
    ) -> Sent:
        """A member writes a message, with `mention` one that begins with the bot's name."""
        if mention:
            content, more = f"<@{BOT.id}> {content}", {"mentions": [BOT.payload]} | more
        channel = _channel(user, guild)
        message = payloads.message(user, channel, content, **more)
        if guild is not None:
            message |= {"guild_id": str(guild.id), "member": guild.member(user)}
        sent = Sent(int(message["id"]), channel, guild)
        self.rest.expect(sent)
        sent.delivered = await self.events.send_message(message, dumps(message), guild, for_bot=mention)
        if self.dice.duplicates():
            await self.events.send_message(message, dumps(message), guild, for_bot=mention)
        return sent

    def _command(self, name: str, values: JSON, focused: str | None = None) -> JSON:
        first, *path = name.split(" ")
        return self._registered(first) | {"name": first, "type": 1, "options": payloads.options(path, values, focused)}

    def _registered(self, name: str) -> JSON:
        """The id of a command, and of its guild if it belongs to one."""
        commands = itertools.chain(*self.rest.commands.values())
        command = next((command for command in commands if command["name"] == name), {"id": "1"})
        return {key: command[key] for key in ("id", "guild_id") if key in command}

    async def _interact(self, kind: int, data: JSON, user: User, guild: Guild | None, on: JSON | None = None) -> Sent:
        token = f"token-{next(self._numbers)}"
        sent = Sent(snowflake(), _channel(user, guild), guild, kind, token)
        sent.message = on
        self.rest.expect(sent)
        if malformation := self.dice.malforms():
            await self.events.malformed(malformation)
        payload = payloads.interaction(sent.id, token, kind, data, user=user, guild=guild, on=on)
        sent.delivered = await self.events.send("INTERACTION_CREATE", payload, guild)
        if self.dice.duplicates():
            await self.events.send("INTERACTION_CREATE", payload, guild)
        return sent

    async def flood(self, count: int, concurrency: int, send: Callable[[int], Awaitable[Sent]]) -> Flood:
        """Sends so many, each one's number given to `send`, and keeps `concurrency` of them unanswered at a time."""
        numbers = iter(range(count))
        latencies = array("d")

        async def lane() -> None:
            for number in numbers:
                sent = await send(number)
                if await sent.reply() is not None and sent.elapsed is not None:
                    latencies.append(sent.elapsed)

        began, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(lane() for _ in range(concurrency)))
        elapsed = time.perf_counter() - began
        return Flood(elapsed, latencies, count - len(latencies), time.process_time() - cpu)


def _channel(user: User, guild: Guild | None) -> int:
    return user.dm if guild is None else guild.channel
