"""The bar while a story is loaded: on a terminal, and only where it takes its time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rockybot.cli import progress
from rockybot.cli.progress import loading

STORY = Path("grey-rock.yaml")


@pytest.mark.parametrize(
    ("patience", "terminal", "shown"),
    [
        pytest.param(-1.0, True, True, id="slow"),
        pytest.param(60.0, True, False, id="quick"),
        pytest.param(-1.0, False, False, id="no-terminal"),
    ],
)
def test_a_bar_stands_on_a_terminal_where_loading_is_slow(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], patience: float, *, terminal: bool, shown: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with loading(STORY) as advance:
        for done in range(3):
            advance(done, 2)
    told = capsys.readouterr()
    assert told.out == ""
    assert (STORY.name in told.err) is shown
