"""What Discord tells of a set-up, over real sockets and a Discord that says what a test wants it to say."""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord.http import Route

from rockybot.bot import examining, permitting
from rockybot.bot.examining import examine
from rockybot.bot.inviting import PERMISSIONS, invite_link
from rockybot.finding import Finding, Level
from rockybot.settings import Settings, Shards

if TYPE_CHECKING:
    from collections.abc import Iterator

BOT, SERVER, CHANNEL, PARENT = 123456789012345678, 223456789012345678, 323456789012345678, 423456789012345678
ALL = PERMISSIONS.value
TEXT, PRIVATE, VOICE, CATEGORY, THREAD, FORUM = 0, 1, 2, 4, 11, 15
USER = {"id": str(BOT), "username": "rockybot", "discriminator": "0", "avatar": None, "bot": True}
APPLICATION: dict[str, Any] = {
    "id": str(BOT),
    "name": "Rocky",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "owner": USER,
    "verify_key": "",
    "flags": 0,
}
GATEWAY: dict[str, Any] = {
    "url": "wss://nowhere.invalid",
    "shards": 2,
    "session_start_limit": {"total": 1000, "remaining": 999, "reset_after": 7_200_000, "max_concurrency": 1},
}
HEARING = Settings(token="t", message_content=True, auto_answer_channels=frozenset({CHANNEL}))  # noqa: S106
MINUTE = 60.0


def server(**more: Any) -> dict[str, Any]:
    """A server in the list of those that the bot is in."""
    return {"id": str(SERVER), "name": "Film Club", "owner": False, "permissions": str(ALL)} | more


def command(name: str, kind: int) -> dict[str, Any]:
    return {"id": "5", "application_id": str(BOT), "name": name, "type": kind, "description": "", "version": "1"}


def channel(number: int = CHANNEL, kind: int = TEXT, **more: Any) -> dict[str, Any]:
    shape: dict[str, Any] = {"id": str(number), "type": kind, "name": "talk", "guild_id": str(SERVER), "position": 0}
    return shape | {"permission_overwrites": [], "parent_id": None, "nsfw": False} | more


class SmallDiscord:
    """Answers each path below `/api` with a status and a body; a body that is text is no JSON."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, Any]] = {
            "/users/@me": (200, USER),
            "/oauth2/applications/@me": (200, APPLICATION),
            "/users/@me/guilds": (200, [server()]),
            f"/applications/{BOT}/commands": (200, [command("ask", 1), command("Ask rockybot", 3)]),
            "/gateway/bot": (200, GATEWAY),
            f"/channels/{CHANNEL}": (200, channel()),
            f"/guilds/{SERVER}": (200, self.guild(ALL)),
            f"/guilds/{SERVER}/members/{BOT}": (200, {"user": USER, "roles": [], "joined_at": None, "flags": 0}),
        }
        self.slow: dict[str, float] = {}

    def guild(self, permissions: int) -> dict[str, Any]:
        everyone = {"id": str(SERVER), "name": "@everyone", "position": 0, "permissions": str(permissions), "color": 0}
        return {"id": str(SERVER), "name": "Film Club", "owner_id": "1", "roles": [everyone]}

    def tell(self, path: str, body: Any, status: int = 200) -> None:
        self.answers[path] = status, body


@pytest.fixture
def small() -> Iterator[SmallDiscord]:
    """A Discord in which everything is right; discord.py finds it in place of the real one."""
    small = SmallDiscord()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.removeprefix("/api").split("?")[0]
            time.sleep(small.slow.get(path, 0))
            status, body = small.answers.get(path, (404, {"message": "404: Not Found", "code": 0}))
            data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.send_response(status)
            # With a charset discord.py would take it for plain text.
            self.send_header("Content-Type", "text/html" if isinstance(body, str) else "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            with suppress(ConnectionError):  # nobody waits any more
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening, pytest.MonkeyPatch.context() as patch:
        serving = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        patch.setattr(Route, "BASE", f"http://127.0.0.1:{listening.server_port}/api")
        yield small
        listening.shutdown()
        serving.join()


async def examined(settings: Settings | None = None) -> list[Finding]:
    return list(await examine(settings or Settings(token="t")))  # noqa: S106


async def odd(settings: Settings | None = None) -> list[Finding]:
    """What isn't OK."""
    return [finding for finding in await examined(settings) if finding.level is not Level.OK]


async def test_where_all_is_right_everything_is_told_and_nothing_is_wrong(small: SmallDiscord) -> None:
    small.tell("/oauth2/applications/@me", APPLICATION | {"flags": 1 << 19})

    found = await examined(HEARING)

    assert {finding.level for finding in found} == {Level.OK}
    assert [finding.about for finding in found] == [
        "token",
        "application",
        "intents",
        "servers",
        "permissions",
        f"auto-answer channel {CHANNEL}",
        "commands",
        "shards",
    ]
    assert found[0].what == "Discord takes it for the bot rockybot"
    assert invite_link(BOT) in found[1].what
    assert found[5].what == "the bot may answer in #talk in “Film Club”"


async def test_a_refused_token_ends_the_examination(small: SmallDiscord) -> None:
    small.tell("/users/@me", {"message": "401: Unauthorized", "code": 0}, 401)

    (finding,) = await examined()

    assert (finding.level, finding.about, finding.what) == (Level.WRONG, "token", "Discord refuses it")
    assert "“Reset Token”" in finding.mend


@pytest.mark.parametrize(
    ("changed", "level", "what", "mend"),
    [
        ({"bot_require_code_grant": True}, Level.WRONG, "“Requires OAuth2 Code Grant” is on", f"{BOT}/bot"),
        ({"integration_types_config": {"1": {}}}, Level.WRONG, "“Guild Install” is off", f"{BOT}/installation"),
        ({"interactions_endpoint_url": "https://a.invalid"}, Level.WRONG, "Endpoint URL” takes", f"{BOT}/information"),
        ({"bot_public": False}, Level.NOTE, "“Public Bot” is off", f"{BOT}/bot"),
    ],
    ids=["code grant", "no guild install", "endpoint", "not public"],
)
async def test_what_hinders_in_the_portal_is_told_with_its_page(
    small: SmallDiscord, changed: dict[str, Any], level: Level, what: str, mend: str
) -> None:
    small.tell("/oauth2/applications/@me", APPLICATION | changed)

    (finding,) = await odd()

    assert (finding.level, finding.about) == (level, "application")
    assert what in finding.what
    assert f"https://discord.com/developers/applications/{mend}" in finding.mend


async def test_an_intent_that_is_asked_for_must_be_switched_on(small: SmallDiscord) -> None:
    asking = Settings(token="t", message_content=True)  # noqa: S106
    (finding,) = await odd(asking)
    assert (finding.level, finding.about) == (Level.WRONG, "intents")
    assert "“Message Content”, which the application has switched off" in finding.what
    assert "ROCKYBOT_MESSAGE_CONTENT=off" in finding.mend

    for flag in (1 << 18, 1 << 19):
        small.tell("/oauth2/applications/@me", APPLICATION | {"flags": flag})
        assert not await odd(asking)


async def test_a_bot_in_no_server_gets_its_invite_link(small: SmallDiscord) -> None:
    small.tell("/users/@me/guilds", [])

    (finding,) = await odd()

    assert (finding.level, finding.about, finding.what) == (Level.NOTE, "servers", "the bot is in none yet")
    assert invite_link(BOT) in finding.mend


async def test_permissions_that_the_role_lacks_are_named_by_server(small: SmallDiscord) -> None:
    small.tell("/users/@me/guilds", [server(), server(permissions=str(1 << 10), id="9", name="Quiet\nClub")])

    (finding,) = await odd()

    assert (finding.level, finding.about) == (Level.WRONG, "server “Quiet\nClub” (9)")
    assert "lacks Send Messages, Read Message History, Send Messages in Threads;" in finding.what
    assert invite_link(BOT) in finding.mend


@pytest.mark.parametrize("more", [{"permissions": str(1 << 3)}, {"owner": True}], ids=["administrator", "owner"])
async def test_who_may_do_all_lacks_nothing(small: SmallDiscord, more: dict[str, Any]) -> None:
    small.tell("/users/@me/guilds", [server(**{"permissions": "0"} | more)])

    assert not await odd()


async def test_of_very_many_servers_the_first_ones_are_looked_at(
    small: SmallDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(permitting, "SERVERS", 1)
    small.tell("/oauth2/applications/@me", APPLICATION | {"approximate_guild_count": 1234})

    told = next(finding.what for finding in await examined() if finding.about == "servers")

    assert told == "the bot is in 1,234; the first 1 of them were looked at"


@pytest.mark.parametrize(
    ("status", "what"),
    [(404, "Discord knows no such channel"), (403, "the bot may not see it")],
    ids=["gone", "hidden"],
)
async def test_an_auto_answer_channel_must_be_there(small: SmallDiscord, status: int, what: str) -> None:
    small.tell("/oauth2/applications/@me", APPLICATION | {"flags": 1 << 19})
    small.tell(f"/channels/{CHANNEL}", {"message": "no", "code": 0}, status)

    (finding,) = await odd(HEARING)

    assert (finding.level, finding.what) == (Level.WRONG, what)
    assert finding.about == f"auto-answer channel {CHANNEL}"


@pytest.mark.parametrize(
    ("kind", "denied", "missing"),
    [
        (TEXT, discord.Permissions(send_messages=True), "Send Messages"),
        (TEXT, discord.Permissions(send_messages_in_threads=True), "Send Messages in Threads"),
        (VOICE, discord.Permissions(send_messages_in_threads=True), ""),
        (VOICE, discord.Permissions(send_messages=True), "Send Messages"),
        (FORUM, discord.Permissions(send_messages=True), ""),
        (FORUM, discord.Permissions(send_messages_in_threads=True), "Send Messages in Threads"),
        (THREAD, discord.Permissions(send_messages_in_threads=True), "Send Messages in Threads"),
        (THREAD, discord.Permissions(read_message_history=True), "Read Message History"),
    ],
)
async def test_what_the_bot_lacks_in_an_auto_answer_channel_is_named(
    small: SmallDiscord, kind: int, denied: discord.Permissions, missing: str
) -> None:
    small.tell("/oauth2/applications/@me", APPLICATION | {"flags": 1 << 19})
    overwrite = {"id": str(SERVER), "type": 0, "allow": "0", "deny": str(denied.value)}
    if kind == THREAD:
        thread: dict[str, Any] = {"owner_id": "1", "parent_id": str(PARENT), "member_count": 1, "message_count": 1}
        about = {"archived": False, "auto_archive_duration": 60, "archive_timestamp": "2026-01-01T00:00:00+00:00"}
        small.tell(f"/channels/{CHANNEL}", channel(kind=THREAD, **thread, thread_metadata=about))
        small.tell(f"/channels/{PARENT}", channel(PARENT, permission_overwrites=[overwrite]))
    else:
        more = {"bitrate": 1, "user_limit": 0} if kind == VOICE else {}
        small.tell(f"/channels/{CHANNEL}", channel(kind=kind, permission_overwrites=[overwrite], **more))

    told = [finding.what for finding in await odd(HEARING)]

    assert told == ([f"in #talk in “Film Club” the bot lacks {missing}"] if missing else [])


@pytest.mark.parametrize("kind", [CATEGORY, PRIVATE], ids=["category", "direct messages"])
async def test_an_auto_answer_channel_must_be_one_where_members_write(small: SmallDiscord, kind: int) -> None:
    small.tell("/oauth2/applications/@me", APPLICATION | {"flags": 1 << 19})
    small.tell(f"/channels/{CHANNEL}", channel(kind=kind, recipients=[USER]))

    (finding,) = await odd(HEARING)

    assert finding.what.startswith("it is a category or a private conversation")


@pytest.mark.parametrize(
    ("known", "what"),
    [
        ([], "Discord knows none so far"),
        ([command("ask", 1)], "Discord knows “ask” so far"),
        ([command("play", 1), command("stop", 1)], "Discord knows “play” and “stop” so far"),
    ],
    ids=["never started", "an older version", "another program"],
)
async def test_commands_that_discord_does_not_know_yet_are_a_note(
    small: SmallDiscord, known: list[dict[str, Any]], what: str
) -> None:
    small.tell(f"/applications/{BOT}/commands", known)

    (finding,) = await odd()

    assert (finding.level, finding.about) == (Level.NOTE, "commands")
    assert finding.what == f"{what}; the bot's own are “Ask rockybot” and “ask”"
    assert finding.mend.startswith("start the bot")


@pytest.mark.usefixtures("small")
async def test_fewer_shards_than_discord_advises_are_a_note() -> None:
    (finding,) = await odd(Settings(token="t", shards=Shards((0,), 1)))  # noqa: S106

    assert (finding.level, finding.what) == (Level.NOTE, "ROCKYBOT_SHARDS counts 1, where Discord advises 2")


async def test_starts_that_are_used_up_are_wrong(small: SmallDiscord) -> None:
    limit = GATEWAY["session_start_limit"] | {"remaining": 1}
    small.tell("/gateway/bot", GATEWAY | {"session_start_limit": limit})

    (finding,) = await odd()

    assert (finding.level, finding.what) == (Level.WRONG, "connections left today: 1, shards: 2")
    assert finding.mend.startswith("wait 2.0 hours")


async def test_a_discord_that_fails_at_once_ends_the_examination(small: SmallDiscord) -> None:
    small.tell("/users/@me", "<html>a page</html>", 503)

    (finding,) = await examined()

    assert finding.what.startswith("it answers “503 Service Unavailable”; not checked: token, application, intents, ")
    assert "discordstatus.com" in finding.mend


@pytest.mark.parametrize(
    ("path", "unchecked"),
    [(f"/applications/{BOT}/commands", "commands"), ("/users/@me/guilds", "servers and permissions")],
)
async def test_one_request_that_fails_leaves_the_others(small: SmallDiscord, path: str, unchecked: str) -> None:
    small.tell(path, {"message": "no", "code": 0}, 403)

    (finding,) = await odd()

    assert finding.what == f"it answers “403 Forbidden”; not checked: {unchecked}"


async def test_a_gateway_that_is_not_told_is_told(small: SmallDiscord) -> None:
    small.tell("/gateway/bot", {"message": "no", "code": 0}, 403)

    (finding,) = await odd()

    assert finding.what.endswith("not checked: shards")


async def test_a_discord_that_falls_silent_is_waited_for_once(
    small: SmallDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "PATIENCE", 0.3)
    small.slow["/users/@me/guilds"] = 0.6

    (finding,) = await odd()

    assert finding.what == (
        "127.0.0.1 gives no answer within 0.3 seconds; "
        "not checked: servers and permissions, auto-answer channels, commands, shards"
    )


@pytest.mark.parametrize("body", ["<html>Welcome to our hotel</html>", {}, []], ids=["page", "object", "list"])
async def test_what_is_not_discord_is_told_from_it(small: SmallDiscord, body: Any) -> None:
    small.tell("/users/@me", body)

    (finding,) = await examined()

    assert finding.what.startswith("127.0.0.1 is out of reach (what answers there isn't Discord); not checked: token,")


async def test_a_refused_connection_is_told(small: SmallDiscord, monkeypatch: pytest.MonkeyPatch) -> None:
    del small
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{port}/api")

    (finding,) = await examined()

    assert finding.what.startswith("127.0.0.1 is out of reach (")
    assert "DNS" in finding.mend


async def test_a_host_without_an_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(Route, "BASE", "https://discord.invalid/api")
    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    (finding,) = await examined()

    assert finding.what.startswith("discord.invalid is out of reach (Name or service not known); not checked: token,")


async def test_a_dead_name_server_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "PATIENCE", 0.1)
    monkeypatch.setattr(Route, "BASE", "https://discord.invalid/api")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: time.sleep(MINUTE))

    (finding,) = await examined()

    assert finding.what.startswith("discord.invalid gives no answer within 0.1 seconds")
