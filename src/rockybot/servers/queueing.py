"""The moderators' queue of a server: what was asked and not answered, or not well; what asks the same, together."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rockybot.matching.grouping import grouped
from rockybot.packs.validating import CONTROL
from rockybot.store import SOMEBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rockybot.app import Story
    from rockybot.matching import Answerer
    from rockybot.matching.strictness import Strictness
    from rockybot.packs import Record
    from rockybot.servers.editions import Edition
    from rockybot.servers.serving import Servers
    from rockybot.store import Question

WORDINGS = 10
"""Of one question, so many wordings become phrasings: the most used ones. The others are near to them anyway."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions of the queue that ask the same."""

    ids: tuple[int, ...]
    """The oldest first."""
    wordings: tuple[str, ...]
    """On one line, each once as it was first typed, the most used first."""
    verdicts: tuple[str, ...]
    """What they got, each once."""
    record_ids: tuple[str, ...]
    """The facts and gaps whose telling didn't help, each once."""

    @property
    def times(self) -> int:
        return len(self.ids)

    @property
    def phrasings(self) -> tuple[str, ...]:
        """What may become phrasings of a record: the most used wordings, without the people that they mention."""
        bare = (" ".join(wording.replace(SOMEBODY, " ").split()) for wording in self.wordings[:WORDINGS])
        return tuple(dict.fromkeys(wording for wording in bare if wording))

    @property
    def newest_id(self) -> int:
        """The question that stands for all: of a full queue, the oldest go first."""
        return self.ids[-1]


async def queue(servers: Servers, edition: Edition) -> tuple[Asked, ...]:
    """Everything that waits for the moderators of an edition, the most asked first, then the newest.

    Raises:
        StoreError: the database can't be reached, or there is none.
    """
    questions = await servers.store.unanswered(edition.server, edition.story)
    story = await servers.told(edition)
    return await asyncio.to_thread(_grouped, questions, story.answerer)


async def asked_like(servers: Servers, edition: Edition, question_id: int) -> Asked | None:
    """The group that holds a question of the queue; None if it was settled, or is another edition's.

    Raises:
        StoreError: the database can't be reached, or there is none.
    """
    return next((asked for asked in await queue(servers, edition) if question_id in asked.ids), None)


async def settle_like(servers: Servers, edition: Edition, question_id: int) -> None:
    """Takes a question out of the queue with all that ask the same; one that was settled is passed over.

    Raises:
        StoreError: the database can't be reached, or there is none.
    """
    asked = await asked_like(servers, edition, question_id)
    if asked is not None:
        await servers.store.settle(edition.server, asked.ids)


def nearest(answerer: Answerer, asked: Asked, most: int) -> tuple[Record, ...]:
    """The records that a question may ask for, best first; of a small story all, else those that are near at all.

    None whose telling didn't help: that isn't what was asked.
    """
    scores: dict[str, float] = {}
    for wording in asked.phrasings:
        for match in answerer.matches(answerer.read(wording)):
            scores[match.record.id] = max(match.score.total, scores.get(match.record.id, 0.0))
    records = answerer.pack.records
    near = [
        record
        for record in records
        if record.id not in asked.record_ids and (len(records) <= most or record.id in scores)
    ]
    return tuple(sorted(near, key=lambda record: -scores.get(record.id, 0.0)))[:most]


def told_by_now(story: Story, asked: Asked, strictness: Strictness) -> Record | None:
    """The record that the most used wording gets by now, if every wording gets one, and none that didn't help."""
    told = [story.answer(wording, strictness).reply.record for wording in asked.phrasings]
    helps = all(record is not None and record.id not in asked.record_ids for record in told)
    return told[0] if told and helps else None


def with_wordings(answerer: Answerer, record: Record, asked: Asked) -> Record:
    """The record with a question's wordings as further phrasings, without those that read as one it has."""
    known = {answerer.normalised(question) for question in record.questions}
    questions = list(record.questions)
    for wording in asked.phrasings:
        said = answerer.normalised(wording)
        if said not in known:
            known.add(said)
            questions.append(wording)
    return replace(record, questions=tuple(questions))


def _grouped(questions: Sequence[Question], answerer: Answerer) -> tuple[Asked, ...]:
    texts = [" ".join(CONTROL.sub(" ", question.text).split()) for question in questions]
    return tuple(
        _asked([questions[place] for place in group.members], group.wordings) for group in grouped(texts, answerer)
    )


def _asked(alike: Sequence[Question], wordings: tuple[str, ...]) -> Asked:
    return Asked(
        tuple(question.id for question in alike),
        wordings,
        tuple(dict.fromkeys(question.verdict for question in alike)),
        tuple(dict.fromkeys(question.record_id for question in alike if question.record_id is not None)),
    )
