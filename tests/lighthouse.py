"""The story that the tests ask about: a lighthouse, its keeper and her brother. All of it is invented."""

from __future__ import annotations

import json
from typing import Any

from rockybot.packs import Check, Fact, Gap, Name, Pack, Source
from rockybot.packs.fingerprint import Fingerprint

TITLE = "The Keeper of Gull Rock"

ARTICLE = f"""\
{TITLE}

Ada Finch was born in Selsby in 1901, the daughter of a ropemaker. Her father called her “Cricket”, because she never
sat still.

The lighthouse

At twenty-three she became the keeper of the lighthouse on Gull Rock. The lamp burned whale oil until 1930, and she
trimmed it every four hours. In the winter of 1931 the great storm broke the gallery windows and put out the lamp.

Her brother

Her brother Tom repaired fishing boats in the harbour. He rowed out to the rock with bread and lamp oil every Friday,
and in 1935 he married a schoolteacher named Edith Marlow. His boat, the Petrel, was painted green.
"""

FACTS = (
    Fact(
        "ada-birth-year",
        ("what year was Ada born", "when was Ada Finch born", "Ada's year of birth", "was Ada born in 1901?"),
        "Ada Finch was born in 1901.",
        "Ada Finch was born in Selsby in 1901",
    ),
    Fact(
        "ada-birthplace",
        ("where was Ada born", "which town does Ada come from", "what is the birthplace of Ada Finch"),
        "Ada was born in Selsby. She never moved further than the rock.",
        "Ada Finch was born in Selsby",
    ),
    Fact(
        "ada-nickname",
        ("what was Ada's nickname", "what did her father call Ada", "who was called Cricket"),
        "Ada's father called her Cricket.",
        "Her father called her “Cricket”",
    ),
    Fact(
        "ada-age-as-keeper",
        ("how old was Ada when she became the keeper", "at what age did Ada take over the lighthouse", "who is Ada"),
        "Ada was 23 when she became the keeper of the lighthouse on Gull Rock.",
        "At twenty-three she became the keeper",
    ),
    Fact(
        "lamp-fuel",
        ("what did the lamp burn", "what fuel was used for the lamp", "which oil lit the lighthouse"),
        "The lamp burned whale oil until 1930.",
        "The lamp burned whale oil until 1930",
    ),
    Fact(
        "lamp-trimming",
        ("how often did Ada trim the lamp", "how many times a day was the lamp trimmed"),
        "Ada trimmed the lamp every four hours.",
        "she trimmed it every four hours",
    ),
    Fact(
        "storm-damage",
        ("what did the great storm break", "which windows were smashed in the storm", "storm damage"),
        "The great storm of 1931 broke the gallery windows and put out the lamp.",
        "the great storm broke the gallery windows and put out the lamp",
    ),
    Fact(
        "tom-job",
        ("what was Tom's job", "what did Ada's brother do for a living", "who repaired fishing boats"),
        "Tom repaired fishing boats in the harbour. He never took another trade.",
        "Her brother Tom repaired fishing boats in the harbour",
    ),
    Fact(
        "tom-deliveries",
        ("what did Tom bring to the rock", "how often did Tom row out to Ada", "bread and lamp oil every Friday"),
        "Tom rowed out with bread and lamp oil every Friday.",
        "He rowed out to the rock with bread and lamp oil every Friday",
    ),
    Fact(
        "tom-wife",
        ("who did Tom marry", "what was the name of Tom's wife", "who is Edith Marlow", "Tom's wedding"),
        "Tom married the schoolteacher Edith Marlow in 1935.",
        "in 1935 he married a schoolteacher named Edith Marlow",
    ),
    Fact(
        "boat-colour",
        ("what colour was the Petrel", "how was Tom's boat painted", "the colour of Tom's rowing boat"),
        "The Petrel was green.",
        "His boat, the Petrel, was painted green",
    ),
)

GAPS = (
    Gap("ada-death", ("when did Ada die", "how did Ada die", "where is Ada buried"), "when, where or how Ada died"),
    Gap("ada-husband", ("who did Ada marry", "was Ada ever married", "Ada's husband"), "whether Ada ever married."),
    Gap("tom-birth", ("when was Tom born", "where was Tom born", "how old is Tom"), "when or where Tom was born"),
    Gap("tom-children", ("how many children did Tom have", "what are Tom's kids called"), "whether Tom had children"),
    Gap("lighthouse-height", ("how tall is the lighthouse", "height of the tower"), "how tall the lighthouse is"),
    Gap("boat-cost", ("how much did the Petrel cost", "what did Tom pay for his boat"), "what the Petrel cost"),
)

NAMES = (
    Name("Ada", ("Ada Finch", "Miss Finch", "the keeper's daughter", "Cricket", "Tom's sister")),
    Name("Tom", ("Tom Finch", "Ada's brother", "her brother")),
    Name("Edith Marlow", ("Edith", "Tom's wife", "the schoolteacher")),
    Name("Gull Rock", ("the rock",)),
    Name("Petrel", ("the Petrel", "Tom's boat")),
)

CHECKS = (Check("how old was Ada as keeper", "ada-age-as-keeper"), Check("who won the world cup", None))

LIGHTHOUSE = Pack(TITLE, FACTS, GAPS, Source(TITLE, None, Fingerprint.of(ARTICLE)), NAMES, CHECKS)
"""The story with source, gaps and names."""

UNCLEAR = "did the schoolteacher have to buy lamp oil"
"""Two facts may be meant, what the lamp burned and what Tom brought: a balanced story asks, an eager one answers."""


def as_file(pack: Pack) -> str:
    """A fact file of the pack, with the fingerprint `lighthouse.fingerprint` if it has a source."""
    data: dict[str, Any] = {"title": pack.title}
    if pack.source:
        data["source"] = {"title": pack.source.title, "fingerprint": "lighthouse.fingerprint"}
    data["names"] = {name.name: list(name.aliases) for name in pack.names}
    data["facts"] = [
        {"id": fact.id, "questions": list(fact.questions), "answer": fact.answer, "excerpt": fact.excerpt}
        for fact in pack.facts
    ]
    data["gaps"] = [{"id": gap.id, "questions": list(gap.questions), "about": gap.about} for gap in pack.gaps]
    return json.dumps(data)
