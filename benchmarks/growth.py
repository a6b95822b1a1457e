"""What a general pack costs as it grows: time to build, memory, microseconds a question, beside extractOne with WRatio.

    python benchmarks/growth.py [--data data.json] [SIZE ...]

Up to 15,000 phrasings are those of CLINC150; beyond, more facts ask each of its intents of other things.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from general import DATA, read_data
from rockybot.matching import Answerer
from rockybot.packs import Fact, Pack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIZES = (1_700, 15_000, 100_000)
ASKED = 300
PLAIN_ASKED = 10
"""Questions put to WRatio, which takes up to a second for each."""


def grown(sentences: Mapping[str, Sequence[str]], size: int) -> Pack:
    """A pack of about so many phrasings."""
    draw = random.Random(size)  # noqa: S311 - a benchmark is repeatable
    words = sorted({word for texts in sentences.values() for text in texts for word in text.split()})
    whole = sum(map(len, sentences.values()))
    facts = []
    for copy in range(max(1, round(size / whole))):
        thing = draw.choice(words)
        for intent, texts in sentences.items():
            kept = texts[: max(2, round(size * len(texts) / whole))]
            said = [f"{text} {thing} {draw.choice(words)}" for text in kept] if copy else kept
            facts.append(Fact(f"{intent}-{copy}", tuple(dict.fromkeys(said)), intent))
    return Pack("CLINC150, grown", tuple(facts))


def megabytes() -> float:
    """The most memory that the process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Prints a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    sentences, asked = read_data(options.data)
    questions = random.Random(1).sample([text for text, _ in asked.questions], ASKED)  # noqa: S311 - repeatable
    print(f"{'phrasings':>10}{'facts':>8}{'built s':>9}{'memory MB':>11}{'median µs':>11}{'p99 µs':>9}{'× WRatio':>10}")
    for size in options.sizes:
        pack = grown(sentences, size)
        before, start = megabytes(), time.perf_counter()
        answerer = Answerer(pack)
        built, taken = time.perf_counter() - start, []
        for question in (*questions, *questions):
            begun = time.perf_counter()
            answerer.answer(question)
            taken.append((time.perf_counter() - begun) * 1e6)
        ours = sorted(taken[ASKED:])
        phrasings = [phrasing for fact in pack.facts for phrasing in fact.questions]
        begun = time.perf_counter()
        for question in questions[:PLAIN_ASKED]:
            process.extractOne(question, phrasings, scorer=fuzz.WRatio)
        plain = (time.perf_counter() - begun) * 1e6 / PLAIN_ASKED
        median = statistics.median(ours)
        figures = f"{median:>11.0f}{ours[int(ASKED * 0.99)]:>9.0f}{plain / median:>10.0f}"
        print(
            f"{len(phrasings):>10,}{len(pack.facts):>8}{built:>9.1f}{megabytes() - before:>11.0f}{figures}", flush=True
        )


if __name__ == "__main__":
    main()
