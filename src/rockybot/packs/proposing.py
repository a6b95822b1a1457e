"""What a moderator typed into a form → a fact that keeps the format's rules and the proof, or what to mend."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rockybot.packs.identifying import NO_RECORD
from rockybot.packs.model import Fact
from rockybot.packs.schema import MAX_ANSWER, MAX_EXCERPT, MAX_NAME, MAX_QUESTION
from rockybot.packs.validating import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.packs.model import Pack

MAX_SLUG_WORDS = 6
MAX_PHRASINGS = 200
"""Of one record: nobody types more."""

_STOP_WORDS = frozenset(("a", "an", "the", "did", "do", "does", "is", "was", "were", "are", "of", "in", "to", "s"))


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a fact as they are typed: questions one a line, tags parted by commas."""

    questions: str
    answer: str
    excerpt: str = ""
    tags: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field, and how to mend it; sentences without a full stop."""

    field: str
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that is no fact yet; `faults` has at least one."""

    faults: tuple[Fault, ...]


Proposed: TypeAlias = Fact | Refused


def form_of(fact: Fact) -> Form:
    """The form as it stands for a fact, to be edited."""
    return Form("\n".join(fact.questions), fact.answer, fact.excerpt or "", ", ".join(fact.tags))


def proposed(form: Form, pack: Pack, old: Fact | None = None) -> Proposed:
    """The fact that a form describes, in place of `old` or as a new one; its id is the old one's, or made of words."""
    questions = tuple(dict.fromkeys(_lines(form.questions)))
    tags = tuple(dict.fromkeys(tag.strip() for tag in _clean(form.tags).split(",") if tag.strip()))
    answer, excerpt = _clean(form.answer).strip(), " ".join(_clean(form.excerpt).split())
    faults = [
        *_question_faults(questions),
        *_length_faults("answer", answer, MAX_ANSWER, "say what the story tells, in your own words"),
        *_excerpt_faults(excerpt, pack),
        *(fault for tag in tags for fault in _length_faults("tags", tag, MAX_NAME, "")),
    ]
    if faults:
        return Refused(tuple(faults))
    record_id = old.id if old else new_id(questions[0], pack)
    spoiler = old.spoiler if old else False
    return Fact(record_id, questions, answer, excerpt or None, tags, spoiler)


def new_id(question: str, pack: Pack) -> str:
    """An id made of a question's words, which no record of the pack has."""
    plain = unicodedata.normalize("NFKD", question.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in _STOP_WORDS]
    slug = "-".join(words[:MAX_SLUG_WORDS])[:60].strip("-") or "fact"
    taken = {record.id for record in pack.records} | {NO_RECORD}
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (slug, *numbered) if candidate not in taken)


def _lines(text: str) -> Iterator[str]:
    return (" ".join(line.split()) for line in _clean(text).splitlines() if line.strip())


def _clean(text: str) -> str:
    """The text without what no file could hold: control characters."""
    return CONTROL.sub(" ", text.replace("\r\n", "\n"))


def _question_faults(questions: tuple[str, ...]) -> Iterator[Fault]:
    if not questions:
        yield Fault("questions", "no question", "give at least one, one a line, as people type them")
    if len(questions) > MAX_PHRASINGS:
        yield Fault("questions", f"{len(questions)} questions", f"give at most {MAX_PHRASINGS}")
    for question in questions:
        yield from _length_faults("questions", question, MAX_QUESTION, "")


def _length_faults(field: str, text: str, longest: int, empty: str) -> Iterator[Fault]:
    if not text:
        yield Fault(field, "it is empty", empty)
    elif len(text) > longest:
        yield Fault(field, f"{len(text):,} characters in “{text[:40]}…”", f"at most {longest:,} fit")


def _excerpt_faults(excerpt: str, pack: Pack) -> Iterator[Fault]:
    if not excerpt:
        return
    if len(excerpt) > MAX_EXCERPT:
        yield from _length_faults("excerpt", excerpt, MAX_EXCERPT, "")
    elif pack.source is None or pack.source.fingerprint is None:
        what = "there is nothing to prove it by: this story has no fingerprint of a source"
        yield Fault("excerpt", what, "leave it empty")
    elif pack.source.fingerprint.locate(excerpt) is None:
        yield Fault("excerpt", *pack.source.fingerprint.disproof(excerpt))
