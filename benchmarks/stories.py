"""How well stories are answered: the shipped one, and stories that others invented, curated and asked about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rockybot.app import default_pack
from rockybot.matching import Answerer, Strictness
from rockybot.measuring import Labelled, Rates, judge, rates, read_questions
from rockybot.packs import Fact, Pack, read_pack
from scorers import SCORERS, Plain, flattered
from tables import Figure, Line, aims, counted, title, together
from task import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rockybot.matching import Verdict

FOLDER = Path(__file__).parent / "stories"
SHIPPED = FOLDER / "rocky-dennis"
SAMPLED = 10
"""Of so many phrasings left out the plain scorers are asked one."""


@dataclass(frozen=True)
class Story:
    """A pack with the questions that its asker wrote."""

    name: str
    pack: Pack
    questions: Sequence[Labelled]


def stories() -> list[Story]:
    """The stories of others."""
    folders = sorted(path.parent for path in FOLDER.glob("*/pack.yaml"))
    return [
        Story(
            folder.name.replace("-", " "), read_pack(folder / "pack.yaml"), read_questions(folder / "questions.jsonl")
        )
        for folder in folders
    ]


def askers() -> dict[str, Sequence[Labelled]]:
    """What others asked about the shipped story."""
    return {path.stem.replace("-", " "): read_questions(path) for path in sorted(SHIPPED.glob("*.jsonl"))}


def shipped() -> Story:
    """The shipped story with its dev questions."""
    return Story("the shipped story", read_pack(default_pack()), read_questions(QUESTIONS))


def of(answer: Callable[[str], Verdict], questions: Sequence[Labelled]) -> Rates:
    """The rates of anything that answers."""
    return rates(judge(labelled, answer(labelled.question)) for labelled in questions)


def left_out(answerer: Answerer) -> Rates:
    """The rates of the pack's own phrasings, each asked as if it weren't there: right if its own fact answers."""
    phrasings = [(record, phrasing) for record in answerer.pack.records for phrasing in record.questions]
    judged = []
    for number, (record, phrasing) in enumerate(phrasings):
        labelled = Labelled(phrasing, isinstance(record, Fact), "-", expect=frozenset((record.id,)))
        judged.append(judge(labelled, answerer.verdict(answerer.read(phrasing), number)))
    return rates(judged)


def figures(found: Rates) -> Mapping[str, Figure]:
    """The columns of the table, each share of its own number of questions."""
    right, wrong = found.covered * (found.right or 0), found.covered * (found.wrong or 0)
    answers = right + wrong + found.uncovered * (1 - (found.silent if found.silent is not None else 1))
    columns = {
        "right": counted(found.right, found.covered),
        "wrong": counted(found.wrong, found.covered),
        "helped": counted(found.helped, found.covered),
        "silent": counted(found.silent, found.uncovered),
        "precision": counted(found.precision, answers),
    }
    return {name: figure for name, figure in columns.items() if figure}


def line(name: str, rounds: Sequence[Rates]) -> Line:
    """A line of the table: one pack, or the means of several."""
    covered, uncovered = sum(one.covered for one in rounds), sum(one.uncovered for one in rounds)
    return Line(name, together([figures(one) for one in rounds]), f"{covered:,} + {uncovered:,}")


def levels(name: str, answerer: Answerer, questions: Sequence[Labelled]) -> list[Line]:
    """A line for each level of strictness."""
    return [
        line(f"{name}, {level.value}", [of(partial(answerer.answer, strictness=level), questions)])
        for level in Strictness
    ]


def plain_lines(name: str, tasks: Sequence[tuple[Pack, Sequence[Labelled]]]) -> list[Line]:
    """A line for each plain scorer."""
    return [
        line(f"{scorer}, {name}", [flattered(Plain(pack, measure).found(questions)) for pack, questions in tasks])
        for scorer, measure in SCORERS.items()
    ]


def shipped_lines() -> list[Line]:
    """The section of the shipped story."""
    story, others = shipped(), askers()
    pack, answerer = story.pack, Answerer(story.pack)
    phrasings = sum(len(record.questions) for record in pack.records)
    lines = [
        title(f"The shipped story: {len(pack.facts)} facts, {len(pack.gaps)} gaps, {phrasings:,} phrasings"),
        aims(right="≥ 90", wrong="≤ 4", helped="≥ 96", silent="≥ 93", precision="≥ 93"),
    ]
    pooled = [labelled for questions in others.values() for labelled in questions]
    for name, questions in {"dev": story.questions, "others' questions": pooled}.items():
        lines += levels(name, answerer, questions)
        lines += plain_lines(name, [(pack, questions)])
    lines += [line(f"{name}, balanced", [of(answerer.answer, questions)]) for name, questions in others.items()]
    lines.append(line("phrasings left out, balanced", [left_out(answerer)]))
    for scorer, measure in SCORERS.items():
        lines.append(line(f"{scorer}, one in {SAMPLED} of these", [flattered(Plain(pack, measure).left_out(SAMPLED))]))
    return lines


def others_lines() -> list[Line]:
    """The section of the stories of others."""
    told = stories()
    answerers = [Answerer(story.pack) for story in told]
    lines = [
        title(f"{len(told)} stories of others: each {_range(told)} phrasings"),
        aims(right="≥ 80", wrong="≤ 8", silent="≥ 88"),
    ]
    for level in Strictness:
        found = [
            of(partial(answerer.answer, strictness=level), story.questions)
            for story, answerer in zip(told, answerers, strict=True)
        ]
        lines.append(line(f"their mean, {level.value}", found))
        if level is Strictness.BALANCED:
            each = [line(f"{story.name}, balanced", [one]) for story, one in zip(told, found, strict=True)]
    lines += plain_lines("their mean", [(story.pack, story.questions) for story in told])
    lines += each
    lines.append(line("phrasings left out, their mean, balanced", [left_out(answerer) for answerer in answerers]))
    return lines


def _range(told: Sequence[Story]) -> str:
    counts = [sum(len(record.questions) for record in story.pack.records) for story in told]
    return f"{min(counts)} to {max(counts)}"
