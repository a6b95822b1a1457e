"""What Discord says of the set-up, asked over REST alone: the bot needn't run, no start is spent, nothing changes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import discord
from discord import app_commands
from discord.http import Route
from yarl import URL

from rockybot.bot import permitting
from rockybot.bot.connection.resolving import look_up
from rockybot.bot.inviting import invite_link
from rockybot.finding import Finding
from rockybot.replies import commands as words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from rockybot.settings import Settings

    Step = Callable[[discord.Client, discord.AppInfo, Settings], AsyncIterator[Finding]]

PATIENCE = 5.0
"""Seconds that Discord gets for what makes one finding."""

_AGAIN = "then run `rockybot doctor` again"
_OUTAGES = "https://discordstatus.com for outages"
_REFUSED = (
    "copy it anew from the page “Bot” of your application in the developer portal into DISCORD_TOKEN; “Reset Token” "
    "there makes a new one and ends the old one"
)


async def examine(settings: Settings) -> tuple[Finding, ...]:
    """Everything that Discord tells to the token of the settings; what can't be asked is a finding too."""
    found: list[Finding] = []
    left = [name for name, _ in STEPS]
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            async with asyncio.timeout(PATIENCE):
                application = await _login(client, settings.token or "")
        except discord.LoginFailure:
            return (Finding.wrong("token", "Discord refuses it", _REFUSED),)
        except (aiohttp.ClientError, OSError) as error:
            return (_unreached(error, ["token", *left]),)
        except discord.DiscordException as error:
            return (_unanswered(error, ["token", *left]),)
        found.append(Finding.ok("token", f"Discord takes it for the bot {client.user}"))
        for number, (name, step) in enumerate(STEPS):
            findings = step(client, application, settings)
            try:
                while finding := await _next(findings):
                    found.append(finding)
            except (aiohttp.ClientError, OSError) as error:
                found.append(_unreached(error, left[number:]))
                break
            except discord.DiscordException as error:
                found.append(_unanswered(error, [name]))
    return tuple(found)


async def _next(findings: AsyncIterator[Finding]) -> Finding | None:
    async with asyncio.timeout(PATIENCE):
        return await anext(findings, None)


def _unreached(error: Exception, unchecked: Sequence[str]) -> Finding:
    if isinstance(error, TimeoutError):
        what = f"gives no answer within {PATIENCE:g} seconds"
    else:
        what = f"is out of reach ({getattr(error, 'strerror', None) or error})"
    mend = f"check the network, DNS and firewall of this machine, and {_OUTAGES}; {_AGAIN}"
    return Finding.wrong("Discord", f"{_host()} {what}; not checked: {', '.join(unchecked)}", mend)


def _unanswered(error: discord.DiscordException, unchecked: Sequence[str]) -> Finding:
    # The text of an HTTP error may be a whole page.
    reason = f"{error.status} {error.response.reason}" if isinstance(error, discord.HTTPException) else str(error)
    mend = f"wait a while, check {_OUTAGES}; {_AGAIN}"
    return Finding.wrong("Discord", f"it answers “{reason}”; not checked: {', '.join(unchecked)}", mend)


def _host() -> str:
    return URL(Route.BASE).host or ""


async def _login(client: discord.Client, token: str) -> discord.AppInfo:
    await look_up(_host())
    try:
        await client.login(token)
        return await client.application_info()
    except (KeyError, TypeError, ValueError):  # the page of a hotel's network, say
        raise aiohttp.ClientError("what answers there isn't Discord") from None


async def _application(
    _client: discord.Client, application: discord.AppInfo, _settings: Settings
) -> AsyncIterator[Finding]:
    about, portal = "application", _portal(application)
    yield Finding.ok(about, f"“{application.name}” ({application.id}); to invite it: {invite_link(application.id)}")
    if application.bot_require_code_grant:
        what = "“Requires OAuth2 Code Grant” is on, and keeps the invite link from working"
        yield Finding.wrong(about, what, f"switch it off: {portal}/bot")
    if application.user_integration_config and not application.guild_integration_config:
        what = "“Guild Install” is off, which keeps the invite link from working"
        yield Finding.wrong(about, what, f"switch it on: {portal}/installation")
    if application.interactions_endpoint_url:
        what = "its “Interactions Endpoint URL” takes commands and buttons away from the bot"
        yield Finding.wrong(about, what, f"empty that field: {portal}/information")
    if not application.bot_public:
        what = "“Public Bot” is off: only its owner can invite the bot"
        yield Finding.note(about, what, f"leave it so, or switch it on for others: {portal}/bot")


async def _intents(_client: discord.Client, application: discord.AppInfo, settings: Settings) -> AsyncIterator[Finding]:
    if not settings.message_content:
        yield Finding.ok("intents", "the bot asks for no privileged one")
    # Below a hundred servers Discord gives it unasked, and calls that limited.
    elif application.flags.gateway_message_content or application.flags.gateway_message_content_limited:
        yield Finding.ok("intents", "“Message Content” is asked for, and switched on for the application")
    else:
        what = "ROCKYBOT_MESSAGE_CONTENT asks for “Message Content”, which the application has switched off"
        mend = f"switch on “Message Content Intent”: {_portal(application)}/bot, or set ROCKYBOT_MESSAGE_CONTENT=off"
        yield Finding.wrong("intents", f"{what}: Discord won't let the bot connect", mend)


def _portal(application: discord.AppInfo) -> str:
    return f"https://discord.com/developers/applications/{application.id}"


async def _commands(
    client: discord.Client, _application: discord.AppInfo, _settings: Settings
) -> AsyncIterator[Finding]:
    ours = sorted((words.ASK, words.MENU))
    known = sorted(command.name for command in await app_commands.CommandTree(client).fetch_commands())
    if known == ours:
        yield Finding.ok("commands", f"Discord knows {_quoted(ours)}")
    else:
        what = f"Discord knows {_quoted(known) or 'none'} so far; the bot's own are {_quoted(ours)}"
        yield Finding.note("commands", what, "start the bot: it sends its commands whenever Discord's differ")


def _quoted(names: Sequence[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)


async def _shards(client: discord.Client, _application: discord.AppInfo, settings: Settings) -> AsyncIterator[Finding]:
    advised, _, starts = await client.http.get_bot_gateway()
    count = settings.shards.count if settings.shards else advised
    yield Finding.ok("shards", f"the bot has {count}; connections left today: {starts['remaining']}")
    if count < advised:
        mend = f"empty ROCKYBOT_SHARDS, or let it count {advised} in every process"
        yield Finding.note("shards", f"ROCKYBOT_SHARDS counts {count}, where Discord advises {advised}", mend)
    if starts["remaining"] < count:
        hours = starts["reset_after"] / 3_600_000
        what = f"connections left today: {starts['remaining']}, shards: {count}"
        yield Finding.wrong("shards", what, f"wait {hours:.1f} hours, and find out from the log why it starts so often")


STEPS: tuple[tuple[str, Step], ...] = (
    ("application", _application),
    ("intents", _intents),
    ("servers and permissions", permitting.servers),
    ("auto-answer channels", permitting.channels),
    ("commands", _commands),
    ("shards", _shards),
)
"""What is looked at once the token is known to be good."""
