"""What the tests share: the story of the lighthouse, in memory and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import platformdirs
import pytest
from hypothesis import HealthCheck, settings

from lighthouse import ARTICLE, LIGHTHOUSE, as_file
from rockybot.matching import Answerer
from rockybot.packs.fingerprint import Fingerprint
from rockybot.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from rockybot.packs import Pack

# A machine that is busy with something else is no failure.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def story() -> Pack:
    """The lighthouse, with source, gaps and names."""
    return LIGHTHOUSE


@pytest.fixture(scope="session")
def answerer(story: Pack) -> Answerer:
    """The matcher over the lighthouse."""
    return Answerer(story)


@pytest.fixture
def fact_file(tmp_path: Path, story: Pack) -> Path:
    """The lighthouse as a fact file with its fingerprint beside it."""
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "lighthouse.fingerprint").write_text(Fingerprint.of(ARTICLE).to_json(), "utf-8")
    (folder / "lighthouse.yaml").write_text(as_file(story), "utf-8")
    return folder / "lighthouse.yaml"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A database of this test alone."""
    opened = await Store.open(f"sqlite:///{tmp_path / 'rockybot.db'}")
    yield opened
    await opened.close()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache folder of this test alone; not there yet."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda _name: folder)
    return folder
