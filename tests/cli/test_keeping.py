"""`rockybot facts export`, `import`, `history`, `rockybot backup` and `restore`: what is kept, from a shell."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rockybot.packs import Fact, Gap, read_pack
from rockybot.packs.revising import Edit, digest
from rockybot.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from command_line import Run

SERVER, ELSEWHERE, EDITOR = "900000000000000001", "900000000000000002", 700000000000000001
WITHOUT_SETTINGS = {name: value for name, value in os.environ.items() if not name.startswith("ROCKYBOT_")}
HERE = ("--server", SERVER, "--pack", "grey-rock.yaml")

LAMP = Fact("lamp-keeper", ("who lit the lamp",), "Ada lit it.\nEvery night.", None, ("lamp",))


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Store]:
    store = await Store.open(f"sqlite:///{folder / 'rockybot.db'}")
    try:
        yield store
    finally:
        await store.close()


def edit(folder: Path, *edits: Edit) -> None:
    """A moderator's edits; without any, the database is made."""

    async def keep() -> None:
        async with opened(folder) as store:
            latest = await store.latest(int(SERVER), "grey-rock")
            head = max((revision.number for revision in latest), default=None)
            await store.append_all(int(SERVER), "grey-rock", edits, EDITOR, head)

    asyncio.run(keep())


@pytest.fixture
def database(folder: Path) -> Path:
    """The working folder with a database in which a moderator added a fact and removed the gap."""
    gap = read_pack(folder / "grey-rock.yaml").record("ada-birthday")
    edit(folder, Edit(LAMP.id, LAMP, None), Edit("ada-birthday", None, digest(gap)))
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# Export


def test_an_export_is_the_file_with_the_servers_edits_in_it(rockybot: Run, database: Path) -> None:
    change(database / "grey-rock.yaml", "  - id: tom-job", "  # the brother\n  - id: tom-job")

    outcome = rockybot("facts", "export", *HERE)
    (database / "exported.yaml").write_text(outcome.out, "utf-8")
    pack = read_pack(database / "exported.yaml")

    assert outcome.status == 0
    assert "  # the brother\n  - id: tom-job\n" in outcome.out
    assert pack.record(LAMP.id) == LAMP
    assert not pack.gaps


def test_an_export_goes_into_a_file_but_never_over_the_one_in_use(rockybot: Run, database: Path) -> None:
    before = (database / "grey-rock.yaml").read_text("utf-8")
    (database / "link.yaml").symlink_to("grey-rock.yaml")
    (database / "hard.yaml").hardlink_to(database / "grey-rock.yaml")

    assert rockybot("facts", "export", *HERE, "-o", "out.yaml").status == 0
    for name in ("grey-rock.yaml", "link.yaml", "hard.yaml"):
        outcome = rockybot("facts", "export", *HERE, "-o", name)
        assert outcome.status == 2
        assert outcome.err == f"{name}: that is the fact file in use; write the export to another file\n"
    assert rockybot("facts", "export", *HERE, "-o", "rockybot.db").status == 2

    assert (database / "out.yaml").read_text("utf-8") == rockybot("facts", "export", *HERE).out
    assert (database / "grey-rock.yaml").read_text("utf-8") == before
    assert not list(database.glob(".out.yaml*"))


def test_a_server_without_edits_tells_the_file(rockybot: Run, database: Path) -> None:
    outcome = rockybot("facts", "export", "--server", ELSEWHERE, "--pack", "grey-rock.yaml")

    assert outcome.out == (database / "grey-rock.yaml").read_text("utf-8")
    assert "nothing was edited there" in outcome.err


def test_what_the_file_changed_after_the_edit_is_said(rockybot: Run, database: Path) -> None:
    change(database / "grey-rock.yaml", "when Ada was born", "when Ada Finch was born")

    assert "`ada-birthday`: grey-rock.yaml changed it after the server's edit" in rockybot("facts", "export", *HERE).err


def test_of_several_stories_it_is_the_one_that_the_server_chose(rockybot: Run, database: Path) -> None:
    """As the bot tells it there; one that is no longer in the folder is nobody's choice."""
    (database / ".env").write_text("ROCKYBOT_PACK=grey-rock.yaml\nROCKYBOT_STORIES=.\n", "utf-8")
    (database / "harbour.yaml").write_bytes((database / "grey-rock.yaml").read_bytes())
    change(database / "harbour.yaml", "Tom Finch was a baker.", "Tom Finch was a fisherman.")

    async def choose(story: str) -> None:
        async with opened(database) as store:
            await store.change_settings(int(SERVER), lambda chosen: replace(chosen, story=story))

    asyncio.run(choose("harbour"))
    exported = rockybot("facts", "export", "--server", SERVER)
    assert exported.out == (database / "harbour.yaml").read_text("utf-8")
    assert exported.err == f"exported: what server {SERVER} tells over harbour.yaml (nothing was edited there)\n"
    assert "nothing was edited" in rockybot("facts", "history", "--server", SERVER).out
    assert LAMP.id in rockybot("facts", "export", *HERE).out
    (database / "in.yaml").write_bytes((database / "harbour.yaml").read_bytes())
    change(database / "in.yaml", "fisherman", "rope maker")
    assert rockybot("facts", "import", "in.yaml", "--server", SERVER, "--yes").status == 0
    assert "rope maker" in rockybot("facts", "export", "--server", SERVER).out
    assert "rope maker" not in rockybot("facts", "export", *HERE).out

    asyncio.run(choose("gone"))
    assert rockybot("facts", "export", "--server", SERVER).out == rockybot("facts", "export", *HERE).out


def test_a_reader_who_has_seen_enough_is_no_error(database: Path) -> None:
    words = [sys.executable, "-m", "rockybot", "facts", "export", *HERE]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=database, env=WITHOUT_SETTINGS, stdout=pipe, stderr=pipe) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 0


@pytest.mark.parametrize("server", ["12", "lighthouse", "9" * 20, "٩" * 18, "-900000000000000001", "\x1b[31m"])
@pytest.mark.usefixtures("database")
def test_what_is_no_server_id_is_refused_with_the_place_to_find_it(rockybot: Run, server: str) -> None:
    outcome = rockybot("facts", "export", f"--server={server}", "--pack", "grey-rock.yaml")

    assert outcome.status == 2
    assert "is no server id" in outcome.err
    assert "Copy Server ID" in outcome.err
    assert "\x1b" not in outcome.err


@pytest.mark.parametrize("words", [("facts", "export", *HERE), ("facts", "history", *HERE), ("backup", "copy.db")])
def test_without_a_database_there_is_a_clear_error_and_none_is_made(
    rockybot: Run, folder: Path, words: tuple[str, ...]
) -> None:
    outcome = rockybot(*words)

    assert outcome.status == 2
    assert "rockybot.db: there is no such file; rockybot makes it at its first start" in outcome.err
    assert not (folder / "rockybot.db").exists()


# Import


def test_an_import_is_shown_and_kept_only_with_a_yes(rockybot: Run, database: Path) -> None:
    rockybot("facts", "export", *HERE, "-o", "in.yaml")
    change(database / "in.yaml", "Tom Finch was a baker.", "Tom Finch baked bread.")
    change(database / "in.yaml", "tom job", "toms trade")

    shown = rockybot("facts", "import", "in.yaml", *HERE)
    before = rockybot("facts", "history", *HERE, "tom-job").out
    kept = rockybot("facts", "import", "in.yaml", *HERE, "--yes")

    assert (shown.status, kept.status) == (0, 0)
    assert shown.out == (
        "changed `tom-job`\n"
        "  questions\n"
        "    - tom job\n"
        "    + toms trade\n"
        "  answer\n"
        "    - Tom Finch was a baker.\n"
        "    + Tom Finch baked bread.\n"
        f"server {SERVER}: 1 changed; nothing was kept yet: run again with --yes\n"
    )
    assert before == f"`tom-job` was never edited in server {SERVER}\n"
    assert kept.out.endswith(f"server {SERVER}: 1 changed; kept\n")
    (database / "out.yaml").write_text(rockybot("facts", "export", *HERE).out, "utf-8")
    assert read_pack(database / "out.yaml") == read_pack(database / "in.yaml")
    again = rockybot("facts", "import", "in.yaml", *HERE, "--yes")
    assert (again.status, again.out) == (0, f"nothing to import: server {SERVER} tells what in.yaml says\n")


def test_the_questions_that_other_records_would_take_are_shown_before_a_yes(rockybot: Run, database: Path) -> None:
    """Here one gap would take another's: they may share a phrasing, and the first one decides."""
    taker = Gap("tom-age", ("how old is tom",), "how old Tom is")
    taken = Gap("tom-birthday", ("when was tom\nborn",), "when Tom was born")
    edit(database, Edit(taker.id, taker, None), Edit(taken.id, taken, None))
    rockybot("facts", "export", *HERE, "-o", "in.yaml")
    change(database / "in.yaml", "      - how old is tom\n", "      - how old is tom\n      - When was Tom born?\n")

    shown = rockybot("facts", "import", "in.yaml", *HERE)
    kept = rockybot("facts", "import", "in.yaml", *HERE, "--yes")

    changed = "changed `tom-age`\n  questions\n    + When was Tom born?\n"
    assert shown.out == (
        f"{changed}questions that would get another record than now\n"
        "  “when was tom born”: `tom-age` instead of `tom-birthday`\n"
        f"server {SERVER}: 1 changed; nothing was kept yet: run again with --yes\n"
    )
    assert kept.out == f"{changed}server {SERVER}: 1 changed; kept\n"


def test_an_import_into_one_server_reaches_no_other(rockybot: Run, database: Path) -> None:
    rockybot("facts", "export", *HERE, "-o", "in.yaml")
    assert rockybot("facts", "import", "in.yaml", *HERE[2:], "--server", ELSEWHERE, "--yes").status == 0

    assert rockybot("facts", "import", "grey-rock.yaml", *HERE, "--yes").status == 0

    assert rockybot("facts", "export", *HERE).out == (database / "grey-rock.yaml").read_text("utf-8")
    assert LAMP.id in rockybot("facts", "export", *HERE[2:], "--server", ELSEWHERE).out


def test_what_is_the_operators_to_say_is_not_taken_over(rockybot: Run, database: Path) -> None:
    rockybot("facts", "export", *HERE, "-o", "in.yaml")
    change(database / "in.yaml", "title: Grey Rock\n", "title: Another\n")
    change(database / "in.yaml", "the baker]", "the cook]")

    outcome = rockybot("facts", "import", "in.yaml", *HERE, "--yes")

    assert outcome.status == 0
    assert outcome.err.startswith("in.yaml differs from grey-rock.yaml in title, names as well: ")
    assert outcome.out.startswith("nothing to import")
    assert "title: Grey Rock\n" in rockybot("facts", "export", *HERE).out


def test_an_import_that_breaks_promises_is_refused_with_every_place(rockybot: Run, database: Path) -> None:
    (database / "elsewhere").mkdir()  # no fingerprint lies there: the proof is the operator's
    rockybot("facts", "export", *HERE, "-o", "elsewhere/in.yaml")
    change(database / "elsewhere/in.yaml", "for thirty years", "for forty years")
    change(database / "elsewhere/in.yaml", "- id: storm-year", "- id: storm")

    outcome = rockybot("facts", "import", "elsewhere/in.yaml", *HERE, "--yes")

    assert outcome.status == 1
    false, check, last = outcome.err.splitlines()
    assert false.startswith("elsewhere/in.yaml:12:14: the excerpt is not verbatim (not in the source: “forty years”)")
    assert check == "grey-rock.yaml:27:13: `storm-year` is the id of no fact or gap; name one, or `none`"
    assert last == "nothing was kept: mend this and import elsewhere/in.yaml again"
    assert "forty" not in rockybot("facts", "export", *HERE).out


@pytest.mark.parametrize("content", ["", "title: X\nfacts: []\n", "title: 1\nfactz:\n", "\x00"])
def test_what_is_no_fact_file_is_refused(rockybot: Run, database: Path, content: str) -> None:
    (database / "in.yaml").write_text(content, "utf-8")

    outcome = rockybot("facts", "import", "in.yaml", *HERE, "--yes")

    assert outcome.status == 2
    assert outcome.err.startswith("in.yaml:")
    assert rockybot("facts", "import", ".", *HERE).err.startswith(".:1:1: the file can't be read")


def test_of_two_imports_at_once_one_is_kept_whole(rockybot: Run, database: Path) -> None:
    rockybot("facts", "export", *HERE, "-o", "in.yaml")
    change(database / "in.yaml", "Tom Finch was a baker.", "Tom Finch baked bread.")
    words = [sys.executable, "-m", "rockybot", "facts", "import", "in.yaml", *HERE, "--yes"]

    both = [subprocess.Popen(words, cwd=database, env=WITHOUT_SETTINGS, stderr=subprocess.DEVNULL) for _ in range(2)]

    assert 0 in [process.wait() for process in both]
    assert len(json.loads(rockybot("facts", "history", *HERE, "tom-job", "--json").out)) == 1


def test_an_import_that_somebody_overtook_keeps_nothing(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from rockybot.cli import keeping

    monkeypatch.chdir(database)
    keep: Callable[..., object] = keeping._keep  # noqa: SLF001 - between the look and the keeping

    async def overtaken(*given: object) -> None:
        await asyncio.to_thread(edit, database, Edit("tom-job", None, "0"))
        await keep(*given)  # type: ignore[misc]

    monkeypatch.setattr(keeping, "_keep", overtaken)

    assert keeping.take_over(Path("grey-rock.yaml"), int(SERVER), Path("grey-rock.yaml"), yes=True) == 1
    assert "revision 3 changed `tom-job` meanwhile, so nothing was kept" in capsys.readouterr().err


# History


def test_the_history_tells_who_when_and_what_the_newest_first(rockybot: Run, database: Path) -> None:
    edit(database, Edit(LAMP.id, Fact(LAMP.id, LAMP.questions, "Ada did.\x1b[2J", None, LAMP.tags), None))
    rockybot("facts", "import", "grey-rock.yaml", *HERE, "--yes")

    outcome = rockybot("facts", "history", *HERE, LAMP.id)
    blocks = outcome.out.split("\n\n")

    assert outcome.status == 0
    assert "UTC  shell  revision 5\n  removed `lamp-keeper`\n" in blocks[0]
    assert blocks[1].split("\n", 1)[0].endswith(f"UTC  {EDITOR}  revision 3")
    assert "    answer\n      - Ada lit it.\n        Every night.\n      + Ada did.[2J" in blocks[1]
    assert "  added `lamp-keeper`\n" in blocks[2]
    assert "\x1b" not in outcome.out


@pytest.mark.usefixtures("database")
def test_the_history_as_json(rockybot: Run) -> None:
    newest, first = json.loads(rockybot("facts", "history", *HERE, "--json").out)

    assert (newest["record"], newest["kind"], newest["editor"]) == ("ada-birthday", "removed", str(EDITOR))
    assert first["fields"][0] == {"field": "questions", "removed": [], "added": ["who lit the lamp"]}
    assert first["at"].endswith("+00:00")


def test_a_file_that_changed_after_an_edit_is_owned_up_to(rockybot: Run, database: Path) -> None:
    change(database / "grey-rock.yaml", "when Ada was born", "when Ada Finch was born")

    assert "(Told against the fact file as it is now;" in rockybot("facts", "history", *HERE, "ada-birthday").out
    assert "(Told" not in rockybot("facts", "history", *HERE, LAMP.id).out


def test_an_edit_that_changed_nothing_is_told_as_such(rockybot: Run, database: Path) -> None:
    edit(database, Edit(LAMP.id, LAMP, None))

    assert "  `lamp-keeper` stayed as it was\n" in rockybot("facts", "history", *HERE, LAMP.id).out


@pytest.mark.usefixtures("database")
def test_a_record_that_never_was_is_no_history(rockybot: Run) -> None:
    outcome = rockybot("facts", "history", *HERE, "lamp-keper")

    assert outcome.status == 2
    assert outcome.err.startswith(f"`lamp-keper`: no fact or gap has or had this id in server {SERVER}")


# Backup and restore


def test_a_backup_brings_everything_back(rockybot: Run, database: Path) -> None:
    before = rockybot("facts", "history", *HERE).out
    made = rockybot("backup", "copy.db")
    edit(database, Edit("tom-job", None, "0"))

    asked = rockybot("restore", "copy.db")
    between = rockybot("facts", "history", *HERE).out
    done = rockybot("restore", "copy.db", "--yes")

    assert (made.status, asked.status, done.status) == (0, 1, 0)
    assert made.out == "wrote copy.db: all that the database holds; `rockybot restore copy.db --yes` brings it back.\n"
    assert "run again with --yes" in asked.err
    assert between != before
    assert rockybot("facts", "history", *HERE).out == before


def test_a_backup_says_which_one_it_replaced(rockybot: Run, database: Path) -> None:
    rockybot("backup", "copy.db")
    os.utime(database / "copy.db", (86_400, 86_400))

    assert rockybot("backup", "copy.db").out.endswith(
        "brings it back. It replaced the backup of 1970-01-02 00:00:00 UTC.\n"
    )


@pytest.mark.parametrize("name", ["grey-rock.yaml", ".", "rockybot.db"])
def test_a_backup_replaces_nothing_but_a_backup(rockybot: Run, database: Path, name: str) -> None:
    before = (database / "grey-rock.yaml").read_text("utf-8")

    assert rockybot("backup", name).status == 2
    assert (database / "grey-rock.yaml").read_text("utf-8") == before


@pytest.mark.parametrize("name", ["grey-rock.yaml", ".", "nowhere.db"])
@pytest.mark.usefixtures("database")
def test_what_is_no_backup_is_not_restored(rockybot: Run, name: str) -> None:
    before = rockybot("facts", "history", *HERE).out

    outcome = rockybot("restore", name, "--yes")

    assert outcome.status == 2
    assert outcome.err.startswith(f"{name}: ")
    assert rockybot("facts", "history", *HERE).out == before


async def test_beside_a_running_bot_one_can_read_and_not_write(rockybot: Run, database: Path) -> None:
    async with opened(database):
        for words in (("facts", "export", *HERE), ("facts", "history", *HERE), ("backup", "copy.db")):
            assert (await asyncio.to_thread(rockybot, *words)).status == 0
        assert (await asyncio.to_thread(rockybot, "facts", "import", "grey-rock.yaml", *HERE)).status == 0
        for writing in (("facts", "import", "grey-rock.yaml", *HERE, "--yes"), ("restore", "copy.db", "--yes")):
            outcome = await asyncio.to_thread(rockybot, *writing)
            assert outcome.status == 2
            assert "another rockybot uses this database; stop that one first" in outcome.err
