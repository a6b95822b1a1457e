"""The log of a running bot."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from rockybot.cli.journal import LIBRARIES, start_log
from rockybot.settings import LOG_LEVELS, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.store import Store


@pytest.fixture(autouse=True)
def _own_log() -> Iterator[None]:
    """The log of the tests afterwards."""
    root, names = logging.getLogger(), (None, "rockybot.invite", *LIBRARIES)
    handlers, levels = root.handlers[:], [logging.getLogger(name).level for name in names]
    yield
    root.handlers[:] = handlers
    for name, level in zip(names, levels, strict=True):
        logging.getLogger(name).setLevel(level)


@pytest.mark.parametrize("level", LOG_LEVELS)
async def test_what_members_ask_and_moderators_type_is_in_no_log(
    level: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """At no level: the libraries tell every row that they write."""
    start_log(Settings.from_mapping({"ROCKYBOT_LOG_LEVEL": level}))
    await store.note_question(1, "lighthouse", "who broke the lamp", "none", None)
    await store.keep_draft(1, "key", "typed by hand")
    logging.getLogger("rockybot").debug("still heard")

    log = capsys.readouterr().err
    assert "who broke the lamp" not in log
    assert "typed by hand" not in log
    assert ("still heard" in log) == (level == "debug")
