"""The house as the design draws it: who may import whom, and which library has which door."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "rockybot"
MODULES = sorted(SOURCE.rglob("*.py"))

ROOMS_BELOW = {
    "errors": set(),
    "settings": {"errors"},
    "packs": {"errors"},
    "matching": {"packs"},
    "measuring": {"errors", "packs", "matching"},
    "replies": {"packs", "matching"},
    "remembering": {"packs", "matching"},
    "app": {"packs", "matching", "replies", "remembering"},
    "watching": {"errors", "packs", "matching", "app"},
    "importing": {"errors", "packs", "matching"},
    "finding": set(),
    "store": {"errors", "packs"},
    "servers": {"errors", "packs", "matching", "importing", "app", "store"},
    "shelving": {"errors", "app", "watching"},
    "histories": {"packs", "store"},
    "bot": {"errors", "settings", "packs", "matching", "replies", "app", "finding", "servers", "store", "histories"}
    | {"watching", "shelving", "importing"},
    "cli": {"errors", "settings", "packs", "matching", "measuring", "replies", "app", "finding", "bot", "watching"}
    | {"servers", "store", "histories", "shelving", "importing"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Room → the rooms that it may import from."""

DOORS = {
    "yaml": {"packs/parsing.py", "packs/nodes.py", "packs/emitting.py", "packs/splicing.py"},
    "rapidfuzz": {"matching/general.py", "matching/repair.py"},
    "numpy": {
        *("matching/calibrating.py", "matching/cells.py", "matching/fitting.py", "matching/index.py"),
        *("matching/kernel.py", "matching/neighbours.py", "matching/phrasings.py"),
        *("matching/portraits.py", "matching/spelling.py", "matching/vectors.py"),
    },
    "Stemmer": {"matching/language.py"},
    "typer": "cli",
    "rich": "cli",
    "prompt_toolkit": "cli",
    "dotenv": {"settings.py"},
    "discord": "bot",
    "aiohttp": "bot",
    "watchfiles": {"watching.py"},
    "pythonjsonlogger": {"cli/journal.py"},
    "sqlalchemy": "store",
    "alembic": "store",
    "aiosqlite": "store",
    "asyncpg": "store",
    "platformdirs": {"remembering.py", "cli/chatting.py"},
}
"""Library → the files, or the one folder, that may import it."""

IMPURE = {"asyncio", "datetime", "logging", "os", "random", "shutil", "socket", "subprocess", "sys", "time", "urllib"}


def room(module: Path) -> str:
    return module.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(module: Path) -> set[str]:
    """The full names of everything a module imports, in functions and for type checking too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(SOURCE)))
def test_a_module_imports_only_from_the_rooms_below_it(module: Path) -> None:
    here = room(module)
    above = {
        name
        for name in imports(module)
        if name.startswith("rockybot.") and name.split(".")[1] not in ROOMS_BELOW[here] | {here, "__version__"}
    }
    assert not above, f"{here} may import from {sorted(ROOMS_BELOW[here])} only"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(SOURCE)))
def test_each_library_has_one_door(module: Path) -> None:
    path = module.relative_to(SOURCE).as_posix()
    for library in {name.split(".")[0] for name in imports(module)} & set(DOORS):
        door = DOORS[library]
        assert path.startswith(f"{door}/") if isinstance(door, str) else path in door, f"{library} in {path}"


@pytest.mark.parametrize(
    "module",
    [module for module in MODULES if room(module) in {"matching", "replies", "measuring"}],
    ids=lambda module: str(module.relative_to(SOURCE)),
)
def test_the_core_knows_no_clock_environment_network_or_log(module: Path) -> None:
    assert not {name.split(".")[0] for name in imports(module)} & IMPURE


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(SOURCE)))
def test_no_module_is_a_catch_all(module: Path) -> None:
    assert module.stem not in {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert len(module.read_text("utf-8").splitlines()) <= 240, "a file is a step; about 150 lines"


@pytest.mark.parametrize("command", [["ask", "who was Rusty"], ["why", "who was Rusty"]], ids=["ask", "why"])
def test_a_question_in_the_shell_brings_in_nothing_heavy(command: list[str]) -> None:
    code = (
        "import sys; from rockybot.cli import app\n"
        f"try: app({command!r})\n"
        "except SystemExit: pass\n"
        "heavy = {'discord', 'sqlalchemy', 'pydantic', 'prompt_toolkit'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
