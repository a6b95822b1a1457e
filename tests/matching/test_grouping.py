"""A queue of questions, those that ask the same thing together."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lighthouse import LIGHTHOUSE
from rockybot.matching import Answerer, Group, grouped, grouping
from rockybot.packs import Pack

STORY, OTHER = Answerer(LIGHTHOUSE), Answerer(LIGHTHOUSE)


def _together(*questions: str) -> bool:
    return len(grouped(questions, STORY)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("did Ada ever swim", "did Ada ever swim", id="the-same-twice"),
        pytest.param("Did ADA ever swim?!", "did ada ever swim", id="typography"),
        pytest.param("whats the name of the cat", "what's the name of the cat", id="apostrophes"),
        pytest.param("wat is the name of the cat", "what is the name of the cat", id="slang"),
        pytest.param("was the lighthouse haunted", "was the lihgthouse haunted", id="a-typo"),
        pytest.param("what was the name of the cat", "name of the cat", id="keywords"),
        pytest.param("did Ada ever swim", "did she ever swim", id="a-pronoun"),
        pytest.param("how tall was Tom", "what was Tom's height", id="other-words-for-it"),
        pytest.param("hi! did Tom play football? thanks a lot", "did Tom play football", id="courtesies"),
        pytest.param("who was Tom's mother", "who was the mother of Tom", id="the-relation-the-other-way-round"),
        pytest.param("🎣", "???", id="without-words"),
    ],
)
def test_the_same_asked_in_other_words_stands_together(one: str, other: str) -> None:
    """Whichever comes first."""
    assert _together(one, other)
    assert _together(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("did Ada ever swim", "did Tom ever swim", id="another-person"),
        pytest.param("did Ada ever swim", "did anybody ever swim", id="nobody-named"),
        pytest.param("who was Tom's mother", "who was Tom's father", id="another-relation"),
        pytest.param("when did Ada learn to swim", "when did Ada buy a piano", id="another-matter"),
        pytest.param("what was the name of the cat", "what colour was the cat", id="something-else-asked"),
        pytest.param("did Ada own a telescope", "did Ada own a piano", id="one-word-differs"),
        pytest.param("Ada", "Tom", id="names-alone"),
        pytest.param("Ada", "Miss Finch", id="no-more-than-a-name"),
        pytest.param("did Ada swim", "did Ada swim, " + "row, sail and dive " * 6, id="a-part-of-something-longer"),
        pytest.param("阿达会游泳吗", "彼女は泳げますか", id="other-scripts"),
    ],
)
def test_different_questions_stand_apart(one: str, other: str) -> None:
    """Better one question twice than two in one place."""
    assert not _together(one, other)
    assert not _together(other, one)


def test_the_most_asked_group_comes_first_then_the_newest() -> None:
    """A group knows where its questions stand, and how each was worded."""
    questions = [
        "did Ada own a piano",
        "name of the cat?",
        "was the lighthouse haunted",
        "what was the name of the cat",
        "Name of the cat",
        "did Tom play football",
    ]
    assert grouped(questions, STORY) == (
        Group((1, 3, 4), ("name of the cat?", "what was the name of the cat")),
        Group((5,), ("did Tom play football",)),
        Group((2,), ("was the lighthouse haunted",)),
        Group((0,), ("did Ada own a piano",)),
    )


def test_the_wording_most_often_asked_comes_first() -> None:
    """However late it was asked, each as it was first typed."""
    questions = ["what was the name of the cat", "CAT'S NAME?", "cat's name"]
    assert grouped(questions, STORY) == (Group((0, 1, 2), ("CAT'S NAME?", "what was the name of the cat")),)


def test_one_wording_may_bring_two_others_together() -> None:
    """In whichever order they come."""
    questions = ["did Ada sail and swim", "did Ada sail, swim and dive", "did Ada swim and dive"]
    assert not _together(questions[0], questions[2])
    assert all(_together(*order) for order in permutations(questions))


def test_an_empty_queue_has_no_groups() -> None:
    """There is nothing to do."""
    assert grouped([], STORY) == ()


def test_a_story_without_anything_still_groups() -> None:
    """By the words alone."""
    questions = ["is there a film of it", "did they film it", "who sells it"]
    assert {group.members for group in grouped(questions, Answerer(Pack("Nothing", ())))} == {(0, 1), (2,)}


def test_too_long_a_wording_is_not_compared() -> None:
    """Only the very same one stands beside it."""
    long = "did Ada swim " * grouping.MAX_WORDS
    assert not _together(long, "did Ada swim")
    assert _together(long, long.upper())


def test_a_flood_of_gibberish_is_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The most asked wordings use up what may be looked up; more of the same words costs nothing."""
    monkeypatch.setattr(grouping, "MAX_STRANGE", 2)
    questions = ["qwrx", "did zzkv swim", "did zzkv ever swim", "did vvbn swim", "did vvbn ever swim", "qwrx"]
    assert [group.members for group in grouped(questions, STORY)] == [(0, 5), (1, 2), (4,), (3,)]


_asked = st.sampled_from([phrasing for record in LIGHTHOUSE.records for phrasing in record.questions])
_questions = st.lists(_asked | st.text(st.characters(), max_size=60) | st.just("emoji 🎣 " * 250), max_size=25)


@settings(deadline=None, max_examples=40)
@given(_questions)
def test_each_question_stands_in_exactly_one_group(questions: list[str]) -> None:
    """Whatever it holds, and the same way each time, in the order that is promised."""
    groups = grouped(questions, STORY)
    assert sorted(number for group in groups for number in group.members) == list(range(len(questions)))
    assert groups == grouped(questions, OTHER)
    assert list(groups) == sorted(groups, key=lambda group: (-len(group.members), -max(group.members)))
    for group in groups:
        assert list(group.members) == sorted(group.members)
        wordings = [STORY.normalised(wording) for wording in group.wordings]
        assert len(set(wordings)) == len(wordings)
        assert {STORY.normalised(questions[number]) for number in group.members} == set(wordings)
        counts = [sum(STORY.normalised(question) == wording for question in questions) for wording in wordings]
        assert counts == sorted(counts, reverse=True)
