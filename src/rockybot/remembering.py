"""A matcher built once is remembered between runs, so that a question in a shell is answered in a blink.

Reading a fact file and every phrasing in it takes four times as long as starting Python; loading what was made of it
takes 30 ms. What is remembered lies in the user's own cache folder, under a name that changes with the fact file, its
fingerprint, the engine's own files and Python's version. Deleting it is always safe.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from rockybot.matching import Answerer, unheard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEPT = 8
"""Remembered matchers; the oldest goes first."""

_ENGINE = Path(__file__).parent


def remembered_answerer(path: Path, on_progress: Callable[[int, int], object] = unheard) -> Answerer:
    """The matcher over the pack in a fact file, as it was remembered or else newly built, which `on_progress` is told.

    Raises:
        PackError: the file can't be read as a pack.
    """
    place = _place(path)
    answerer = _recalled(place) if place else None
    if answerer is None:
        from rockybot.packs.reading import read_pack

        answerer = Answerer(read_pack(path), on_progress)
        if place:
            _remember(place, answerer)
    return answerer


def _place(path: Path) -> Path | None:
    with suppress(OSError, RuntimeError):
        seen = blake2b(path.read_bytes(), digest_size=16)
        beside = (file for file in path.absolute().parent.iterdir() if file.suffix == ".fingerprint")
        engine = (file for file in _ENGINE.rglob("*") if file.suffix in (".py", ".txt", ".bin"))
        for file in (*sorted(beside), *sorted(engine)):
            status = file.stat()
            seen.update(f"{file} {status.st_size} {status.st_mtime_ns}".encode())
        seen.update(f"{path.absolute()} {sys.version}".encode())
        return platformdirs.user_cache_path("rockybot") / f"{seen.hexdigest()}.matcher"
    return None


def _recalled(place: Path) -> Answerer | None:
    # Only what this user wrote is loaded: unpickling somebody else's file would run their code.
    with suppress(Exception), place.open("rb") as file, _no_collection():
        if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
            return None
        answerer = pickle.load(file)  # noqa: S301 - see above
        return answerer if isinstance(answerer, Answerer) else None
    return None


def _remember(place: Path, answerer: Answerer) -> None:
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = place.with_suffix(f".{os.getpid()}")
        draft.write_bytes(pickle.dumps(answerer, protocol=5))
        draft.replace(place)
        old = sorted(place.parent.glob("*.matcher"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in old[KEPT:]:
            file.unlink(missing_ok=True)


@contextmanager
def _no_collection() -> Iterator[None]:
    # A hundred thousand small objects arrive at once and stay: half of the time went into looking for garbage.
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
