"""The operator's folder of stories."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING

import pytest

from rockybot import watching
from rockybot.errors import SettingsError
from rockybot.shelving import keep_finding, stories_in

if TYPE_CHECKING:
    from pathlib import Path

    from rockybot.app import Story

pytestmark = pytest.mark.usefixtures("cache")


def put(fact_file: Path, name: str) -> Path:
    """The lighthouse under another name in the same folder."""
    copy = fact_file.with_name(name)
    shutil.copy(fact_file, copy)
    return copy


def test_each_fact_file_is_a_story_by_its_name(fact_file: Path) -> None:
    put(fact_file, "harbour.yml")
    (fact_file.parent / "notes.txt").write_text("no story")
    (fact_file.parent / "folder.yaml").mkdir()

    assert {name: story.path for name, story in stories_in(fact_file.parent, None).items()} == {
        "harbour": fact_file.with_name("harbour.yml"),
        "lighthouse": fact_file,
    }
    assert stories_in(None, fact_file) == {}


def test_the_story_that_is_told_by_default_may_lie_there_too(
    fact_file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """By whatever path it is named."""
    put(fact_file, "harbour.yaml")
    link = tmp_path / "lighthouse.yaml"
    link.symlink_to(fact_file)

    assert set(stories_in(fact_file.parent, link)) == {"harbour"}
    assert caplog.text == ""


def test_a_second_file_of_a_name_is_left_out_and_said_so(
    fact_file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also one that is called like the story that is told by default: the edits of both would be mixed."""
    default = put(fact_file, "harbour.yaml").rename(tmp_path / "harbour.yaml")
    put(fact_file, "harbour.yaml")
    put(fact_file, "lighthouse.yml")

    stories = stories_in(fact_file.parent, default)

    assert {name: story.path for name, story in stories.items()} == {"lighthouse": fact_file}
    assert "harbour.yaml: left out, another story is called `harbour` already; rename the file" in caplog.text
    assert "lighthouse.yml: left out, another story is called `lighthouse` already" in caplog.text


def test_a_broken_file_keeps_no_other_from_being_told(fact_file: Path, caplog: pytest.LogCaptureFixture) -> None:
    (fact_file.parent / "broken.yaml").write_text("title: X\nfacts: []\n")
    (fact_file.parent / "gone.yaml").symlink_to("nowhere")

    assert set(stories_in(fact_file.parent, None)) == {"lighthouse"}
    assert "broken.yaml: left out; `rockybot check` shows all. " in caplog.text


@pytest.mark.parametrize("name", ["nowhere", "lighthouse.yaml"])
def test_what_is_no_folder_is_said_so(name: str, fact_file: Path) -> None:
    with pytest.raises(SettingsError, match=rf"^ROCKYBOT_STORIES=.*{name}: the folder can't be read \(.*\); check"):
        stories_in(fact_file.parent / name, None)


async def test_a_story_that_comes_later_is_found(
    fact_file: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new file, and one that was broken so far; each once. A broken one is said so each time that it is saved."""
    monkeypatch.setattr(watching, "LOOK_MILLISECONDS", 50)
    folder, broken = fact_file.parent, fact_file.with_name("broken.yaml")
    broken.write_text("title: X\nfacts: []\n")
    known, found = set[str](), asyncio.Queue[str]()

    def take(name: str, _story: Story) -> None:
        known.add(name)
        found.put_nowait(name)

    finding = asyncio.create_task(keep_finding(folder, fact_file, known, take))
    await asyncio.sleep(0.5)
    assert caplog.text.count("broken.yaml: left out") == 1
    put(fact_file, "harbour.yaml")
    assert await asyncio.wait_for(found.get(), 20) == "harbour"
    put(fact_file, "broken.yaml")
    assert await asyncio.wait_for(found.get(), 20) == "broken"
    await asyncio.sleep(0.2)
    assert found.empty()
    finding.cancel()
