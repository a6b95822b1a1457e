"""A file of labelled questions → `Labelled`: JSON Lines, one object a line.

Keys: `q` (the message) and `kind` (`in`: the story answers it, `out`: it doesn't); optional: `type` (for the table),
`must` (case-insensitive patterns that a right answer matches, all of them), `expect` (ids of the facts that answer, or
of the gap that decides). Other keys are ignored. An `in` question needs `must` or `expect`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rockybot.errors import QuestionsError, SourceError
from rockybot.packs.reading import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from rockybot.packs import Fact


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with what is known of its answer."""

    question: str
    covered: bool
    type: str
    must: tuple[re.Pattern[str], ...] = ()
    expect: frozenset[str] = frozenset()

    def answered_by(self, fact: Fact) -> bool:
        """Whether the fact answers the question: its id is expected, or its answer matches every pattern."""
        if fact.id in self.expect:
            return True
        return bool(self.must) and all(pattern.search(fact.answer) for pattern in self.must)


def read_questions(path: Path) -> tuple[Labelled, ...]:
    """The questions of a file, blank lines left out.

    Raises:
        QuestionsError: the file can't be read, holds none, or has lines that are no such questions: all of them, each
            with file and line.
    """
    try:
        text = read_text(path)
    except SourceError as error:
        raise QuestionsError(str(error)) from None
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise QuestionsError(f"{path}: no questions; give one JSON object a line")
    questions: list[Labelled] = []
    errors: list[str] = []
    for number, line in lines:
        try:
            questions.append(_labelled(line, f"{path}:{number}"))
        except QuestionsError as error:
            errors.append(str(error))
    if errors:
        raise QuestionsError("\n".join(errors))
    return tuple(questions)


def _labelled(line: str, where: str) -> Labelled:
    try:
        data: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise QuestionsError(f"{where}: not a JSON object; write one a line") from None
    if not isinstance(data, dict) or not isinstance(data.get("q"), str) or data.get("kind") not in ("in", "out"):
        raise QuestionsError(f'{where}: give "q" (a text) and "kind" ("in" or "out")')
    must, expect = data.get("must") or [], data.get("expect") or []
    if not all(isinstance(items, list) and all(isinstance(item, str) for item in items) for items in (must, expect)):
        raise QuestionsError(f'{where}: "must" and "expect" are lists of texts')
    if data["kind"] == "in" and not must and not expect:
        raise QuestionsError(f'{where}: a question of kind "in" needs "must" or "expect"')
    try:
        patterns = tuple(re.compile(pattern, re.IGNORECASE) for pattern in must)
    except re.error as error:
        raise QuestionsError(f'{where}: a pattern of "must" is no regular expression ({error})') from None
    return Labelled(data["q"], data["kind"] == "in", str(data.get("type") or "-"), patterns, frozenset(expect))
