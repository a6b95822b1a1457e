"""The bot on a loopback Discord with real sockets, under its supervisor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loopback_bot import running_bot

if TYPE_CHECKING:
    from loopback_bot import Running
    from rockybot.app import Story


@pytest.fixture
def running(lighthouse: Story) -> Running:
    """Runs the bot on a loopback Discord until the block ends; gives the supervisor's task."""
    return running_bot(lighthouse)
