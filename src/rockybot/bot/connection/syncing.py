"""Discord learns of the commands, if it doesn't know them as they are."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from aiohttp import ClientError
from discord.http import Route

if TYPE_CHECKING:
    from discord.app_commands import CommandTree

_BOOKKEEPING = frozenset(("id", "application_id", "guild_id", "version", "name_localized", "description_localized"))
_BOOKKEEPING |= {"dm_permission"}  # sent by discord.py, answered by Discord from what has taken its place

log = logging.getLogger("rockybot.commands")


async def sync(tree: CommandTree[Any]) -> bool:
    """Whether the commands had changed and were sent. A failure is logged: the bot answers messages all the same."""
    client = tree.client
    try:
        # Discord leaves translations out unless asked for them, which discord.py never does.
        route = Route("GET", "/applications/{application_id}/commands", application_id=client.application_id)
        known = await client.http.request(route, params={"with_localizations": "true"})
        ours = [await _payload(command, tree) for command in tree.get_commands()]
        if _all_known(ours, known):
            log.info("%d commands are known to Discord as they are", len(ours))
            return False
        await tree.sync()
    except (discord.HTTPException, ClientError, OSError) as error:
        log.error("the commands could not be sent (%s); restart to try again", error)  # noqa: TRY400 - no bug of ours
        return False
    log.info("%d commands sent to Discord", len(ours))
    return True


async def _payload(command: Any, tree: CommandTree[Any]) -> dict[str, Any]:
    if tree.translator is None:
        return dict(command.to_dict(tree))
    return dict(await command.get_translated_payload(tree, tree.translator))


def _all_known(ours: list[dict[str, Any]], known: list[dict[str, Any]]) -> bool:
    def by_name(commands: list[dict[str, Any]]) -> list[Any]:
        return sorted(map(_essence, commands), key=lambda command: (command["type"], command["name"]))

    return by_name(ours) == by_name(known)


def _essence(part: Any) -> Any:
    """What a command says, without what Discord keeps books of, and without what is empty or off."""
    if isinstance(part, dict):
        kept = {key: _essence(value) for key, value in part.items() if key not in _BOOKKEEPING}
        return {key: value for key, value in kept.items() if value}
    if isinstance(part, list):
        return [_essence(item) for item in part] if part and isinstance(part[0], dict) else sorted(part)
    return str(part) if part else part
