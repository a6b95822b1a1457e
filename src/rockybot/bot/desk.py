"""Where every question arrives, however it was asked: what it is answered with, how fast, and what is logged of it."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import TYPE_CHECKING

from discord.ext import commands

from rockybot.bot.alerting import Alerts
from rockybot.bot.curating.drafts import Drafts
from rockybot.bot.flight import Flight
from rockybot.bot.limits import shortened
from rockybot.bot.noting import Notes
from rockybot.bot.pacing import Pace
from rockybot.bot.recent import LONGEST, Recent
from rockybot.bot.seen import Seen
from rockybot.bot.tracing import Traces
from rockybot.matching import Answer, NoAnswer, Unsure
from rockybot.matching.strictness import Strictness
from rockybot.replies.manners import greets, thanks
from rockybot.store import SOMEBODY, Asked, without_mentions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rockybot.app import Answered, Story
    from rockybot.matching import Verdict
    from rockybot.packs import Record
    from rockybot.replies import Reply
    from rockybot.servers import Edition, Servers
    from rockybot.settings import Settings

log = logging.getLogger("rockybot.questions")

SAME_ANSWER_SECONDS = 600.0
"""For so long, a channel isn't told the same fact unasked again."""
SAME_WORD_SECONDS = 20.0
"""For so long, who asks too fast isn't told so again in messages."""

_VERDICTS = {Answer: "answer", Unsure: "unsure", NoAnswer: "none"}


class Desk:
    """The stories that are told, and what is remembered of those who ask: in memory, and not for long."""

    def __init__(self, settings: Settings, servers: Servers) -> None:
        self.servers = servers
        self.notes = Notes(servers)
        self.traces = Traces(servers, self.notes)
        self.recent = Recent()
        self.pace = Pace(settings)
        self.flight = Flight()
        self.seen = Seen()
        self.told = Seen(seconds=SAME_ANSWER_SECONDS)
        self.told_to_wait = Seen(seconds=SAME_WORD_SECONDS)
        self.drafts = Drafts(servers)
        self.alerts = Alerts()
        self._log_questions = settings.log_questions

    @property
    def story(self) -> Story:
        """The story that is told where nobody chose or edited anything."""
        return self.servers.story

    def ask(self, edition: Edition, story: Story, question: str, via: str, people: Iterable[str] = ()) -> Answered:
        """A story's answer to a question; `via` tells the log how it came, `people` are the names it mentions."""
        start = perf_counter()
        answered = story.answer(question, self.strictness(edition))
        milliseconds = (perf_counter() - start) * 1000
        self.recent.note(edition, question)
        if answered.reply.record is None and not _is_small_talk(question, answered, story, via):
            self.note_question(edition, _without(people, question), _kind(answered.verdict), None)
        if log.isEnabledFor(logging.INFO):
            self._log(answered, via, milliseconds)
        return answered

    def strictness(self, edition: Edition) -> Strictness:
        """How sure an answer must be in a server."""
        chosen = self.servers.settings_of(edition.server).strictness
        return next((known for known in Strictness if known.value == chosen), Strictness.BALANCED)

    def note_question(self, edition: Edition, question: str, verdict: str, record_id: str | None) -> None:
        """Puts a question into the moderators' queue of a server, when there is time; of a long one the beginning."""
        if edition.server:
            kept = shortened(without_mentions(question), LONGEST)  # cut, an id would no longer be known as one
            self.notes.ask(edition, Asked(kept, verdict, record_id))

    def tell(self, story: Story, record: Record, via: str) -> Reply:
        """The words for a fact that was chosen, from completions or by a button."""
        log.info("chosen record=%s via=%s", record.id, via, extra={"event": "chosen", "record": record.id, "via": via})
        return story.tell(record)

    def note(self, event: str, record: Record) -> None:
        """A line for what members do with an answer."""
        log.info("%s record=%s", event, record.id, extra={"event": event, "record": record.id})

    def _log(self, answered: Answered, via: str, milliseconds: float) -> None:
        verdict, record = answered.verdict, answered.reply.record
        found = record.id if record else "-"
        kind = _kind(verdict)
        asked = {"question": answered.question} if self._log_questions else {}
        log.info(
            "%s record=%s score=%.1f ms=%.2f via=%s%s",
            kind,
            found,
            verdict.score,
            milliseconds,
            via,
            f" question={answered.question!r}" if self._log_questions else "",
            extra={
                "event": "question",
                "verdict": kind,
                "record": found,
                "score": round(verdict.score, 1),
                "ms": round(milliseconds, 2),
                "via": via,
                **asked,
            },
        )


def _kind(verdict: Verdict) -> str:
    return "gap" if isinstance(verdict, NoAnswer) and verdict.gap else _VERDICTS[type(verdict)]


def _is_small_talk(question: str, answered: Answered, story: Story, via: str) -> bool:
    """Whether nobody asked anything that moderators could see to."""
    if greets(question) or thanks(question):
        return True
    if not story.answerer.normalised(question):
        return True
    return via == "reply" and not answered.reply.choices and not story.reads_as_question(question)


def _without(people: Iterable[str], question: str) -> str:
    for name in people:
        question = question.replace(f"@{name}", SOMEBODY)
    return question


class Host(commands.AutoShardedBot):
    """A bot that has a desk: what its commands, listeners and buttons know of it."""

    desk: Desk
