"""How well packs of any subject are answered: the intents of CLINC150 as facts, its out-of-scope questions beside them.

    python benchmarks/general.py [--data data.json] [--seeds 1] [--every 1]

An intent is a fact without excerpt, its train sentences (all, 10 or 5 of them) are its phrasings; asked are the
sentences of `val` and all that are out of scope, as they are and with one or two slips of the finger (`intents.py`).
Beside it, the plain rapidfuzz scorers on a tenth of them, with the cutoff that suits each best.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from intents import DATA, SHOTS, Labelled, pack_of, read_data
from rockybot.matching import Answer, Answerer
from rockybot.measuring import Labelled as Measured
from scorers import CUTOFFS, SCORERS, Plain
from sweeping import best, on_top, swept
from tables import Figure, Line, aims, counted, ranked, table, title, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SAMPLED = 10
"""Of so many questions in scope the plain scorers are asked one: they take 20 ms each."""
AIMS = {
    "full": aims(accuracy="≥ 94.5", auroc="≥ 97.5", right="≥ 90", silent="≥ 88"),
    "10": aims(accuracy="≥ 88, typos ≥ 86", auroc="≥ 95.5"),
}


@dataclass(frozen=True)
class Figures:
    """Shares of 0 to 1. `right` and `wrong` are answers in scope, `silent` is none out of it.

    `accuracy` counts the best fact whatever the verdict; `auroc` is how often a question in scope scores above one out
    of it.
    """

    covered: int
    uncovered: int
    accuracy: float
    auroc: float
    right: float
    wrong: float
    silent: float

    def columns(self) -> Mapping[str, Figure]:
        """The columns of the table."""
        inside = {name: counted(getattr(self, name), self.covered) for name in ("accuracy", "right", "wrong")}
        columns = {**inside, "silent": counted(self.silent, self.uncovered)}
        area = ranked(self.auroc, self.covered, self.uncovered)
        return {"AUROC": area, **{name: figure for name, figure in columns.items() if figure}}


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
    area = auroc(scores[True], scores[False])
    return Figures(len(hits), len(silent), fmean(hits), area, fmean(right), fmean(wrong), fmean(silent))


def plain(plainly: Plain, asked: Labelled) -> Figures:
    """What a rapidfuzz scorer makes of them, at its best cutoff."""
    found = plainly.found(measured(asked))
    inside = [one for one in found if one.labelled.covered]
    hits = [one.record.id in one.labelled.expect for one in inside]
    outside = [one.score for one in found if not one.labelled.covered]
    reached = [on_top(one.record, one.score, one.labelled.answered_by, covered=one.labelled.covered) for one in found]
    at = best(swept(reached, CUTOFFS))
    area = auroc((one.score for one in inside), outside)
    return Figures(len(hits), len(outside), fmean(hits), area, at.right, at.wrong, 1 - at.spoke)


def measured(asked: Labelled) -> Iterator[Measured]:
    """The questions as those of a story: an intent is the fact expected."""
    for text, intent in asked.questions:
        yield Measured(text, intent is not None, "-", expect=frozenset((intent,) if intent else ()))


def lines(path: Path, seeds: int, every: int) -> list[Line]:
    """The section of CLINC150; of the questions in scope one in so many."""
    sentences, everything = read_data(path)
    asked = everything.every(every)
    sampled = asked.every(max(1, SAMPLED // every))
    found: list[Line] = []
    for name, shots in SHOTS.items():
        # Nothing is drawn for the full pack but the slips.
        packs = [pack_of(sentences, shots, seed) for seed in range(1, (seeds if shots else 1) + 1)]
        phrasings = sum(len(fact.questions) for fact in packs[0].facts)
        density = "full" if shots is None else f"{shots} a fact"
        found.append(title(f"CLINC150, {density}: {len(sentences)} facts, {phrasings:,} phrasings"))
        found += [AIMS[name]] if name in AIMS else []
        answerers = [Answerer(pack) for pack in packs]
        for typos in (False, True):
            order = range(1, (seeds if shots or typos else 1) + 1)
            ours = [
                figures(answerers[(seed - 1) % len(packs)], asked.mistyped(seed) if typos else asked) for seed in order
            ]
            found.append(_line("rockybot", ours, drawn=bool(shots), typos=typos))
            for scorer, measure in SCORERS.items():
                theirs = [
                    plain(Plain(packs[(seed - 1) % len(packs)], measure), sampled.mistyped(seed) if typos else sampled)
                    for seed in order
                ]
                found.append(_line(scorer, theirs, drawn=bool(shots), typos=typos))
    return found


def _line(scorer: str, rounds: Sequence[Figures], *, drawn: bool, typos: bool) -> Line:
    last = f"1–{len(rounds)}" if len(rounds) > 1 else "1"
    return Line(
        f"{scorer}, typos" if typos else scorer,
        together([one.columns() for one in rounds]),
        f"{rounds[0].covered:,} + {rounds[0].uncovered:,}",
        last if drawn or typos else "–",
    )


def main() -> None:
    """Prints the table for the command line's choice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="ask one in so many of the questions in scope")
    options = parser.parse_args()
    print(table(lines(options.data, options.seeds, options.every)))


if __name__ == "__main__":
    main()
