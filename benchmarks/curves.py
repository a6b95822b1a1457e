"""What `plots.py` draws: how right and wrong answers change with the threshold, and the lines that `growth.py` kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from general import SAMPLED, measured
from growth import KEPT
from intents import pack_of, read_data
from rockybot.matching import Answerer, Strictness
from scorers import SCORERS, Plain
from stories import askers, of, shipped, stories
from sweeping import Point, averaged, on_top, reached, swept

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rockybot.measuring import Labelled, Rates
    from rockybot.packs import Pack

THRESHOLDS = range(101)
SEED = 1
PLAIN = "token_sort_ratio"


@dataclass(frozen=True)
class Curve:
    """A point at each threshold, those of the levels of strictness, and the plain scorer's at each cutoff."""

    name: str
    points: Sequence[Point]
    levels: Sequence[Point]
    plain: Sequence[Point]


@dataclass(frozen=True)
class Panel:
    """Curves that are drawn together."""

    name: str
    curves: Sequence[Curve]


@dataclass(frozen=True)
class Size:
    """What `growth.py` kept of a pack: how large it is, and the microseconds of rockybot and of WRatio."""

    phrasings: float
    facts: float
    median: float
    plain: float


def panels(data: Path) -> list[Panel]:
    """The shipped story, stories of others, and CLINC150 if its data are there."""
    story = shipped()
    others = [labelled for questions in askers().values() for labelled in questions]
    asked = {"dev questions": story.questions, "others' questions": others}
    told = [curve(one.name, one.pack, one.questions) for one in stories()]
    found = [
        Panel("The shipped story", [curve(name, story.pack, questions) for name, questions in asked.items()]),
        Panel("Stories of others", [mean(told)]),
    ]
    return [*found, Panel("CLINC150", general(data))] if data.is_file() else found


def general(data: Path) -> list[Curve]:
    """All phrasings, and ten a fact."""
    sentences, everything = read_data(data)
    asked = list(measured(everything))
    shots = {"100 phrasings a fact": None, "10 phrasings a fact": 10}
    return [curve(name, pack_of(sentences, drawn, SEED), asked, SAMPLED) for name, drawn in shots.items()]


def curve(name: str, pack: Pack, questions: Sequence[Labelled], step: int = 1) -> Curve:
    """The curve of a pack; the plain scorer is asked one in so many of what is covered."""
    answerer = Answerer(pack)
    ours = [
        reached(answerer.answer(labelled.question), labelled.answered_by, covered=labelled.covered)
        for labelled in questions
    ]
    covered = [labelled for labelled in questions if labelled.covered]
    sampled = [*covered[::step], *(labelled for labelled in questions if not labelled.covered)]
    theirs = [
        on_top(one.record, one.score, one.labelled.answered_by, covered=one.labelled.covered)
        for one in Plain(pack, SCORERS[PLAIN]).found(sampled)
    ]
    levels = [_point(of(partial(answerer.answer, strictness=level), questions)) for level in Strictness]
    return Curve(name, swept(ours, THRESHOLDS), levels, swept(theirs, THRESHOLDS))


def mean(curves: Sequence[Curve]) -> Curve:
    """The mean of several packs."""
    return Curve(
        f"mean of {len(curves)} packs",
        averaged([one.points for one in curves]),
        averaged([one.levels for one in curves]),
        averaged([one.plain for one in curves]),
    )


def sizes() -> list[Size]:
    """The lines that `growth.py --write` kept."""
    names, *lines = (line.split("  ") for line in KEPT.read_text("utf-8").splitlines())
    columns = [name.strip() for name in names if name]
    found = []
    for line in lines:
        cells = dict(zip(columns, (cell.strip().replace(",", "") for cell in line if cell), strict=True))
        wanted = (cells[name] for name in ("phrasings", "facts", "median µs", "WRatio µs"))
        found.append(Size(*map(float, wanted)))
    return sorted(found, key=lambda size: size.phrasings)


def _point(found: Rates) -> Point:
    return Point(found.right or 0.0, found.wrong or 0.0, 1 - (found.silent if found.silent is not None else 1.0))
