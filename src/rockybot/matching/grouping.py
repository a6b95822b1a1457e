"""Questions → groups that ask the same thing in other words, for whoever reads a queue of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rockybot.matching.language import common_words, english
from rockybot.matching.names import NAMED
from rockybot.matching.similarity import Similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rockybot.matching.answering import Answerer
    from rockybot.matching.query import Unit

ALIKE = 0.5
"""The share of what each of two wordings says that must stand in the other, less what is taken for the rest.

Measured by pairs. Phrasings of gaps that the story didn't know, 12 times 450: of the pairs in one group 83 in 100 were
of one gap (and of the others nearly half ask the same all the same); of all pairs of one gap, which curators word as
differently as they can, 3 in 100 were found. Labelled questions: 7 of 9, and 4 in 100. Of questions with one typo 88 in
100 stood beside the right spelling, of those with a greeting 99.
"""
REST = 0.12
"""Taken for the heaviest word that stands in one wording only, times its weight."""

MAX_WORDS = 24
"""Words of a wording that is compared. A longer one stands beside the very same wording only."""

MAX_STRANGE = 1000
"""Different words of no dictionary that are looked up, the slowest step. What holds more is not compared either."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same thing."""

    members: tuple[int, ...]
    """Where they stand among all questions, oldest first: as many as it was asked."""
    wordings: tuple[str, ...]
    """Their different wordings, each as it was first typed, the one most often asked first."""


class _Wording(NamedTuple):
    """A wording as read: whom and what it names, and what else it says, weighed."""

    names: frozenset[str]
    said: Mapping[Unit, float]


def grouped(questions: Sequence[str], story: Answerer) -> tuple[Group, ...]:
    """The questions in groups, the one most often asked first, then the one that was asked last.

    Questions come oldest first; each of them stands in exactly one group.
    """
    asked: dict[str, list[int]] = defaultdict(list)
    for number, question in enumerate(questions):
        asked[story.normalised(question)].append(number)
    wordings = sorted(asked.values(), key=len, reverse=True)
    read = list(_read([questions[numbers[0]] for numbers in wordings], story))
    groups = [
        Group(
            tuple(sorted(number for place in alike for number in wordings[place])),
            tuple(questions[wordings[place][0]] for place in alike),
        )
        for alike in _joined(read)
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group.members), -group.members[-1])))


def _read(wordings: Iterable[str], story: Answerer) -> Iterator[_Wording]:
    """Each wording as read; one that is too long or too strange to be compared says nothing."""
    known = common_words() | english().words
    strange: set[str] = set()
    for wording in wordings:
        words = story.normalised(wording).split()
        unknown = strange.union(words) - known
        if len(words) > MAX_WORDS or len(unknown) > MAX_STRANGE:
            yield _Wording(frozenset(), {})
        else:
            strange = unknown
            yield _wording(story.weighed(story.read(wording)))


def _wording(weighed: Mapping[Unit, float]) -> _Wording:
    names: set[str] = set()
    said: dict[Unit, float] = {}
    for unit, weight in weighed.items():
        # "Ann's mother" names Ann, and says mother.
        parts = [symbol.partition("'s ") for symbol in unit] if unit[0].startswith(NAMED) else []
        names.update(name for name, _, _ in parts)
        rest = tuple(relation for _, _, relation in parts if relation) if parts else unit
        if rest:
            said[rest] = max(weight, said.get(rest, 0.0))
    return _Wording(frozenset(names), said)


def _joined(read: Sequence[_Wording]) -> Iterator[list[int]]:
    """The places of wordings that are alike, one by way of others too; in their order."""
    group_of = [[place] for place in range(len(read))]
    similarity = Similarity(english())
    for one, other in _near(read, similarity):
        into, group = sorted((group_of[one], group_of[other]), key=len, reverse=True)
        if into is not group and _alike(read[one].said, read[other].said, similarity):
            into += group
            for place in group:
                group_of[place] = into
    for place, group in enumerate(group_of):
        if place == min(group):
            yield sorted(group)


def _near(read: Sequence[_Wording], similarity: Similarity) -> Iterator[tuple[int, int]]:
    """The pairs that may be alike: they name the same, and the later one says enough of what the earlier one says."""
    saying: dict[tuple[frozenset[str], str], list[int]] = defaultdict(list)
    for place, (names, said) in enumerate(read):
        shared: dict[int, float] = defaultdict(float)
        for unit, weight in said.items():
            best: dict[int, float] = {}
            for relative, near in _kin(unit, similarity).items():
                for other in saying.get((names, relative), ()):
                    best[other] = max(near, best.get(other, 0.0))
            for other, near in best.items():
                shared[other] += weight * near
        enough = ALIKE * sum(said.values())
        yield from ((place, other) for other, weight in shared.items() if weight >= enough)
        for symbol in {symbol for unit in said for symbol in unit}:
            saying[names, symbol].append(place)


def _alike(one: Mapping[Unit, float], other: Mapping[Unit, float], similarity: Similarity) -> bool:
    return min(_shared(one, other, similarity), _shared(other, one, similarity)) >= ALIKE


def _shared(said: Mapping[Unit, float], other: Mapping[Unit, float], similarity: Similarity) -> float:
    """The share of what is said that the other says too, less what is taken for the rest."""
    symbols = {symbol for unit in other for symbol in unit}
    rest = []
    for unit, weight in said.items():
        near = max((near for symbol, near in _kin(unit, similarity).items() if symbol in symbols), default=0.0)
        rest.append(weight * (1.0 - near))
    return 1.0 - sum(rest) / sum(said.values()) - REST * max(rest)


def _kin(unit: Unit, similarity: Similarity) -> dict[str, float]:
    """The symbols near to any of a unit's, each with its similarity."""
    kin: dict[str, float] = {}
    for symbol in unit:
        for relative, near in similarity.kin(symbol):
            kin[relative] = max(near, kin.get(relative, 0.0))
    return kin
