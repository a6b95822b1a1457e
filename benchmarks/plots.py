"""The plots of docs/matching.md: right against wrong as the threshold moves, and time against size.

    python benchmarks/plots.py [--data data.json] [--to docs/pictures]

Needs matplotlib (`make plots` sets it up). The times are those that `growth.py --write` kept.
"""

from __future__ import annotations

import argparse
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, NullLocator

from curves import PLAIN, Size, panels, sizes
from intents import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes

    from curves import Curve, Panel
    from sweeping import Point

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
BLUE, ORANGE, GREY = "#0072b2", "#d55e00", "#555555"
"""Of Okabe and Ito: told apart by colour-blind readers too."""
MARKS = {"cautious": "s", "balanced": "o", "eager": "^"}
FURTHEST = 15
"""Per cent of wrong answers that are drawn."""
LARGE = 150
"""Facts of the packs that grow by ever more phrasings of each."""
DIGITS = re.compile(r"-?\d+\.\d{2,}")
"""Coordinates, of which a tenth of a point is enough."""
STYLE: dict[Any, Any] = {
    "svg.hashsalt": "rockybot",
    "svg.fonttype": "none",
    "font.family": ["DejaVu Sans", "sans-serif"],
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "xtick.bottom": False,
    "ytick.left": False,
}


def right_and_wrong(drawn: Sequence[Panel]) -> Figure:
    """A column for each kind of pack; above right answers against wrong ones, below words out of turn."""
    figure = Figure(figsize=(9.6, 6.4), layout="constrained")
    rows = figure.subplots(2, len(drawn), sharex=True, sharey="row", squeeze=False)
    for column, panel in enumerate(drawn):
        above, below = rows[0][column], rows[1][column]
        for curve, colour in zip(panel.curves, (BLUE, ORANGE), strict=False):
            _draw(above, curve, colour, lambda point: point.right)
            _draw(below, curve, colour, lambda point: point.spoke)
        above.set_title(panel.name, fontweight="bold", fontsize=11)
        above.set(xlim=(0, FURTHEST), ylim=(0, 100))
        below.set(ylim=(0, 50), xlabel="answered wrongly, %")
        below.set_xticks(range(0, FURTHEST + 1, 5))
        names = [Line2D([], [], color=colour) for _, colour in zip(panel.curves, (BLUE, ORANGE), strict=False)]
        above.legend(names, [curve.name for curve in panel.curves], loc="lower right")
    rows[0][0].set_ylabel("answered rightly, %\n(of what is covered)")
    rows[1][0].set_ylabel("answered out of turn, %\n(of what is not covered)")
    marks = [Line2D([], [], color=GREY, marker=mark, linestyle="") for mark in MARKS.values()]
    lines = [Line2D([], [], color=GREY), Line2D([], [], color=GREY, linestyle=(0, (4, 2)), linewidth=1)]
    figure.legend([*lines, *marks], ["rockybot", PLAIN, *MARKS], loc="outside lower center", ncols=5)
    return figure


def _draw(axes: Axes, curve: Curve, colour: str, up: Callable[[Point], float]) -> None:
    def line(points: Sequence[Point], **how: Any) -> None:
        places = dict.fromkeys((100 * point.wrong, 100 * up(point)) for point in points)
        seen = [place for place in places if place[0] <= 2 * FURTHEST]
        axes.plot([wrong for wrong, _ in seen], [high for _, high in seen], color=colour, **how)

    line(curve.plain, linestyle=(0, (4, 2)), linewidth=1)
    line(curve.points, linewidth=1.8)
    for point, mark in zip(curve.levels, MARKS.values(), strict=True):
        line([point], marker=mark, markersize=7, markeredgecolor="white", linestyle="", clip_on=False, zorder=3)


def time_and_size(kept: Sequence[Size]) -> Figure:
    """Microseconds a question against phrasings, both by powers of ten."""
    figure = Figure(figsize=(7.2, 4.2), layout="constrained")
    axes = figure.subplots()
    large = [size for size in kept if size.facts == LARGE]
    many = [size for size in kept if size.facts != LARGE]
    at = [size.phrasings for size in large]
    axes.plot(at, [size.plain for size in large], color=ORANGE, marker="s", linestyle=(0, (4, 2)))
    axes.plot(at, [size.median for size in large], color=BLUE, marker="o")
    axes.plot(
        [size.phrasings for size in many], [size.median for size in many], "D", color=BLUE, markerfacecolor="white"
    )
    last = large[-1]
    axes.annotate("extractOne with WRatio", (at[-2], large[-2].plain), (-8, 6), textcoords="offset points", ha="right")
    axes.annotate(f"rockybot, {LARGE} facts", (at[0], large[0].median), (0, -16), textcoords="offset points")
    axes.annotate(
        f"{round(last.plain / last.median, -2):,.0f} times",
        (last.phrasings, (last.plain * last.median) ** 0.5),
        (-8, 0),
        textcoords="offset points",
        ha="right",
    )
    axes.annotate(
        "",
        (last.phrasings, last.median * 1.3),
        (last.phrasings, last.plain / 1.3),
        arrowprops={"arrowstyle": "<->", "color": GREY},
    )
    if many:
        axes.annotate(
            "◇ facts of 100 phrasings",
            (many[0].phrasings, many[0].median),
            (0, 9),
            textcoords="offset points",
            ha="center",
        )
    axes.set(xscale="log", yscale="log", xlabel="phrasings in the pack", ylabel="time of a question")
    axes.set(xlim=(1_000, 1.5 * last.phrasings), ylim=(100, 4 * last.plain))
    axes.set_yticks([10**power for power in range(2, 7)], ["0.1 ms", "1 ms", "10 ms", "0.1 s", "1 s"])
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_minor_locator(NullLocator())
    return figure


def save(figure: Figure, path: Path) -> None:
    """Writes a picture that is the same whenever it shows the same."""
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    text = DIGITS.sub(lambda number: f"{float(number[0]):.1f}", drawn.getvalue())
    path.write_text("".join(line.strip() + "\n" for line in text.splitlines()), "utf-8")
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def main() -> None:
    """Draws both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--to", type=Path, default=PICTURES, help="the folder of the pictures")
    options = parser.parse_args()
    with mpl.rc_context(STYLE):
        save(time_and_size(sizes()), options.to / "time-and-size.svg")
        save(right_and_wrong(panels(options.data)), options.to / "right-and-wrong.svg")


if __name__ == "__main__":
    main()
