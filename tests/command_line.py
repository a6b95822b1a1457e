"""The command line as tests see it, and the small story that it is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Protocol

ARTICLE = """\
The Keeper of Grey Rock

Ada Finch kept the lighthouse of Grey Rock for thirty years. Her brother Tom, a baker, brought her bread every Sunday.

The storm

In 1931 a storm broke the lamp, and Ada rowed eleven sailors ashore in the dark.
"""

PACK = """\
title: Grey Rock
source:
  title: The Keeper of Grey Rock
  fingerprint: grey-rock.fingerprint
names:
  Ada: [Ada Finch, the keeper, his sister]
  Tom: [Tom Finch, her brother, the baker]
facts:
  - id: ada-years
    questions: [How long did Ada keep the lighthouse?, years of ada as keeper]
    answer: Ada Finch kept the lighthouse for 30 years.
    excerpt: Ada Finch kept the lighthouse of Grey Rock for thirty years
  - id: tom-job
    questions: [What did Tom do for a living?, tom job]
    answer: Tom Finch was a baker.
    excerpt: Her brother Tom, a baker, brought her bread
  - id: storm-year
    questions: [In what year did the storm break the lamp?, year of the storm]
    answer: The storm broke the lamp in 1931.
    excerpt: In 1931 a storm broke the lamp
gaps:
  - id: ada-birthday
    about: when Ada was born
    questions: [when was Ada born, birthday of ada]
checks:
  - question: which year was the storm
    expect: storm-year
"""


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit status and what it wrote."""

    status: int
    out: str
    err: str


class Run(Protocol):
    """Runs `rockybot` with some words."""

    def __call__(self, *words: str, stdin: bytes = b"", stdout: IO[bytes] | None = None) -> Outcome: ...
