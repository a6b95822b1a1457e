"""Discord learns of the commands, if it doesn't know them as they are."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord.http import Route

if TYPE_CHECKING:
    from discord.app_commands import CommandTree

_DEPRECATED = frozenset(("dm_permission",))
"""Sent by discord.py, answered by Discord from what has taken its place."""

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
    except discord.HTTPException as error:
        log.error("the commands could not be sent (%s); restart to try again", error)  # noqa: TRY400 - no bug of ours
        return False
    log.info("%d commands sent to Discord", len(ours))
    return True


async def _payload(command: Any, tree: CommandTree[Any]) -> dict[str, Any]:
    if tree.translator is None:
        return dict(command.to_dict(tree))
    return dict(await command.get_translated_payload(tree, tree.translator))


def _all_known(ours: list[dict[str, Any]], known: list[dict[str, Any]]) -> bool:
    by_name = {(command["type"], command["name"]): command for command in known}
    return len(ours) == len(known) and all(
        _is_known(command, by_name.get((command["type"], command["name"]))) for command in ours
    )


def _is_known(ours: Any, known: Any) -> bool:
    """Whether Discord's copy says all that ours says; what is empty or off may be left out of either."""
    if isinstance(ours, dict) and isinstance(known, dict):
        return all(_is_known(value, known.get(key)) for key, value in ours.items() if key not in _DEPRECATED)
    if isinstance(ours, list) and isinstance(known, list):
        if not any(isinstance(item, dict) for item in ours):
            return sorted(ours) == sorted(known)
        return len(ours) == len(known) and all(map(_is_known, ours, known))
    return (not ours and not known) or str(ours) == str(known)
