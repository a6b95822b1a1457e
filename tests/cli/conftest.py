"""The command line as a shell runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import IO, TYPE_CHECKING

import pytest

from command_line import ARTICLE, PACK, Outcome, Run
from rockybot.packs.fingerprint import Fingerprint

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working directory with the article, the fact file and its fingerprint."""
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "grey-rock.yaml").write_text(PACK, "utf-8")
    (tmp_path / "grey-rock.fingerprint").write_text(Fingerprint.of(ARTICLE).to_json(), "utf-8")
    return tmp_path


@pytest.fixture
def rockybot(folder: Path) -> Run:
    """The command line in that folder, with a home of its own and without settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ROCKYBOT_")}
    environment |= {"HOME": str(folder / "home"), "COLUMNS": "88", "XDG_CACHE_HOME": str(folder / "cache")}

    def run(*words: str, stdin: bytes = b"", stdout: IO[bytes] | None = None) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "rockybot", *words],
            input=stdin,
            stdout=stdout or subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return Outcome(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())

    return run
