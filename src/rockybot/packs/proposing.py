"""What a moderator typed into a form → a fact or a gap that keeps the format's rules and the proof, or what to mend."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, overload

from rockybot.packs.identifying import NO_RECORD
from rockybot.packs.model import Fact, Gap
from rockybot.packs.schema import MAX_ANSWER, MAX_EXCERPT, MAX_NAME, MAX_QUESTION
from rockybot.packs.validating import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.packs.model import Pack, Record

SPOILER = "spoiler"
"""The tag that stands in a fact's form for its being a spoiler; it is none of the fact's own tags then."""
MAX_SLUG_WORDS = 6
MAX_PHRASINGS = 200
"""Of one record: nobody types more."""

_SENTENCE = re.compile(r"^(the )?(article|story|source) (doesn['’]t|does not) say (?=.)", re.IGNORECASE)
"""What stands before a gap's `about` where members read it: who types it too means the rest."""
_STOP_WORDS = frozenset(("a", "an", "the", "did", "do", "does", "is", "was", "were", "are", "of", "in", "to", "s"))


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a fact as they are typed: questions one a line, tags parted by commas, `SPOILER` among them."""

    questions: str
    answer: str
    excerpt: str = ""
    tags: str = ""


@dataclass(frozen=True, slots=True)
class GapForm:
    """The fields of a gap as they are typed. `about` completes "The article doesn't say …"."""

    about: str
    questions: str
    tags: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field, and how to mend it; sentences without a full stop."""

    field: str
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that is no record yet; `faults` has at least one, in the order of the fields."""

    faults: tuple[Fault, ...]


Proposed: TypeAlias = Fact | Gap | Refused


@overload
def form_of(record: Fact) -> Form: ...
@overload
def form_of(record: Gap) -> GapForm: ...
def form_of(record: Record) -> Form | GapForm:
    """The form as it stands for a fact or a gap, to be edited."""
    questions = "\n".join(record.questions)
    if isinstance(record, Gap):
        return GapForm(record.about, questions, ", ".join(record.tags))
    tags = dict.fromkeys((*record.tags, SPOILER) if record.spoiler else record.tags)
    return Form(questions, record.answer, record.excerpt or "", ", ".join(tags))


@overload
def proposed(form: Form, pack: Pack, old: Record | None = None) -> Fact | Refused: ...
@overload
def proposed(form: GapForm, pack: Pack, old: Record | None = None) -> Gap | Refused: ...
def proposed(form: Form | GapForm, pack: Pack, old: Record | None = None) -> Proposed:
    """The fact or the gap that a form describes, in place of `old` or as a new one.

    The id is the old one's, or made of words. An old record of the other kind gives no more than that: links, checks
    and the history go by it, so that a gap to which an answer was found becomes a fact, and undo brings it back.
    """
    return _gap(form, pack, old) if isinstance(form, GapForm) else _fact(form, pack, old)


def _fact(form: Form, pack: Pack, old: Record | None) -> Fact | Refused:
    questions, tags = _questions(form.questions), _tags(form.tags)
    answer, excerpt = _clean(form.answer).strip(), _one_line(form.excerpt)
    faults = (
        *_question_faults(questions),
        *_length_faults("answer", answer, MAX_ANSWER, "say what the story tells, in your own words"),
        *_excerpt_faults(excerpt, pack),
        *_tag_faults(tags),
    )
    if faults:
        return Refused(faults)
    record_id = old.id if old else new_id(questions[0], pack)
    own = tuple(tag for tag in tags if tag.casefold() != SPOILER)
    return Fact(record_id, questions, answer, excerpt or None, own, own != tags)


def _gap(form: GapForm, pack: Pack, old: Record | None) -> Gap | Refused:
    questions, tags = _questions(form.questions), _tags(form.tags)
    # A full stop behind it stays: the words for a member go without it anyway.
    about = _SENTENCE.sub("", _one_line(form.about))
    faults = (
        *_about_faults(about),
        *_question_faults(questions),
        *_tag_faults(tags),
    )
    if faults:
        return Refused(faults)
    return Gap(old.id if old else new_id(questions[0], pack, "gap"), questions, about, tags)


def new_id(question: str, pack: Pack, wordless: str = "fact") -> str:
    """An id made of a question's words, which no record of the pack has; of one without any, made of `wordless`."""
    plain = unicodedata.normalize("NFKD", question.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in _STOP_WORDS]
    slug = "-".join(words[:MAX_SLUG_WORDS])[:60].strip("-") or wordless
    taken = {record.id for record in pack.records} | {NO_RECORD}
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (slug, *numbered) if candidate not in taken)


def _questions(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_lines(text)))


def _tags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.strip() for tag in _clean(text).split(",") if tag.strip()))


def _lines(text: str) -> Iterator[str]:
    return (" ".join(line.split()) for line in _clean(text).splitlines() if line.strip())


def _one_line(text: str) -> str:
    return " ".join(_clean(text).split())


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


def _tag_faults(tags: tuple[str, ...]) -> Iterator[Fault]:
    for tag in tags:
        yield from _length_faults("tags", tag, MAX_NAME, "")


def _about_faults(about: str) -> Iterator[Fault]:
    complete = "complete “The article doesn't say …”, as in “when she was born”"
    yield from _length_faults("about", about, MAX_ANSWER, complete)
    if about.endswith("?"):
        yield Fault("about", "it is a question", complete)


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
