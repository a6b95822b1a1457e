"""What a general pack costs as it grows: time to build, memory, microseconds a question, beside extractOne with WRatio.

    python benchmarks/growth.py [--data data.json] [--rounds 3] [--seed 1] [--write] [SIZE ...]

Up to 15,000 phrasings are drawn from those of CLINC150. Beyond, each of its intents is asked of ever more things: as
facts of 100 phrasings, and as 150 facts of ever more phrasings. Each pack is built in a process of its own, which holds
the pack before its memory is measured. The questions are those of `val`; times are medians of the rounds with the least
and the most of them, WRatio's of the same process. With `--write` the lines are kept in `growth.txt`, from
which `plots.py` draws.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from intents import DATA, read_data
from rockybot.matching import Answerer
from rockybot.packs import Fact, Pack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIZES = (1_700, 15_000, 100_000, 1_000_000)
SHAPES = ("many", "large")
"""Facts of 100 phrasings, and 150 facts whatever the size."""
KEPT = Path(__file__).parent / "growth.txt"
ASKED = 300
PLAIN_ASKED = 5
"""Questions put to WRatio, which takes up to two seconds for each."""


def grown(sentences: Mapping[str, Sequence[str]], size: int, shape: str, seed: int) -> Pack:
    """A pack of so many phrasings."""
    draw = random.Random(seed)  # noqa: S311 - a benchmark is repeatable
    words = sorted({word for texts in sentences.values() for text in texts for word in text.split()})
    share = min(1.0, size / sum(map(len, sentences.values())))
    said: dict[str, dict[str, None]] = {}
    left = size
    for copy in count():
        thing = draw.choice(words)
        for intent, texts in sentences.items():
            kept = draw.sample(texts, round(share * len(texts)))[:left]
            asked = [f"{text} {thing} {draw.choice(words)}" for text in kept] if copy else kept
            name = f"{intent}-{copy}" if shape == "many" else intent
            said.setdefault(name, {}).update(dict.fromkeys(asked))
            left -= len(asked)
        if left <= 0 or share < 1:
            break
    return Pack("CLINC150, grown", tuple(Fact(name, tuple(asked), name) for name, asked in said.items() if asked))


def held() -> float:
    """The megabytes that the process holds."""
    return int(Path("/proc/self/statm").read_text("utf-8").split()[1]) * resource.getpagesize() / 2**20


def measure(data: Path, size: int, shape: str, rounds: int, seed: int) -> str:
    """A line of the table."""
    sentences, asked = read_data(data)
    pack = grown(sentences, size, shape, seed)
    covered = [text for text, intent in asked.questions if intent is not None]
    questions = random.Random(seed).sample(covered, ASKED)  # noqa: S311 - repeatable
    before, start = held(), time.perf_counter()
    answerer = Answerer(pack)
    built = time.perf_counter() - start
    medians, slow = [], []
    for question in questions:
        answerer.answer(question)
    for _ in range(rounds):
        taken = []
        for question in questions:
            begun = time.perf_counter()
            answerer.answer(question)
            taken.append((time.perf_counter() - begun) * 1e6)
        medians.append(statistics.median(taken))
        slow.append(sorted(taken)[int(ASKED * 0.99)])
    added = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    phrasings = [phrasing for fact in pack.facts for phrasing in fact.questions]
    begun = time.perf_counter()
    for question in questions[:PLAIN_ASKED]:
        process.extractOne(question, phrasings, scorer=fuzz.WRatio)
    plain = (time.perf_counter() - begun) * 1e6 / PLAIN_ASKED
    median = statistics.median(medians)
    spread = f"{min(medians):.0f}–{max(medians):.0f}"
    return (
        f"{len(phrasings):>10,}{len(pack.facts):>8,}{built:>9.1f}{added:>11.0f}{median:>11.0f}{spread:>12}"
        f"{statistics.median(slow):>9.0f}{plain:>12,.0f}{plain / median:>8.0f}"
    )


def main() -> None:
    """Prints a line for each size and shape."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help=f"keep the lines in {KEPT.name}")
    parser.add_argument("--alone", choices=SHAPES, help="measure one size and shape in this process")
    options = parser.parse_args()
    if options.alone:
        print(measure(options.data, options.sizes[0], options.alone, options.rounds, options.seed))
        return
    if not options.data.is_file():
        parser.error("needs CLINC150: give its data_full.json (github.com/clinc/oos-eval) by --data")
    if options.write and tuple(options.sizes) != SIZES:
        parser.error("--write keeps all sizes")
    names = ("phrasings", "facts", "built s", "memory MB", "median µs", "spread", "p99 µs", "WRatio µs", "×")
    lines = ["".join(f"{name:>{width}}" for name, width in zip(names, (10, 8, 9, 11, 11, 12, 9, 12, 8), strict=True))]
    print(lines[0], flush=True)
    for size in options.sizes:
        for shape in SHAPES if size > SIZES[1] else SHAPES[1:]:
            same = ["--data", options.data, "--rounds", options.rounds, "--seed", options.seed, "--alone", shape]
            line = subprocess.check_output([sys.executable, __file__, str(size), *map(str, same)], text=True).rstrip()
            lines.append(line)
            print(line, flush=True)
    if options.write:
        KEPT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
