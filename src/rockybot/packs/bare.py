"""A pack that is no file, such as a file's with a server's edits in it: its problems go by its records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rockybot.errors import Mark, Problem
from rockybot.packs.checking import check

if TYPE_CHECKING:
    from rockybot.packs.checking import Matcher
    from rockybot.packs.model import Pack
    from rockybot.packs.validating import NodePath

NO_PLACE = Mark(1, 1)
"""The place of every problem in what is no file: it says nothing."""


@dataclass(frozen=True, slots=True)
class BarePack:
    """A pack alone, to be checked as a file's is.

    The `file` of a problem is the id of the fact or the gap that it is about, or else `source`, `names` or `checks`;
    its mark is `NO_PLACE`.
    """

    pack: Pack

    def problem(self, at: NodePath, what: str, mend: str) -> Problem:
        """A problem at a path into a fact file of the pack, such as ("facts", 3, "excerpt")."""
        return Problem(self._about(at), NO_PLACE, what, mend)

    def _about(self, at: NodePath) -> str:
        match at:
            case ("facts", int(number), *_):
                return self.pack.facts[number].id
            case ("gaps", int(number), *_):
                return self.pack.gaps[number].id
            case ("source" | "names" | "checks" as part, *_):
                return part
        # All facts at once: there is nothing to prove their excerpts by.
        return "source"


def merged_problems(pack: Pack, matcher: Matcher) -> tuple[Problem, ...]:
    """All that `check` finds wrong with a pack, each as `BarePack` tells it, in the order of a fact file.

    It asks every phrasing: a millisecond for each. The `broken_promises` of a `BarePack` are found at once.
    """
    parts = ("source", "names", *(record.id for record in pack.records), "checks")
    order = {about: number for number, about in enumerate(parts)}
    problems = check(BarePack(pack), matcher).problems
    return tuple(sorted(problems, key=lambda problem: order[problem.file]))
