"""The club's bot keeps what moderators save."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rockybot.bot import Desk, RockyBot
from rockybot.settings import Settings

if TYPE_CHECKING:
    from rockybot.servers import Servers


@pytest.fixture
def simcord_bot(servers: Servers) -> RockyBot:
    """A bot with a database."""
    return RockyBot(Settings(), Desk(Settings(), servers))
