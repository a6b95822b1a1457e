"""A small Discord with real sockets on this machine, for what a test in one process can't show.

async with LoopbackDiscord() as discord:
    with pointed_at(discord):
        …  # start the bot with the token "loopback"
    asked = await discord.slash("ask", {"question": "who kept the lighthouse"})
    assert await asked.reply() is not None
"""

from .answers import Request
from .elsewhere import Elsewhere, elsewhere
from .faults import Faults
from .gateway import CONTENT, MEMBERS, PRESENCES
from .outcomes import Sent
from .payloads import ALICE, BOT, GUILD, MARY, Guild, User
from .pointing import NOWHERE, Place, pointed_at
from .server import Flood, LoopbackDiscord

__all__ = [
    "ALICE",
    "BOT",
    "CONTENT",
    "GUILD",
    "MARY",
    "MEMBERS",
    "NOWHERE",
    "PRESENCES",
    "Elsewhere",
    "Faults",
    "Flood",
    "Guild",
    "LoopbackDiscord",
    "Place",
    "Request",
    "Sent",
    "User",
    "elsewhere",
    "pointed_at",
]
