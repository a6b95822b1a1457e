"""A matcher that was built once is remembered, and whatever goes wrong with that does no harm."""

from __future__ import annotations

import gc
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
import pytest

from rockybot import remembering
from rockybot.errors import PackError
from rockybot.matching import Answer, Answerer
from rockybot.packs import reading
from rockybot.remembering import remembered_answerer

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTION = "what did the lamp burn"


def _answer(answerer: Answerer) -> str:
    verdict = answerer.answer(QUESTION)
    assert isinstance(verdict, Answer)
    return verdict.fact.answer


def _remembered(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.matcher"))


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The fact files that were read, in order."""
    read: list[Path] = []
    read_pack = reading.read_pack

    def reading_pack(path: Path) -> Any:
        read.append(path)
        return read_pack(path)

    monkeypatch.setattr(reading, "read_pack", reading_pack)
    return read


def test_a_matcher_is_built_once(fact_file: Path, cache: Path, built: list[Path]) -> None:
    """The second time it is recalled, and answers as the first one."""
    first = remembered_answerer(fact_file)
    second = remembered_answerer(fact_file)
    assert built == [fact_file]
    assert len(_remembered(cache)) == 1
    assert second is not first
    assert second.pack == first.pack
    for question in (QUESTION, "how tall is the lighthouse", "lihgthouse kepeer", ""):
        assert second.answer(question) == first.answer(question)
    assert second.ranks(QUESTION, "lamp-fuel") == first.ranks(QUESTION, "lamp-fuel")


def test_a_changed_fact_file_is_read_anew(fact_file: Path, cache: Path, built: list[Path]) -> None:
    """Even if the change keeps its size and its time."""
    assert "whale" in _answer(remembered_answerer(fact_file))
    status = fact_file.stat()
    fact_file.write_text(fact_file.read_text("utf-8").replace("whale", "olive"), "utf-8")
    os.utime(fact_file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "olive" in _answer(remembered_answerer(fact_file))
    assert built == [fact_file, fact_file]
    assert len(_remembered(cache)) == 2


def test_a_changed_fingerprint_is_read_anew(fact_file: Path, cache: Path) -> None:
    """What is no longer proved is no longer quoted."""
    before = remembered_answerer(fact_file).pack
    fact_file.with_name("lighthouse.fingerprint").unlink()
    after = remembered_answerer(fact_file).pack
    assert before.quote(before.facts[0]) is not None
    assert after.quote(after.facts[0]) is None
    assert len(_remembered(cache)) == 2


def test_a_changed_engine_builds_anew(
    fact_file: Path, cache: Path, tmp_path: Path, built: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older version remembered may answer otherwise."""
    engine = tmp_path / "engine"
    engine.mkdir()
    monkeypatch.setattr(remembering, "_ENGINE", engine)
    remembered_answerer(fact_file)
    (engine / "english.txt").write_text("[rewrite]\n", "utf-8")
    remembered_answerer(fact_file)
    (engine / "notes.md").write_text("of no importance", "utf-8")
    remembered_answerer(fact_file)
    assert built == [fact_file, fact_file]
    assert len(_remembered(cache)) == 2


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _whole: b"", id="empty"),
        pytest.param(lambda _whole: b"not a matcher", id="something-else"),
        pytest.param(lambda whole: whole[: len(whole) // 2], id="cut-off"),
        pytest.param(lambda _whole: pickle.dumps(["a list"]), id="another-object"),
        pytest.param(lambda _whole: b"cno_such_module\nNothing\n.", id="of-an-unknown-kind"),
    ],
)
def test_a_damaged_file_is_ignored_and_mended(
    fact_file: Path, cache: Path, built: list[Path], damage: Callable[[bytes], bytes]
) -> None:
    """The matcher is built anew, and the next time recalled again."""
    remembered_answerer(fact_file)
    (place,) = _remembered(cache)
    place.write_bytes(damage(place.read_bytes()))
    assert "whale" in _answer(remembered_answerer(fact_file))
    assert "whale" in _answer(remembered_answerer(fact_file))
    assert built == [fact_file, fact_file]
    assert gc.isenabled()


class _Trap:
    """What runs code of its own when it is unpickled."""

    def __init__(self, sprung: Path) -> None:
        self.sprung = sprung

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.sprung,)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owners here")
def test_a_file_of_another_owner_is_not_loaded(
    fact_file: Path, cache: Path, tmp_path: Path, built: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loading it would run that owner's code."""
    remembered_answerer(fact_file)
    (place,) = _remembered(cache)
    sprung = tmp_path / "sprung"
    place.write_bytes(pickle.dumps(_Trap(sprung)))
    monkeypatch.setattr(os, "getuid", lambda: place.stat().st_uid + 1)
    assert "whale" in _answer(remembered_answerer(fact_file))
    assert built == [fact_file, fact_file]
    assert not sprung.exists()


def test_where_files_have_no_owners_they_are_loaded(
    fact_file: Path, cache: Path, built: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """There the cache folder is the user's own by other means."""
    monkeypatch.delattr(os, "getuid", raising=False)
    remembered_answerer(fact_file)
    remembered_answerer(fact_file)
    assert built == [fact_file]
    assert len(_remembered(cache)) == 1


def test_a_folder_that_cannot_be_written_does_no_harm(fact_file: Path, cache: Path, built: list[Path]) -> None:
    """The matcher is built each time."""
    cache.write_text("a file where the folder should be", "utf-8")
    assert "whale" in _answer(remembered_answerer(fact_file))
    assert "whale" in _answer(remembered_answerer(fact_file))
    assert built == [fact_file, fact_file]


def test_a_user_without_a_home_is_served_too(
    fact_file: Path, built: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is remembered then."""

    def homeless(_name: str) -> Path:
        raise RuntimeError("no home folder")

    monkeypatch.setattr(platformdirs, "user_cache_path", homeless)
    assert "whale" in _answer(remembered_answerer(fact_file))
    assert "whale" in _answer(remembered_answerer(fact_file))
    assert built == [fact_file, fact_file]


def test_only_the_youngest_are_kept(fact_file: Path, cache: Path, built: list[Path]) -> None:
    """The oldest goes first, and files of others stay."""
    cache.mkdir()
    (cache / "notes.txt").write_text("mine", "utf-8")
    text = fact_file.read_text("utf-8")
    for number in range(remembering.KEPT + 3):
        fact_file.write_text(text.replace("whale", f"whale{number}"), "utf-8")
        remembered_answerer(fact_file)
        for place in _remembered(cache):
            os.utime(place, ns=(0, place.stat().st_mtime_ns - 10**10))
    assert len(_remembered(cache)) == remembering.KEPT
    assert (cache / "notes.txt").exists()
    assert len(built) == remembering.KEPT + 3
    remembered_answerer(fact_file)
    assert len(built) == remembering.KEPT + 3, "the youngest is still there"
    fact_file.write_text(text.replace("whale", "whale0"), "utf-8")
    remembered_answerer(fact_file)
    assert len(built) == remembering.KEPT + 4, "the oldest is not"


def test_nothing_else_is_left_in_the_folder(fact_file: Path, cache: Path) -> None:
    """No draft, and others may not look in."""
    remembered_answerer(fact_file)
    assert list(cache.iterdir()) == _remembered(cache)
    assert cache.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("text", [None, "title: Gull Rock\n"], ids=["absent", "no-pack"])
def test_a_fact_file_that_cannot_be_read_is_refused(tmp_path: Path, cache: Path, text: str | None) -> None:
    """And nothing is remembered of it."""
    path = tmp_path / "story.yaml"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(PackError, match=r"story\.yaml"):
        remembered_answerer(path)
    assert not cache.exists()
