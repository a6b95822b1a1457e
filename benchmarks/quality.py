"""How good the answers are: on labelled questions, on the pack's own phrasings, and on a pack of any subject.

    python benchmarks/quality.py [QUESTIONS.jsonl] [--pack FILE]

Without arguments it measures the shipped story and, if its data are there, CLINC150 (`general.py`).

Beside rockybot, the plain rapidfuzz scorers answer the same questions from the same phrasings, gaps included, each with
the cutoff that suits it best here (which flatters them). The rates of each level of strictness are those that
`matching/strictness.py` holds for moderators to see.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from general import DATA, table
from rockybot.matching import Answer, Answerer, NoAnswer, Strictness
from rockybot.measuring import Labelled, Rates, judge, rates
from rockybot.packs import Fact
from task import task_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rockybot.matching import Verdict
    from rockybot.packs import Pack

AIMS = "aims:               right ≥ 86   wrong ≤ 6                silent ≥ 90   precision ≥ 88"
CUTOFFS = range(50, 100, 5)


def row(name: str, measured: Rates) -> str:
    """One line of the table, in per cent."""
    shares = (measured.right, measured.wrong, measured.helped, measured.silent, measured.precision)
    return f"{name:<20}" + "".join(f"{share:12.1%}" if share is not None else f"{'':12}" for share in shares)


def of(answer: Callable[[str], Verdict], questions: Sequence[Labelled]) -> Rates:
    """The rates of anything that answers."""
    return rates(judge(labelled, answer(labelled.question)) for labelled in questions)


def plain(pack: Pack, scorer: Callable[..., float], questions: Sequence[Labelled]) -> Rates:
    """The rates of a rapidfuzz scorer at its best cutoff: most right answers less wrong ones and words out of turn."""
    records = [(phrasing, record) for record in pack.records for phrasing in record.questions]
    phrasings = [phrasing.lower() for phrasing, _ in records]
    found = {}
    for labelled in questions:
        best = process.extractOne(labelled.question.lower(), phrasings, scorer=scorer)
        found[labelled.question] = (best[1], records[best[2]][1])

    def at(cutoff: float) -> Rates:
        def answer(question: str) -> Verdict:
            score, record = found[question]
            if isinstance(record, Fact) and score >= cutoff:
                return Answer(record, score, ())
            return NoAnswer(None, (), score, ())

        return of(answer, questions)

    def worth(measured: Rates) -> float:
        return (measured.right or 0) - (measured.wrong or 0) + (measured.silent or 0)

    return max(map(at, CUTOFFS), key=worth)


def left_out(answerer: Answerer) -> Rates:
    """The rates of the pack's own phrasings, each asked as if it weren't there: right if its own fact answers."""
    records = (record for record in answerer.pack.records for _ in record.questions)
    phrasings = (phrasing for record in answerer.pack.records for phrasing in record.questions)
    judged = []
    for number, (record, phrasing) in enumerate(zip(records, phrasings, strict=True)):
        labelled = Labelled(phrasing, isinstance(record, Fact), "-", expect=frozenset((record.id,)))
        judged.append(judge(labelled, answerer.verdict(answerer.read(phrasing), number)))
    return rates(judged)


def main() -> None:
    """Prints the tables."""
    task = task_of(__doc__)
    pack, questions = task.pack, task.questions
    covered = sum(labelled.covered for labelled in questions)
    print(f"{len(questions)} questions, {covered} of them covered; {len(pack.facts)} facts, {len(pack.gaps)} gaps\n")
    print(f"{'':<20}" + "".join(f"{name:>12}" for name in ("right", "wrong", "helped", "silent", "precision")))
    answerer = Answerer(pack)
    for level in Strictness:
        print(row(f"rockybot, {level.value}", of(partial(answerer.answer, strictness=level), questions)))
    for name in ("WRatio", "token_sort_ratio", "token_set_ratio", "ratio"):
        print(row(name, plain(pack, getattr(fuzz, name), questions)))
    print(row("phrasings left out", left_out(answerer)))
    if task.shipped:
        print(f"\n{AIMS}\n")
        if DATA.is_file():
            table(DATA, 1, 1)


if __name__ == "__main__":
    main()
