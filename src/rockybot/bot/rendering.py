"""`Reply` → Discord's components: an accent, the question, the words, the proof, the buttons; within every limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import ui

from rockybot.bot.addressing import Address, key_of
from rockybot.bot.escaping import harmless, one_line, plain
from rockybot.bot.limits import LABEL, shortened
from rockybot.packs import Fact
from rockybot.replies import notices, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rockybot.replies import Quotation, Reply

ACCENTS = {"fact": discord.Colour(0x3BA55D), "choices": discord.Colour(0xE8A33D), "gap": discord.Colour(0x4F7CAC)}
"""By what a reply holds; the text says the same without them."""
NOTHING = "…"
"""In place of a text of which nothing can be seen: Discord takes no empty one."""
QUESTION_PART = 7001
"""The number of the component that holds the question, so that a button can read it from a message of any age."""

# Of the 4,000 characters of one message. Escaping may double a text, so each part has a share of its own.
_QUESTION, _EXCERPT, _PLACE = 300, 1150, 350
_TEXT = 2100
_SMALL = "-# "


class Sheet(ui.LayoutView):
    """A message that is sent and forgotten: its buttons are heard by their custom ids, not by this object."""

    def __init__(self, *parts: ui.Item[Sheet]) -> None:
        super().__init__(timeout=None)
        for part in parts:
            self.add_item(part)
        self.stop()  # a view that isn't stopped is kept by discord.py for ever, 4 KiB each


def sheet(reply: Reply, question: str, asker: int, *, private: bool = False, may_show: bool = True) -> Sheet:
    """A reply to a question; only the asker sees a private one, and may show it to everyone if `may_show`."""
    return Sheet(_container(reply, question, asker), *_rows(reply, asker, private=private, may_show=may_show))


def shown_sheet(reply: Reply, question: str, asker: int) -> Sheet:
    """A reply that the asker had in private, for everyone."""
    line: ui.TextDisplay[Sheet] = ui.TextDisplay(_SMALL + notices.shown_by(f"<@{asker}>"))
    return Sheet(line, _container(reply, question, asker), *_rows(reply, asker, private=False, may_show=False))


def notice(text: str) -> Sheet:
    """A word beside the answers."""
    return Sheet(ui.TextDisplay(_words(text)))


def list_of(facts: Iterable[Fact], text: str, asker: int) -> Sheet:
    """Facts to choose from, under a line of text."""
    return Sheet(ui.Container(ui.TextDisplay(_words(text)), *_choices(facts, "tell", asker)))


def notes(reply: Reply) -> Sheet:
    """An explanation: its first line, and the rest in small letters."""
    first, *rest = _words(reply.text).splitlines()
    lines = "\n".join(f"{_SMALL}{line}" for line in rest)
    return Sheet(ui.Container(ui.TextDisplay(first), *([ui.TextDisplay(lines)] if lines else [])))


def title_of(fact: Fact, longest: int) -> str:
    """The question that stands for a fact on a button or in a list: one line, never empty."""
    seen = (one_line(visible(text)) for text in (fact.questions[0], fact.id))
    return shortened(next(filter(None, seen), NOTHING), longest)


def question_on(message: discord.Message) -> str:
    """The question that a message of ours answers, as far as it was shown; empty if it shows none."""
    for component in message.components:
        if isinstance(component, discord.Container):
            for part in component.children:
                if isinstance(part, discord.TextDisplay) and part.id == QUESTION_PART:
                    return plain(part.content.removeprefix(_SMALL).removeprefix("||").removesuffix("||"))
    return ""


def _container(reply: Reply, question: str, asker: int) -> ui.Container[Sheet]:
    container: ui.Container[Sheet] = ui.Container(accent_colour=_accent(reply))
    covered = isinstance(reply.record, Fact) and reply.record.spoiler
    asked = harmless(one_line(question), _QUESTION)
    if asked:
        container.add_item(ui.TextDisplay(_SMALL + _covered(asked, covered=covered), id=QUESTION_PART))
        container.add_item(ui.Separator(visible=False))
    container.add_item(ui.TextDisplay(_covered(_words(reply.text), covered=covered)))
    if reply.quotation is not None:
        container.add_item(ui.TextDisplay(_proof(reply.quotation, covered=covered)))
    for row in _choices(reply.choices, "tell" if reply.record else "pick", asker):
        container.add_item(row)
    return container


def _words(text: str) -> str:
    return harmless(text, _TEXT) or NOTHING


def _proof(quotation: Quotation, *, covered: bool) -> str:
    excerpt = _covered(f"“{harmless(one_line(quotation.excerpt.text), _EXCERPT)}”", covered=covered)
    return f"> {excerpt}\n{_SMALL}— {harmless(one_line(quotation.place), _PLACE)}"


def _covered(text: str, *, covered: bool) -> str:
    return f"||{text.replace('||', '')}||" if covered else text


def _accent(reply: Reply) -> discord.Colour | None:
    if isinstance(reply.record, Fact):
        return ACCENTS["fact"]
    if reply.record is not None:
        return ACCENTS["gap"]
    return ACCENTS["choices"] if reply.choices else None


def _choices(facts: Iterable[Fact], action: str, asker: int) -> Iterator[ui.ActionRow[Sheet]]:
    for fact in facts:
        label = notices.SPOILER if fact.spoiler else title_of(fact, LABEL)
        yield ui.ActionRow(_button(Address(action, asker, key_of(fact)), label))


def _rows(reply: Reply, asker: int, *, private: bool, may_show: bool) -> Iterator[ui.ActionRow[Sheet]]:
    record = reply.record
    buttons: list[ui.Button[Sheet]] = []
    if record is not None:
        key = key_of(record)
        buttons.append(_button(Address("why", asker, key), notices.WHY))
        if isinstance(record, Fact):
            buttons.append(_button(Address("related", asker, key), notices.RELATED))
        buttons.append(_button(Address("helpful", asker, key), emoji=notices.HELPFUL))
        buttons.append(_button(Address("unhelpful", asker, key), emoji=notices.UNHELPFUL))
        if private and may_show:
            buttons.append(_button(Address("show", asker, key), notices.SHOW))
    if not private:
        buttons.append(_button(Address("delete", asker), notices.DELETE))
    if buttons:
        yield ui.ActionRow(*buttons)


def _button(address: Address, label: str | None = None, emoji: str | None = None) -> ui.Button[Sheet]:
    return ui.Button(label=label, emoji=emoji, custom_id=str(address))
