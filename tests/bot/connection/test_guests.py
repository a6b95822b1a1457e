"""A rockybot that a member brought along: where nobody invited it, it answers that member alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from conversation import buttons_of, text_of
from loopback import GUILD, LoopbackDiscord, User

if TYPE_CHECKING:
    from loopback_bot import Running

GUEST = User("gwen", installed=True)
EPHEMERAL = 64


async def heard(discord: LoopbackDiscord, **options: Any) -> dict[str, Any]:
    """What the bot sends back to a question."""
    sent = await discord.slash("ask", {"question": "what did the lamp burn"}, **options)
    body = await sent.reply()
    assert body is not None
    data: dict[str, Any] = body["data"]
    return data


async def test_in_a_server_that_did_not_invite_it_the_answer_is_private(running: Running) -> None:
    """And can't be shown to everyone."""
    async with LoopbackDiscord() as discord, running(discord):
        await discord.events.until("READY")
        data = await heard(discord, user=GUEST, guild=GUILD)
    assert data["flags"] & EPHEMERAL
    assert "whale oil" in text_of(data["components"])
    assert "Show everyone" not in buttons_of(data["components"])


@pytest.mark.parametrize("options", [{"guild": GUILD}, {"guild": None}, {"user": GUEST, "guild": None}])
async def test_elsewhere_it_is_at_home(options: dict[str, Any], running: Running) -> None:
    """In a server that invited it, and in direct messages with it."""
    async with LoopbackDiscord() as discord, running(discord):
        await discord.events.until("READY")
        data = await heard(discord, **options)
    assert not data["flags"] & EPHEMERAL
