"""How long `rockybot ask` takes as a whole process, beside importing the libraries it stands on.

    python benchmarks/startup.py [--runs 15]

Each pair runs back to back, so that a noisy machine hits both; the first run of each is not counted (it writes what
`rockybot ask` remembers). Aim: at most 2.5 times.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

ASK = [sys.executable, "-m", "rockybot", "ask", "who was Rusty's first husband"]
LIBRARIES = [sys.executable, "-c", "import numpy, rapidfuzz, yaml, typer"]


def seconds(command: list[str]) -> float:
    """The wall time of a command that must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Prints both medians and the median of the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    pairs = [(seconds(ASK), seconds(LIBRARIES)) for _ in range(runs + 1)]
    first, counted = pairs[0], pairs[1:]
    ask, libraries = (statistics.median(times) for times in zip(*counted, strict=True))
    ratio = statistics.median(a / b for a, b in counted)
    print(f"rockybot ask            {ask * 1000:6.0f} ms   (the very first: {first[0] * 1000:.0f} ms)")
    print(f"import the libraries    {libraries * 1000:6.0f} ms")
    print(f"ratio                   {ratio:6.2f}      (aim: at most 2.5)")


if __name__ == "__main__":
    main()
