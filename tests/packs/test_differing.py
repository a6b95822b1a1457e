"""What differs between two packs, or two records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lighthouse import FACTS, GAPS, LIGHTHOUSE
from rockybot.packs import Fact, Gap, Record
from rockybot.packs.differing import FieldDifference, Kind, RecordDifference, difference, record_difference

KEEPER = Fact("keeper", ("who kept it", "keeper"), "Ida did.", "the keeper, Ida", ("people", "lamp"))


@pytest.mark.parametrize(
    ("after", "fields"),
    [
        pytest.param(
            replace(KEEPER, questions=("keeper", "whose lamp", "lamp")),
            [FieldDifference("questions", ("who kept it",), ("whose lamp", "lamp"))],
            id="phrasings-that-went-and-came",
        ),
        pytest.param(
            replace(KEEPER, questions=("keeper", "who kept it")),
            [FieldDifference("questions", (), ())],
            id="phrasings-in-another-order",
        ),
        pytest.param(
            replace(KEEPER, questions=(*KEEPER.questions, "keeper")),
            [FieldDifference("questions", (), ("keeper",))],
            id="a-phrasing-once-more",
        ),
        pytest.param(replace(KEEPER, tags=()), [FieldDifference("tags", ("people", "lamp"), ())], id="no-tags"),
        pytest.param(
            replace(KEEPER, answer="Tom.", excerpt=None),
            [
                FieldDifference("answer", ("Ida did.",), ("Tom.",)),
                FieldDifference("excerpt", ("the keeper, Ida",), ()),
            ],
            id="another-answer-and-no-excerpt",
        ),
        pytest.param(replace(KEEPER, spoiler=True), [FieldDifference("spoiler", (), ("true",))], id="a-spoiler"),
        pytest.param(
            Gap("keeper", KEEPER.questions, "who kept it", KEEPER.tags),
            [
                FieldDifference("answer", ("Ida did.",), ()),
                FieldDifference("about", (), ("who kept it",)),
                FieldDifference("excerpt", ("the keeper, Ida",), ()),
            ],
            id="a-gap-instead",
        ),
    ],
)
def test_a_changed_record_tells_what_left_each_field_and_what_came(
    after: Record, fields: list[FieldDifference]
) -> None:
    """Fields that are as before aren't told; the other way round, the two sides change places."""
    assert record_difference(KEEPER, after) == RecordDifference("keeper", Kind.CHANGED, tuple(fields))
    back = tuple(FieldDifference(field.field, field.added, field.removed) for field in fields)
    assert record_difference(after, KEEPER) == RecordDifference("keeper", Kind.CHANGED, back)


def test_an_added_or_removed_record_tells_all_that_it_says() -> None:
    """On one side."""
    gap = Gap("boat", ("whose boat",), "whose it was")
    told = (("questions", ("whose boat",)), ("about", ("whose it was",)))
    assert record_difference(None, gap) == RecordDifference(
        "boat", Kind.ADDED, tuple(FieldDifference(field, (), items) for field, items in told)
    )
    assert record_difference(gap, None) == RecordDifference(
        "boat", Kind.REMOVED, tuple(FieldDifference(field, items, ()) for field, items in told)
    )


def test_where_nothing_differs_there_is_no_difference() -> None:
    """Neither in records nor in packs."""
    assert record_difference(None, None) is None
    assert record_difference(KEEPER, replace(KEEPER)) is None
    assert difference(LIGHTHOUSE, replace(LIGHTHOUSE)) == ()


def test_packs_tell_changed_and_removed_records_in_their_order_and_then_added_ones() -> None:
    """Facts before gaps; the order in which records stand is no difference."""
    changed = replace(FACTS[2], answer="!")
    after = replace(LIGHTHOUSE, facts=(KEEPER, changed, *FACTS[:1:-1][:-1], FACTS[1]), gaps=GAPS[1:])
    found = difference(LIGHTHOUSE, after)
    assert [(record.record_id, record.kind) for record in found] == [
        (FACTS[0].id, Kind.REMOVED),
        (FACTS[2].id, Kind.CHANGED),
        (GAPS[0].id, Kind.REMOVED),
        ("keeper", Kind.ADDED),
    ]


items = st.lists(st.sampled_from("abc"), max_size=4).map(tuple)
short = st.sampled_from(["", "a", "b"])
facts = st.builds(Fact, st.just("x"), items, short, st.none() | short, items, st.booleans())
gaps = st.builds(Gap, st.just("x"), items, short, items)


@given(before=st.none() | facts | gaps, after=st.none() | facts | gaps)
def test_a_difference_leads_from_one_record_to_the_other(before: Record | None, after: Record | None) -> None:
    """There is one whenever they differ, and each field less what went and with what came has the new items."""
    found = record_difference(before, after)
    assert (found is None) == (before == after)
    if found is None:
        return
    for field in found.fields:
        old, new = (_items(record, field.field) for record in (before, after))
        assert old != new
        for item in field.removed:
            old.remove(item)
        assert sorted([*old, *field.added]) == sorted(new)


def _items(record: Record | None, field: str) -> list[str]:
    value = getattr(record, field, None)
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, bool):
        return ["true"] if value else []
    return [] if value is None else [value]
