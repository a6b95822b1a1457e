"""What an operator can set, and where."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from rockybot.errors import SettingsError
from rockybot.settings import VARIABLES, Rate, Settings, Shards, misspelt


@pytest.fixture(autouse=True)
def _empty_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
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


@pytest.mark.parametrize(
    ("name", "value", "field", "read"),
    [
        ("DISCORD_TOKEN", " abc.def.ghi ", "token", "abc.def.ghi"),
        ("DISCORD_TOKEN", "Bot abc", "token", "abc"),
        ("ROCKYBOT_MESSAGE_CONTENT", "On", "message_content", True),
        ("ROCKYBOT_MESSAGE_CONTENT", "0", "message_content", False),
        (
            "ROCKYBOT_AUTO_ANSWER_CHANNELS",
            "123456789012345678, 223456789012345678",
            "auto_answer_channels",
            frozenset((123456789012345678, 223456789012345678)),
        ),
        ("ROCKYBOT_MEMBER_COOLDOWN", "5/30", "member_cooldown", Rate(5, 30)),
        ("ROCKYBOT_MEMBER_COOLDOWN", "off", "member_cooldown", None),
        ("ROCKYBOT_CHANNEL_COOLDOWN", "1 / 0.5", "channel_cooldown", Rate(1, 0.5)),
        ("ROCKYBOT_SHARDS", "0-3/16", "shards", Shards((0, 1, 2, 3), 16)),
        ("ROCKYBOT_SHARDS", "5/16", "shards", Shards((5,), 16)),
        ("ROCKYBOT_SHARDS", "2", "shards", Shards((0, 1), 2)),
        ("ROCKYBOT_LOG_LEVEL", "WARNING", "log_level", "warning"),
        ("ROCKYBOT_LOG_FORMAT", "json", "log_format", "json"),
        ("ROCKYBOT_LOG_QUESTIONS", "yes", "log_questions", True),
    ],
)
def test_each_setting_is_read_as_operators_write_it(name: str, value: str, field: str, read: object) -> None:
    """Case and blanks around it don't matter."""
    assert getattr(Settings.from_mapping({name: value}), field) == read


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("ROCKYBOT_MESSAGE_CONTENT", "maybe", "write on or off"),
        ("ROCKYBOT_SHARDS", "4-2/10", "the first one first"),
        ("ROCKYBOT_AUTO_ANSWER_CHANNELS", "#general", "`#general` is no channel id"),
        ("ROCKYBOT_AUTO_ANSWER_CHANNELS", "12", "`12` is no channel id"),
        ("ROCKYBOT_MEMBER_COOLDOWN", "fast", "such as 10/20, or off"),
        ("ROCKYBOT_MEMBER_COOLDOWN", "5/0", "such as 10/20, or off"),
        ("ROCKYBOT_SHARDS", "0-16/16", "they count from 0 to 15"),
        ("ROCKYBOT_SHARDS", "3-1/16", "they count from 0 to 15"),
        ("ROCKYBOT_SHARDS", "all", "such as 0-3/16"),
        ("ROCKYBOT_LOG_LEVEL", "loud", "write debug, info, warning or error"),
        ("ROCKYBOT_LOG_FORMAT", "xml", "write text or json"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_its_mend(name: str, value: str, mend: str) -> None:
    """And with the setting and the value."""
    with pytest.raises(SettingsError) as refused:
        Settings.from_mapping({name: value})
    assert str(refused.value).startswith(f"{name}={value}: ")
    assert mend in str(refused.value)


def test_a_token_is_a_secret() -> None:
    """It stands in no text of the settings, nor in the error about it."""
    assert "abc" not in repr(Settings.from_mapping({"DISCORD_TOKEN": "abc"}))
    with pytest.raises(SettingsError) as refused:
        Settings.from_mapping({"DISCORD_TOKEN": "abc\ndef"})
    assert str(refused.value).startswith("DISCORD_TOKEN=(hidden): it holds blanks or signs that no token has")


def test_a_misspelt_name_is_found() -> None:
    """With the one that was probably meant."""
    names = [
        "ROCKYBOT_PACKS",
        "rockybot_pack",
        "ROCKYBOT_XYZZY",
        "DISCORD_TOKN",
        "PATH",
        "DISCORD_TOKEN",
        "ROCKYBOT_PACK",
    ]
    assert misspelt(names) == {
        "DISCORD_TOKN": "DISCORD_TOKEN",
        "ROCKYBOT_PACKS": "ROCKYBOT_PACK",
        "ROCKYBOT_XYZZY": "",
        "rockybot_pack": "ROCKYBOT_PACK",
    }


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
