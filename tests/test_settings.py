"""What an operator can set, and where."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from rockybot.errors import SettingsError
from rockybot.settings import Settings


@pytest.fixture(autouse=True)
def _empty_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROCKYBOT_PACK", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("values", "pack"),
    [
        pytest.param({"ROCKYBOT_PACK": "stories/lighthouse.yaml"}, Path("stories/lighthouse.yaml"), id="a-path"),
        pytest.param({"ROCKYBOT_PACK": "~/lighthouse.yaml"}, Path.home() / "lighthouse.yaml", id="in-the-home-folder"),
        pytest.param({"ROCKYBOT_PACK": ""}, None, id="an-empty-value"),
        pytest.param({"ROCKYBOT_PACK": None}, None, id="a-name-without-a-value"),
        pytest.param({"PACK": "lighthouse.yaml", "rockybot_pack": "x"}, None, id="other-names"),
        pytest.param({}, None, id="nothing"),
    ],
)
def test_settings_are_read_from_names_and_values(values: dict[str, str | None], pack: Path | None) -> None:
    """What is absent or empty has its default."""
    assert Settings.from_mapping(values) == Settings(pack=pack)


def test_without_environment_or_file_the_defaults_hold() -> None:
    """They serve the shipped story."""
    assert Settings.load() == Settings()


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is needed."""
    monkeypatch.setenv("ROCKYBOT_PACK", "lighthouse.yaml")
    assert Settings.load().pack == Path("lighthouse.yaml")


def test_settings_are_read_from_a_file_of_the_working_directory() -> None:
    """Comments and other names in it are ignored."""
    Path(".env").write_text("# the story\nROCKYBOT_PACK=lighthouse.yaml\nOTHER=x\n", "utf-8")
    assert Settings.load().pack == Path("lighthouse.yaml")


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an operator sets for one run holds for it."""
    Path(".env").write_text("ROCKYBOT_PACK=lighthouse.yaml\n", "utf-8")
    monkeypatch.setenv("ROCKYBOT_PACK", "harbour.yaml")
    assert Settings.load().pack == Path("harbour.yaml")


def test_an_empty_value_of_the_environment_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file's holds."""
    Path(".env").write_text("ROCKYBOT_PACK=lighthouse.yaml\n", "utf-8")
    monkeypatch.setenv("ROCKYBOT_PACK", "")
    assert Settings.load().pack == Path("lighthouse.yaml")


def test_the_home_of_somebody_unknown_is_refused() -> None:
    """With the name of the setting and the mend."""
    with pytest.raises(SettingsError, match=r"^ROCKYBOT_PACK=~nobody-at-all/x: .*; give the whole path$"):
        Settings.from_mapping({"ROCKYBOT_PACK": "~nobody-at-all/x"})


def test_a_file_that_is_no_text_is_refused() -> None:
    """With its name and the mend."""
    Path(".env").write_bytes(b"ROCKYBOT_PACK=caf\xe9.yaml\n")
    with pytest.raises(SettingsError, match=r"\.env: .*UTF-8"):
        Settings.load()


def test_a_folder_of_the_files_name_is_no_file() -> None:
    """Some tools keep their environments in one."""
    Path(".env").mkdir()
    assert Settings.load() == Settings()


def test_settings_do_not_change() -> None:
    """They are read once."""
    with pytest.raises(FrozenInstanceError):
        setattr(Settings(), "pack", Path("lighthouse.yaml"))  # noqa: B010 - what the type checker forbids anyway
