"""Responses to interactions that arrive in time, whatever happens to a request on the way.

Discord waits three seconds for the first one. discord.py tries again 1 and then 3 seconds after a server's error, and
not at all after a broken connection; here tries follow one another quickly instead.
"""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.webhook.async_ import AsyncWebhookAdapter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from discord.http import Route

PAUSES = (0.05, 0.15, 0.3, 0.6, 0.9)
"""Seconds before each further try: two in all, so that the last one still arrives within Discord's three."""
SPREAD = 0.3
PATIENCE = aiohttp.ClientTimeout(total=0.9)
"""For a try of the first response, but the last: who hangs would never be asked again."""
_SERVER_ERROR = 500
_ALREADY_RESPONDED = 40060
_RECEIPT = {"interaction": {"id": "0", "type": 0}}
"""What discord.py wants to hear of a response that was taken."""


class PersistentAdapter(AsyncWebhookAdapter):
    """Sends what belongs to an interaction: the response, its edits and follow-ups."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    async def request(self, route: Route, session: aiohttp.ClientSession, **options: Any) -> Any:
        persistent = _PersistentSession(session)
        first = route.path.endswith("/callback")
        if first:
            # Nobody here looks at the message that came of it: without it, a response costs half as much.
            options["params"] = {"with_response": "0"}
        sent = None
        try:
            sent = await super().request(route, persistent, **options)  # type: ignore[arg-type]
        except discord.HTTPException as error:
            # After a further try: the one before it had arrived, and only its receipt was lost.
            if error.code != _ALREADY_RESPONDED or not persistent.tried_again:
                raise
        return _RECEIPT if first else sent


class _PersistentSession:
    """Stands in for an `aiohttp.ClientSession` during one request."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self.tried_again = False

    @asynccontextmanager
    async def request(self, method: str, url: str, **options: Any) -> AsyncIterator[aiohttp.ClientResponse]:
        async with await self._response(method, url, options) as response:
            yield response

    async def _response(self, method: str, url: str, options: dict[str, Any]) -> aiohttp.ClientResponse:
        # A form can be sent once only: its files are read on the way.
        pauses = () if isinstance(options.get("data"), aiohttp.FormData) else PAUSES
        patience: dict[str, Any] = {"timeout": PATIENCE} if url.endswith("/callback") else {}
        for pause in pauses:
            try:
                response = await self._session.request(method, url, **options, **patience)
                if response.status < _SERVER_ERROR:
                    return response
                response.release()
            except (aiohttp.ClientError, OSError):
                pass
            self.tried_again = True
            await asyncio.sleep(pause * random.uniform(1 - SPREAD, 1 + SPREAD))  # noqa: S311 - no secret
        return await self._session.request(method, url, **options)
