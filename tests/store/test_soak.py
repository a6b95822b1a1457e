from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent


def test_whatever_was_acknowledged_outlives_a_killed_process() -> None:
    """A short form of `make soak`, on both databases."""
    command = [sys.executable, "-m", "store.soak", "--kills", "12"]
    soaked = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(TESTS)}, capture_output=True, text=True, check=False
    )
    assert soaked.returncode == 0, soaked.stderr
    assert re.fullmatch(
        r"SQLite: 12 kills, [1-9]\d* edits acknowledged, [1-9]\d* found, none by half\n"
        r"PostgreSQL: 12 kills, [1-9]\d* edits acknowledged, [1-9]\d* found, none by half\n",
        soaked.stdout,
    )
