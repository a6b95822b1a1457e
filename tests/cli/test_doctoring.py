"""`rockybot doctor`: what an operator sees of everything that can be wrong without a network, and how it ends."""

from __future__ import annotations

import asyncio
import base64
import json
import sqlite3
from contextlib import closing
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from rockybot.bot import examining
from rockybot.cli import doctoring
from rockybot.finding import Finding
from rockybot.packs import Gap
from rockybot.packs.revising import Edit
from rockybot.settings import VARIABLES
from rockybot.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run
    from rockybot.settings import Settings

PACK = "ROCKYBOT_PACK=grey-rock.yaml"
BOT_ID = base64.urlsafe_b64encode(b"123456789012345678").decode()
TOKEN = f"{BOT_ID}.Gabcde.abcdefghijklmnopqrstuvwxyz-1234567890"
CHANNELS = "ROCKYBOT_AUTO_ANSWER_CHANNELS"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def env(folder: Path, *lines: str) -> None:
    (folder / ".env").write_text("\n".join((PACK, *lines)), "utf-8")


def complaint(out: str, about: str) -> tuple[str, str]:
    """The line of a finding and the line of its mend."""
    lines = out.splitlines()
    at = next(number for number, line in enumerate(lines) if line[7:].startswith(f"{about}: "))
    return lines[at], lines[at + 1]


def test_without_any_settings_it_says_how_to_begin(rockybot: Run, folder: Path) -> None:
    outcome = rockybot("doctor", "--pack", "grey-rock.yaml")

    assert (outcome.status, outcome.err) == (1, "")
    assert [line[:6] for line in outcome.out.splitlines() if not line.startswith("       → ")] == [
        "note  ",
        "ok    ",
        "ok    ",
        "WRONG ",
        "note  ",
        "1 wron",
    ]
    assert f"there is no file .env in {folder}" in complaint(outcome.out, "settings")[0]
    assert ".env.example" in complaint(outcome.out, "settings")[1]
    assert complaint(outcome.out, "token")[0] == "WRONG  token: DISCORD_TOKEN is not set"
    assert "not checked: application, intents, permissions, commands" in complaint(outcome.out, "Discord")[0]
    assert outcome.out.endswith("\n1 wrong, 2 notes\n")


def test_each_wrong_or_noted_thing_has_its_mend_below(rockybot: Run, folder: Path) -> None:
    env(folder, "ROCKYBOT_PAK=x", "ROCKYBOT_SHARDS=0/4")

    lines = rockybot("doctor").out.splitlines()

    for line, below in pairwise(lines):
        assert below.startswith("       → ") == line.startswith(("WRONG", "note"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ROCKYBOT_PAK=x", ("ROCKYBOT_PAK", "there is no such setting", "→ rename it to ROCKYBOT_PACK if")),
        ("ROCKYBOT_TELEPHONE=1", ("ROCKYBOT_TELEPHONE", "there is no such setting", "→ remove it")),
        ("DISCORD_TOKN=abc", ("DISCORD_TOKN", "there is no such setting", "rename it to DISCORD_TOKEN")),
        ("ROCKYBOT_LOG_LEVEL=loud", ("ROCKYBOT_LOG_LEVEL=loud", "unknown", "write debug, info")),
        ("ROCKYBOT_SHARDS=4/4", ("ROCKYBOT_SHARDS=4/4", "no shards of 4", "they count from 0 to 3")),
        ("ROCKYBOT_MEMBER_COOLDOWN=fast", ("ROCKYBOT_MEMBER_COOLDOWN=fast", "no rate", "such as 10/20")),
        (f"{CHANNELS}=talk", (f"{CHANNELS}=talk", "`talk` is no channel id", "17 to 20 digits")),
        (
            f"{CHANNELS}=123456789012345678",
            (CHANNELS, "ROCKYBOT_MESSAGE_CONTENT is off", "ROCKYBOT_MESSAGE_CONTENT=on"),
        ),
        ("ROCKYBOT_RETENTION_DAYS=long", ("ROCKYBOT_RETENTION_DAYS=long", "no number of days", "such as 90")),
        ("ROCKYBOT_STORIES=nowhere", ("ROCKYBOT_STORIES=nowhere", "the folder can't be read", "check the path")),
        ("ROCKYBOT_LOG_QUESTIONS", ("ROCKYBOT_LOG_QUESTIONS", "without a value", "write ROCKYBOT_LOG_QUESTIONS=value")),
        ("DISCORD_TOKEN: abc", (".env, line 2", "it makes no sense", "NAME=value")),
    ],
)
def test_a_setting_that_does_not_work_is_wrong(
    rockybot: Run, folder: Path, line: str, told: tuple[str, str, str]
) -> None:
    about, what, mend = told
    env(folder, line)

    outcome = rockybot("doctor")
    found, below = complaint(outcome.out, about)

    assert (outcome.status, outcome.err) == (1, "")
    assert found.startswith("WRONG ")
    assert what in found
    assert mend in below
    assert "“Grey Rock”" in outcome.out, "the rest is looked at all the same"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ROCKYBOT_SHARDS=0-3/16", ("ROCKYBOT_SHARDS", "shard 0 to 3 of 16", "the other 12 run too")),
        ("ROCKYBOT_SHARDS=2/4", ("ROCKYBOT_SHARDS", "shard 2 of 4", "the other 3 run too")),
        ("ROCKYBOT_MESSAGE_CONTENT=on", ("ROCKYBOT_MESSAGE_CONTENT", "a privileged intent", CHANNELS)),
        ("ROCKYBOT_RETENTION_DAYS=0", ("ROCKYBOT_RETENTION_DAYS", "there is no queue and no recall", "such as 90")),
        ("ROCKYBOT_STORIES=.", ("ROCKYBOT_STORIES=.", "no other fact file lies there", "put some there")),
    ],
)
def test_a_setting_that_may_be_meant_so_is_noted(
    rockybot: Run, folder: Path, line: str, told: tuple[str, str, str]
) -> None:
    about, what, mend = told
    env(folder, line)

    found, below = complaint(rockybot("doctor").out, about)

    assert found.startswith("note  ")
    assert what in found
    assert mend in below


@pytest.mark.parametrize(
    ("token", "what"),
    [
        ("123456789012345678", "looks like the id of an application"),
        ("0123456789abcdef" * 4, "looks like the public key"),
        ("abcdefghijklmnopqrstuvwxyz-12345", "looks like the client secret"),
        ("mfa.abc", "looks like the token of a person's account"),
        ("your-token-here", "is no token: that is three parts"),
        ("bm8gaWQ.Gabcde.x", "its first part doesn't hold the bot's id"),
        ("a.b.c", "its first part doesn't hold the bot's id"),
    ],
)
def test_a_token_that_can_be_none_is_told_from_what_was_pasted(
    rockybot: Run, folder: Path, token: str, what: str
) -> None:
    env(folder, f"DISCORD_TOKEN={token}")

    outcome = rockybot("doctor")
    found, below = complaint(outcome.out, "token")

    assert outcome.status == 1
    assert what in found
    assert "page “Bot”" in below
    assert token not in outcome.out, "a secret stays one"


def test_a_settings_file_that_can_not_be_read_leaves_the_rest(rockybot: Run, folder: Path) -> None:
    (folder / ".env").write_bytes(b"ROCKYBOT_PACK=\xff\n")

    outcome = rockybot("doctor", "--pack", "grey-rock.yaml")
    found, below = complaint(outcome.out, ".env")

    assert outcome.status == 1
    assert "the file can't be read" in found
    assert below == "       → save it as UTF-8 text"
    assert "“Grey Rock”" in outcome.out


def test_a_folder_in_the_place_of_the_settings_file_is_wrong(rockybot: Run, folder: Path) -> None:
    (folder / ".env").mkdir()

    found, below = complaint(rockybot("doctor", "--pack", "grey-rock.yaml").out, "settings")

    assert found.endswith("/.env is a folder, no file")
    assert "copy .env.example" in below


def test_a_pack_that_is_fine_is_counted(rockybot: Run, folder: Path) -> None:
    env(folder)

    assert "ok     pack grey-rock.yaml: “Grey Rock”, facts: 3, gaps: 1, no problems\n" in rockybot("doctor").out


def test_a_pack_that_is_not_there_is_wrong(rockybot: Run) -> None:
    found, below = complaint(rockybot("doctor", "--pack", "nowhere.yaml").out, "pack nowhere.yaml:1:1")

    assert found.startswith("WRONG ")
    assert "the file can't be read" in found
    assert "check the path" in below


def test_of_a_pack_full_of_problems_the_first_ones_are_told(rockybot: Run, folder: Path) -> None:
    fact = "  - id: a b\n    questions: []\n    answer: no\n    excerpts: x\n"
    (folder / "bad.yaml").write_text(f"title: 1931\nfacts:\n{fact}{fact}", "utf-8")

    out = rockybot("doctor", "--pack", "bad.yaml").out

    assert out.count("WRONG  pack bad.yaml:") == 5 + 1
    found, below = complaint(out, "pack bad.yaml")
    assert "problems beside these: " in found
    assert below == "       → see `rockybot check bad.yaml`"


def test_a_pack_that_breaks_its_promises_is_wrong(rockybot: Run, folder: Path) -> None:
    pack = folder / "grey-rock.yaml"
    pack.write_text(pack.read_text("utf-8").replace("for thirty years", "for forty years"), "utf-8")

    found, below = complaint(rockybot("doctor", "--pack", "grey-rock.yaml").out, "pack grey-rock.yaml")

    assert found == "WRONG  pack grey-rock.yaml: “Grey Rock”, facts: 3, gaps: 1, problems: 1"
    assert below == "       → see `rockybot check grey-rock.yaml`"


def test_every_story_that_servers_may_choose_is_looked_at(rockybot: Run, folder: Path) -> None:
    """The one that is told by default once only."""
    env(folder, "ROCKYBOT_STORIES=.")
    text = (folder / "grey-rock.yaml").read_text("utf-8")
    (folder / "harbour.yaml").write_text(text.replace("Grey Rock\n", "Harbour\n", 1), "utf-8")
    (folder / "broken.yaml").write_text("title: X\nfacts: []\n", "utf-8")
    (folder / "grey-rock.yml").write_text(text, "utf-8")

    outcome = rockybot("doctor")

    assert outcome.status == 1
    assert outcome.out.count(" pack grey-rock.yaml: ") == 1
    assert "ok     pack harbour.yaml: “Harbour”, facts: 3, gaps: 1, no problems\n" in outcome.out
    assert complaint(outcome.out, "pack broken.yaml:2:8")[0].startswith("WRONG ")
    assert complaint(outcome.out, "pack grey-rock.yml") == (
        "WRONG  pack grey-rock.yml: another story is called `grey-rock` already",
        "       → rename the file",
    )


def test_a_pack_setting_that_can_not_be_used_brings_no_other_pack(rockybot: Run, folder: Path) -> None:
    (folder / ".env").write_text("ROCKYBOT_PACK=~nobody-here/x.yaml", "utf-8")

    out = rockybot("doctor").out

    assert complaint(out, "ROCKYBOT_PACK=~nobody-here/x.yaml")[1] == "       → give the whole path"
    assert " pack " not in out


def test_json_tells_the_same(rockybot: Run, folder: Path) -> None:
    env(folder, "ROCKYBOT_PAK=x")

    outcome = rockybot("doctor", "--json")
    found = json.loads(outcome.out)

    assert outcome.status == 1
    assert [finding["level"] for finding in found] == ["ok", "wrong", "ok", "ok", "wrong", "note"]
    assert found[1]["about"] == "ROCKYBOT_PAK"
    assert (
        found[1]["mend"] == "rename it to ROCKYBOT_PACK if you mean that, or remove it; .env.example lists all settings"
    )
    assert found[2]["mend"] == ""


@pytest.fixture
def complete(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with all that the bot needs, and a token of the right form."""
    monkeypatch.chdir(folder)
    env(folder, f"DISCORD_TOKEN={TOKEN}")


@pytest.mark.usefixtures("complete")
@pytest.mark.parametrize(
    ("told", "status", "last"),
    [
        (Finding.ok("token", "fine"), 0, "nothing wrong, no notes"),
        (Finding.note("servers", "none", "invite it"), 0, "nothing wrong, 1 note"),
        (Finding.wrong("token", "refused", "copy it"), 1, "1 wrong, no notes"),
    ],
    ids=["ok", "note", "wrong"],
)
def test_what_discord_says_counts(
    told: Finding, status: int, last: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def examine(settings: Settings) -> tuple[Finding, ...]:
        assert settings.token == TOKEN
        return (told,)

    monkeypatch.setattr(examining, "examine", examine)

    assert doctoring.doctor(None, as_json=False) == status
    assert capsys.readouterr().out.splitlines()[-1] == last


@pytest.mark.usefixtures("complete")
def test_what_a_stranger_wrote_drives_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def examine(_settings: Settings) -> tuple[Finding, ...]:
        return (Finding.note("server “Quiet\n\x1b[31mClub”", "\u202eno", "m\rend"),)

    monkeypatch.setattr(examining, "examine", examine)

    doctoring.doctor(None, as_json=False)
    text = capsys.readouterr().out
    doctoring.doctor(None, as_json=True)

    assert "note   server “Quiet [31mClub”: no\n       → mend\n" in text
    assert json.loads(capsys.readouterr().out)[-1]["about"] == "server “Quiet [31mClub”"


class TestTheDatabase:
    """Before and after the bot was started."""

    def test_one_that_is_not_there_yet_will_be_made(self, rockybot: Run) -> None:
        assert "ok     database: rockybot.db will be made in this folder at the first start" in rockybot("doctor").out

    def test_one_that_is_there_is_read(self, rockybot: Run, folder: Path) -> None:
        async def start() -> None:
            await (await Store.open(f"sqlite:///{folder / 'rockybot.db'}")).close()

        asyncio.run(start())
        assert "ok     database: it can be read; the newest revision is none yet" in rockybot("doctor").out

    def test_edits_of_a_story_that_no_file_is_called_are_wrong(self, rockybot: Run, folder: Path) -> None:
        """As when a fact file was renamed: they are kept, and told to nobody."""

        async def edit() -> None:
            store = await Store.open(f"sqlite:///{folder / 'rockybot.db'}")
            for story in ("grey-rock", "harbour", "beacon"):
                await store.append(1, story, Edit("lamp", None, None), 7, None)
            await store.close()

        asyncio.run(edit())
        env(folder, "ROCKYBOT_STORIES=.")
        (folder / "harbour.yaml").write_bytes((folder / "grey-rock.yaml").read_bytes())
        wrong = [line for line in rockybot("doctor").out.splitlines() if line.startswith("WRONG  database")]
        assert wrong == ["WRONG  database: servers edited a story `beacon`, but no fact file is called that"]

    def test_a_record_that_keeps_the_bot_from_starting_is_wrong(self, rockybot: Run, folder: Path) -> None:
        async def edit() -> None:
            store = await Store.open(f"sqlite:///{folder / 'rockybot.db'}")
            await store.append(1, "grey-rock", Edit("lamp", Gap("lamp", ("which lamp",), "which lamp"), None), 7, None)
            await store.close()

        asyncio.run(edit())
        with closing(sqlite3.connect(folder / "rockybot.db")) as database, database:
            database.execute("UPDATE revisions SET record = '{}'")
        env(folder)
        assert "holds a record that can't be read (revision 1, of `lamp` in server 1)" in rockybot("doctor").out

    @pytest.mark.parametrize(
        ("url", "what"),
        [
            ("mysql://localhost/x", "no database that rockybot knows"),
            ("sqlite:///nowhere.db", "there is no such file"),
            ("postgresql://127.0.0.1:9/x", "PostgreSQL x on 127.0.0.1"),
        ],
    )
    def test_one_that_cannot_be_read_is_told_with_its_mend(
        self, rockybot: Run, folder: Path, url: str, what: str
    ) -> None:
        env(folder, f"ROCKYBOT_DATABASE_URL={url}")
        outcome = rockybot("doctor")
        assert outcome.status == 1
        assert what in outcome.out
        (line,) = (line for line in outcome.out.splitlines() if line.startswith("WRONG  database"))
        assert line
