"""HOW IT IS SAID: a verdict → `Reply`. Every word that a member reads stands here, without markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rockybot.matching import Answer, Unsure

if TYPE_CHECKING:
    from rockybot.matching import Suggestion, Verdict
    from rockybot.packs import Excerpt, Fact, Gap, Pack


@dataclass(frozen=True, slots=True)
class Quotation:
    """A proved excerpt and where it stands, in words."""

    excerpt: Excerpt
    place: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a member reads: the text, the quotation that proves it, and the facts to choose from, if any."""

    text: str
    quotation: Quotation | None = None
    suggestions: tuple[Suggestion, ...] = ()


def reply(verdict: Verdict, pack: Pack) -> Reply:
    """The words for a verdict on a question about the pack's story."""
    if isinstance(verdict, Answer):
        return fact_reply(verdict.fact, pack)
    if isinstance(verdict, Unsure):
        return Reply("I'm not sure what you mean. Did you mean:", None, verdict.suggestions)
    if verdict.gap is not None:
        introduction = " It does answer:" if verdict.nearby else ""
        return Reply(_silence(verdict.gap, pack) + introduction, None, verdict.nearby)
    return Reply(f"I know nothing about that. Ask me about {pack.title}, for example: {pack.facts[0].questions[0]}")


def fact_reply(fact: Fact, pack: Pack) -> Reply:
    """The words for one fact, whatever was asked."""
    excerpt = pack.quote(fact)
    return Reply(fact.answer, None if excerpt is None else Quotation(excerpt, _place(excerpt, pack)))


def _silence(gap: Gap, pack: Pack) -> str:
    source = "The article" if pack.source else "The story"
    about = gap.about.rstrip(".")
    return f"{source} doesn't say {about}."


def _place(excerpt: Excerpt, pack: Pack) -> str:
    title = pack.source.title if pack.source else pack.title
    if excerpt.paragraph is None:
        return f"{title}, heading" if excerpt.section == title else f"{title}, heading of “{excerpt.section}”"
    section = "" if excerpt.section in ("", title) else f"section “{excerpt.section}”, "
    return f"{title}, {section}paragraph {excerpt.paragraph}"
