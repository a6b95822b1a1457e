"""Random edits, undos, imports, reloads and restarts of several servers, against a plain model."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from lighthouse import FACTS, GAPS
from rockybot.app import Story
from rockybot.matching import Answerer
from rockybot.packs import Pack
from rockybot.servers import Edition, Servers
from rockybot.store import Overtaken, ServerSettings, Store

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from rockybot.packs import Record

LAMP, STORM, BOAT, HEIGHT = FACTS[4], FACTS[6], FACTS[10], GAPS[4]
IDS = (LAMP.id, BOAT.id, HEIGHT.id, "foghorn")
ANSWERS = ("It burned gas.", "Nobody knows.", "It was green.")
EDITOR = 7

records = st.none() | st.builds(
    lambda record, answer: replace(record, answer=answer),
    st.sampled_from((LAMP, STORM, BOAT)),
    st.sampled_from(ANSWERS),
)
editions = st.builds(Edition, st.integers(1, 3), st.sampled_from(("tower", "harbour")))
ids = st.sampled_from(IDS)


def versions(title: str) -> tuple[Pack, ...]:
    """A fact file as it is saved again and again."""
    first = Pack(title, (LAMP, STORM), (HEIGHT,))
    return first, replace(first, facts=(replace(LAMP, answer="Whale oil."), STORM, BOAT)), replace(first, gaps=())


FILES = {name: versions(name) for name in ("tower", "harbour")}
ANSWERERS = {pack: Answerer(pack) for packs in FILES.values() for pack in packs}


class Moderators(RuleBasedStateMachine):
    """Several servers, two stories, one database."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.files = {name: packs[0] for name, packs in FILES.items()}
        self.edits: dict[Edition, dict[str, Record | None]] = {}
        self.before: list[tuple[Edition, str, Record | None]] = []
        self.chosen: dict[int, str] = {}
        self.open()

    def run(self, doing: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(doing)

    def open(self) -> None:
        self.store = self.run(Store.open(f"sqlite:///{Path(self.folder.name) / 'rockybot.db'}"))
        tower, harbour = (Story(ANSWERERS[self.files[name]]) for name in ("tower", "harbour"))
        self.servers = Servers(tower, self.store, "tower", {"harbour": harbour})
        self.run(self.servers.load())

    def keep(self, edition: Edition, record_id: str, record: Record | None) -> None:
        seen = self.run(self.servers.seen(edition, record_id))
        edit = self.servers.edit_of(edition, record_id, record)
        self.run(self.servers.keep(edition, edit, EDITOR, seen.number if seen else None))
        mine = self.edits.setdefault(edition, {})
        self.before.append((edition, record_id, mine.get(record_id, self.files[edition.story].record(record_id))))
        mine[record_id] = record and replace(record, id=record_id)

    @rule(edition=editions, record_id=ids, record=records)
    def edit(self, edition: Edition, record_id: str, record: Record | None) -> None:
        self.keep(edition, record_id, record)

    @precondition(lambda self: self.before)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        edition, record_id, before = data.draw(st.sampled_from(self.before))
        self.keep(edition, record_id, before)

    @rule(edition=editions, record_id=ids)
    def edit_too_late(self, edition: Edition, record_id: str) -> None:
        if record_id in self.edits.get(edition, {}):
            with pytest.raises(Overtaken):
                self.run(self.servers.keep(edition, self.servers.edit_of(edition, record_id, None), EDITOR + 1, None))

    @rule(edition=editions, wanted=st.dictionaries(ids, records, min_size=1))
    def take_in(self, edition: Edition, wanted: Mapping[str, Record | None]) -> None:
        edits = [self.servers.edit_of(edition, record_id, record) for record_id, record in wanted.items()]
        head = self.run(self.servers.head(edition))
        self.run(self.servers.keep_all(edition, edits, EDITOR, head))
        mine = self.edits.setdefault(edition, {})
        mine |= {record_id: record and replace(record, id=record_id) for record_id, record in wanted.items()}

    @rule(name=st.sampled_from(("tower", "harbour")), version=st.integers(0, 2))
    def save_the_file(self, name: str, version: int) -> None:
        self.files[name] = FILES[name][version]
        self.servers.shelve(Story(ANSWERERS[self.files[name]]), name)

    @rule(server=st.integers(1, 3), name=st.sampled_from(("tower", "harbour", "gone")))
    def choose(self, server: int, name: str) -> None:
        self.run(self.servers.change_settings(server, lambda chosen: replace(chosen, story=name)))
        self.chosen[server] = name

    @rule()
    def start_again(self) -> None:
        self.run(self.store.close())
        self.open()

    @rule(edition=editions)
    def look(self, edition: Edition) -> None:
        """The edition tells the file with its own edits, and nothing of anybody else's."""
        pack = self.run(self.servers.told(edition)).pack
        expected: dict[str, Record | None] = {record.id: record for record in self.files[edition.story].records}
        expected |= self.edits.get(edition, {})
        assert {record.id: record for record in pack.records} == {
            record_id: record for record_id, record in expected.items() if record is not None
        }
        chosen = self.chosen.get(edition.server)
        assert self.servers.edition(edition.server).story == (chosen if chosen in FILES else "tower")
        settings_now: ServerSettings = self.servers.settings_of(edition.server)
        assert settings_now.story == chosen

    def teardown(self) -> None:
        for edition in [*self.edits, Edition(4, "tower")]:
            self.look(edition)
        self.run(self.store.close())
        self.runner.close()
        self.folder.cleanup()


def test_whatever_happens_in_any_order_each_server_tells_the_file_with_its_own_edits() -> None:
    limits = settings(
        max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Moderators, settings=limits)
