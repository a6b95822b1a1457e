"""Which stretches of the source no excerpt covers."""

from __future__ import annotations

import pytest

from rockybot.packs import Fact, Pack, Source
from rockybot.packs.coverage import SHORTEST, Stretch, uncovered
from rockybot.packs.fingerprint import Fingerprint

ARTICLE = """\
The Lamp

Ida lit the lamp on the first night of May and kept it alight for thirty years.

It never went out.

The Dog

Admiral barked at ships, at clouds and at the tide.
"""
LAMP_1, LAMP_2 = Stretch("The Lamp", 1, 1, 18), Stretch("The Lamp", 2, 1, 5)
DOG = Stretch("The Dog", 1, 1, 12)


def _pack(*excerpts: str | None) -> Pack:
    facts = tuple(Fact(f"fact-{n}", ("what",), "that", excerpt) for n, excerpt in enumerate(excerpts))
    return Pack("The Lighthouse", facts, source=Source("Gazette", "lamp.fingerprint", Fingerprint.of(ARTICLE)))


@pytest.mark.parametrize(
    ("excerpts", "stretches"),
    [
        pytest.param([], [LAMP_1, LAMP_2, DOG], id="no-facts"),
        pytest.param([None], [LAMP_1, LAMP_2, DOG], id="a-fact-without-an-excerpt"),
        pytest.param(
            ["Ida lit the lamp on the second night"], [LAMP_1, LAMP_2, DOG], id="an-excerpt-that-proves-nothing"
        ),
        pytest.param(
            ["Admiral barked at ships, at clouds and at the tide"],
            [LAMP_1, LAMP_2],
            id="a-whole-paragraph-but-its-stop",
        ),
        pytest.param(
            ["Ida lit the lamp on"],
            [Stretch("The Lamp", 1, 6, 18), LAMP_2, DOG],
            id="the-beginning-of-a-paragraph",
        ),
        pytest.param(
            ["kept it alight for thirty years"],
            [Stretch("The Lamp", 1, 1, 11), LAMP_2, DOG],
            id="its-end",
        ),
        pytest.param(
            ["the first night of May"],
            [Stretch("The Lamp", 1, 1, 5), Stretch("The Lamp", 1, 11, 18), LAMP_2, DOG],
            id="its-middle",
        ),
        pytest.param(
            ["lit the lamp on the first", "the first night of May and kept"],
            [Stretch("The Lamp", 1, 13, 18), LAMP_2, DOG],
            id="two-that-overlap-and-leave-one-word-before-them",
        ),
        pytest.param(
            ["Ida lit the lamp", "of May and kept it alight for thirty years"],
            [Stretch("The Lamp", 1, 5, 8), LAMP_2, DOG][1:],
            id="four-words-between-two-are-nothing-to-ask-about",
        ),
        pytest.param(
            ["Ida lit the lamp", "May and kept it alight for thirty years"],
            [Stretch("The Lamp", 1, 5, 9), LAMP_2, DOG],
            id="five-are",
        ),
        pytest.param(
            ["for thirty years. It never"],
            [Stretch("The Lamp", 1, 1, 14), DOG],
            id="across-two-paragraphs",
        ),
        pytest.param(["It never went out"], [LAMP_1, DOG], id="the-second-paragraph"),
    ],
)
def test_the_stretches_that_no_excerpt_covers_come_in_the_order_of_the_source(
    excerpts: list[str | None], stretches: list[Stretch]
) -> None:
    """Words and signs count from 1 in their paragraph."""
    assert uncovered(_pack(*excerpts)) == tuple(stretches)


def test_a_quoted_heading_covers_no_paragraph() -> None:
    """It stands above them."""
    headed = Fingerprint.of("The Lamp of Gull Point\n\nIda lit the lamp on the first night.")
    fact = Fact("lamp", ("what",), "that", "the lamp of Gull Point")
    pack = Pack("The Lighthouse", (fact,), source=Source("Gazette", "lamp.fingerprint", headed))
    assert pack.quote(fact) is not None
    assert uncovered(pack) == (Stretch("The Lamp of Gull Point", 1, 1, 9),)


def test_the_shortest_stretch_is_reported() -> None:
    """A paragraph of as many words, its stop among them."""
    assert LAMP_2.last - LAMP_2.first + 1 == SHORTEST
    assert LAMP_2 in uncovered(_pack())


@pytest.mark.parametrize("source", [None, Source("Gazette"), Source("Gazette", "lamp.fingerprint")])
def test_without_a_fingerprint_nothing_is_known_to_be_uncovered(source: Source | None) -> None:
    """There is nothing to hold the excerpts against."""
    fact = Fact("lamp", ("what",), "that", "Ida lit the lamp on the first night")
    assert uncovered(Pack("The Lighthouse", (fact,), source=source)) == ()


def test_a_stretch_reads_as_a_place() -> None:
    """As `rockybot check` prints it."""
    assert str(Stretch("The Lamp", 1, 6, 18)) == "“The Lamp”, paragraph 1: words and signs 6 to 18"
