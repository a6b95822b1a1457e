"""The words for each verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lighthouse import LIGHTHOUSE, TITLE
from rockybot.matching import Answer, NoAnswer, Suggestion, Unsure
from rockybot.packs import Fact, Gap, Pack, Source
from rockybot.packs.fingerprint import Fingerprint
from rockybot.replies import Reply, reply, retelling

LAMP = Fact("lamp", ("what did the lamp burn",), "Whale oil.", "The lamp burned whale oil until 1930")
HEIGHT = Gap("height", ("how tall",), "how tall the lighthouse is")
NEARBY = (Suggestion(LAMP, 50.0),)
CHOICES = (LAMP,)

ARTICLE = """\
Nobody knows who built the lighthouse on the rock.

The long winter of 1931

A storm came in January and stayed for a week.

# The Keeper of Gull Rock

Ada Finch kept the lamp alight all the same.
"""


def test_an_answer_is_told_with_its_quotation() -> None:
    """The curators' words, and the source's words that prove them."""
    told = reply(Answer(LAMP, 90.0, ()), LIGHTHOUSE)
    assert told == retelling(LAMP, LIGHTHOUSE)
    assert told.text == LAMP.answer
    assert told.choices == ()
    assert told.quotation is not None
    assert told.quotation.excerpt.text == LAMP.excerpt


@pytest.mark.parametrize(
    ("excerpt", "place"),
    [
        pytest.param(
            "A storm came in January", f"{TITLE}, section “The long winter of 1931”, paragraph 1", id="in-a-section"
        ),
        pytest.param("Nobody knows who built the lighthouse", f"{TITLE}, paragraph 1", id="before-any-heading"),
        pytest.param("Ada Finch kept the lamp", f"{TITLE}, paragraph 1", id="under-the-title"),
        pytest.param("The long winter of 1931", f"{TITLE}, heading of “The long winter of 1931”", id="a-heading"),
        pytest.param("The Keeper of Gull Rock", f"{TITLE}, heading", id="the-title"),
    ],
)
def test_a_quotation_says_where_it_stands(excerpt: str, place: str) -> None:
    """The source, and the section unless it is the source's own title."""
    pack = Pack("Gull Rock", (), source=Source(TITLE, None, Fingerprint.of(ARTICLE)))
    quotation = retelling(replace(LAMP, excerpt=excerpt), pack).quotation
    assert quotation is not None
    assert quotation.place == place


@pytest.mark.parametrize(
    ("fact", "pack"),
    [
        pytest.param(replace(LAMP, excerpt=None), LIGHTHOUSE, id="no-excerpt"),
        pytest.param(replace(LAMP, excerpt="The lamp burned seal oil until 1930"), LIGHTHOUSE, id="no-proof"),
        pytest.param(LAMP, replace(LIGHTHOUSE, source=None), id="no-source"),
        pytest.param(LAMP, replace(LIGHTHOUSE, source=Source(TITLE)), id="no-fingerprint"),
    ],
)
def test_what_is_not_proved_is_not_quoted(fact: Fact, pack: Pack) -> None:
    """The answer is told all the same."""
    assert retelling(fact, pack) == Reply(LAMP.answer, record=fact)


def test_an_unsure_bot_asks_back() -> None:
    """With the facts to choose from, and no answer among its own words."""
    told = reply(Unsure(NEARBY, 50.0, ()), LIGHTHOUSE)
    assert told.text.endswith("Did you mean:")
    assert (told.quotation, told.choices) == (None, CHOICES)
    assert LAMP.answer not in told.text


@pytest.mark.parametrize("about", ["how tall the lighthouse is", "how tall the lighthouse is."])
@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        pytest.param(LIGHTHOUSE.source, "The article", id="with-a-source"),
        pytest.param(None, "The story", id="without-a-source"),
    ],
)
def test_a_known_gap_is_named(about: str, source: Source | None, speaker: str) -> None:
    """Whoever is silent, and about what; one full stop, whatever the curator wrote."""
    gap = replace(HEIGHT, about=about)
    told = reply(NoAnswer(gap, (), 0.0, ()), replace(LIGHTHOUSE, source=source))
    assert told == Reply(f"{speaker} doesn't say how tall the lighthouse is.", record=gap)


def test_a_known_gap_introduces_the_facts_near_to_it() -> None:
    """What the story does say; without any, nothing is introduced."""
    told = reply(NoAnswer(HEIGHT, NEARBY, 0.0, ()), LIGHTHOUSE)
    assert told.choices == CHOICES
    assert told.text.startswith("The article doesn't say how tall the lighthouse is.\n")
    assert told.text.endswith(":")


def test_a_bot_that_knows_nothing_says_what_it_knows_about() -> None:
    """And blames no gap."""
    told = reply(NoAnswer(None, (), 0.0, ()), LIGHTHOUSE)
    assert TITLE in told.text
    assert "doesn't say" not in told.text
    assert (told.quotation, told.choices) == (None, ())


def test_what_else_was_asked_is_offered_below_an_answer() -> None:
    """Behind a line of its own, for the quotation stands between it and the text."""
    other = replace(LAMP, id="other")
    told = reply(Answer(LAMP, 90.0, (), (Suggestion(other, 80.0),)), LIGHTHOUSE)
    assert told == replace(retelling(LAMP, LIGHTHOUSE), choices=(other,))
    assert told.offer == "You also asked:"


def test_other_choices_are_led_up_to_by_the_text() -> None:
    """And where there are none, nothing is."""
    verdicts = (Answer(LAMP, 90.0, ()), Unsure(NEARBY, 50.0, ()), NoAnswer(HEIGHT, NEARBY, 0.0, ()))
    assert [reply(verdict, LIGHTHOUSE).offer for verdict in verdicts] == ["", "", ""]
