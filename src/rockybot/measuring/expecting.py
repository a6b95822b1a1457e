"""What a story expects of itself, without any labelled question: its own phrasings, asked as if they weren't there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.matching import Strictness
from rockybot.measuring.questions import Labelled
from rockybot.measuring.rates import judge, rates
from rockybot.packs import Fact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rockybot.matching import Answerer
    from rockybot.measuring.rates import Judged, Rates

SAMPLE = 600
"""Phrasings asked, each at three levels: a second or two. Of a larger story every n-th."""


def expected(answerer: Answerer) -> Mapping[Strictness, Rates]:
    """The rates at each level of strictness, estimated: only its own fact covers a phrasing, and nothing a gap's.

    They are lower than what members meet: curators word the phrasings of a record as differently as they can, and what
    another fact tells as well counts as wrong.
    """
    asked = [(record, phrasing) for record in answerer.pack.records for phrasing in record.questions]
    asked = asked[:: -(-len(asked) // SAMPLE) or 1]
    judged: dict[Strictness, list[Judged]] = {level: [] for level in Strictness}
    for record, phrasing in asked:
        labelled = Labelled(phrasing, isinstance(record, Fact), "-", expect=frozenset((record.id,)))
        query, number = answerer.read(phrasing), answerer.number(record.id, phrasing)
        for level in Strictness:
            judged[level].append(judge(labelled, answerer.verdict(query, number, level)))
    return {level: rates(found) for level, found in judged.items()}
