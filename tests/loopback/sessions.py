"""A bot's session with the gateway, and how its connection is cut."""

from __future__ import annotations

import asyncio
import socket
import struct
import uuid
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .payloads import KEPT

if TYPE_CHECKING:
    from aiohttp import web


def reset(transport: asyncio.BaseTransport | None) -> None:
    """Cut a connection with a TCP reset, where close() alone would end it in good order."""
    if isinstance(transport, asyncio.WriteTransport):
        if (raw := transport.get_extra_info("socket")) is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()


@dataclass
class Session:
    """What an IDENTIFY began; it outlives its connections."""

    shard: int
    shards: int
    intents: int
    connection: web.WebSocketResponse | None
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    sequence: int = 0
    events: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=KEPT))

    async def send(self, event: str, data: str) -> bool:
        """Whether an open connection took the event; if none did, RESUME brings it."""
        self.sequence += 1
        text = f'{{"op":0,"s":{self.sequence},"t":"{event}","d":{data}}}'
        self.events.append((self.sequence, text))
        if self.connection is None:
            return False
        with suppress(ConnectionError):
            await self.connection.send_str(text)
            return True
        return False
