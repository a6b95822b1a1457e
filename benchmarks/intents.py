"""CLINC150 as packs and questions: its intents are facts, its out-of-scope questions what they don't answer.

`data.json` is of github.com/clinc/oos-eval (Larson et al. 2019, CC BY 3.0): `data_full.json`, of which only `train`,
`val`, `oos_train` and `oos_val` are read.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rockybot.packs import Fact, Pack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

DATA = Path(__file__).parent.parent.parent / "shared" / "data" / "clinc150" / "data.json"
SHOTS = {"full": None, "10": 10, "5": 5}
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SHORTEST = 4
"""Letters of a word that a finger slips in."""


@dataclass(frozen=True)
class Labelled:
    """Questions with the intent that answers them, None for those out of scope."""

    questions: Sequence[tuple[str, str | None]]

    def every(self, step: int) -> Labelled:
        """One in so many of those in scope, and all that are out of it."""
        covered = [asked for asked in self.questions if asked[1] is not None]
        return Labelled([*covered[::step], *(asked for asked in self.questions if asked[1] is None)])

    def mistyped(self, seed: int) -> Labelled:
        """The same with one or two slips each."""
        finger = random.Random(seed)  # noqa: S311 - a benchmark is repeatable
        return replace(self, questions=[(mistyped(text, finger), intent) for text, intent in self.questions])


def read_data(path: Path) -> tuple[Mapping[str, Sequence[str]], Labelled]:
    """The train sentences by intent, and what is asked."""
    data = json.loads(path.read_text("utf-8"))
    sentences: dict[str, list[str]] = {}
    for text, intent in data["train"]:
        sentences.setdefault(intent, []).append(text)
    beyond = [(text, None) for part in ("oos_train", "oos_val") for text, _ in data[part]]
    return sentences, Labelled([*map(tuple, data["val"]), *beyond])


def pack_of(sentences: Mapping[str, Sequence[str]], shots: int | None, seed: int) -> Pack:
    """A fact for each intent, with all of its phrasings or so many, drawn by the seed."""
    draw = random.Random(seed)  # noqa: S311 - a benchmark is repeatable
    facts = []
    for intent, texts in sentences.items():
        kept = texts if shots is None else draw.sample(texts, shots)
        facts.append(Fact(intent, tuple(dict.fromkeys(kept)), intent.replace("_", " ")))
    return Pack("CLINC150", tuple(facts))


def mistyped(text: str, finger: random.Random) -> str:
    """The text with one or two slips in words of `SHORTEST` letters or more: beside, left out, doubled, swapped."""
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
    for at in finger.sample(long, min(len(long), finger.choice((1, 2)))):
        word, place = words[at], finger.randrange(1, len(words[at]))
        slip: Callable[[str, int, random.Random], str] = finger.choice((_beside, _left_out, _doubled, _swapped))
        words[at] = slip(word, place, finger)
    return " ".join(words)


def _beside(word: str, place: int, finger: random.Random) -> str:
    keys: str = next((row for row in ROWS if word[place].lower() in row), word[place])
    at = keys.find(word[place].lower())
    near: list[str] = [*keys[max(0, at - 1) : at], *keys[at + 1 : at + 2]] or [word[place]]
    return word[:place] + finger.choice(near) + word[place + 1 :]


def _left_out(word: str, place: int, _: random.Random) -> str:
    return word[:place] + word[place + 1 :]


def _doubled(word: str, place: int, _: random.Random) -> str:
    return word[:place] + word[place] + word[place:]


def _swapped(word: str, place: int, _: random.Random) -> str:
    return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
