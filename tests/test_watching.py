"""A fact file that is saved while the bot runs."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING

import pytest

from rockybot import watching
from rockybot.app import Story
from rockybot.watching import keep_up, read_again

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from rockybot.errors import Problem

WITHIN = 20
"""Seconds that a busy machine may take to notice."""

LAMP = "The lamp burned whale oil until 1930"


def save(path: Path, old: str, new: str) -> None:
    """Changes a file as editors do: a new one takes the place of the old one."""
    text = path.read_text("utf-8")
    assert old in text
    draft = path.with_name("draft~")
    draft.write_text(text.replace(old, new), "utf-8")
    draft.replace(path)


@pytest.fixture
async def versions(fact_file: Path, cache: Path) -> AsyncIterator[asyncio.Queue[Story]]:
    """The later versions of the lighthouse, as they come."""
    del cache  # a new one is used
    later: asyncio.Queue[Story] = asyncio.Queue()
    watcher = asyncio.create_task(keep_up(Story.open(fact_file), fact_file, later.put_nowait))
    await asyncio.sleep(1)  # watching begins in a thread, and nobody tells when
    yield later
    watcher.cancel()


async def test_a_saved_file_is_read_again_at_once(versions: asyncio.Queue[Story], fact_file: Path) -> None:
    save(fact_file, f"{LAMP}.", f"{LAMP}, then gas.")
    later = await asyncio.wait_for(versions.get(), WITHIN)
    assert later.ask("what did the lamp burn").reply.text == f"{LAMP}, then gas."


def moved_away(path: Path) -> None:
    """The folder is made anew, as by a checkout."""
    path.parent.rename(path.parent.with_name("old"))
    shutil.copytree(path.parent.with_name("old"), path.parent)


def linked(path: Path) -> None:
    """The file is elsewhere, and a link to it lies in its place, as in a container."""
    elsewhere = path.parent.with_name("elsewhere")
    elsewhere.mkdir()
    path.rename(elsewhere / path.name)
    path.symlink_to(elsewhere / path.name)


@pytest.mark.parametrize("happens", [moved_away, linked])
@pytest.mark.usefixtures("cache")
async def test_a_file_whose_folder_tells_nothing_is_read_again_too(
    happens: Callable[[Path], None], fact_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LOOK_MILLISECONDS", 100)
    later: asyncio.Queue[Story] = asyncio.Queue()
    watcher = asyncio.create_task(keep_up(Story.open(fact_file), fact_file, later.put_nowait))
    await asyncio.sleep(0.5)
    await asyncio.to_thread(happens, fact_file)
    await asyncio.sleep(0.5)
    await asyncio.to_thread(lambda: save(fact_file.resolve(), f"{LAMP}.", f"{LAMP}, then gas."))
    assert (await asyncio.wait_for(later.get(), WITHIN)).ask("what did the lamp burn").reply.text.endswith("then gas.")
    watcher.cancel()


@pytest.mark.usefixtures("cache")
async def test_what_was_saved_before_watching_began_is_read_too(
    fact_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start takes a while."""
    monkeypatch.setattr(watching, "LOOK_MILLISECONDS", 100)
    story = Story.open(fact_file)
    save(fact_file, f"{LAMP}.", f"{LAMP}, then gas.")
    later: asyncio.Queue[Story] = asyncio.Queue()
    watcher = asyncio.create_task(keep_up(story, fact_file, later.put_nowait))
    await asyncio.wait_for(later.get(), WITHIN)
    watcher.cancel()


@pytest.mark.parametrize("broken", ['"facts": 1, "facts":', '"facts": [{}], "old":'])
async def test_a_broken_version_is_passed_over(
    broken: str, versions: asyncio.Queue[Story], fact_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The next good one is taken."""
    save(fact_file, '"facts":', broken)
    async with asyncio.timeout(WITHIN):
        while "the last good version stays in use" not in caplog.text:  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0.05)
    assert versions.empty()

    save(fact_file, broken, '"facts":')
    save(fact_file, f"{LAMP}.", f"{LAMP}, then gas.")
    await asyncio.wait_for(versions.get(), WITHIN)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param('"facts":', '"fact":', "the unknown key `fact`; did you mean `facts`?", id="no-pack"),
        pytest.param('put out the lamp"}', 'put out a lamp"}', "the excerpt is not verbatim", id="no-proof"),
        pytest.param('"Miss Finch"', '"Petrel"', "`Petrel` stands for both", id="a-shared-name"),
    ],
)
def test_what_breaks_a_promise_is_told_with_its_mend(old: str, new: str, said: str, fact_file: Path) -> None:
    save(fact_file, old, new)
    assert said in told(read_again(fact_file))


def test_a_file_that_is_gone_is_passed_over(fact_file: Path) -> None:
    fact_file.unlink()
    assert "can't be read" in told(read_again(fact_file))


def told(problems: Story | tuple[Problem, ...]) -> str:
    """The problems of a file that can't be used."""
    assert isinstance(problems, tuple)
    return "\n".join(map(str, problems))
