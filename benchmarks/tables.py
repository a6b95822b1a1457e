"""Figures with their spread, and the one Markdown table that they stand in."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

COLUMNS = ("accuracy", "AUROC", "right", "wrong", "helped", "silent", "precision")
BEGIN, END = "<!-- quality: begin -->", "<!-- quality: end -->"
STANDARD_ERRORS = 1.96
"""Of them on each side lie 95 in 100."""


@dataclass(frozen=True)
class Figure:
    """A share of 0 to 1, and how far it may lie off."""

    share: float
    spread: float

    def __str__(self) -> str:
        return f"{100 * self.share:.1f} ± {100 * self.spread:.1f}"


@dataclass(frozen=True)
class Line:
    """A line of the table: figures by column, how many questions they are of, the seeds that drew them."""

    name: str
    cells: Mapping[str, Figure | str] = field(default_factory=dict)
    asked: str = ""
    seeds: str = "–"

    def __str__(self) -> str:
        cells = (str(self.cells.get(column, "")) for column in COLUMNS)
        return f"| {' | '.join((self.name, self.asked, self.seeds, *cells))} |"


def title(name: str) -> Line:
    """The line that begins a section."""
    return Line(f"**{name}**", seeds="")


def aims(**wanted: str) -> Line:
    """What a section is held to."""
    return Line("*aim*", {"AUROC" if name == "auroc" else name: f"*{aim}*" for name, aim in wanted.items()}, seeds="")


def counted(share: float | None, number: float) -> Figure | None:
    """A share of so many questions, with two standard errors; None where there was no question."""
    if share is None or not number:
        return None
    return Figure(share, STANDARD_ERRORS * math.sqrt(share * (1 - share) / number))


def ranked(area: float, inside: int, outside: int) -> Figure:
    """An AUROC, with two standard errors by Hanley and McNeil (1982)."""
    one, two = area / (2 - area), 2 * area * area / (1 + area)
    around = area * (1 - area) + (inside - 1) * (one - area * area) + (outside - 1) * (two - area * area)
    return Figure(area, STANDARD_ERRORS * math.sqrt(max(0.0, around) / (inside * outside)))


def together(rounds: Sequence[Mapping[str, Figure]]) -> Mapping[str, Figure]:
    """The means over seeds or packs, and how far the furthest lies from each; a single round as it is."""
    if len(rounds) == 1:
        return rounds[0]
    found = {}
    for column in COLUMNS:
        shares = [one[column].share for one in rounds if column in one]
        if shares:
            mean = fmean(shares)
            found[column] = Figure(mean, max(abs(share - mean) for share in shares))
    return found


def table(lines: Sequence[Line]) -> str:
    """The table in Markdown."""
    head = ("per cent", "asked", "seeds", *COLUMNS)
    return "\n".join([f"| {' | '.join(head)} |", "|---" * len(head) + "|", *map(str, lines)])


def put(text: str, path: Path) -> None:
    """Puts the text between the two markers of a file, which stand there once each."""
    whole = path.read_text("utf-8")
    before, _, rest = whole.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found or BEGIN in rest or END in after:
        raise SystemExit(f"{path.name}: needs one {BEGIN} and after it one {END}")
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")
