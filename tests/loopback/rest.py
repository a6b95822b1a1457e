"""The REST half: what the bot may ask of Discord, with all that can go wrong on the way."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, deque
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .answers import (
    ALREADY_ACKNOWLEDGED,
    NO_CONTENT,
    NOT_FOUND,
    SERVER_ERROR,
    UNAUTHORISED,
    UNKNOWN_CHANNEL,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Answer,
    Request,
    application,
    attached,
    of_guild,
    read,
    response,
)
from .outcomes import PATIENCE, Sent
from .payloads import BOT, EPHEMERAL, JSON, LOADING, Guild, Recent, dumps, message, snowflake
from .sessions import reset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .faults import Dice, Faults
    from .gateway import Gateway

WITH_MESSAGE, DEFERRED, UPDATE = 4, 5, 7


class Rest:
    """Discord's REST interface for one bot."""

    def __init__(  # noqa: PLR0913  # what it is made of
        self,
        *,
        token: str,
        guilds: Sequence[Guild],
        shards: int,
        gateway: Gateway,
        faults: Faults,
        dice: Dice,
        kept: int | None,
    ) -> None:
        self.requests: deque[Request] = deque(maxlen=kept)
        self.counts: Counter[str] = Counter()
        """Of requests by their kind, such as `POST interactions`."""
        self.slow_commands = 0.0
        """Seconds that new commands take to be accepted."""
        self.unknown: list[str] = []
        """Method and path of what this server doesn't know."""
        self.interactions: Recent[str, Sent] = Recent()
        self.posts: Recent[str, Sent] = Recent()
        self.messages: Recent[str, JSON] = Recent()
        self.commands: dict[str, list[JSON]] = {}
        """By `global` or the id of a guild."""
        self._authorisation, self._shards, self._gateway = f"Bot {token}", shards, gateway
        self._guilds = {str(guild.id): guild for guild in guilds}
        self._channels: dict[str, Guild] = {str(guild.channel): guild for guild in guilds}
        self._by_token: Recent[str, Sent] = Recent()
        self._latest: Recent[str, Sent] = Recent()
        self._nonces: Recent[tuple[str, str], JSON] = Recent()
        self._faults, self._dice = faults, dice

    def expect(self, sent: Sent) -> None:
        """From now on the bot may answer this interaction or message."""
        if sent.token:
            self.interactions[str(sent.id)] = self._by_token[sent.token] = sent
        else:
            self.posts[str(sent.id)] = self._latest[str(sent.channel)] = sent

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        method, (_, _, _, *parts) = request.method, request.path.split("/")
        raw, files = await read(request)
        fault = None
        if parts[0] in {"interactions", "webhooks", "channels"}:
            name = " ".join([method, *(part for part in parts if not part.isdigit())])
            fault = self._dice.of_request(name, f"{method} {request.path} {raw}")
        body = json.loads(raw) if raw else None
        self.counts[f"{method} {parts[0]}"] += 1
        if self.requests.maxlen != 0:
            path = "/" + "/".join(parts)
            self.requests.append(Request(method, path, dict(request.query), body, files, fault))
        if fault == "reset":
            reset(request.transport)
            return web.Response()
        if fault == "rate_limited":
            return self._rate_limited()
        if fault in {"server_error", "server_error_twice"}:
            return response(SERVER_ERROR)
        if parts[0] not in {"interactions", "webhooks"} and request.headers.get("Authorization") != self._authorisation:
            return response(UNAUTHORISED)
        with_response = request.query.get("with_response") == "1"
        answer = await self._answer(method, parts, body, files, with_response=with_response)
        if answer is NOT_FOUND:
            self.unknown.append(f"{method} {request.path}")
        if fault == "reset_after":
            reset(request.transport)
        elif fault == "slow":
            await asyncio.sleep(self._faults.delay)
        return response(answer)

    def _rate_limited(self) -> web.Response:
        after = self._dice.retry_after()
        limited = response((429, {"message": "You are being rate limited.", "retry_after": after, "global": False}))
        # Without Via discord.py takes a 429 for a ban by Cloudflare and doesn't try again.
        limited.headers.update({"Via": "1.1 loopback", "Retry-After": str(after)})
        return limited

    async def _answer(  # noqa: C901, PLR0911, PLR0912  # a table of routes
        self, method: str, parts: list[str], body: Any, files: tuple[str, ...], *, with_response: bool
    ) -> Answer:
        match [method, *parts]:
            case ["POST", "interactions", number, token, "callback"]:
                answer = await self._callback(number, token, body, files)
                return NO_CONTENT if answer[0] == 200 and not with_response else answer
            case [_, "webhooks", _, token, *rest]:
                return await self._webhook(method, token, rest, body, files)
            case ["POST", "channels", channel, "messages"]:
                return await self._post(channel, body, files)
            case [_, "channels", _, "messages", number]:
                return self._message(method, number, body, files)
            case ["POST", "channels", _, "typing"]:
                return NO_CONTENT
            case ["GET", "channels", channel]:
                return (200, found.text_channel) if (found := self._channels.get(channel)) else UNKNOWN_CHANNEL
            case ["GET", "users", "@me"]:
                return 200, BOT.payload | {"mfa_enabled": True, "verified": True, "locale": "en-GB"}
            case ["GET", "oauth2", "applications", "@me"] | ["GET", "applications", "@me"]:
                return 200, application()
            case ["GET", "gateway", "bot"]:
                limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
                return 200, {"url": self._gateway.url, "shards": self._shards, "session_start_limit": limit}
            case ["GET", "users", "@me", "guilds"]:
                return 200, [guild.payload | {"owner": False} for guild in self._guilds.values()]
            case ["GET", "guilds", number, *rest] if number in self._guilds:
                return of_guild(self._guilds[number], rest)
            case ["GET" | "PUT", "applications", _, "commands"]:
                await asyncio.sleep(0 if body is None else self.slow_commands)
                return self._commands("global", body)
            case ["GET" | "PUT", "applications", _, "guilds", number, "commands"]:
                return self._commands(number, body)
        return NOT_FOUND

    async def _callback(self, number: str, token: str, body: JSON, files: tuple[str, ...]) -> Answer:
        sent = self.interactions.get(number)
        if sent is None or sent.token != token:
            return UNKNOWN_INTERACTION
        if sent.body is not None or sent.age > PATIENCE:
            refusal = UNKNOWN_INTERACTION if sent.body is None else ALREADY_ACKNOWLEDGED
            sent.refused.append(refusal[1]["code"])
            return refusal
        kind, data = body["type"], attached(body.get("data") or {}, files)
        shown = sent.message
        if kind in {WITH_MESSAGE, DEFERRED}:
            flags = data.get("flags", 0) | (LOADING if kind == DEFERRED else 0)
            shown = message(BOT, sent.channel, **data | {"flags": flags, "type": 20})
        elif kind == UPDATE and shown is not None:
            shown |= data
        sent.answer(body, shown)
        about: JSON = {"id": number, "type": sent.kind, "response_message_loading": kind == DEFERRED}
        if shown is not None:
            about["response_message_id"] = shown["id"]
            about["response_message_ephemeral"] = bool(shown["flags"] & EPHEMERAL)
            text = await self._keep(shown, sent.guild, new=kind == WITH_MESSAGE)
            if kind in {WITH_MESSAGE, UPDATE}:
                return 200, f'{{"interaction":{dumps(about)},"resource":{{"type":{kind},"message":{text}}}}}'
        return 200, {"interaction": about}

    async def _webhook(self, method: str, token: str, rest: list[str], body: Any, files: tuple[str, ...]) -> Answer:
        sent = self._by_token.get(token)
        if sent is None or sent.body is None:
            return UNKNOWN_WEBHOOK
        match [method, *rest]:
            case ["POST"]:
                sent.follow_up(body)
                posted = message(BOT, sent.channel, **attached(body, files), webhook_id=str(BOT.id))
                return 200, await self._keep(posted, sent.guild)
            case [_, "messages", number]:
                number = sent.message["id"] if number == "@original" and sent.message is not None else number
                status, changed = self._message(method, number, body, files)
                if method == "PATCH" and status == 200:
                    changed["flags"] &= ~LOADING
                    sent.edit(body)
                return status, changed
        return NOT_FOUND

    async def _post(self, channel: str, body: JSON, files: tuple[str, ...]) -> Answer:
        nonce = (channel, str(body.get("nonce")))
        if body.get("enforce_nonce") and nonce in self._nonces:
            return 200, self._nonces[nonce]
        posted = message(BOT, int(channel), **attached(body, files))
        reference = body.get("message_reference", {}).get("message_id")
        sent = self.posts.get(str(reference)) if reference else self._latest.get(channel)
        if sent is not None and sent.body is None:
            sent.answer(body, posted)
        elif sent is not None:
            sent.follow_up(body)
        if "nonce" in body:
            self._nonces[nonce] = posted
        return 200, await self._keep(posted, self._channels.get(channel))

    def _message(self, method: str, number: str, body: Any, files: tuple[str, ...]) -> Answer:
        found = self.messages.get(number)
        if found is None:
            return UNKNOWN_MESSAGE
        match method:
            case "PATCH":
                found |= attached(body, files) | {"content": body.get("content", found["content"]) or ""}
            case "DELETE":
                del self.messages[number]
                return NO_CONTENT
        return 200, found

    async def _keep(self, shown: JSON, guild: Guild | None, *, new: bool = True) -> str:
        """A message as JSON, after it was remembered and, if it is new and for all to see, announced."""
        self.messages[shown["id"]] = shown
        text = dumps(shown)
        if new and not shown["flags"] & EPHEMERAL:
            await self._gateway.send_message(shown, text, guild, for_bot=True)
        return text

    def _commands(self, where: str, body: list[JSON] | None) -> Answer:
        if body is not None:
            before = self.commands.get(where, [])
            known = {(command["name"], command.get("type", 1)): command["id"] for command in before}
            self.commands[where] = [
                {"description": "", "application_id": str(BOT.id), "version": "1"}
                | ({} if where == "global" else {"guild_id": where})
                | command
                | {"id": known.get((command["name"], command.get("type", 1))) or str(snowflake())}
                for command in body
            ]
        return 200, self.commands.get(where, [])
