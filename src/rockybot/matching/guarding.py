"""What an edit would do to answers: two matchers, before and after it, asked the same questions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rockybot.matching.answering import Answerer

RIVALS = 3
"""Records that stand first for a phrasing of the edited one and count as its rivals.

Measured by 40 edits of a pack of 434 records with all its 6,000 phrasings asked as new: of those that moved, the first
3 show 47 in 100 by 330 questions (median), all that are scored 58 in 100 by 890. The others were close calls before,
and move because an edit shifts the weight of every word a little.
"""

MOST = 300
"""Phrasings of rivals that are asked, the nearest rivals first: both matchers take about a millisecond for each."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A question, and the id of the fact that answers or the gap that decides, before and after; None for neither."""

    question: str
    of: str | None
    gets: str | None


@dataclass(frozen=True, slots=True)
class Effect:
    """The questions that reach another record than before, in the order in which they were given."""

    moved: tuple[Moved, ...]


def effect(before: Answerer, after: Answerer, questions: Iterable[str], *, as_new: bool = False) -> Effect:
    """What each question reaches before and after an edit, where it differs; one that comes twice is asked once.

    A phrasing asked word for word is certain to reach its record, unless the edit takes it away or gives the very same
    one to another. So with `as_new` each phrasing is asked as if it weren't there: what moves then are questions *like*
    it that nobody has written down yet. That is a warning; without `as_new` it is a loss.

    Not seen: a verdict that stays with its record but grows less sure, other suggestions, and what is not among the
    questions.
    """
    ways = [(answerer, _numbers(answerer) if as_new else {}) for answerer in (before, after)]
    moved = []
    for question in dict.fromkeys(questions):
        of, gets = (answerer.reached(question, numbers.get(question)) for answerer, numbers in ways)
        if of != gets:
            moved.append(Moved(question, of, gets))
    return Effect(tuple(moved))


def worth_asking(before: Answerer, after: Answerer, record_id: str) -> tuple[str, ...]:
    """The questions by which the edit of one record shows: its own phrasings, its rivals', and both packs' checks.

    Its own are those of before and of after, so that a phrasing or a record that goes is asked for too. Rivals are the
    records that the matcher, before or after, puts among the first `RIVALS` for one of its own; of theirs, `MOST`.

    Not seen: a record that comes near only for words that stand in no phrasing of the edited one, and a close call
    elsewhere that falls because every word's weight depends on the whole pack, and so do misspelt words.
    """
    edited = [record for pack in (before.pack, after.pack) if (record := pack.record(record_id))]
    asked = dict.fromkeys(question for record in edited for question in record.questions)
    rivals: dict[str, float] = {}
    for answerer in (before, after):
        for question in asked:
            for match in answerer.matches(answerer.read(question))[:RIVALS]:
                rivals[match.record.id] = max(match.score.total, rivals.get(match.record.id, 0.0))
    nearest = sorted(rivals, key=lambda rival: -rivals[rival])
    records = [record for rival in nearest for pack in (before.pack, after.pack) if (record := pack.record(rival))]
    theirs = (question for record in records for question in record.questions)
    checks = (check.question for pack in (before.pack, after.pack) for check in pack.checks)
    return tuple(dict.fromkeys([*asked, *checks, *islice(dict.fromkeys(theirs), MOST)]))


def _numbers(answerer: Answerer) -> dict[str, int]:
    """Phrasing → its number, as `Answerer.matches` counts them."""
    phrasings = (question for record in answerer.pack.records for question in record.questions)
    return {question: number for number, question in enumerate(phrasings)}
