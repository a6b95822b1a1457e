"""Why a question got its answer, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.packs import Fact
from rockybot.replies.verdicts import Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.matching import Match, Verdict
    from rockybot.packs import Pack, Record


_BEGINNING = "Of so long a question only the beginning is still known here: the whole of it may have scored otherwise."


def explanation(record: Record, verdict: Verdict, pack: Pack, *, whole: bool = True) -> Reply:
    """Why a record was told: the phrasing that matched, the parts of its score, the runner-up, the revision.

    `verdict` is the one that the same question gets now; the record may have been chosen by hand, or the story changed.
    Of a question that isn't `whole`, only the beginning was asked again.
    """
    lines = _lines(record, verdict, pack) if whole else (*_lines(record, verdict, pack), _BEGINNING)
    return Reply("\n".join(lines), record=record)


def _lines(record: Record, verdict: Verdict, pack: Pack) -> Iterator[str]:
    match = next((match for match in verdict.matches if match.record.id == record.id), None)
    if match is None:
        yield "It was chosen from suggestions: no wording of it is near to the question."
    else:
        yield f"Closest wording: “{match.phrasing}”"
        yield f"Score: {match.score.total:.0f} of 100"
        yield _parts(match)
        if match.score.total < verdict.matches[0].score.total:
            yield "It was chosen from suggestions, or the story has changed: by its score another one comes first."
    rival = next((other for other in verdict.matches if other.record.id != record.id), None)
    if rival is not None:
        kind = "" if isinstance(rival.record, Fact) else ", a known gap"
        yield f"Runner-up{kind}: “{_title(rival)}”, {rival.score.total:.0f} of 100"
    yield f"Known as {record.id}, revision {pack.revision} of the story"


def _parts(match: Match) -> str:
    score = match.score
    shares = (
        f"Of the question {score.asked:.0%} is in the wording, of the wording {score.answered:.0%} is in the question; "
        f"spelling alike: {score.letters:.0%}; support by its other wordings: {score.support:.0%}"
    )
    other_name = f"; less {score.other_name:.0f} for another name" if score.other_name else ""
    other_type = f"; less {score.other_type:.0f} for another kind of question" if score.other_type else ""
    return shares + other_name + other_type


def _title(match: Match) -> str:
    hidden = isinstance(match.record, Fact) and match.record.spoiler
    return "(a spoiler)" if hidden else match.record.questions[0]
