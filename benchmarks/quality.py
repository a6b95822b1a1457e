"""How good the answers are, all of it on dev data: the shipped story, stories of others, and CLINC150.

    python benchmarks/quality.py [--write] [--quick] [--data data.json]
    python benchmarks/quality.py QUESTIONS.jsonl [--pack FILE]

It prints one Markdown table, and with `--write` puts it into docs/matching.md. With a file of questions it measures
these alone.

Beside rockybot, the plain rapidfuzz scorers answer the same questions from the same phrasings, gaps included, each with
the cutoff that suits it best there (which flatters them). The rates of each level of strictness are those of the dev
questions, which stand with their seeds below.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import general
from intents import DATA
from rockybot.app import default_pack
from rockybot.matching import Answerer
from rockybot.measuring import read_questions
from rockybot.packs import read_pack
from stories import left_out, levels, line, others_lines, plain_lines, shipped_lines
from tables import Line, put, table

DOCS = Path(__file__).parent.parent / "docs" / "matching.md"
SEEDS = 3
QUICK = 10
"""One in so many questions of CLINC150, with `--quick`."""
LEGEND = f"""\
Made by `benchmarks/quality.py --write`. *asked*: questions that are covered + those that are not. *seeds*: of the
phrasings drawn and of the slips; –: nothing is drawn. ±: of several packs or seeds how far the furthest lies from their
mean; else two standard errors (of a share 1.96 · √(p(1 − p)/n), which says nothing at 0 and 100; of an AUROC by Hanley
and McNeil). The plain scorers have the cutoff that suits them best in each line; of CLINC150 in scope and of phrasings
left out they are asked one in {general.SAMPLED}. *accuracy* counts the best fact whatever the verdict; *right*, *wrong*
and *helped* are of what is covered, *silent* is of what is not, *precision* of all answers."""


def alone(questions_file: Path, pack_file: Path) -> list[Line]:
    """Lines for one file of questions."""
    pack, questions = read_pack(pack_file), read_questions(questions_file)
    answerer = Answerer(pack)
    return [
        *levels("rockybot", answerer, questions),
        *plain_lines("the same", [(pack, questions)]),
        line("phrasings left out", [left_out(answerer)]),
    ]


def everything(data: Path, *, quick: bool) -> list[Line]:
    """Every line there is: without its data, CLINC150 is missing."""
    lines = [*shipped_lines(), *others_lines()]
    return [*lines, *general.lines(data, SEEDS, QUICK if quick else 1)] if data.is_file() else lines


def main() -> None:
    """Prints the table, or writes it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", nargs="?", type=Path)
    parser.add_argument("--pack", type=Path, default=default_pack())
    parser.add_argument("--data", type=Path, default=DATA, help="data_full.json of github.com/clinc/oos-eval")
    parser.add_argument("--quick", action="store_true", help="ask a tenth of CLINC150")
    parser.add_argument("--write", action="store_true", help="put the table into docs/matching.md")
    options = parser.parse_args()
    if options.questions:
        print(table(alone(options.questions, options.pack)))
        return
    missing = not options.data.is_file()
    if options.write and options.quick:
        parser.error("--write takes every question, --quick a tenth of them")
    start = time.perf_counter()
    made = f"{table(everything(options.data, quick=options.quick))}\n\n{LEGEND}"
    print(made)
    if missing:
        print("\nNo CLINC150, so nothing is written: give its data_full.json (github.com/clinc/oos-eval) by --data.")
    print(f"\n{time.perf_counter() - start:.0f} s")
    if options.write and not missing:
        put(made, DOCS)


if __name__ == "__main__":
    main()
