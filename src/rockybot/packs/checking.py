"""A pack held against its promises: proof, collisions, guards, coverage. Whatever changes a pack asks here first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Protocol, TypeAlias

from rockybot.packs.coverage import Stretch, uncovered
from rockybot.packs.drafting import EXAMPLE_QUESTION
from rockybot.packs.identifying import NO_RECORD
from rockybot.packs.model import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rockybot.errors import Problem
    from rockybot.packs.model import Pack, Record
    from rockybot.packs.validating import NodePath

SAMPLE = 10_000
"""Phrasings held against the matcher; of a larger pack every n-th, so that a check ends in seconds."""

FIRST_RANKS = 3

_Broken: TypeAlias = "tuple[NodePath, str, str]"
"""A broken promise: where in the pack, what, and the mend."""


class Checked(Protocol):
    """A pack with words for where a problem of it stands: a file's (reading.py) or a bare one (bare.py)."""

    @property
    def pack(self) -> Pack: ...

    def problem(self, at: NodePath, what: str, mend: str) -> Problem:
        """A problem at a path into a fact file of the pack, such as ("facts", 3, "excerpt")."""


class Matcher(Protocol):
    """What checking needs of the matcher; `packs` knows nothing of `matching`."""

    def normalised(self, text: str) -> str:
        """The text as the matcher reads it: two texts that are equal here can't be told apart."""

    def reached(self, text: str) -> str | None:
        """The id of the fact answered with or of the gap that decided; None for neither."""

    def ranks(self, phrasing: str, record_id: str) -> Ranks:
        """Where the phrasing's own record stands among all, with the phrasing and without it."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """The place (from 1) of a record for one of its phrasings; None where it is not among those scored."""

    best: str | None
    """The id of the record that stands first with the phrasing in."""
    without: int | None
    """The record's own place with the phrasing left out."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. The shares, 0 to 1, are of `phrasings`: with each left out, its record still best or near."""

    problems: tuple[Problem, ...]
    phrasings: int
    still_first: float
    still_near: float
    uncovered: tuple[Stretch, ...]


def check(
    checked: Checked, matcher: Matcher, on_progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Report:
    """Every broken promise, in the order of the file, and the pack's figures."""
    broken = [*_examples(checked.pack), *_broken(checked.pack, matcher)]
    told = {at for at, _, _ in broken}
    asked = _phrasings(checked.pack)
    asked = asked[:: -(-len(asked) // SAMPLE) or 1]
    places: list[int | None] = []
    for done, (at, record_id, phrasing) in enumerate(asked, 1):
        ranks = matcher.ranks(phrasing, record_id)
        if ranks.best != record_id and at not in told:
            what = f"the phrasing “{phrasing}” reaches `{ranks.best or NO_RECORD}` instead of `{record_id}`"
            mend = "say it more plainly, or move it to that record" if ranks.best else "say in it what it is about"
            broken.append((at, what, mend))
        places.append(ranks.without)
        on_progress(done, len(asked))
    problems = (checked.problem(*one) for one in broken)
    return Report(
        problems=tuple(sorted(problems, key=lambda problem: problem.mark)),
        phrasings=len(places),
        still_first=_share(place == 1 for place in places),
        still_near=_share(place is not None and place <= FIRST_RANKS for place in places),
        uncovered=uncovered(checked.pack),
    )


def broken_promises(checked: Checked, matcher: Matcher) -> list[Problem]:
    """What keeps a pack from taking another's place: names, proof, collisions, its own checks. Quicker than `check`."""
    return [checked.problem(*one) for one in _broken(checked.pack, matcher)]


def _broken(pack: Pack, matcher: Matcher) -> Iterator[_Broken]:
    return chain(_names(pack), _proof(pack), _collisions(pack, matcher), _checks(pack, matcher))


def _share(hits: Iterator[bool]) -> float:
    found = list(hits)
    return sum(found) / len(found) if found else 1.0


def _phrasings(pack: Pack) -> list[tuple[NodePath, str, str]]:
    kinds: tuple[tuple[str, tuple[Record, ...]], ...] = (("facts", pack.facts), ("gaps", pack.gaps))
    return [
        ((kind, number, "questions", place), record.id, question)
        for kind, records in kinds
        for number, record in enumerate(records)
        for place, question in enumerate(record.questions)
    ]


def _examples(pack: Pack) -> Iterator[_Broken]:
    for at, _, phrasing in _phrasings(pack):
        if phrasing == EXAMPLE_QUESTION:
            yield at, "this is still the example of a new fact file", "put the story's own facts in its place"


def _names(pack: Pack) -> Iterator[_Broken]:
    owners = {name.name.casefold(): name.name for name in pack.names}
    for name in pack.names:
        for number, alias in enumerate(name.aliases):
            owner = owners.setdefault(alias.casefold(), name.name)
            if owner != name.name:
                what = f"`{alias}` stands for both {owner} and {name.name}"
                yield ("names", name.name, number), what, "keep it in one place; the first one counts"


def _proof(pack: Pack) -> Iterator[_Broken]:
    source = pack.source
    quoted = [(number, fact.excerpt) for number, fact in enumerate(pack.facts) if fact.excerpt is not None]
    if source is None or source.fingerprint is None:
        yield from _nothing_to_prove_by(pack, quoted=bool(quoted))
        return
    for number, excerpt in quoted:
        if source.fingerprint.locate(excerpt) is None:
            yield ("facts", number, "excerpt"), *source.fingerprint.disproof(excerpt)


def _nothing_to_prove_by(pack: Pack, *, quoted: bool) -> Iterator[_Broken]:
    source = pack.source
    if source is not None and source.fingerprint_file is not None:
        what = f"the fingerprint `{source.fingerprint_file}` beside this file is missing or can't be read"
        yield ("source", "fingerprint"), what, f"`rockybot fingerprint ARTICLE -o {source.fingerprint_file}`"
    elif quoted:
        at: NodePath = ("facts",) if source is None else ("source",)
        yield at, "excerpts without a fingerprint to prove them", "name it under `source`, or remove them"


def _collisions(pack: Pack, matcher: Matcher) -> Iterator[_Broken]:
    owners: dict[str, list[tuple[NodePath, str, str]]] = defaultdict(list)
    for at, record_id, phrasing in _phrasings(pack):
        owners[matcher.normalised(phrasing)].append((at, record_id, phrasing))
    for twins in owners.values():
        (_, first_id, first), *others = twins
        for at, record_id, phrasing in others:
            answers = any(isinstance(pack.record(owner), Fact) for owner in (first_id, record_id))
            if record_id != first_id and answers:
                what = f"the phrasing “{phrasing}” stands in `{record_id}` and, as “{first}”, in `{first_id}`"
                yield at, what, "keep it where it belongs, or let each say what it means"


def _checks(pack: Pack, matcher: Matcher) -> Iterator[_Broken]:
    for number, labelled in enumerate(pack.checks):
        if labelled.expect is not None and pack.record(labelled.expect) is None:
            what = f"`{labelled.expect}` is the id of no fact or gap"
            yield ("checks", number, "expect"), what, f"name one, or `{NO_RECORD}`"
            continue
        reached = matcher.reached(labelled.question)
        if reached != labelled.expect:
            found, wanted = reached or NO_RECORD, labelled.expect or NO_RECORD
            what = f"the check “{labelled.question}” reaches `{found}` instead of `{wanted}`"
            mend = "add a phrasing to the record that is meant" if labelled.expect else "add a gap for what it asks"
            yield ("checks", number, "question"), what, mend
