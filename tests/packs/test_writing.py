"""A pack as the text of a fact file: it reads as that pack again, and what did not change stays as it was typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lighthouse import LIGHTHOUSE, as_file
from rockybot.errors import PackError
from rockybot.packs import Check, Fact, Gap, Name, Pack, Source, read_pack
from rockybot.packs.identifying import NO_RECORD
from rockybot.packs.schema import MAX_ANSWER, MAX_EXCERPT, MAX_ID, MAX_NAME, MAX_QUESTION
from rockybot.packs.writing import written

STORIES = Path(__file__).parent.parent.parent / "facts"

SMALL = Pack("Us", (Fact("founder", ("who founded us",), "Ida did."),))


def reading(text: str) -> Pack:
    """The pack in a fact file of that text, without a fingerprint beside it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "story.yaml"
        path.write_bytes(text.encode())
        return read_pack(path)


# Without a source


def test_a_pack_is_written_as_a_moderator_would_type_it() -> None:
    """In the order of the format, a line an item, without a quote that YAML doesn't need."""
    pack = Pack(
        title="The Lighthouse",
        source=Source("The Gull Point Gazette", "lamp.fingerprint"),
        names=(Name("Ida Marsh", ("Ida", "the keeper")),),
        facts=(
            Fact(
                "keeper",
                ("who kept the lamp", "keeper: who?", "1904"),
                "Ida Marsh kept it.\n\nHer brother helped:\n  - at night",
                "the keeper, “Ida Marsh”",
                ("people", "lamp, the"),
                spoiler=True,
            ),
            Fact("winters", ("how long was it dark?",), "For three winters, it's said."),
        ),
        gaps=(Gap("boat", ("whose boat was it",), "whose boat it was", ("boats",)),),
        checks=(Check("keeper?", "keeper"), Check("what is the time", None)),
    )
    assert written(pack) == (
        """\
title: The Lighthouse
source:
  title: The Gull Point Gazette
  fingerprint: lamp.fingerprint
names:
  Ida Marsh:
    - Ida
    - the keeper
facts:
  - id: keeper
    questions:
      - who kept the lamp
      - "keeper: who?"
      - "1904"
    answer: |-
      Ida Marsh kept it.

      Her brother helped:
        - at night
    excerpt: the keeper, “Ida Marsh”
    tags: [people, "lamp, the"]
    spoiler: true
  - id: winters
    questions:
      - how long was it dark?
    answer: For three winters, it's said.
gaps:
  - id: boat
    about: whose boat it was
    questions:
      - whose boat was it
    tags: [boats]
checks:
  - question: keeper?
    expect: keeper
  - question: what is the time
    expect: none
"""
    )


@pytest.mark.parametrize("story", sorted(STORIES.glob("*.yaml")), ids=lambda story: story.stem)
def test_a_shipped_story_is_written_as_it_ships(story: Path) -> None:
    """But for its comments."""
    lines = story.read_text("utf-8").splitlines(keepends=True)
    assert written(read_pack(story)) == "".join(line for line in lines if not line.startswith("#"))


def test_a_source_without_a_fingerprint_names_none() -> None:
    """Its facts are quoted from nowhere."""
    assert written(replace(SMALL, source=Source("Gazette"))).splitlines()[:3] == [
        "title: Us",
        "source:",
        "  title: Gazette",
    ]


def test_a_pack_without_facts_is_written_and_refused_by_the_reader() -> None:
    """A server may leave every fact out; a fact file can't."""
    with pytest.raises(PackError, match="an empty list"):
        reading(written(replace(SMALL, facts=())))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufffe" * 200, id="a-very-long-key"),
        pytest.param("yes", id="a-flag"),
        pytest.param("1e3", id="a-number"),
        pytest.param("null", id="nothing"),
        pytest.param("<<", id="a-merge"),
        pytest.param(" both ends ", id="blanks-at-both-ends"),
        pytest.param("\nabove", id="a-line-above"),
        pytest.param("below\n\n", id="lines-below"),
        pytest.param("  a\nb", id="a-first-line-further-in"),
        pytest.param("a \nb", id="a-blank-before-a-line-end"),
        pytest.param("a\n\tb", id="a-tab"),
        pytest.param("a\u2028b\nc\u2029", id="line-ends-of-unicode"),
        pytest.param("a # b", id="a-comment"),
        pytest.param("a: b", id="a-pair"),
        pytest.param("'\"\\", id="quotes-and-a-backslash"),
        pytest.param("---", id="a-document"),
        pytest.param("🎣👩‍👩‍👧‍👦", id="emoji"),
    ],
)
def test_a_text_means_the_same_wherever_it_stands(text: str) -> None:
    """As a key, an item, an item in brackets, a text that keeps its ends."""
    fact = Fact("a", (text, "b"), "c", text, (text[:100], "d"))
    pack = Pack("Us", (fact,), names=(Name(text, (text[:100],)),))
    assert reading(written(pack)) == pack
    assert reading(written(pack, written(SMALL))) == pack


# With a source

SOURCE = """\
# The keepers' club.
title:   The Lighthouse   # a working title

names: {}

# What we know.
facts:

  # Ann wrote this one.
  - id: keeper
    questions:   # as heard
      # politely
      - 'who kept the lamp'   # the first
      - who was
        the keeper
    answer: >
      Ida Marsh
      kept it.
    tags: [ people,  the lamp ]
    spoiler: false

  # Ben wrote this one.
  # He is not sure.
  - id: winters
    questions: [how long was it dark]
    answer: Three winters.   # or four

  - answer: |
      Green.
      # Not a comment.
    id: colour
    questions: [which colour]

# What nobody knows.
gaps:
  - {id: boat, about: whose boat it was, questions: [whose boat was it]}   # ask Tom
# The end.
"""

KEEPER, WINTERS, COLOUR = reading(SOURCE).facts
(BOAT,) = reading(SOURCE).gaps

EDITED = {
    "nothing": ({}, {}),
    "a text": ({"title": "The *Lamp*"}, {"title:   The Lighthouse ": "title:   The *Lamp* "}),
    "a text that needs quotes": ({"title": "# 1"}, {"title:   The Lighthouse ": 'title:   "# 1" '}),
    "a text that now has two lines": (
        {"facts": (replace(KEEPER, answer="Ida.\nShe did."), WINTERS, COLOUR)},
        {"answer: >\n      Ida Marsh\n      kept it.": "answer: |-\n      Ida.\n      She did."},
    ),
    "a text of two lines before a comment": (
        {"facts": (KEEPER, replace(WINTERS, answer="Three.\nOr so."), COLOUR)},
        {"Three winters.": '"Three.\\nOr so."'},
    ),
    "a phrasing said better": (
        {"facts": (replace(KEEPER, questions=("who lit the lamp", KEEPER.questions[1])), WINTERS, COLOUR)},
        {"'who kept the lamp'": "who lit the lamp"},
    ),
    "a phrasing more": (
        {"facts": (replace(KEEPER, questions=(*KEEPER.questions, "keeper")), WINTERS, COLOUR)},
        {"        the keeper\n": "        the keeper\n      - keeper\n"},
    ),
    "a phrasing more, in front": (
        {"facts": (replace(KEEPER, questions=("keeper", *KEEPER.questions)), WINTERS, COLOUR)},
        {"      - 'who": "      - keeper\n      - 'who"},
    ),
    "a phrasing less": (
        {"facts": (replace(KEEPER, questions=KEEPER.questions[:1]), WINTERS, COLOUR)},
        {"      - who was\n        the keeper\n": ""},
    ),
    "a phrasing more in brackets": (
        {"facts": (KEEPER, replace(WINTERS, questions=("how long", "when, and why")), COLOUR)},
        {"[how long was it dark]": '[how long, "when, and why"]'},
    ),
    "a field more": (
        {"facts": (replace(KEEPER, excerpt="the keeper"), replace(WINTERS, spoiler=True), COLOUR)},
        {
            "      kept it.\n": "      kept it.\n    excerpt: the keeper\n",
            "# or four\n": "# or four\n    spoiler: true\n",
        },
    ),
    "a field less": (
        {"facts": (replace(KEEPER, tags=()), WINTERS, COLOUR)},
        {"    tags: [ people,  the lamp ]\n": ""},
    ),
    "a flag": (
        {"facts": (replace(KEEPER, spoiler=True), WINTERS, COLOUR)},
        {"spoiler: false": "spoiler: true"},
    ),
    "a record more": (
        {"facts": (KEEPER, WINTERS, COLOUR, SMALL.facts[0])},
        {
            "[which colour]\n": "[which colour]\n\n  - id: founder\n    questions:\n      - who founded us\n"
            "    answer: Ida did.\n"
        },
    ),
    "a record more, in front": (
        {"facts": (SMALL.facts[0], KEEPER, WINTERS, COLOUR)},
        {
            "  - id: keeper\n": "  - id: founder\n    questions:\n      - who founded us\n"
            "    answer: Ida did.\n\n  - id: keeper\n"
        },
    ),
    "a record less": (
        {"facts": (KEEPER, COLOUR)},
        {
            "  # Ben wrote this one.\n  # He is not sure.\n  - id: winters\n    questions: [how long was it dark]\n"
            "    answer: Three winters.   # or four\n\n": ""
        },
    ),
    "the first record less": (
        {"facts": (WINTERS, COLOUR)},
        {SOURCE[SOURCE.index("  - id: keeper") : SOURCE.index("\n  # Ben")]: ""},
    ),
    "one record for another": (
        {"facts": (KEEPER, SMALL.facts[0], COLOUR)},
        {
            "  # Ben wrote this one.\n  # He is not sure.\n  - id: winters\n    questions: [how long was it dark]\n"
            "    answer: Three winters.   # or four\n": "  - id: founder\n    questions:\n      - who founded us\n"
            "    answer: Ida did.\n"
        },
    ),
    "a record typed in brackets": (
        {"gaps": (replace(BOAT, about="whose it was"),)},
        {
            "  - {id: boat, about: whose boat it was, questions: [whose boat was it]}   #": "  - id: boat\n"
            "    about: whose it was\n    questions:\n      - whose boat was it   #"
        },
    ),
    "a list less": (
        {"gaps": ()},
        {"gaps:\n  - {id: boat, about: whose boat it was, questions: [whose boat was it]}   # ask Tom\n": ""},
    ),
    "a list more": (
        {"checks": (Check("lamp", "keeper"),)},
        {"# ask Tom\n": "# ask Tom\n\nchecks:\n  - question: lamp\n    expect: keeper\n"},
    ),
    "a name where there was none": (
        {"names": (Name("Ida Marsh", ("Ida",)),)},
        {"names: {}\n": "names:\n  Ida Marsh:\n    - Ida\n"},
    ),
}


@pytest.mark.parametrize(("changed", "text"), EDITED.values(), ids=EDITED)
def test_only_what_changed_is_written_anew(changed: dict[str, Any], text: dict[str, str]) -> None:
    """Comments, blank lines, quotes and line ends of everything else stay as they were typed."""
    expected = SOURCE
    for old, new in text.items():
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    pack = replace(reading(SOURCE), **changed)
    assert written(pack, SOURCE) == expected
    assert reading(expected) == pack


def test_a_field_in_place_of_another_leaves_the_comments() -> None:
    """No field is another one said better."""
    source = "# ours\ntitle: Us\nfacts:\n  - id: a\n    questions: [b]\n    answer: c\n    excerpt: d\n"
    pack = reading(source)
    tagged = replace(pack, facts=(replace(pack.facts[0], excerpt=None, tags=("e",)),))
    assert written(tagged, source) == source.replace("excerpt: d", "tags: [e]")


def test_a_list_of_records_in_brackets_is_written_in_lines() -> None:
    """What stands around it stays."""
    source = "# ours\ntitle: Us\nfacts: [{id: a, questions: [b], answer: c}]   # all\n"
    fact = Fact("a", ("b",), "d")
    assert written(replace(reading(source), facts=(fact,)), source) == (
        "# ours\ntitle: Us\nfacts:\n  - id: a\n    questions:\n      - b\n    answer: d   # all\n"
    )


def test_names_keep_their_order() -> None:
    """The first to claim a nickname has it."""
    rest = "title: Us\nfacts: [{id: a, questions: [b], answer: c}]   # we\n"
    source = f"names:   # all\n  Ida: [Marsh]   # she\n  Tom: [Finch]   # he\n{rest}"
    pack = reading(source)
    (ida, tom), ada = pack.names, Name("Ada", ("A",))
    for names in ((tom, ida), (ada, ida, tom), (ida, ada, tom), (tom,), (replace(ida, aliases=("I",)), tom), ()):
        merged = written(replace(pack, names=names), source)
        assert reading(merged).names == names
        assert merged.endswith(rest)


def test_a_file_keeps_its_line_ends() -> None:
    """Those of Windows, and a missing one."""
    source = "title: Us # we\r\nfacts:\r\n  - id: a\r\n    questions: [b]\r\n    answer: c"
    pack = reading(source)
    more = written(replace(pack, facts=(*pack.facts, SMALL.facts[0])), source)
    assert more.startswith(f"{source}\r\n  - id: founder\r\n")
    assert "\n" not in more.replace("\r\n", "")


def test_a_records_keys_keep_the_order_in_which_they_were_typed() -> None:
    """The first of them stands behind the dash and can't go alone, so that the record is written anew."""
    source = "title: Us\nfacts:\n  - tags: [a]   # one\n    answer: c\n    questions: [b]\n    id: d\n"
    pack = reading(source)
    (fact,) = pack.facts
    assert written(replace(pack, facts=(replace(fact, answer="x"),)), source) == source.replace("r: c", "r: x")
    without = written(replace(pack, facts=(replace(fact, tags=()),)), source)
    assert without == ("title: Us\nfacts:\n  - answer: c\n    questions:\n      - b\n    id: d\n")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("", id="empty"),
        pytest.param("# nothing but a comment", id="a-comment"),
        pytest.param("title: [", id="not-yaml"),
        pytest.param("title: Us\n", id="no-facts"),
        pytest.param("title: &a Us\nfacts: [{id: a, questions: [b], answer: c}]\n", id="an-anchor"),
        pytest.param("title: \ud800", id="a-lone-surrogate"),
        pytest.param("title: Us\nfacts: [{id: none, questions: [b], answer: c}]\n", id="a-forbidden-id"),
        pytest.param("title: Us\nfacts:\n-\n  id: a\n  questions: [b]\n  answer: c\n", id="dashes-on-their-own"),
    ],
)
def test_what_no_text_can_be_put_into_is_written_from_scratch(source: str) -> None:
    """The pack counts, not its source."""
    assert written(SMALL, source) == written(SMALL)


def test_a_file_in_brackets_is_written_in_lines() -> None:
    """JSON is YAML too, and hard to read."""
    pack = replace(LIGHTHOUSE, source=None)
    assert written(pack, as_file(replace(SMALL, source=None))) == written(pack)


# Any pack


hostile = st.sampled_from(
    [
        *"-?:,[]{}#&*!|>'\"%@`~=<\\ \t\n",
        *(
            "yes",
            "No",
            "null",
            "~",
            "1e3",
            "0x1F",
            "12:30:45",
            "2001-01-01",
            ".inf",
            "<<",
            "true",
            "---",
            "...",
            "1_000",
        ),
        *(" #", ": ", "- ", "? ", "\n\n", "\n ", " \n", "\n#", "\n---\n", "\n...\n", "{a: b}", "|-\n", "%YAML 1.1"),
        *(
            "\u2028",
            "\u2029",
            "\xa0",
            "\ufeff",
            "\ufffe",
            "\u200d",
            "\U0001f41f",
            "\U0010ffff",
            "\u3000",
            "é",
            "‘",
            "\u202e",
        ),
    ]
)
signs = st.characters(exclude_categories=["Cs", "Cc"])
pieces = hostile | signs | st.sampled_from(["who", "Ida", "the lamp"])


def texts(longest: int) -> st.SearchStrategy[str]:
    """Texts that the reader accepts, up to the longest."""
    short = st.lists(pieces, min_size=1, max_size=12).map("".join)
    long = st.builds(lambda text, times: text * times, short, st.sampled_from([1, 1, 40, 500]))
    return long.map(lambda text: text[:longest]).filter(str.strip)


words = st.text(signs, min_size=1, max_size=MAX_ID).map(lambda text: "".join(text.split())) | hostile.map(
    lambda text: "".join(text.split())
)
ids = words.filter(lambda text: text not in ("", NO_RECORD))


def tuples(items: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(items, min_size=least, max_size=4).map(tuple)


questions, tags = tuples(texts(MAX_QUESTION)), tuples(texts(MAX_NAME), 0)
answers = texts(MAX_ANSWER).map(str.strip)
facts = st.builds(Fact, ids, questions, answers, st.none() | texts(MAX_EXCERPT), tags, st.booleans())
gaps = st.builds(Gap, ids, questions, answers, tags)
names = st.builds(Name, texts(200), tuples(texts(MAX_NAME)))
checks = st.builds(Check, texts(MAX_QUESTION * 4), st.none() | ids)
sources = st.builds(Source, texts(MAX_NAME * 4), st.none() | ids)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Any pack that a fact file can hold."""
    records = draw(st.lists(facts | gaps, max_size=5, unique_by=lambda record: record.id))
    first = draw(facts.filter(lambda fact: fact.id not in {record.id for record in records}))
    return Pack(
        draw(texts(MAX_NAME * 2)),
        (first, *(record for record in records if isinstance(record, Fact))),
        tuple(record for record in records if isinstance(record, Gap)),
        draw(st.none() | sources),
        tuple(draw(st.lists(names, max_size=3, unique_by=lambda name: name.name))),
        tuple(draw(st.lists(checks, max_size=3))),
    )


@st.composite
def changed(draw: st.DrawFn, pack: Pack) -> Pack:
    """The pack with some of its parts changed, gone, in another order or new."""
    other = draw(packs())
    records = {record.id: record for record in (*pack.records, *other.records)}
    chosen = draw(st.permutations(list(records.values())))[: draw(st.integers(1, 6))]
    others = [record for record in chosen if record.id != pack.facts[0].id]
    mixed = [draw(st.sampled_from([record, replace(record, questions=other.facts[0].questions)])) for record in others]
    return Pack(
        draw(st.sampled_from([pack.title, other.title])),
        (*pack.facts[:1], *(record for record in mixed if isinstance(record, Fact))),
        tuple(record for record in mixed if isinstance(record, Gap)),
        draw(st.sampled_from([pack.source, other.source])),
        draw(st.sampled_from([pack.names, pack.names[::-1], other.names])),
        draw(st.sampled_from([pack.checks, pack.checks[1:], pack.checks + other.checks])),
    )


@given(pack=packs())
def test_any_pack_reads_as_it_was_written(pack: Pack) -> None:
    """Whatever its texts look like to YAML."""
    assert reading(written(pack)) == pack


@given(data=st.data(), pack=packs())
def test_any_change_reads_as_it_was_written_into_the_source(data: st.DataObject, pack: Pack) -> None:
    """And the file's own first words stay."""
    source = f"# ours\n\n{written(pack)}"
    after = data.draw(changed(pack))
    merged = written(after, source)
    assert reading(merged) == after
    assert merged.startswith("# ours\n")
    assert written(after, merged) == merged


styles = st.fixed_dictionaries(
    {
        "allow_unicode": st.booleans(),
        "default_flow_style": st.sampled_from([True, False, None]),
        "default_style": st.sampled_from([None, None, '"', "'", "|", ">"]),
        "indent": st.integers(2, 6),
        "width": st.sampled_from([20, 80, 10_000]),
    }
)


@given(data=st.data(), pack=packs(), style=styles)
def test_any_change_reads_as_it_was_written_into_another_programs_source(
    data: st.DataObject, pack: Pack, style: dict[str, Any]
) -> None:
    """In quotes, brackets, folded lines, other indents."""
    plain = yaml.load(written(pack), yaml.BaseLoader)  # noqa: S506 (texts only: a flag stays the word that it is)
    source = yaml.dump(plain, sort_keys=False, **style)
    after = data.draw(changed(pack))
    assert reading(written(after, source)) == after
