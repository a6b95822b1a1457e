"""The bot on a loopback Discord with real sockets, under its supervisor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loopback import NOWHERE, pointed_at
from loopback_bot import running_bot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loopback_bot import Running
    from rockybot.app import Story


@pytest.fixture(autouse=True)
def _nowhere_else() -> Iterator[None]:
    with pointed_at(NOWHERE):
        yield


@pytest.fixture
def running(lighthouse: Story) -> Running:
    """Runs the bot on a loopback Discord until the block ends; gives the supervisor's task."""
    return running_bot(lighthouse)
