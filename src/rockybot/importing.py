"""A fact file to take over into a server → what that would do, before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from rockybot.matching import Answerer
from rockybot.matching.guarding import effect
from rockybot.packs.checking import broken_promises
from rockybot.packs.differing import difference
from rockybot.packs.revising import Edit, digest, revised

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rockybot.errors import Problem
    from rockybot.matching.guarding import Moved
    from rockybot.packs import Pack
    from rockybot.packs.checking import Checked
    from rockybot.packs.differing import RecordDifference
    from rockybot.packs.reading import PackFile
    from rockybot.packs.validating import NodePath

MOST = 2000
"""Questions asked before and after: the two matchers take about a millisecond for each."""


@dataclass(frozen=True, slots=True)
class Import:
    """What a server would get with the facts and gaps of a file."""

    edits: tuple[Edit, ...]
    """What is to be kept, all or nothing."""
    changes: tuple[RecordDifference, ...]
    """What these change; nothing if the server tells what the file says."""
    problems: tuple[Problem, ...]
    """The promises that the server's pack would break, those of the file's records first: with any, keep nothing."""
    others: tuple[str, ...]
    """What differs and is the operator's alone to say: of title, names, source and checks. It is not taken over."""
    taken: tuple[Moved, ...]
    """Questions that would go to another record, away from one that the file doesn't change; none beside problems."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The records of a file under all else of the operator's; each problem is told where it can be mended."""

    pack: Pack
    file: PackFile
    operators: Checked

    def problem(self, at: NodePath, what: str, mend: str) -> Problem:
        return (self.file if at[0] in ("facts", "gaps") else self.operators).problem(at, what, mend)


def import_of(
    file: PackFile, operators: Checked, before: Answerer, recent: Iterable[str] = (), most: int = MOST
) -> Import:
    """What taking over a file would do to a server that tells the pack of `before`.

    `operators` is the fact file under it, or a `BarePack` where only its pack is at hand. Of the story's checks, the
    `recent` questions, new phrasings and those of records that stay as they are, in this order, `most` are asked.
    """
    others = _operators_own(file.pack, operators.pack)
    now, wanted = before.pack, replace(operators.pack, facts=file.pack.facts, gaps=file.pack.gaps)
    edits, changes = edits_to(wanted, now, operators.pack), difference(now, wanted)
    if not changes:
        return Import((), (), (), others, ())
    after = Answerer(revised(now, edits).pack)
    broken = broken_promises(_Candidate(wanted, file, operators), after)
    problems = tuple(sorted(broken, key=lambda problem: (problem.file != file.path, problem.mark)))
    taken = () if problems else _taken(before, after, {change.record_id for change in changes}, recent, most)
    return Import(edits, changes, problems, others, taken)


def edits_to(wanted: Pack, now: Pack, file: Pack) -> tuple[Edit, ...]:
    """What makes a server tell the records of `wanted` that tells those of `now`, over the operator's file."""
    changed = {record.id: record for record in wanted.records if record != now.record(record.id)}
    gone = {record.id: None for record in now.records if wanted.record(record.id) is None}
    return tuple(
        Edit(record_id, record, digest(file.record(record_id))) for record_id, record in {**changed, **gone}.items()
    )


def _operators_own(file: Pack, operators: Pack) -> tuple[str, ...]:
    sources = [pack.source and (pack.source.title, pack.source.fingerprint_file) for pack in (file, operators)]
    differs = {
        "title": file.title != operators.title,
        "names": file.names != operators.names,
        "source": sources[0] != sources[1],
        "checks": file.checks != operators.checks,
    }
    return tuple(part for part, other in differs.items() if other)


def _taken(before: Answerer, after: Answerer, changed: set[str], recent: Iterable[str], most: int) -> tuple[Moved, ...]:
    checks = (check.question for check in before.pack.checks)
    stay = (question for record in before.pack.records if record.id not in changed for question in record.questions)
    new = [record for record_id in changed if (record := after.pack.record(record_id))]
    known = {before.normalised(question) for record in before.pack.records for question in record.questions}
    typed = (question for record in new for question in record.questions if before.normalised(question) not in known)
    theirs = {after.normalised(question) for record in new for question in record.questions}
    # A phrasing asked word for word is certain to reach its record, but for one that another record has as well.
    nearest = sorted(stay, key=lambda question: after.normalised(question) not in theirs)
    asked = islice(dict.fromkeys([*checks, *recent, *typed, *nearest]), most)
    moved = effect(before, after, asked).moved
    return tuple(one for one in moved if one.of is not None and one.gets is not None and one.of not in changed)
