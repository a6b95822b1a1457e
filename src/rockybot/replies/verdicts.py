"""A verdict → `Reply`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rockybot.matching import Answer, Unsure
from rockybot.packs import Fact

if TYPE_CHECKING:
    from rockybot.matching import Verdict
    from rockybot.packs import Excerpt, Gap, Pack, Record


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
    choices: tuple[Fact, ...] = ()
    record: Record | None = None
    """The fact that was told, or the gap that was named."""


def reply(verdict: Verdict, pack: Pack) -> Reply:
    """The words for a verdict on a question about the pack's story."""
    if isinstance(verdict, Answer):
        return retelling(verdict.fact, pack)
    if isinstance(verdict, Unsure):
        return Reply(
            "I'm not sure what you mean. Did you mean:", choices=tuple(near.fact for near in verdict.suggestions)
        )
    if verdict.gap is not None:
        return _silence(verdict.gap, pack, tuple(near.fact for near in verdict.nearby))
    return Reply(f"I know nothing about that. {_invitation(pack)}")


def retelling(record: Record, pack: Pack) -> Reply:
    """The words for a fact or a gap, whatever was asked."""
    if not isinstance(record, Fact):
        return _silence(record, pack)
    excerpt = pack.quote(record)
    return Reply(record.answer, None if excerpt is None else Quotation(excerpt, _place(excerpt, pack)), (), record)


def story_so_far(pack: Pack) -> Reply:
    """The words for somebody who called without asking anything."""
    return Reply(_invitation(pack))


def _invitation(pack: Pack) -> str:
    examples = [fact.questions[0] for fact in pack.facts if not fact.spoiler and fact.questions]
    example = f", for example: {examples[0]}" if examples else "."
    return f"Ask me about {pack.title}{example}"


def _silence(gap: Gap, pack: Pack, nearby: tuple[Fact, ...] = ()) -> Reply:
    source = "The article" if pack.source else "The story"
    introduction = " The closest it does answer:" if nearby else ""
    return Reply(f"{source} doesn't say {gap.about.rstrip('.')}.{introduction}", choices=nearby, record=gap)


def _place(excerpt: Excerpt, pack: Pack) -> str:
    title = pack.source.title if pack.source else pack.title
    if excerpt.paragraph is None:
        return f"{title}, heading" if excerpt.section == title else f"{title}, heading of “{excerpt.section}”"
    section = "" if excerpt.section in ("", title) else f"section “{excerpt.section}”, "
    return f"{title}, {section}paragraph {excerpt.paragraph}"
