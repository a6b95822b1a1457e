"""A record as plain data, and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rockybot.errors import RockybotError
from rockybot.packs import Fact, Gap, Record
from rockybot.packs.encoding import RecordError, decoded, encoded

texts = st.text(st.characters(exclude_categories=[]))
some = st.lists(texts, max_size=3).map(tuple)
facts = st.builds(Fact, texts, some, texts, st.none() | texts, some, st.booleans())
gaps = st.builds(Gap, texts, some, texts, some)


@pytest.mark.parametrize(
    ("record", "data"),
    [
        pytest.param(
            Fact("keeper", ("who?",), "Ida.", "the keeper, Ida", ("people",), spoiler=True),
            {
                "id": "keeper",
                "questions": ["who?"],
                "answer": "Ida.",
                "excerpt": "the keeper, Ida",
                "tags": ["people"],
                "spoiler": True,
            },
            id="a-fact-with-all-that-it-can-say",
        ),
        pytest.param(
            Fact("keeper", ("who?",), "Ida."),
            {"id": "keeper", "questions": ["who?"], "answer": "Ida."},
            id="a-fact-with-what-it-must-say",
        ),
        pytest.param(
            Gap("boat", ("whose?", "boat"), "whose boat it was", ("boats",)),
            {"id": "boat", "about": "whose boat it was", "questions": ["whose?", "boat"], "tags": ["boats"]},
            id="a-gap",
        ),
    ],
)
def test_a_record_becomes_what_the_fact_file_says_of_it(record: Record, data: dict[str, object]) -> None:
    """Its keys in the same order."""
    assert list(encoded(record).items()) == list(data.items())
    assert decoded(data) == record


@given(record=facts | gaps)
def test_any_record_comes_back_from_json(record: Record) -> None:
    """Even one that no fact file could hold."""
    assert decoded(json.loads(json.dumps(encoded(record)))) == record


GOOD: dict[str, object] = {"id": "keeper", "questions": ["who?"], "answer": "Ida."}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(None, "a record is a mapping, not nothing", id="nothing"),
        pytest.param([GOOD], "a record is a mapping, not list", id="a-list"),
        pytest.param({}, "a record's `id` is a text, not nothing", id="empty"),
        pytest.param(GOOD | {"id": 5}, "a record's `id` is a text, not int", id="a-number-for-an-id"),
        pytest.param(GOOD | {"answer": None}, "a record's `answer` is a text, not nothing", id="no-answer"),
        pytest.param(GOOD | {"about": "x"}, "a record with `about` has no key 'answer'", id="fact-and-gap-at-once"),
        pytest.param(GOOD | {"anser": "x"}, "a record with `answer` has no key 'anser'", id="an-unknown-key"),
        pytest.param(GOOD | {1: "x"}, "a record with `answer` has no key 1", id="a-key-that-is-no-text"),
        pytest.param(
            GOOD | {"questions": "who?"}, "a record's `questions` are a list of texts, not str", id="text-for-a-list"
        ),
        pytest.param(
            GOOD | {"questions": ["who?", 1]},
            "a record's `questions` are a list of texts, not list",
            id="a-number-among-texts",
        ),
        pytest.param(GOOD | {"tags": None}, "a record's `tags` are a list of texts, not nothing", id="no-tags"),
        pytest.param(GOOD | {"excerpt": True}, "a record's `excerpt` is a text, not bool", id="a-flag-for-a-text"),
        pytest.param(GOOD | {"spoiler": "yes"}, "a record's `spoiler` is true or false, not str", id="text-for-a-flag"),
    ],
)
def test_data_that_are_no_record_are_refused(data: object, message: str) -> None:
    """A database may hold anything."""
    with pytest.raises(RecordError) as caught:
        decoded(data)
    assert str(caught.value) == message
    assert isinstance(caught.value, RockybotError)
    assert isinstance(caught.value, ValueError)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "questions", "answer", "about", "tags", "excerpt", "spoiler", "x"]), inner
        )
    ),
    max_leaves=12,
)


@given(data=json_values)
def test_whatever_is_decoded_is_a_record_or_refused(data: object) -> None:
    """Never another error."""
    try:
        record = decoded(data)
    except RecordError:
        return
    assert decoded(encoded(record)) == record
