"""Why a question got its answer, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.packs import Fact
from rockybot.replies.verdicts import Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.matching import Match, Verdict
    from rockybot.packs import Pack, Record


def explanation(record: Record, verdict: Verdict, pack: Pack) -> Reply:
    """Why a record was told: the phrasing that matched, the parts of its score, the runner-up, the revision.

    `verdict` is the one that the same question gets now; the record may have been chosen by hand, or the story changed.
    """
    return Reply("\n".join(_lines(record, verdict, pack)), record=record)


def _lines(record: Record, verdict: Verdict, pack: Pack) -> Iterator[str]:
    match = next((match for match in verdict.matches if match.record.id == record.id), None)
    if match is None:
        yield "It was chosen by hand: no wording of it is near to the question."
    else:
        yield f"Closest wording: “{match.phrasing}”"
        yield f"Score: {match.score.total:.0f} of 100 ({_parts(match)})"
        if match is not verdict.matches[0]:
            yield "It was chosen by hand, or the story has changed since: another one fits the question better now."
    rival = next((other for other in verdict.matches if other.record.id != record.id), None)
    if rival is not None:
        kind = "" if isinstance(rival.record, Fact) else ", which the source doesn't answer"
        yield f"Runner-up: “{_title(rival)}”{kind}, {rival.score.total:.0f} of 100"
    yield f"Known as: {record.id}, revision {pack.revision} of the story"


def _parts(match: Match) -> str:
    score = match.score
    shares = (
        f"{score.asked:.0%} of the question covered, {score.answered:.0%} of the wording, "
        f"{score.letters:.0%} alike in spelling, {score.support:.0%} borne out by its other wordings"
    )
    other_name = f", less {score.other_name:.0f} for another name" if score.other_name else ""
    other_type = f", less {score.other_type:.0f} for another kind of question" if score.other_type else ""
    return shares + other_name + other_type


def _title(match: Match) -> str:
    hidden = isinstance(match.record, Fact) and match.record.spoiler
    return "(a spoiler)" if hidden else match.record.questions[0]
