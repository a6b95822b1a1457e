"""The gateway: sessions, their events with sequence numbers, and everything that can befall a connection."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from aiohttp import WSMsgType, web

from .faults import MALFORMED, Malformation
from .payloads import BOT, JSON, Guild, dumps
from .sessions import Session, reset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MEMBERS, PRESENCES, CONTENT = 1 << 1, 1 << 8, 1 << 15
PRIVILEGED = MEMBERS | PRESENCES | CONTENT
GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 9, 1 << 12

AUTHENTICATION_FAILED: Final = 4004
DISALLOWED_INTENTS: Final = 4014


class Gateway:
    """All sessions of the bot.

    To be set at any time: `accepts_resume`, `acknowledges` (heartbeats), `unavailable` (so many handshakes get 503).
    """

    def __init__(self, token: str, guilds: Sequence[Guild], privileged: int, heartbeat: float) -> None:
        self.url = ""
        self.counts: Counter[str] = Counter()
        """Of CONNECT, IDENTIFY, RESUME, HEARTBEAT, and of the client's close codes, such as `CLOSE 1000`."""
        self.accepts_resume = True
        self.acknowledges = True
        self.unavailable = 0
        self._token, self._guilds, self._privileged, self._heartbeat = token, guilds, privileged, heartbeat
        self._sessions: dict[str, Session] = {}
        self._transports: set[asyncio.Transport] = set()
        self._counted = asyncio.Event()

    async def until(self, name: str, count: int = 1, within: float = 10) -> None:
        """Waits until something in `counts` has happened so often.

        Raises:
            TimeoutError: It didn't.
        """
        async with asyncio.timeout(within):
            while self.counts[name] < count:
                await self._counted.wait()

    def _count(self, name: str) -> None:
        self.counts[name] += 1
        self._counted.set()
        self._counted = asyncio.Event()

    @property
    def live(self) -> list[Session]:
        """The sessions that are connected."""
        return [session for session in self._sessions.values() if session.connection is not None]

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if self.unavailable:
            self.unavailable -= 1
            return web.Response(status=503)
        connection = web.WebSocketResponse(compress=False)
        await connection.prepare(request)
        transport = request.transport
        assert transport is not None
        self._transports.add(transport)
        self._count("CONNECT")
        session = None
        try:
            await connection.send_str(dumps({"op": 10, "d": {"heartbeat_interval": round(self._heartbeat * 1000)}}))
            async for frame in connection:
                if frame.type is WSMsgType.TEXT:
                    session = await self._receive(connection, json.loads(frame.data)) or session
        except ConnectionError:
            pass
        finally:
            self._transports.discard(transport)
            self._count(f"CLOSE {connection.close_code}")
            if session is not None and session.connection is connection:
                session.connection = None
                if connection.close_code in {1000, 1001}:
                    self._sessions.pop(session.id, None)
        return connection

    async def _receive(self, connection: web.WebSocketResponse, message: JSON) -> Session | None:
        match message:
            case {"op": 1}:
                self._count("HEARTBEAT")
                if self.acknowledges:
                    await connection.send_str('{"op":11}')
            case {"op": 2, "d": identity}:
                return await self._identify(connection, identity)
            case {"op": 6, "d": {"session_id": session_id, "seq": sequence}}:
                return await self._resume(connection, session_id, sequence)
        return None

    async def _identify(self, connection: web.WebSocketResponse, identity: JSON) -> Session | None:
        self._count("IDENTIFY")
        if identity["token"] != self._token:
            await connection.close(code=AUTHENTICATION_FAILED, message=b"Authentication failed.")
            return None
        if identity["intents"] & PRIVILEGED & ~self._privileged:
            await connection.close(code=DISALLOWED_INTENTS, message=b"Disallowed intent(s).")
            return None
        shard, shards = identity.get("shard", (0, 1))
        for session in [session for session in self._sessions.values() if session.shard == shard]:
            if session.connection is None:
                del self._sessions[session.id]
        session = Session(shard, shards, identity["intents"], connection)
        self._sessions[session.id] = session
        guilds = [guild for guild in self._guilds if (guild.id >> 22) % shards == shard]
        ready: JSON = {"v": 10, "user": BOT.payload, "session_id": session.id, "resume_gateway_url": self.url}
        ready |= {"shard": [shard, shards], "application": {"id": str(BOT.id), "flags": 0}}
        ready["guilds"] = [{"id": str(guild.id), "unavailable": True} for guild in guilds]
        await session.send("READY", dumps(ready))
        for guild in guilds:
            await session.send("GUILD_CREATE", dumps(guild.payload))
        self._count("READY")
        return session

    async def _resume(self, connection: web.WebSocketResponse, session_id: str, sequence: int) -> Session | None:
        self._count("RESUME")
        session = self._sessions.get(session_id)
        first = session.events[0][0] if session is not None and session.events else 1
        if session is None or not self.accepts_resume or sequence < first - 1:
            await connection.send_str('{"op":9,"d":false}')
            return None
        session.connection = connection
        for number, text in tuple(session.events):
            if number > sequence:
                await connection.send_str(text)
        await session.send("RESUMED", '{"_trace":[]}')
        self._count("RESUMED")
        return session

    async def send(self, event: str, data: str, guild: Guild | None = None) -> int:
        """How many open connections took an event of a guild, or of the direct messages."""
        taken = 0
        for session in self._of(guild):
            taken += await session.send(event, data)
        return taken

    async def send_message(self, message: JSON, text: str, guild: Guild | None, *, for_bot: bool) -> int:
        """How many open connections took a message.

        Args:
            message: As its author wrote it.
            text: The same as JSON.
            guild: None for direct messages.
            for_bot: The bot may read it without the intent for message content.
        """
        wanted = DIRECT_MESSAGES if guild is None else GUILD_MESSAGES
        taken = 0
        for session in self._of(guild):
            if not session.intents & wanted:
                continue
            if for_bot or guild is None or session.intents & CONTENT:
                taken += await session.send("MESSAGE_CREATE", text)
            else:
                blank: JSON = {"content": "", "embeds": (), "components": (), "attachments": ()}
                taken += await session.send("MESSAGE_CREATE", dumps(message | blank))
        return taken

    def _of(self, guild: Guild | None) -> Iterator[Session]:
        for session in tuple(self._sessions.values()):
            if session.shard == (0 if guild is None else (guild.id >> 22) % session.shards):
                yield session

    async def drop(self) -> None:
        """Every connection is reset."""
        for transport in tuple(self._transports):
            reset(transport)

    async def reconnect(self) -> None:
        """Every client is told to come back (op 7)."""
        await self._tell('{"op":7,"d":null}')

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Every session is declared invalid (op 9)."""
        live = self.live
        if not resumable:
            self._sessions.clear()
        await self._tell(dumps({"op": 9, "d": resumable}), live)

    async def malformed(self, kind: Malformation) -> None:
        """Every client gets an event that no client can understand."""
        event, data = MALFORMED[kind]
        if not event:
            await self._tell(data)
        else:
            for session in self.live:
                await session.send(event, data)

    async def unknown(self) -> None:
        """Every client gets an event of a kind that Discord may one day invent."""
        for session in self.live:
            await session.send("POPCORN_CREATE", '{"id":"1","salted":true}')

    async def _tell(self, text: str, sessions: Sequence[Session] | None = None) -> None:
        for session in self.live if sessions is None else sessions:
            if session.connection is not None:
                with suppress(ConnectionError):
                    await session.connection.send_str(text)
