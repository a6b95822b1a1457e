"""`Reply` → Discord's components: an accent, the question, the words, the proof, the buttons; within every limit."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import discord

from rockybot.bot.addressing import custom_id, key_of
from rockybot.bot.components import Component, Sheet, button, container, emoji_button, row, space, text
from rockybot.bot.escaping import harmless, one_line, plain
from rockybot.bot.limits import LABEL, shortened
from rockybot.packs import Fact
from rockybot.replies import quoted, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rockybot.replies import Quotation, Reply
    from rockybot.replies.languages import Words

FOUND, UNSURE, SILENT = 0x3BA55D, 0xE8A33D, 0x4F7CAC
"""Accents of an answer, a "did you mean" and a known gap; the text says the same without them."""
HELPFUL, UNHELPFUL = "👍", "👎"
NOTHING = "…"
"""In place of a text of which nothing can be seen: Discord takes no empty one."""
QUESTION_PART = 7001
"""The number of the component that holds the question, so that a button can read it from a message of any age."""

# Of the 4,000 characters of one message. Escaping may double a text, so each part has a share of its own.
_QUESTION, _EXCERPT, _PLACE = 300, 1150, 350
_TEXT = 2100
_CARD = 3850
"""Characters up to which choices are offered beside an answer: above a card there may yet be a line of its own."""
_SMALL = "-# "
_harmless_told = lru_cache(1024)(harmless)
"""For what stands in the story: it is told again and again. What members type is never remembered here."""


def sheet(reply: Reply, question: str, asker: int, *, private: bool = False, may_show: bool = True) -> Sheet:
    """A reply to a question; only the asker sees a private one, and may show it to everyone if `may_show`."""
    return Sheet(_card(reply, question, asker), *_buttons(reply, asker, private=private, may_show=may_show))


def shown_sheet(reply: Reply, question: str, asker: int) -> Sheet:
    """A reply that the asker had in private, for everyone."""
    line = text(_SMALL + reply.words.shown_by.format(member=f"<@{asker}>"))
    return Sheet(line, _card(reply, question, asker), *_buttons(reply, asker, private=False, may_show=False))


def notice(words: str) -> Sheet:
    """A word beside the answers."""
    return Sheet(text(_words(words)))


def list_of(facts: Iterable[Fact], words: Words, asker: int) -> Sheet:
    """Facts to choose from, near to one that was told."""
    return Sheet(container([text(_words(words.nearby)), *_choices(facts, "tell", asker, words)]))


def notes(reply: Reply) -> Sheet:
    """An explanation: its first line, and the rest in small letters."""
    covered = isinstance(reply.record, Fact) and reply.record.spoiler
    first, *rest = (_covered(line, covered=covered) for line in _words(reply.text).splitlines())
    small = "\n".join(f"{_SMALL}{line}" for line in rest)
    return Sheet(container([text(first), *([text(small)] if small else [])]))


def title_of(fact: Fact, longest: int) -> str:
    """The question that stands for a fact on a button or in a list: one line, never empty."""
    seen = (one_line(visible(words)) for words in (fact.questions[0], fact.id))
    return shortened(next(filter(None, seen), NOTHING), longest)


def question_on(message: discord.Message) -> str:
    """The question that a message of ours answers, as far as it was shown; empty if it shows none."""
    for component in message.components:
        if isinstance(component, discord.Container):
            for part in component.children:
                if isinstance(part, discord.TextDisplay) and part.id == QUESTION_PART:
                    return plain(part.content.removeprefix(_SMALL).removeprefix("||").removesuffix("||"))
    return ""


def _card(reply: Reply, question: str, asker: int) -> Component:
    covered = isinstance(reply.record, Fact) and reply.record.spoiler
    parts = []
    asked = harmless(one_line(question), _QUESTION)
    if asked:
        parts += [text(_SMALL + _covered(asked, covered=covered), QUESTION_PART), space()]
    parts.append(text(_covered(_harmless_told(reply.text, _TEXT) or NOTHING, covered=covered)))
    if reply.quotation is not None:
        parts.append(text(_proof(reply.quotation, covered=covered)))
    if reply.offer and sum(len(part.get("content", "")) for part in parts) > _CARD:
        return container(parts, _accent(reply))
    if reply.offer:
        parts.append(text(_words(reply.offer)))
    choices = _choices(reply.choices, "tell" if reply.record else "pick", asker, reply.words)
    return container([*parts, *choices], _accent(reply))


def _words(words: str) -> str:
    return harmless(words, _TEXT) or NOTHING


def _proof(quotation: Quotation, *, covered: bool) -> str:
    excerpt = _covered(quoted(_harmless_told(one_line(quotation.excerpt.text), _EXCERPT)), covered=covered)
    return f"> {excerpt}\n{_SMALL}— {_harmless_told(one_line(quotation.place), _PLACE)}"


def _covered(words: str, *, covered: bool) -> str:
    return f"||{words.replace('||', '')}||" if covered else words


def _accent(reply: Reply) -> int | None:
    if isinstance(reply.record, Fact):
        return FOUND
    if reply.record is not None:
        return SILENT
    return UNSURE if reply.choices else None


def _choices(facts: Iterable[Fact], action: str, asker: int, words: Words) -> Iterator[Component]:
    for fact in facts:
        label = words.spoiler if fact.spoiler else title_of(fact, LABEL)
        yield row(button(custom_id(action, asker, key_of(fact)), label))


def _buttons(reply: Reply, asker: int, *, private: bool, may_show: bool) -> Iterator[Component]:
    buttons: list[Component] = []
    if reply.record is not None:
        key = key_of(reply.record)
        buttons.append(button(custom_id("why", asker, key), reply.words.why))
        if isinstance(reply.record, Fact):
            buttons.append(button(custom_id("related", asker, key), reply.words.related))
        buttons.append(emoji_button(custom_id("helpful", asker, key), HELPFUL))
        buttons.append(emoji_button(custom_id("unhelpful", asker, key), UNHELPFUL))
        if private and may_show:
            buttons.append(button(custom_id("show", asker, key), reply.words.show))
    if not private:
        buttons.append(button(custom_id("delete", asker), reply.words.delete))
    if buttons:
        yield row(*buttons)
