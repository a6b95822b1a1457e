"""Microseconds a question, beside `rapidfuzz.process.extractOne` with WRatio over the same phrasings in the same run.

    python benchmarks/speed.py [QUESTIONS.jsonl] [--pack FILE]

Aims for the shipped story: at most 600 µs median; built again with one fact edited, as for a server, at most 50 ms.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from rockybot.matching import Answerer
from task import task_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rockybot.packs import Pack


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


def rebuilding(pack: Pack) -> float:
    """Milliseconds to build a matcher that differs from one built before in one fact: the shortest of five times."""
    Answerer(pack)
    taken = []
    for number in range(5):
        first = replace(pack.facts[0], answer=f"{pack.facts[0].answer} Edit {number}.")
        edited = replace(pack, facts=(first, *pack.facts[1:]))
        start = time.perf_counter()
        Answerer(edited)
        taken.append((time.perf_counter() - start) * 1e3)
    return min(taken)


def main() -> None:
    """Prints median and 99th percentile of both, and the times to build the matcher."""
    task = task_of(__doc__)
    pack, questions = task.pack, [labelled.question for labelled in task.questions]
    start = time.perf_counter()
    answerer = Answerer(pack)
    built = time.perf_counter() - start
    phrasings = [phrasing for record in pack.records for phrasing in record.questions]

    def wratio(question: str) -> object:
        return process.extractOne(question, phrasings, scorer=fuzz.WRatio)

    part = replace(pack, facts=pack.facts[:60], gaps=pack.gaps[:50])
    print(f"{len(questions)} questions, {len(phrasings)} phrasings, matcher built in {built * 1000:.0f} ms")
    print(f"with one fact edited   {rebuilding(pack):8.1f} ms; of 60 facts and 50 gaps {rebuilding(part):.1f} ms")
    ours, theirs = times(answerer.answer, questions), times(wratio, questions)
    for name, taken in (("rockybot", ours), ("extractOne, WRatio", theirs)):
        print(f"{name:<20} median {statistics.median(taken):8.0f} µs   p99 {taken[int(len(taken) * 0.99)]:8.0f} µs")
    print(f"{'times faster':<20} median {statistics.median(theirs) / statistics.median(ours):8.1f}")


if __name__ == "__main__":
    main()
