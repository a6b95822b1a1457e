"""What every way of asking does with a question: pace, answer, log, and the word when something went wrong."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import TYPE_CHECKING

import discord
from aiohttp import ClientError

from rockybot.bot.rendering import notice
from rockybot.matching import Answer, NoAnswer, Unsure
from rockybot.replies import notices

if TYPE_CHECKING:
    from rockybot.app import Answered, Story
    from rockybot.packs import Record
    from rockybot.replies import Reply

log = logging.getLogger("rockybot.questions")

_VERDICTS = {Answer: "answer", Unsure: "unsure", NoAnswer: "none"}


class Desk:
    """Where questions are answered and one line is logged for each; what was asked only if `log_questions`."""

    def __init__(self, story: Story, *, log_questions: bool) -> None:
        self.story = story
        self._log_questions = log_questions

    def ask(self, question: str, via: str) -> Answered:
        """The answer to a question; `via` tells the log how it came."""
        start = perf_counter()
        answered = self.story.answer(question)
        milliseconds = (perf_counter() - start) * 1000
        if log.isEnabledFor(logging.INFO):
            self._log(answered, via, milliseconds)
        return answered

    def tell(self, record: Record, via: str) -> Reply:
        """The words for a fact that was chosen from completions."""
        log.info("chosen record=%s via=%s", record.id, via, extra={"event": "chosen", "record": record.id, "via": via})
        return self.story.tell(record)

    def note(self, event: str, key: str) -> None:
        """A line for what members do with an answer."""
        log.info("%s record=%s", event, key, extra={"event": event, "record": key})

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


def is_guest(interaction: discord.Interaction) -> bool:
    """Whether the bot is a guest here: used by somebody who installed it for themselves, where nobody invited it."""
    at_home = interaction.is_guild_integration() or interaction.context.dm_channel
    return interaction.is_user_integration() and not at_home


async def say(interaction: discord.Interaction, text: str) -> None:
    """A private word, whether or not the interaction was responded to."""
    if interaction.response.is_done():
        await interaction.followup.send(view=notice(text), ephemeral=True)
    else:
        await interaction.response.send_message(view=notice(text), ephemeral=True)


async def apologise(interaction: discord.Interaction, error: Exception) -> None:
    """The private word for an error, as far as Discord still takes one; the error itself goes to the log."""
    log.error("an interaction failed", exc_info=error)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        await say(interaction, notices.FAILED)
    except (discord.HTTPException, ClientError, OSError) as refusal:
        log.warning("and so did the word about it: %s", refusal)
