"""Microseconds a question, beside `rapidfuzz.process.extractOne` with WRatio over the same phrasings in the same run.

    python benchmarks/speed.py [QUESTIONS.jsonl] [--pack FILE]

Aim for the shipped story: at most 600 µs median.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from rockybot.matching import Answerer
from task import task_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def times(ask: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Microseconds of each question, after one round to warm up."""
    for question in questions:
        ask(question)
    taken = []
    for question in questions:
        start = time.perf_counter()
        ask(question)
        taken.append((time.perf_counter() - start) * 1e6)
    return sorted(taken)


def main() -> None:
    """Prints median and 99th percentile of both, and the time to build the matcher."""
    task = task_of(__doc__)
    pack, questions = task.pack, [labelled.question for labelled in task.questions]
    start = time.perf_counter()
    answerer = Answerer(pack)
    built = time.perf_counter() - start
    phrasings = [phrasing for record in pack.records for phrasing in record.questions]

    def wratio(question: str) -> object:
        return process.extractOne(question, phrasings, scorer=fuzz.WRatio)

    print(f"{len(questions)} questions, {len(phrasings)} phrasings, matcher built in {built * 1000:.0f} ms")
    ours, theirs = times(answerer.answer, questions), times(wratio, questions)
    for name, taken in (("rockybot", ours), ("extractOne, WRatio", theirs)):
        print(f"{name:<20} median {statistics.median(taken):8.0f} µs   p99 {taken[int(len(taken) * 0.99)]:8.0f} µs")
    print(f"{'times faster':<20} median {statistics.median(theirs) / statistics.median(ours):8.1f}")


if __name__ == "__main__":
    main()
