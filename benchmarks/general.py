"""How well packs of any subject are answered: the intents of CLINC150 as facts, its out-of-scope questions beside them.

    python benchmarks/general.py [--data data.json] [--seeds 1] [--every 1]

An intent is a fact without excerpt, its train sentences (all, 10 or 5 of them) are its phrasings; asked are the
sentences of `val` and all that are out of scope, as they are and with one or two slips of the finger. `data.json` is of
github.com/clinc/oos-eval (Larson et al. 2019, CC BY 3.0). Beside it, the plain rapidfuzz scorers on a tenth of them.
"""

from __future__ import annotations

import argparse
import json
import random
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from rockybot.matching import Answer, Answerer
from rockybot.packs import Fact, Pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

DATA = Path(__file__).parent.parent.parent / "shared" / "data" / "clinc150" / "data.json"
SHOTS = {"full": None, "10": 10, "5": 5}
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SAMPLED = 10
"""Of so many questions the plain scorers are asked one: they take 20 ms each."""
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


@dataclass(frozen=True)
class Figures:
    """Shares of 0 to 1. `right` and `wrong` are answers in scope, `silent` is none out of it.

    `accuracy` counts the best fact whatever the verdict; `auroc` is how often a question in scope scores above one out
    of it.
    """

    accuracy: float
    auroc: float
    right: float | None = None
    wrong: float | None = None
    silent: float | None = None


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


def auroc(inside: Iterable[float], outside: Iterable[float]) -> float:
    """How often a score inside is above one outside, 0 to 1; equal ones count half."""
    low = sorted(outside)
    return fmean((bisect_left(low, score) + bisect_right(low, score)) / 2 / len(low) for score in inside)


def figures(answerer: Answerer, asked: Labelled) -> Figures:
    """What the matcher makes of the questions."""
    hits, right, wrong, silent = [], [], [], []
    scores: dict[bool, list[float]] = {True: [], False: []}
    for text, intent in asked.questions:
        verdict = answerer.answer(text)
        scores[intent is not None].append(verdict.score)
        answered = verdict.fact.id if isinstance(verdict, Answer) else None
        if intent is None:
            silent.append(answered is None)
        else:
            hits.append(bool(verdict.matches) and verdict.matches[0].record.id == intent)
            right.append(answered == intent)
            wrong.append(answered not in (None, intent))
    return Figures(fmean(hits), auroc(scores[True], scores[False]), fmean(right), fmean(wrong), fmean(silent))


def plain(pack: Pack, scorer: Callable[..., float], asked: Labelled) -> Figures:
    """What a rapidfuzz scorer makes of them."""
    choices = [(phrasing.lower(), fact.id) for fact in pack.facts for phrasing in fact.questions]
    phrasings = [phrasing for phrasing, _ in choices]
    hits, scores = [], {True: [0.0][:0], False: [0.0][:0]}
    for text, intent in asked.questions:
        _, score, at = process.extractOne(text.lower(), phrasings, scorer=scorer)
        scores[intent is not None].append(score)
        if intent is not None:
            hits.append(choices[at][1] == intent)
    return Figures(fmean(hits), auroc(scores[True], scores[False]))


def row(name: str, rounds: Sequence[Figures]) -> str:
    """One line of the table, in per cent: means over the seeds, and how far accuracies lie apart."""
    cells = []
    for part in ("accuracy", "auroc", "right", "wrong", "silent"):
        values = [getattr(one, part) for one in rounds]
        cells.append(f"{100 * fmean(values):10.1f}" if None not in values else f"{'':10}")
    apart = 100 * (max(one.accuracy for one in rounds) - min(one.accuracy for one in rounds))
    return f"{name:<34}" + "".join(cells) + (f"   ± {apart / 2:.1f}" if len(rounds) > 1 else "")


def table(path: Path, seeds: int, every: int) -> None:
    """Prints the table."""
    sentences, everything = read_data(path)
    asked = everything.every(every)
    print(f"CLINC150: {len(sentences)} facts, {len(asked.questions)} questions, seeds 1 to {seeds}, per cent\n")
    print(f"{'':<34}" + "".join(f"{name:>10}" for name in ("accuracy", "AUROC", "right", "wrong", "silent")))
    for name, shots in SHOTS.items():
        clean, typos = [], []
        packs = [pack_of(sentences, shots, seed) for seed in range(1, (seeds if shots else 1) + 1)]
        for seed, pack in enumerate(packs, 1):
            answerer = Answerer(pack)
            clean.append(figures(answerer, asked))
            typos.append(figures(answerer, asked.mistyped(seed)))
        print(row(f"rockybot, {name}", clean), flush=True)
        print(row(f"rockybot, {name}, typos", typos), flush=True)
        for scorer in ("WRatio", "token_sort_ratio"):
            sampled = asked.every(SAMPLED)
            print(row(f"{scorer}, {name}", [plain(packs[0], getattr(fuzz, scorer), sampled)]), flush=True)


def main() -> None:
    """Prints the table for the command line's choice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="ask one in so many of the questions in scope")
    options = parser.parse_args()
    table(options.data, options.seeds, options.every)


if __name__ == "__main__":
    main()
