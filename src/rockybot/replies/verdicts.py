"""A verdict → `Reply`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rockybot.matching import Answer, Unsure
from rockybot.packs import Fact
from rockybot.replies.languages import ENGLISH

if TYPE_CHECKING:
    from rockybot.matching import Verdict
    from rockybot.packs import Excerpt, Gap, Pack, Record
    from rockybot.replies.languages import Words


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
    words: Words = ENGLISH
    """The words around it: what stands on its buttons is said in the same language."""

    @property
    def offer(self) -> str:
        """The line above the choices beside an answer; before others, the text itself leads up to them."""
        return self.words.also if self.choices and isinstance(self.record, Fact) else ""


def reply(verdict: Verdict, pack: Pack, words: Words = ENGLISH) -> Reply:
    """The words for a verdict on a question about the pack's story."""
    if isinstance(verdict, Answer):
        return replace(retelling(verdict.fact, pack, words), choices=tuple(other.fact for other in verdict.also))
    if isinstance(verdict, Unsure):
        return Reply(words.unsure, choices=tuple(near.fact for near in verdict.suggestions), words=words)
    if verdict.gap is not None:
        return _silence(verdict.gap, pack, words, tuple(near.fact for near in verdict.nearby))
    unknown = words.only_english if verdict.foreign else words.unknown
    return Reply(f"{unknown} {_invitation(pack, words)}", words=words)


def retelling(record: Record, pack: Pack, words: Words = ENGLISH) -> Reply:
    """The words for a fact or a gap, whatever was asked."""
    if not isinstance(record, Fact):
        return _silence(record, pack, words)
    excerpt = pack.quote(record)
    quotation = None if excerpt is None else Quotation(excerpt, _place(excerpt, pack, words))
    return Reply(record.answer, quotation, (), record, words)


def story_so_far(pack: Pack, words: Words = ENGLISH) -> Reply:
    """The words for somebody who called without asking anything."""
    return Reply(_invitation(pack, words), words=words)


def _invitation(pack: Pack, words: Words) -> str:
    for fact in pack.facts:
        if fact.questions and not fact.spoiler:
            return words.invitation_with_example.format(title=pack.title, question=fact.questions[0])
    return words.invitation.format(title=pack.title)


def _silence(gap: Gap, pack: Pack, words: Words, nearby: tuple[Fact, ...] = ()) -> Reply:
    # In English always: it is one sentence with the curators' own words.
    silence = f"{'The article' if pack.source else 'The story'} doesn't say {gap.about.rstrip('.')}."
    return Reply(f"{silence}\n{words.nearest}" if nearby else silence, None, nearby, gap, words)


def _place(excerpt: Excerpt, pack: Pack, words: Words) -> str:
    title = pack.source.title if pack.source else pack.title
    if excerpt.paragraph is None:
        line = words.title_line if excerpt.section == title else words.heading
    else:
        line = words.paragraph if excerpt.section in ("", title) else words.section_and_paragraph
    return line.format(title=title, section=excerpt.section, paragraph=excerpt.paragraph)
