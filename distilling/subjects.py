"""Sentences of everyday subjects, for the sentence model to read: `subjects.txt` holds frames and the words for them.

A block begins with `# subject`. A frame is a line; `[a|b]` is either, `<slot>` is one of the slot's words, and the
lines `slot: one, another` at the end of a block give these. Nothing else has a colon in it.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FILE = Path(__file__).parent / "subjects.txt"
_EITHER = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"<(\w+)>")
_WORDS = re.compile(r"(\w+): (.+)")
TRIES = 20
"""Draws for a sentence of a frame before it is taken for used up."""


class Subject(NamedTuple):
    """What can be said of a matter."""

    name: str
    frames: Sequence[str]
    words: Mapping[str, Sequence[str]]


def read_subjects(path: Path = FILE) -> Iterator[Subject]:
    """The subjects of a file."""
    for block in path.read_text("utf-8").split("# ")[1:]:
        name, *lines = [line.strip() for line in block.splitlines() if line.strip()]
        slots = {found[1]: found[2].split(", ") for line in lines if (found := _WORDS.fullmatch(line))}
        yield Subject(name, [line for line in lines if not _WORDS.fullmatch(line)], slots)


def everyday(subjects: Sequence[Subject], count: int, seed: int) -> list[str]:
    """So many different sentences at most, the same number of each frame that can give it."""
    draw = random.Random(seed)  # noqa: S311 - anyone can make the same
    frames = [(subject, frame) for subject in subjects for frame in subject.frames]
    found: dict[str, None] = {}
    for subject, frame in frames:
        for _ in range(-(-count // len(frames))):
            for _ in range(TRIES):
                text = _filled(frame, subject.words, draw)
                if text not in found:
                    found[text] = None
                    break
    return list(found)


def _filled(frame: str, words: Mapping[str, Sequence[str]], draw: random.Random) -> str:
    while _EITHER.search(frame):
        frame = _EITHER.sub(lambda either: draw.choice(either[1].split("|")), frame)
    text = _SLOT.sub(lambda slot: draw.choice(words[slot[1]]), frame)
    return " ".join(text.split())
