"""`rockybot run`, as far as it gets without Discord."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from loopback import NOWHERE, pointed_at
from rockybot.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No settings, no Discord, and the log of the tests afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with pointed_at(NOWHERE):
        yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    ("settings", "arguments", "said"),
    [
        pytest.param({}, [], "DISCORD_TOKEN is not set; copy the token from", id="no-token"),
        pytest.param(
            {"DISCORD_TOKEN": "wrong"}, [], "and would refuse the token: DISCORD_TOKEN is no", id="no-token-at-all"
        ),
        pytest.param(
            {"DISCORD_TOKEN": "a.b.c"}, ["--pack", "none.yaml"], "none.yaml:1:1: the file can't be read", id="no-pack"
        ),
        pytest.param(
            {"DISCORD_TOKEN": "a.b.c", "ROCKYBOT_SHARDS": "x"}, [], "ROCKYBOT_SHARDS=x: no shards;", id="no-shards"
        ),
    ],
)
def test_what_keeps_it_from_running_is_one_clear_line(
    settings: dict[str, str],
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit status 2, and no traceback."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SystemExit) as ended:
        app(["run", *arguments])

    out, err = capsys.readouterr()
    assert ended.value.code == 2
    assert said in err.splitlines()[-1]
    assert "Traceback" not in err
    assert out == ""
