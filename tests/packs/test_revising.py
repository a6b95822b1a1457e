"""A server's edits on top of the file."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lighthouse import LIGHTHOUSE
from rockybot.packs import Fact, Gap, Pack, Record
from rockybot.packs.revising import Conflict, Edit, digest, revised

KEEPER = Fact("keeper", ("who kept the lamp",), "Ida did.", "the keeper, Ida", ("people",))
WINTERS = Fact("winters", ("how long was it dark",), "Three winters.")
BOAT = Gap("boat", ("whose boat was it",), "whose boat it was")
DOG = Gap("dog", ("what was the dog called",), "what the dog was called")
STORY = Pack("The Lighthouse", (KEEPER, WINTERS), (BOAT, DOG))

OTHER = replace(KEEPER, answer="Ida Marsh did.")
NEW, NEWER = Fact("new", ("new?",), "New."), Fact("newer", ("newer?",), "Newer.")


def edited(record: Record, *, of: Record | None) -> Edit:
    """A server's edit of a record, made when the file held another or none."""
    return Edit(record.id, record, digest(of))


def removed(record: Record) -> Edit:
    """A server's edit that leaves out a record of the file."""
    return Edit(record.id, None, digest(record))


# What the server knows


@pytest.mark.parametrize(
    ("edits", "facts", "gaps"),
    [
        pytest.param([], [KEEPER, WINTERS], [BOAT, DOG], id="without-edits-the-file-stands"),
        pytest.param([edited(OTHER, of=KEEPER)], [OTHER, WINTERS], [BOAT, DOG], id="an-edited-record-keeps-its-place"),
        pytest.param(
            [edited(OTHER, of=KEEPER), edited(KEEPER, of=KEEPER)],
            [KEEPER, WINTERS],
            [BOAT, DOG],
            id="the-last-edit-wins",
        ),
        pytest.param([removed(KEEPER), removed(DOG)], [WINTERS], [BOAT], id="a-removed-record-is-left-out"),
        pytest.param(
            [edited(NEW, of=None), edited(NEWER, of=None)],
            [KEEPER, WINTERS, NEW, NEWER],
            [BOAT, DOG],
            id="new-records-stand-behind-the-others",
        ),
        pytest.param(
            [edited(NEW, of=None), edited(NEWER, of=None), edited(replace(NEW, answer="!"), of=None)],
            [KEEPER, WINTERS, replace(NEW, answer="!"), NEWER],
            [BOAT, DOG],
            id="a-new-record-edited-again-keeps-its-place",
        ),
        pytest.param(
            [edited(Fact("boat", ("whose?",), "Ida's."), of=BOAT)],
            [KEEPER, WINTERS, Fact("boat", ("whose?",), "Ida's.")],
            [DOG],
            id="a-gap-becomes-a-fact",
        ),
        pytest.param(
            [edited(Gap("keeper", ("who?",), "who kept it"), of=KEEPER)],
            [WINTERS],
            [BOAT, DOG, Gap("keeper", ("who?",), "who kept it")],
            id="a-fact-becomes-a-gap",
        ),
        pytest.param([Edit("nobody", None, "x")], [KEEPER, WINTERS], [BOAT, DOG], id="removing-nothing-does-nothing"),
        pytest.param(
            [Edit("winters", replace(KEEPER, answer="!"), None)],
            [KEEPER, replace(KEEPER, id="winters", answer="!")],
            [BOAT, DOG],
            id="a-record-goes-by-the-id-of-its-edit",
        ),
    ],
)
def test_edits_lie_on_top_of_the_file(edits: list[Edit], facts: list[Fact], gaps: list[Gap]) -> None:
    """In place of it, record by record."""
    pack = revised(STORY, edits).pack
    assert (list(pack.facts), list(pack.gaps)) == (facts, gaps)


def test_everything_else_is_the_files() -> None:
    """Title, source, names and checks can't be edited."""
    (fact, *_), pack = LIGHTHOUSE.facts, revised(LIGHTHOUSE, [removed(LIGHTHOUSE.facts[0])]).pack
    assert replace(pack, facts=(fact, *pack.facts)) == LIGHTHOUSE


records: st.SearchStrategy[Record] = st.sampled_from(
    [KEEPER, OTHER, WINTERS, BOAT, DOG, NEW, NEWER, Gap("new", (), ""), Fact("boat", (), "")]
)
edits = st.lists(
    st.builds(
        Edit,
        st.sampled_from(["keeper", "winters", "boat", "dog", "new", "newer", "", "none"]),
        st.none() | records,
        st.none() | records.map(digest) | st.text(),
    )
)


@given(edits=edits)
def test_any_edits_give_a_pack(edits: list[Edit]) -> None:
    """Its ids are unique, it holds the last edit of each record, and the same edits once more change nothing."""
    pack, conflicts = revised(STORY, edits).pack, revised(STORY, edits).conflicts
    last = {edit.record_id: edit for edit in edits}
    assert len({record.id for record in pack.records}) == len(pack.records)
    assert {record.id for record in pack.records} == (
        {record.id for record in STORY.records if record.id not in last}
        | {record_id for record_id, edit in last.items() if edit.record}
    )
    assert all(isinstance(fact, Fact) for fact in pack.facts)
    assert all(isinstance(gap, Gap) for gap in pack.gaps)
    assert {conflict.edit for conflict in conflicts} <= set(last.values())
    assert revised(pack, edits).pack == pack


# Conflicts


@pytest.mark.parametrize(
    ("edit", "now"),
    [
        pytest.param(edited(OTHER, of=replace(KEEPER, answer="Tom did.")), KEEPER, id="the-file-changed-it"),
        pytest.param(Edit("gone", OTHER, digest(KEEPER)), None, id="the-file-removed-it"),
        pytest.param(edited(OTHER, of=None), KEEPER, id="the-file-added-it"),
        pytest.param(
            removed(replace(KEEPER, answer="Tom did.")), KEEPER, id="the-file-changed-what-the-server-removed"
        ),
        pytest.param(
            edited(Fact("boat", (), "Ida's."), of=replace(BOAT, about="!")),
            BOAT,
            id="the-file-changed-a-gap-made-a-fact",
        ),
    ],
)
def test_a_record_that_the_file_changed_after_the_edit_is_a_conflict(edit: Edit, now: Record | None) -> None:
    """The edit stands all the same."""
    result = revised(STORY, [edit])
    assert result.conflicts == (Conflict(edit, now),)
    shall_be = edit.record and replace(edit.record, id=edit.record_id)
    assert result.pack.record(edit.record_id) == shall_be


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(edited(OTHER, of=KEEPER), id="the-file-is-as-it-was"),
        pytest.param(edited(KEEPER, of=OTHER), id="the-file-came-to-say-the-same"),
        pytest.param(edited(NEW, of=None), id="the-file-still-has-none"),
        pytest.param(removed(NEW), id="the-file-removed-it-too"),
    ],
)
def test_an_edit_that_agrees_with_the_file_is_no_conflict(edit: Edit) -> None:
    """Nothing is to be decided."""
    assert revised(STORY, [edit]).conflicts == ()


def test_only_the_last_edit_of_a_record_can_be_in_conflict() -> None:
    """The ones before it are history."""
    stale = edited(OTHER, of=replace(KEEPER, answer="Tom did."))
    assert revised(STORY, [stale, edited(OTHER, of=KEEPER)]).conflicts == ()


# Digests


@pytest.mark.parametrize(
    "changed",
    [
        replace(KEEPER, id="x"),
        replace(KEEPER, questions=("who", "kept the lamp")),
        replace(KEEPER, questions=()),
        replace(KEEPER, answer="Ida did"),
        replace(KEEPER, excerpt=None),
        replace(KEEPER, excerpt=""),
        replace(KEEPER, tags=("people", "lamp")),
        replace(KEEPER, spoiler=True),
        Gap("keeper", KEEPER.questions, KEEPER.answer, KEEPER.tags),
    ],
)
def test_a_digest_changes_with_anything_in_the_record(changed: Record) -> None:
    """And with nothing else."""
    assert digest(changed) != digest(KEEPER)
    assert digest(replace(KEEPER)) == digest(KEEPER)


def test_a_digest_is_the_same_in_another_process() -> None:
    """It is kept in a database for years."""
    code = (
        "from rockybot.packs import Fact; from rockybot.packs.revising import digest; print(digest(Fact('ä', (), '')))"
    )
    other = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    assert other == digest(Fact("ä", (), "")) == "dc7462f470d5620c76bbd45de30f5d83"


def test_nothing_has_no_digest() -> None:
    assert digest(None) is None
