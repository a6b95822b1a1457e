"""Random edits, undos, imports, settings and restarts of several servers, against a plain model."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from rockybot.packs import Fact, Gap
from rockybot.packs.revising import Edit
from rockybot.store import Overtaken, Revision, ServerSettings, Store

if TYPE_CHECKING:
    from collections.abc import Coroutine

_servers = count(800000000000000000, 10)
"""A range of servers for each run: all runs share a database, as servers do."""

STORIES = ("lighthouse", "harbour")
IDS = ("lamp", "storm", "boat")
texts = st.text(max_size=20)
phrasings = st.lists(texts, max_size=3).map(tuple)
servers, stories, ids = st.sampled_from(range(3)), st.sampled_from(STORIES), st.sampled_from(IDS)
editors = st.integers(1, 3)


def records(record_id: str) -> st.SearchStrategy[Fact | Gap | None]:
    """Whatever may stand under an id, nothing too."""
    facts = st.builds(Fact, st.just(record_id), phrasings, texts, st.none() | texts, phrasings, st.booleans())
    return st.none() | facts | st.builds(Gap, st.just(record_id), phrasings, texts, phrasings)


edits = ids.flatmap(
    lambda record_id: st.builds(Edit, st.just(record_id), records(record_id), st.none() | st.just("ab"))
)
choices = st.builds(
    ServerSettings,
    moderator_role=st.none() | st.integers(1, 2**62),
    auto_answer_channels=st.frozensets(st.integers(1, 5)),
    private_by_default=st.booleans(),
    strictness=st.sampled_from(("cautious", "balanced", "eager")),
    channel_stories=st.dictionaries(st.integers(1, 5), stories),
)


class Moderators(RuleBasedStateMachine):
    """Several servers and stories in one store."""

    url: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.first = next(_servers)
        self.runner = asyncio.Runner()
        self.store = self.run(Store.open(self.url))
        self.kept: dict[tuple[int, str], list[Revision]] = {}
        self.chosen: dict[int, ServerSettings] = {}
        self.asked: dict[tuple[int, str], list[str]] = {}

    def run(self, doing: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(doing)

    def ledger(self, server: int, story: str) -> list[Revision]:
        return self.kept.setdefault((self.first + server, story), [])

    def last(self, server: int, story: str, record_id: str) -> Revision | None:
        of_it = [revision for revision in self.ledger(server, story) if revision.edit.record_id == record_id]
        return of_it[-1] if of_it else None

    @rule(server=servers, story=stories, edit=edits, editor=editors)
    def edit(self, server: int, story: str, edit: Edit, editor: int) -> None:
        last = self.last(server, story, edit.record_id)
        seen = last.number if last else None
        kept = self.run(self.store.append(self.first + server, story, edit, editor, seen))
        assert (kept.server, kept.story, kept.edit, kept.editor) == (self.first + server, story, edit, editor)
        self.ledger(server, story).append(kept)

    @rule(server=servers, story=stories, edit=edits, seen=st.none() | st.integers(-3, 0))
    def edit_too_late(self, server: int, story: str, edit: Edit, seen: int | None) -> None:
        last = self.last(server, story, edit.record_id)
        if last:
            with pytest.raises(Overtaken) as overtaken:
                self.run(self.store.append(self.first + server, story, edit, 9, seen))
            assert overtaken.value.by == last

    @precondition(lambda self: any(self.kept.values()))
    @rule(data=st.data(), editor=editors)
    def undo(self, data: st.DataObject, editor: int) -> None:
        (server, story), revisions = data.draw(st.sampled_from([item for item in self.kept.items() if item[1]]))
        earlier = data.draw(st.sampled_from(revisions)).edit
        self.edit(server - self.first, story, earlier, editor)

    @rule(server=servers, story=stories, many=st.lists(edits, max_size=4), editor=editors)
    def take_in(self, server: int, story: str, many: list[Edit], editor: int) -> None:
        ledger = self.ledger(server, story)
        head = ledger[-1].number if ledger else None
        kept = self.run(self.store.append_all(self.first + server, story, many, editor, head))
        assert [revision.edit for revision in kept] == many
        ledger.extend(kept)

    @rule(server=servers, chosen=choices)
    def choose(self, server: int, chosen: ServerSettings) -> None:
        self.chosen[self.first + server] = self.run(self.store.change_settings(self.first + server, lambda _: chosen))

    @rule(server=servers, story=stories, number=st.integers(0, 99))
    def ask(self, server: int, story: str, number: int) -> None:
        self.run(self.store.note_question(self.first + server, story, f"{number}?", "none", None))
        self.asked.setdefault((self.first + server, story), []).append(f"{number}?")

    @rule(server=servers, story=stories)
    def settle(self, server: int, story: str) -> None:
        waiting = self.run(self.store.unanswered(self.first + server, story))
        assert [question.text for question in waiting] == self.asked.pop((self.first + server, story), [])
        self.run(self.store.settle(self.first + server, [question.id for question in waiting]))

    @rule()
    def start_again(self) -> None:
        self.run(self.store.close())
        self.store = self.run(Store.open(self.url))

    @rule(editor=editors)
    def forget(self, editor: int) -> None:
        self.run(self.store.forget(editor))
        for place, ledger in self.kept.items():
            self.kept[place] = [replace(r, editor=0) if r.editor == editor else r for r in ledger]

    @rule(server=servers)
    def look(self, server: int) -> None:
        """Every server has its own and nothing else."""
        place = self.first + server
        assert self.run(self.store.server_settings(place)) == self.chosen.get(place, ServerSettings())
        for story in STORIES:
            ledger = self.ledger(server, story)
            in_force = {revision.edit.record_id: revision for revision in ledger}
            assert self.run(self.store.revisions(place, story)) == tuple(ledger)
            assert self.run(self.store.latest(place, story)) == tuple(in_force.values())

    def teardown(self) -> None:
        for server in range(3):
            self.look(server)
        everywhere = self.run(self.store.latest_everywhere())
        for place, ledger in self.kept.items():
            assert everywhere.get(place, ()) == tuple({r.edit.record_id: r for r in ledger}.values())
        numbers = [revision.number for ledger in self.kept.values() for revision in ledger]
        assert len(numbers) == len(set(numbers))
        self.run(self.store.close())
        self.runner.close()


def test_whatever_happens_in_any_order_each_server_has_what_was_done_there(url: str) -> None:
    limits = settings(
        max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(type("ModeratorsHere", (Moderators,), {"url": url}), settings=limits)
