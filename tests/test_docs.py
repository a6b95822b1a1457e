"""README, `.env.example` and the help are held to the truth."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer.main

from rockybot.cli import app
from rockybot.cli.moderating import facts
from rockybot.settings import VARIABLES, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback} | {
    f"facts {command.name or command.callback.__name__}" for command in facts.registered_commands if command.callback
}
EXAMPLES = re.findall(r"```console\n\$ rockybot (.*)\n((?:.|\n)*?)```", README)


def options() -> Iterator[tuple[str, str]]:
    for name in COMMANDS:
        command: Any = typer.main.get_command(app)
        for word in name.split():
            command = command.commands[word]
        for parameter in command.params:
            yield from ((name, option) for option in parameter.opts if option.startswith("--"))


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"`rockybot {command}" in README


def test_every_option_stands_in_the_readme() -> None:
    assert {option for _, option in options() if option != "--output"} <= set(re.findall(r"--[a-z]+", README))


def test_the_readme_names_no_command_that_is_none() -> None:
    named = set(re.findall(r"`rockybot (facts [a-z]+|[a-z]+)", README))
    assert named <= COMMANDS


@pytest.mark.parametrize(("words", "output"), EXAMPLES, ids=[words for words, _ in EXAMPLES])
def test_an_example_of_the_readme_prints_what_it_says(
    words: str, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "88")
    (tmp_path / "article.txt").write_text("Grey Rock\n\nAda kept the light of Grey Rock for years.\n", "utf-8")

    with pytest.raises(SystemExit) as ended:
        app(shlex.split(words))

    assert ended.value.code in (0, 1)
    assert capsys.readouterr().out == output


def test_every_make_target_of_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    docs = README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert (
        set(re.findall(r"`make ([a-z]+)", docs)) | set(re.findall(r"^make ([a-z]+)", README, re.MULTILINE)) <= targets
    )


def test_env_example_lists_every_setting_and_no_other() -> None:
    listed = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    assert listed == set(VARIABLES)
    assert {variable.field for variable in VARIABLES.values()} == {field.name for field in fields(Settings)}
    assert all(f"`{setting}`" in README for setting in listed)


def test_every_linked_file_exists() -> None:
    assert all((ROOT / link).exists() for link in re.findall(r"\]\(([^)#:]+)\)", README))
