"""What there is to say, in whichever language; `{…}` in a text stands for what is filled in by its name."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """All words to members in one language. There is one of each, so they are told apart by identity, at once."""

    # On buttons.
    why: str
    related: str
    delete: str
    show: str
    spoiler: str
    """In place of a question that would give the story away."""

    # Beside the answers.
    nearby: str
    nothing_nearby: str
    gone: str
    failed: str
    no_text: str
    not_yours: str
    not_deleted: str
    shown_already: str
    thanks: str
    thanked_already: str
    welcome: str
    away: str
    """What needs the database, while that can't be used; {what} is in English, from the error."""
    wait: str
    """Who asks faster than the bot may answer has to wait for a {time}."""
    wait_for_all: str
    """Where many ask at once; {time} as well."""
    second: str
    seconds: str
    shown_by: str
    """Beside what a {member} got privately and showed to everyone."""
    corrected: str
    withdrawn: str

    # In answers.
    unsure: str
    unknown: str
    only_english: str
    invitation: str
    """What can be asked, by the {title} of the story."""
    invitation_with_example: str
    nearest: str
    """After "The article doesn't say …": the facts to choose from follow."""
    also: str
    """Below an answer: the facts that answer what else was asked follow."""

    # Where a quotation stands.
    title_line: str
    heading: str
    paragraph: str
    """Of a source without sections, or before the first."""
    section_and_paragraph: str

    # Why a question got its answer.
    closest: str
    score: str
    shares: str
    """The parts of a score, each in per cent."""
    other_type: str
    """Goes on behind the shares."""
    outscored: str
    not_near: str
    runner_up: str
    runner_up_gap: str
    hidden: str
    """In place of the wording of a spoiler."""
    known_as: str
    only_beginning: str

    def waiting(self, seconds: float, *, everyone: bool) -> str:
        """The word for who has to wait, alone or with `everyone`: in whole seconds, rounded up."""
        whole = max(1, ceil(seconds))
        time = self.second if whole == 1 else self.seconds.format(count=whole)
        return (self.wait_for_all if everyone else self.wait).format(time=time)
