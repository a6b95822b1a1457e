"""A fact file to take over into a server: what that would do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lighthouse import CHECKS, FACTS, GAPS, LIGHTHOUSE, as_file
from rockybot.importing import Import, edits_to, import_of
from rockybot.matching import Answerer
from rockybot.matching.guarding import Moved
from rockybot.packs import Check, Fact, Gap, Pack, Record
from rockybot.packs.bare import NO_PLACE, BarePack
from rockybot.packs.differing import Kind
from rockybot.packs.reading import PackFile, read_pack_bytes
from rockybot.packs.revising import Edit, digest, revised
from rockybot.packs.writing import written

ALONE = BarePack(LIGHTHOUSE)
BIRTH, FUEL, JOB, WIFE = FACTS[0], FACTS[4], FACTS[7], FACTS[9]
CHILDREN = GAPS[3]
TRIMMING = "how often did Tom trim the lamp"
PAINTING = Fact("ada-hobby", ("what did Ada paint", "Ada's watercolours"), "She painted the rock.")
TRADE = "what was Tom doing for a living"


def file_of(pack: Pack, name: str = "in.yaml") -> PackFile:
    """The pack as an upload."""
    return read_pack_bytes(name, written(pack).encode())


def with_edits(*edits: tuple[str, Record | None]) -> Pack:
    return revised(LIGHTHOUSE, [Edit(record_id, record, None) for record_id, record in edits]).pack


# What an import would change


def test_what_a_server_tells_already_changes_nothing(answerer: Answerer) -> None:
    """Nor is anything asked."""
    assert import_of(file_of(LIGHTHOUSE), ALONE, answerer, ["anything"]) == Import((), (), (), (), ())


def test_an_import_is_the_edits_that_make_a_server_tell_the_file(answerer: Answerer) -> None:
    """Each made on what the operator's file says, also where the server says something else now."""
    gas = replace(FUEL, answer="It burned gas.")
    told = with_edits((FUEL.id, replace(FUEL, answer="It burned peat.")), (JOB.id, None))
    wanted = with_edits((FUEL.id, gas), (PAINTING.id, PAINTING), (CHILDREN.id, None))

    found = import_of(file_of(wanted), ALONE, Answerer(told))

    assert found.edits == (
        Edit(FUEL.id, gas, digest(FUEL)),
        Edit(JOB.id, JOB, digest(JOB)),
        Edit(PAINTING.id, PAINTING, None),
        Edit(CHILDREN.id, None, digest(CHILDREN)),
    )
    assert [(change.record_id, change.kind) for change in found.changes] == [
        (FUEL.id, Kind.CHANGED),
        (CHILDREN.id, Kind.REMOVED),
        (JOB.id, Kind.ADDED),
        (PAINTING.id, Kind.ADDED),
    ]
    assert (found.problems, found.taken) == ((), ())
    assert len(import_of(file_of(wanted), ALONE, answerer).edits) == 3


def test_what_is_the_operators_alone_is_named_and_not_taken_over(answerer: Answerer) -> None:
    """Whether or not anything else differs."""
    other = replace(LIGHTHOUSE, title="x", names=(), checks=(), source=None)
    found = import_of(file_of(other), ALONE, answerer)
    assert found == Import((), (), (), ("title", "names", "source", "checks"), ())
    assert import_of(file_of(replace(other, gaps=())), ALONE, answerer).others == found.others


# What keeps it from being kept


def test_problems_of_records_have_their_place_in_the_file_and_others_in_the_operators(answerer: Answerer) -> None:
    """Those of the file come first, in its order; where the operator's file isn't at hand, its part is named."""
    operators = replace(LIGHTHOUSE, checks=(Check("storm windows", "storm"), *CHECKS))
    false = replace(FUEL, excerpt="The lamp burned whale oil until 1940")
    thief = replace(JOB, questions=(*JOB.questions, BIRTH.questions[0]))
    file = file_of(with_edits((JOB.id, thief), (FUEL.id, false)))

    found = import_of(file, BarePack(operators), answerer)

    stands = f"the phrasing “{BIRTH.questions[0]}” stands in `tom-job` and, as “{BIRTH.questions[0]}”, in"
    assert [(one.file, one.what.split(" (")[0]) for one in found.problems] == [
        ("in.yaml", "the excerpt is not verbatim"),
        ("in.yaml", f"{stands} `ada-birth-year`"),
        ("checks", "`storm` is the id of no fact or gap"),
    ]
    excerpt, phrasing, check = found.problems
    assert excerpt.mark < phrasing.mark
    assert check.mark == NO_PLACE
    typed = file_of(operators, "operators.yaml")
    known = PackFile(typed.path, operators, typed.root)
    assert import_of(file, known, answerer).problems == (
        excerpt,
        phrasing,
        known.problem(("checks", 0, "expect"), check.what, check.mend),
    )


def test_beside_problems_nothing_is_asked(answerer: Answerer) -> None:
    """It can't be kept, so it takes nothing."""
    file = file_of(with_edits(("x", Fact("x", (TRADE,), "a", "nowhere in the article"))))
    found = import_of(file, ALONE, answerer, [TRADE])
    assert found.problems
    assert (len(found.edits), found.taken) == (1, ())


# What it would take


def test_a_question_that_another_record_would_answer_is_taken(answerer: Answerer) -> None:
    """Of those that were asked lately, too."""
    work = Fact("tom-work", (TRADE,), "He mended boats.")
    found = import_of(file_of(with_edits((work.id, work))), ALONE, answerer, ["who is Ada", TRADE, TRADE])
    assert found.taken == (Moved(TRADE, JOB.id, work.id),)


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([(JOB.id, None)], id="removed"),
        pytest.param([(JOB.id, replace(JOB, questions=("whose trade",)))], id="changed"),
    ],
)
def test_what_leaves_a_record_that_the_file_changes_is_meant(
    answerer: Answerer, edits: list[tuple[str, Record | None]]
) -> None:
    """Only who is left alone is stolen from."""
    work = Fact("tom-work", (TRADE, *JOB.questions), "He mended boats.")
    after = Answerer(pack := with_edits(*edits, (work.id, work)))
    assert (answerer.reached(TRADE), after.reached(TRADE)) == (JOB.id, work.id)
    assert import_of(file_of(pack), ALONE, answerer, [TRADE]).taken == ()


@pytest.mark.parametrize(
    ("new", "question", "reached", "taken"),
    [
        pytest.param(PAINTING, PAINTING.questions[1], (None, PAINTING.id), (), id="by-nothing"),
        pytest.param(
            Fact("tom-trimming", (TRIMMING,), "Never."),
            "when did they trim the lamp",
            ("lamp-trimming", None),
            (Moved(TRIMMING, "lamp-trimming", "tom-trimming"),),  # by its own wording it takes this one
            id="and-then-by-nothing",
        ),
    ],
)
def test_what_nothing_answers_before_or_after_is_not_taken(
    answerer: Answerer, new: Fact, question: str, reached: tuple[str | None, str | None], taken: tuple[Moved, ...]
) -> None:
    """A first answer is what an import is for, and a doubt is no theft."""
    after = Answerer(pack := with_edits((new.id, new)))
    assert (answerer.reached(question), after.reached(question)) == reached
    assert import_of(file_of(pack), ALONE, answerer, [question]).taken == taken


def test_a_phrasing_that_another_gap_would_have_is_taken(answerer: Answerer) -> None:
    """Two gaps may share one, and the first decides. Such phrasings are asked before all others."""
    phrasing = CHILDREN.questions[1]
    earlier = replace(GAPS[0], questions=(*GAPS[0].questions, phrasing.upper()))
    file = file_of(with_edits((earlier.id, earlier)))
    moved = Moved(phrasing, CHILDREN.id, earlier.id)
    assert import_of(file, ALONE, answerer).taken == (moved,)
    assert import_of(file, ALONE, answerer, most=len(CHECKS) + 1).taken == (moved,)
    assert import_of(file, ALONE, answerer, most=len(CHECKS)).taken == ()


# What is exported imports again


IDS = [*(record.id for record in (*FACTS[:3], *GAPS[:2])), "new-1", "new-2", "new-3"]
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(
    lambda text: text == text.strip() != ""
)
ITEMS = st.lists(TEXTS, min_size=1, max_size=3).map(tuple)
TAGS = st.just(()) | ITEMS


def facts(record_id: str) -> st.SearchStrategy[Fact]:
    return st.builds(Fact, st.just(record_id), ITEMS, TEXTS, st.none() | TEXTS, TAGS, st.booleans())


def gaps(record_id: str) -> st.SearchStrategy[Gap]:
    return st.builds(Gap, st.just(record_id), ITEMS, TEXTS, TAGS)


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    record_id = draw(st.sampled_from(IDS))
    of_file = LIGHTHOUSE.record(record_id)
    record = draw(st.just(of_file) | st.none() | facts(record_id) | gaps(record_id))
    return Edit(record_id, record, digest(of_file))


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
    count = draw(st.integers(1, len(ids)))
    records: list[Record] = []
    for number, record_id in enumerate(ids):
        new: Record = draw(facts(record_id)) if number < count else draw(gaps(record_id))
        old = LIGHTHOUSE.record(record_id)
        records.append(old if old is not None and draw(st.booleans()) else new)
    assume(any(isinstance(record, Fact) for record in records))
    return replace(
        LIGHTHOUSE,
        facts=tuple(record for record in records if isinstance(record, Fact)),
        gaps=tuple(record for record in records if isinstance(record, Gap)),
    )


def by_id(pack: Pack) -> dict[str, Record]:
    return {record.id: record for record in pack.records}


@given(st.lists(edits(), max_size=6))
@settings(deadline=None, max_examples=50)
def test_what_is_exported_imports_again_without_a_change(made: list[Edit]) -> None:
    told = revised(LIGHTHOUSE, made).pack
    assume(told.facts)
    exported = read_pack_bytes("out.yaml", written(told, as_file(LIGHTHOUSE)).encode())
    assert import_of(exported, ALONE, Answerer(told)) == Import((), (), (), (), ())
    assert revised(LIGHTHOUSE, edits_to(exported.pack, LIGHTHOUSE, LIGHTHOUSE)).pack == told


@given(packs(), st.lists(edits(), max_size=4))
@settings(deadline=None, max_examples=50)
def test_after_an_import_a_server_tells_the_records_of_the_file(wanted: Pack, made: list[Edit]) -> None:
    """Whatever it told before, and without a conflict."""
    before = Answerer(revised(LIGHTHOUSE, made).pack)
    found = import_of(file_of(wanted), ALONE, before, ["who is Ada"], most=20)
    after = revised(LIGHTHOUSE, [*made, *found.edits])
    assert by_id(after.pack) == by_id(wanted)
    assert not after.conflicts
    assert {edit.record_id for edit in found.edits} == {change.record_id for change in found.changes}
    assert not found.others
