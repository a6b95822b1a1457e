"""Where every question arrives, however it was asked: what it is answered with, how fast, and what is logged of it."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import TYPE_CHECKING

from discord.ext import commands

from rockybot.bot.curating.drafts import Drafts
from rockybot.bot.curating.saving import Saver
from rockybot.bot.flight import Flight
from rockybot.bot.pacing import Pace
from rockybot.bot.seen import Seen
from rockybot.matching import Answer, NoAnswer, Unsure

if TYPE_CHECKING:
    from rockybot.app import Answered, Story
    from rockybot.packs import Record
    from rockybot.replies import Reply
    from rockybot.servers import Servers
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
        self.saver: Saver | None = Saver(servers, Drafts()) if servers.keeps_edits else None
        self.pace = Pace(settings)
        self.flight = Flight()
        self.seen = Seen()
        self.told = Seen(seconds=SAME_ANSWER_SECONDS)
        self.told_to_wait = Seen(seconds=SAME_WORD_SECONDS)
        self._log_questions = settings.log_questions

    @property
    def story(self) -> Story:
        """The fact file's story: what a server without edits tells."""
        return self.servers.story

    @story.setter
    def story(self, story: Story) -> None:
        self.servers.story = story

    async def story_of(self, server: int | None) -> Story:
        """What a server tells; None for where there is none."""
        return await self.servers.story_of(server)

    def ask(self, story: Story, question: str, via: str) -> Answered:
        """A story's answer to a question; `via` tells the log how it came."""
        start = perf_counter()
        answered = story.answer(question)
        milliseconds = (perf_counter() - start) * 1000
        if log.isEnabledFor(logging.INFO):
            self._log(answered, via, milliseconds)
        return answered

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
        kind = "gap" if isinstance(verdict, NoAnswer) and verdict.gap else _VERDICTS[type(verdict)]
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


class Host(commands.AutoShardedBot):
    """A bot that has a desk: what its commands, listeners and buttons know of it."""

    desk: Desk
