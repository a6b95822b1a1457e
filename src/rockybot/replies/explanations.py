"""Why a question got its answer, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rockybot.packs import Fact
from rockybot.replies.languages import ENGLISH
from rockybot.replies.verdicts import Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.matching import Match, Verdict
    from rockybot.packs import Pack, Record
    from rockybot.replies.languages import Words


def explanation(record: Record, verdict: Verdict, pack: Pack, words: Words = ENGLISH, *, whole: bool = True) -> Reply:
    """Why a record was told: the phrasing that matched, the parts of its score, the runner-up, the revision.

    `verdict` is the one that the same question gets now; the record may have been chosen by hand, or the story changed.
    Of a question that isn't `whole`, only the beginning was asked again.
    """
    lines = [*_lines(record, verdict, pack, words), *([] if whole else [words.only_beginning])]
    return Reply("\n".join(lines), record=record, words=words)


def _lines(record: Record, verdict: Verdict, pack: Pack, words: Words) -> Iterator[str]:
    match = next((match for match in verdict.matches if match.record.id == record.id), None)
    if match is None:
        yield words.not_near
    else:
        yield words.closest.format(wording=match.phrasing)
        yield words.score.format(score=match.score.total)
        yield _parts(match, words)
        if match.score.total < verdict.matches[0].score.total:
            yield words.outscored
    rival = next((other for other in verdict.matches if other.record.id != record.id), None)
    if rival is not None:
        line = words.runner_up if isinstance(rival.record, Fact) else words.runner_up_gap
        yield line.format(wording=_title(rival, words), score=rival.score.total)
    yield words.known_as.format(record=record.id, revision=pack.revision)


def _parts(match: Match, words: Words) -> str:
    score = match.score
    shares = words.shares.format(
        asked=100 * score.asked,
        answered=100 * score.answered,
        nearness=100 * min(1.0, score.nearness),
        support=100 * score.support,
    )
    return shares + (words.other_type.format(points=score.other_type) if score.other_type else "")


def _title(match: Match, words: Words) -> str:
    hidden = isinstance(match.record, Fact) and match.record.spoiler
    return words.hidden if hidden else match.record.questions[0]
