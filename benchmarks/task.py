"""What a benchmark measures: a pack and labelled questions, from the command line."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rockybot.app import default_pack
from rockybot.measuring import read_questions
from rockybot.packs import read_pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rockybot.measuring import Labelled
    from rockybot.packs import Pack

QUESTIONS = Path(__file__).parent.parent / "tests" / "questions" / "rocky-dennis.jsonl"


@dataclass(frozen=True)
class Task:
    """The questions to ask about a pack; `shipped` for the shipped story and its own questions, which have aims."""

    pack: Pack
    questions: Sequence[Labelled]
    shipped: bool


def task_of(description: str | None) -> Task:
    """The task that `[QUESTIONS.jsonl] [--pack FILE]` names; without them the shipped one."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("questions", nargs="?", type=Path, default=QUESTIONS)
    parser.add_argument("--pack", type=Path, default=default_pack())
    arguments = parser.parse_args()
    shipped = arguments.questions == QUESTIONS and arguments.pack == default_pack()
    return Task(read_pack(arguments.pack), read_questions(arguments.questions), shipped)
