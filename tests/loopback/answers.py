"""What REST reads and answers: bodies, errors, and what never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aiohttp import web
from aiohttp.web_request import FileField
from multidict import CIMultiDict

from .payloads import BOT, JSON, Guild, dumps, snowflake

if TYPE_CHECKING:
    from .faults import RequestFault

Answer = tuple[int, Any]
"""Status and body; a body that is text is JSON already."""

AS_JSON = CIMultiDict({"Content-Type": "application/json"})
"""With a charset discord.py would take a body for plain text."""

NO_CONTENT: Answer = 204, None
UNAUTHORISED: Answer = 401, {"message": "401: Unauthorized", "code": 0}
NOT_FOUND: Answer = 404, {"message": "404: Not Found", "code": 0}
UNKNOWN_CHANNEL: Answer = 404, {"message": "Unknown Channel", "code": 10003}
UNKNOWN_MESSAGE: Answer = 404, {"message": "Unknown Message", "code": 10008}
UNKNOWN_WEBHOOK: Answer = 404, {"message": "Unknown Webhook", "code": 10015}
UNKNOWN_INTERACTION: Answer = 404, {"message": "Unknown interaction", "code": 10062}
ALREADY_ACKNOWLEDGED: Answer = 400, {"message": "Interaction has already been acknowledged.", "code": 40060}
SERVER_ERROR: Answer = 500, {"message": "500: Internal Server Error", "code": 0}


class Request(NamedTuple):
    """A request as it arrived."""

    method: str
    path: str
    """Below `/api/v10`."""
    query: dict[str, str]
    body: Any
    files: tuple[str, ...]
    fault: RequestFault | None


async def read(request: web.BaseRequest) -> tuple[str, tuple[str, ...]]:
    """The JSON of a request, whichever way it came, and the names of the files beside it."""
    if not request.content_type.startswith("multipart/"):
        return await request.text(), ()
    form = await request.post()
    files = tuple(part.filename for part in form.values() if isinstance(part, FileField))
    return str(form.get("payload_json", "")), files


def response(answer: Answer) -> web.Response:
    status, body = answer
    if body is None:
        return web.Response(status=status)
    text = body if isinstance(body, str) else dumps(body)
    return web.Response(status=status, body=text.encode(), headers=AS_JSON)


def attached(body: JSON, files: tuple[str, ...]) -> JSON:
    """A message's body with its files as Discord would name them."""
    if not files:
        return {name: value for name, value in body.items() if name != "attachments"}
    url = "https://cdn.invalid/"
    attachments = [
        {"id": str(snowflake()), "filename": file, "size": 1, "url": url + file, "proxy_url": url + file}
        for file in files
    ]
    return body | {"attachments": attachments}


def of_guild(guild: Guild, rest: list[str]) -> Answer:
    match rest:
        case []:
            return 200, guild.payload
        case ["roles"]:
            return 200, guild.roles
        case ["channels"]:
            return 200, [guild.text_channel]
        case ["members", number]:
            for user in (BOT, *guild.members):
                if str(user.id) == number:
                    return 200, guild.member(user) | {"user": user.payload}
            return 404, {"message": "Unknown Member", "code": 10007}
    return NOT_FOUND


def application() -> JSON:
    application: JSON = {"id": str(BOT.id), "name": "rockybot", "icon": None, "description": "", "flags": 0}
    return application | {"bot_public": True, "bot_require_code_grant": False, "owner": BOT.payload, "verify_key": ""}
