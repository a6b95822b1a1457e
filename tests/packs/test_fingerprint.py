"""The proof of quotation: what stands word for word in the source proves, and nothing else does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rockybot.errors import SourceError
from rockybot.packs import read_pack
from rockybot.packs.article import outline, tokens, trimmed
from rockybot.packs.fingerprint import RUN, Fingerprint, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

FACTS = Path(__file__).parents[2] / "facts"
REFERENCE = Path(__file__).parents[3] / "shared" / "article" / "rocky-dennis.txt"

ARTICLE = """\
The Lighthouse at Gull Point Was Never Dark for Long

When the keeper, Ida Marsh, came to Gull Point in 1904, the lamp had been out for “three winters”. Nobody in the
village knew why — or nobody would say.

Ida’s dog

At 23, she rowed to the mainland for oil; by 24, she had a dog, a boat and a bad knee.

The dog’s name was Admiral. He barked at ships, at clouds and at the tide, for £5 a year.
"""
LIGHTHOUSE = Fingerprint.of(ARTICLE)
TITLE, DOG = "The Lighthouse at Gull Point Was Never Dark for Long", "Ida’s dog"

# Draws from hundreds of excerpts need many examples; how long one takes is nobody's promise.
property_test = settings(deadline=None, max_examples=300)


PACKS = {path.stem: read_pack(path) for path in sorted(FACTS.glob("*.yaml"))}
EXCERPTS = [
    (story, excerpt)
    for story, pack in PACKS.items()
    for excerpt in dict.fromkeys(fact.excerpt for fact in pack.facts if fact.excerpt is not None)
]
every_shipped_excerpt = pytest.mark.parametrize(
    ("story", "excerpt"), EXCERPTS, ids=[f"{story}-{'-'.join(tokens(excerpt)[:6])}" for story, excerpt in EXCERPTS]
)
shipped_excerpts = st.sampled_from(EXCERPTS)
invented_words = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12)


def _words(excerpt: str) -> list[str]:
    """The words of an excerpt as typed; a dash between two spaces is none."""
    return [word for word in excerpt.split() if tokens(word)]


def _same(word: str, other: str) -> bool:
    return trimmed(tokens(word)) == trimmed(tokens(other))


def _place(story: str, excerpt: str) -> Place | None:
    source = PACKS[story].source
    assert source is not None
    assert source.fingerprint is not None
    return source.fingerprint.locate(excerpt)


def _proves(story: str, excerpt: str) -> bool:
    return _place(story, excerpt) is not None


def _proved(story: str, forged: Iterable[str]) -> list[str]:
    """Those of the texts that prove, though no excerpt of the story holds them (what it holds is no forgery)."""
    return [text for text in forged if _proves(story, text) and not _is_quoted(story, text)]


def _is_quoted(story: str, text: str) -> bool:
    said = f" {' '.join(trimmed(tokens(text)))} "
    return any(said in f" {' '.join(tokens(true))} " for true_story, true in EXCERPTS if true_story == story)


shipped_words = shipped_excerpts.flatmap(lambda pair: st.sampled_from(_words(pair[1])))


# What is shipped


def test_every_shipped_pack_has_excerpts_to_prove() -> None:
    """Without them the tests below would hold of nothing."""
    assert {"rocky-dennis"} <= PACKS.keys()
    assert {story for story, _ in EXCERPTS} == PACKS.keys()


@every_shipped_excerpt
def test_every_excerpt_of_a_shipped_pack_proves(story: str, excerpt: str) -> None:
    """And its place spans its words."""
    place = _place(story, excerpt)
    assert place is not None
    assert place.end - place.start == len(trimmed(tokens(excerpt)))


@every_shipped_excerpt
def test_no_excerpt_proves_with_any_one_of_its_words_changed(story: str, excerpt: str) -> None:
    """Wherever the word stands."""
    words = _words(excerpt)
    assert _proved(story, (" ".join([*words[:at], "zeppelin", *words[at + 1 :]]) for at in range(len(words)))) == []


@every_shipped_excerpt
def test_no_excerpt_proves_with_any_one_of_its_inner_words_dropped(story: str, excerpt: str) -> None:
    """At its ends, what is left is a shorter quotation."""
    words = _words(excerpt)
    assert _proved(story, (" ".join([*words[:at], *words[at + 1 :]]) for at in range(1, len(words) - 1))) == []


@every_shipped_excerpt
def test_no_excerpt_proves_with_a_word_added_anywhere(story: str, excerpt: str) -> None:
    """A foreign word, or one of its own said twice."""
    words = _words(excerpt)
    foreign = [" ".join([*words[:at], "zeppelin", *words[at:]]) for at in range(len(words) + 1)]
    doubled = [" ".join([*words[:at], words[at], *words[at:]]) for at in range(len(words))]
    assert _proved(story, foreign + doubled) == []


@every_shipped_excerpt
def test_no_excerpt_proves_with_any_two_neighbours_swapped(story: str, excerpt: str) -> None:
    """The right words in the wrong order are not the author's."""
    words = _words(excerpt)
    swaps = ([*words[:at], words[at + 1], words[at], *words[at + 2 :]] for at in range(len(words) - 1))
    assert _proved(story, map(" ".join, swaps)) == []


@property_test
@given(shipped_excerpts, invented_words | shipped_words, st.data())
def test_any_changed_word_fails(quoted: tuple[str, str], other: str, data: st.DataObject) -> None:
    """Whatever it is changed to, be it a word of another excerpt."""
    story, excerpt = quoted
    words = _words(excerpt)
    at = data.draw(st.integers(0, len(words) - 1))
    assume(not _same(words[at], other))
    assert _proved(story, [" ".join([*words[:at], other, *words[at + 1 :]])]) == []


@property_test
@given(shipped_excerpts, st.data())
def test_any_dropped_inner_words_fail(quoted: tuple[str, str], data: st.DataObject) -> None:
    """One or several in a row."""
    story, excerpt = quoted
    words = _words(excerpt)
    first = data.draw(st.integers(1, len(words) - 2))
    last = data.draw(st.integers(first, len(words) - 2))
    assert _proved(story, [" ".join(words[:first] + words[last + 1 :])]) == []


@property_test
@given(shipped_excerpts, st.lists(invented_words | shipped_words, min_size=1, max_size=3), st.data())
def test_any_added_inner_words_fail(quoted: tuple[str, str], added: list[str], data: st.DataObject) -> None:
    """Invented ones, or words that stand elsewhere in an excerpt."""
    story, excerpt = quoted
    words = _words(excerpt)
    at = data.draw(st.integers(1, len(words) - 1))
    assert _proved(story, [" ".join([*words[:at], *added, *words[at:]])]) == []


@property_test
@given(shipped_excerpts, st.data())
def test_any_two_swapped_words_fail(quoted: tuple[str, str], data: st.DataObject) -> None:
    """However far apart they stand."""
    story, excerpt = quoted
    words = _words(excerpt)
    one, other = data.draw(st.lists(st.integers(0, len(words) - 1), min_size=2, max_size=2, unique=True))
    assume(not _same(words[one], words[other]))
    words[one], words[other] = words[other], words[one]
    assert _proved(story, [" ".join(words)]) == []


@property_test
@given(shipped_excerpts, shipped_excerpts, st.data())
def test_two_true_halves_of_different_places_glued_together_fail(
    quoted: tuple[str, str], other: tuple[str, str], data: st.DataObject
) -> None:
    """Each half proves alone; joined they say what the source does not."""
    story, excerpt = quoted
    assume(story == other[0])
    words, others = _words(excerpt), _words(other[1])
    front = " ".join(words[: data.draw(st.integers(RUN, len(words)))])
    back = " ".join(others[data.draw(st.integers(0, len(others) - RUN)) :])
    here, there = _place(story, front), _place(story, back)
    assert here is not None
    assert there is not None
    assume((here.section_number, here.end) != (there.section_number, there.start))
    assert _proved(story, [f"{front} {back}"]) == []


_TWINS = ("'’‘‛`´", '"“”„«»', "-‐‑–—", " \n\t\u00a0")


def _retyped(sign: str) -> st.SearchStrategy[str]:
    twins = next((group for group in _TWINS if sign in group), None)
    return st.sampled_from(twins or (sign.lower(), sign.upper()))


@settings(property_test, max_examples=100)  # a draw for every sign is slow
@given(shipped_excerpts, st.data())
def test_quotes_dashes_case_and_white_space_make_no_difference(quoted: tuple[str, str], data: st.DataObject) -> None:
    """Curly or straight, long or short, capital or small: the same words stand in the same place."""
    story, excerpt = quoted
    retyped = "".join(data.draw(_retyped(sign)) for sign in excerpt)
    assert _place(story, retyped) == _place(story, excerpt)


# The article of the default story, which its publisher owns and this project does not carry


@pytest.fixture(scope="module")
def reference() -> str:
    """The text of the article, from beside the checkout."""
    if not REFERENCE.is_file():
        pytest.skip(f"NOT TESTED against the article itself: it belongs to its publisher and is not at {REFERENCE}")
    return REFERENCE.read_text(encoding="utf-8")


def test_the_shipped_fingerprint_is_the_one_the_article_makes(reference: str) -> None:
    """To the letter, so that making it anew changes nothing."""
    assert (FACTS / "rocky-dennis.fingerprint").read_text(encoding="utf-8") == Fingerprint.of(reference).to_json()


def test_every_excerpt_of_the_default_story_is_found_by_eye_too(reference: str) -> None:
    """Held against the text itself, by a search that knows no hashes."""

    def plain(text: str) -> str:
        straight = text.translate(str.maketrans("‘’“”–—", "''\"\"--")).replace('"', "")
        return re.sub(r"[\s-]+", " ", straight).casefold()

    excerpts = [excerpt for story, excerpt in EXCERPTS if story == "rocky-dennis"]
    assert [excerpt for excerpt in excerpts if plain(excerpt).strip(" .,;") not in plain(reference)] == []


@property_test
@given(data=st.data())
def test_any_stretch_of_the_article_proves_and_stands_where_it_is_said_to(reference: str, data: st.DataObject) -> None:
    """From any word of a paragraph to any other, four words or more."""
    sections = [(heading, list(map(tokens, paragraphs))) for heading, paragraphs in outline(reference)]
    _, paragraphs = data.draw(st.sampled_from(sections))
    words = data.draw(st.sampled_from(paragraphs))
    first = data.draw(st.integers(0, len(words) - RUN))
    stretch = trimmed(words[first : data.draw(st.integers(first + RUN, len(words)))])
    assume(len(stretch) >= RUN)
    place = _place("rocky-dennis", " ".join(stretch))
    assert place is not None
    heading, there = sections[place.section_number]
    assert place.section == heading
    assert [word for paragraph in there for word in paragraph][place.start : place.end] == stretch
    assert place.paragraph is not None
    assert stretch[0] in there[place.paragraph - 1]


# Where an excerpt stands


@pytest.mark.parametrize(
    ("excerpt", "place"),
    [
        pytest.param("When the keeper, Ida Marsh", Place(TITLE, 0, 1, 0, 0, 6), id="from-the-first-word"),
        pytest.param("or nobody would say.", Place(TITLE, 0, 1, 29, 29, 33), id="to-the-last-word"),
        pytest.param("At 23, she rowed", Place(DOG, 1, 1, 34, 0, 5), id="order-counts-on-through-the-story"),
        pytest.param("The dog’s name was Admiral", Place(DOG, 1, 2, 34 + 26, 26, 31), id="paragraphs-count-from-one"),
        pytest.param("a bad knee. The dog’s name", Place(DOG, 1, 1, 34 + 22, 22, 29), id="across-two-paragraphs"),
        pytest.param(
            "…(ida marsh, came to)!", Place(TITLE, 0, 1, 4, 4, 9), id="stops-and-brackets-at-the-ends-are-forgiven"
        ),
        pytest.param("was never dark for", Place(TITLE, 0, None, 0, 5, 9), id="in-a-heading"),
        pytest.param("for £5 a year", Place(DOG, 1, 2, 34 + 44, 44, 49), id="with-a-sign-inside"),
    ],
)
def test_an_excerpt_proves_where_it_stands(excerpt: str, place: Place) -> None:
    """Its section, its paragraph, its order in the story."""
    assert LIGHTHOUSE.locate(excerpt) == place


@pytest.mark.parametrize(
    "excerpt",
    [
        pytest.param("when the lamp was out", id="other-words"),
        pytest.param("came to Gull Point in 1905", id="another-year"),
        pytest.param("When the keeper Ida Marsh", id="a-comma-dropped-inside"),
        pytest.param("she had a dog, a boat, and a bad knee", id="a-comma-added-inside"),
        pytest.param("The dogs name was Admiral", id="an-apostrophe-dropped-inside-a-word"),
        pytest.param("nobody would say. At 23", id="across-two-sections"),
        pytest.param("the lamp had", id="three-words"),
        pytest.param("... the lamp had ...", id="three-words-and-many-stops"),
        pytest.param("$5 a year", id="another-currency-at-the-beginning"),
        pytest.param("£5 a year €", id="a-currency-added-at-the-end"),
        pytest.param("_Murder!_ When the keeper, Ida Marsh", id="a-word-between-underscores-added"),
        pytest.param("was never dark for ever", id="a-heading-gone-wrong"),
        pytest.param("Long When the keeper", id="a-heading-run-into-its-text"),
        pytest.param("", id="nothing"),
        pytest.param("— “…” —", id="signs-alone"),
    ],
)
def test_what_is_not_verbatim_stands_nowhere(excerpt: str) -> None:
    """Nor does what is too short to prove anything."""
    assert LIGHTHOUSE.locate(excerpt) is None


def test_words_that_stand_twice_are_found_at_the_first_place() -> None:
    """The same excerpt always has the same place."""
    twice = Fingerprint.of("One\n\nThe lamp was out again.\n\nTwo\n\nHe said that the lamp was out again.")
    assert twice.locate("the lamp was out again") == Place("One", 0, 1, 0, 0, 5)
    assert twice.locate("that the lamp was out again") == Place("Two", 1, 1, 8, 2, 8)


_vocabulary = st.lists(st.sampled_from("abc"), max_size=12)


@property_test
@given(st.lists(st.lists(_vocabulary, max_size=3), min_size=1, max_size=3), _vocabulary)
def test_an_excerpt_proves_if_and_only_if_its_words_stand_one_after_another(
    sections: list[list[list[str]]], wanted: list[str]
) -> None:
    """Three words in endless repetition, held against a search that needs no hashes."""
    streams = [[word for paragraph in paragraphs for word in paragraph] for paragraphs in sections]
    assume(any(len(stream) >= RUN for stream in streams))
    blocks = [[f"# Section {n}", *(" ".join(p) + "." for p in section)] for n, section in enumerate(sections)]
    stops = [[sign for p in paragraphs for sign in (*p, ".")] for paragraphs in sections]
    place = Fingerprint.of("\n\n".join(block for section in blocks for block in section)).locate(" ".join(wanted))
    found = [
        (number, start)
        for number, stream in enumerate(stops)
        for start in range(len(stream) - len(wanted) + 1)
        if stream[start : start + len(wanted)] == wanted
    ]
    expected = found[0] if found and len(wanted) >= RUN else None
    assert (place and (place.section_number, place.start)) == expected


# What is said of an excerpt that does not prove


@pytest.mark.parametrize(
    ("excerpt", "what", "mend"),
    [
        pytest.param(
            "the lamp had", "an excerpt of 3 words", "quote at least 4, so that it can be proved", id="too-short"
        ),
        pytest.param(
            "the lamp was out",
            "the excerpt stands nowhere in the source",
            "copy it word for word from the article",
            id="just-long-enough",
        ),
        pytest.param("…", "an excerpt of 0 words", "quote at least 4, so that it can be proved", id="no-word-at-all"),
        pytest.param(
            "a tale of two zeppelins",
            "the excerpt stands nowhere in the source",
            "copy it word for word from the article",
            id="foreign-to-the-source",
        ),
        pytest.param(
            "When the keeper, Ida Jones, came to Gull Point",
            "the excerpt is not verbatim (not in the source: “jones”)",
            f"the nearest passage is in “{TITLE}”, paragraph 1; copy it word for word",
            id="one-word-changed",
        ),
        pytest.param(
            "the lamp had been out; she had a dog, a boat and a bad knee",
            "the excerpt is not verbatim (not in the source: “;”)",
            f"the nearest passage is in “{DOG}”, paragraph 1; copy it word for word",
            id="two-halves-with-a-sign-between",
        ),
        pytest.param(
            "the lamp had been out for £5 a year",
            "the excerpt is not verbatim (two or more stretches of the source joined into one)",
            f"the nearest passage is in “{TITLE}”, paragraph 1; copy it word for word",
            id="two-halves-glued-together",
        ),
        pytest.param(
            "he wanted a horse, a boat and more",
            "the excerpt is not verbatim (not in the source: “he wanted a horse”, “more”)",
            f"the nearest passage is in “{DOG}”, paragraph 1; copy it word for word",
            id="what-is-true-of-it-begins-at-a-comma",
        ),
    ],
)
def test_a_disproof_says_what_is_wrong_and_where_to_look(excerpt: str, what: str, mend: str) -> None:
    """In words that a moderator can act on."""
    assert LIGHTHOUSE.disproof(excerpt) == (what, mend)


@pytest.mark.parametrize(
    ("excerpt", "place"),
    [
        pytest.param("she saw the lamp had been out yesterday", Place(TITLE, 0, 1, 14, 14, 19), id="the-only-stretch"),
        pytest.param(
            "the lamp had been shining; by 24, she had a dog",
            Place(DOG, 1, 1, 34 + 10, 10, 18),
            id="the-longest-of-two",
        ),
        pytest.param(
            "or nobody would say a word of it", Place(TITLE, 0, 1, 29, 29, 33), id="up-to-the-end-of-a-section"
        ),
        pytest.param("knew, a boat and nothing else", Place(DOG, 1, 1, 34 + 18, 18, 22), id="it-may-begin-at-a-comma"),
        pytest.param(
            "by 24, she came to Gull Point",
            Place(DOG, 1, 1, 34 + 11, 11, 15),
            id="of-two-as-long-the-first",
        ),
        pytest.param("was never dark for ever", None, id="headings-are-no-passages"),
        pytest.param("the lamp", None, id="too-short"),
    ],
)
def test_the_nearest_passage_is_the_longest_stretch_that_is_verbatim(excerpt: str, place: Place | None) -> None:
    """Wherever in the excerpt it stands."""
    assert LIGHTHOUSE.nearest(excerpt) == place


# What is kept of an article


def test_a_fingerprint_holds_no_sentence_of_its_article() -> None:
    """Only headings, lengths and hashes."""
    written = LIGHTHOUSE.to_json()
    foreign = set(tokens(ARTICLE)) - set(tokens(TITLE)) - set(tokens(DOG))
    kept = set(re.findall(r"[a-z]{4,}", re.sub(r'"[0-9a-f]{16,}"', "", written)))
    assert kept & foreign == set()
    assert {"lighthouse", "point"} <= {word.casefold() for word in re.findall(r"\w+", written)}


def test_a_fingerprint_is_written_one_paragraph_a_line() -> None:
    """A change of the source shows in a readable difference; another hash would make every fingerprint stale."""
    lines = Fingerprint.of('Ida’s "dog"\n\nHe barked at ships.\n\nWhy?\n').to_json().splitlines()
    assert lines == [
        '{"format": 1, "run": 4, "sections": [',
        '  {"heading": "Ida’s \\"dog\\"", "paragraphs": [',
        '    [5, "362514c4ce5b0806d1d459907ab1e54a8339a826f34b42e1cacc37a35458d058"],',
        '    [2, ""]',
        "  ]}",
        "]}",
    ]


_headings = st.text(st.characters(codec="utf-8"), max_size=20)
_paragraphs = st.lists(st.text("ab ,.’—", max_size=30), max_size=3)


@property_test
@given(st.lists(st.tuples(_headings, _paragraphs), min_size=1, max_size=4))
def test_what_was_written_is_read_back_the_same(sections: list[tuple[str, list[str]]]) -> None:
    """Whatever the headings hold."""
    article = "\n\n".join(block for heading, paragraphs in sections for block in (f"# {heading}", *paragraphs))
    fingerprint = Fingerprint.of(f"The lamp was out again.\n\n{article}")
    assert Fingerprint.from_json(fingerprint.to_json()) == fingerprint


@pytest.mark.parametrize(
    "article", ["", "\n\n", "The lamp", "The Lighthouse at Gull Point\n\nIt burned.", "One two three"]
)
def test_an_article_without_a_section_to_quote_is_refused(article: str) -> None:
    """A heading alone proves nothing."""
    with pytest.raises(SourceError) as error:
        Fingerprint.of(article)
    assert str(error.value) == "the article has no section of at least 4 words; give its plain text"


def _written(**changes: Any) -> str:
    section = {"heading": "The dog", "paragraphs": [[5, "0" * 32]], **changes}
    return json.dumps({"format": 1, "run": 4, "sections": [section]})


@pytest.mark.parametrize("lengths", [(5,), (0, 5), (1, 1, 3)])
def test_the_fingerprint_that_the_broken_ones_vary_is_sound(lengths: tuple[int, ...]) -> None:
    """Else the table below would show nothing; a paragraph may be a dash, which has no words."""
    paragraphs = [[length, ""] for length in lengths[:-1]] + [[lengths[-1], "0" * 32]]
    assert Fingerprint.from_json(_written(paragraphs=paragraphs)).sections[0].lengths == lengths


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="an-empty-file"),
        pytest.param("The dog barked.", id="a-plain-text"),
        pytest.param("[]", id="a-list"),
        pytest.param("null", id="null"),
        pytest.param('"text"', id="a-text"),
        pytest.param("{}", id="without-a-format"),
        pytest.param('{"format": 1, "run": 4}', id="without-sections"),
        pytest.param('{"format": 1, "run": 4, "sections": {"heading": 1}}', id="sections-that-are-no-list"),
        pytest.param('{"format": 1, "run": 4, "sections": [[]]}', id="a-section-that-is-a-list"),
        pytest.param(_written(heading=7), id="a-heading-that-is-no-text"),
        pytest.param(_written(heading="\ud800"), id="a-heading-with-half-a-character"),
        pytest.param(_written(paragraphs="00"), id="paragraphs-that-are-a-text"),
        pytest.param(_written(paragraphs=[5]), id="a-paragraph-that-is-a-number"),
        pytest.param(_written(paragraphs=[[5]]), id="a-paragraph-without-hashes"),
        pytest.param(_written(paragraphs=[["5", "0" * 32]]), id="a-length-that-is-a-text"),
        pytest.param(_written(paragraphs=[[-1, ""]]), id="a-length-below-zero"),
        pytest.param(_written(paragraphs=[[5, 7]]), id="hashes-that-are-a-number"),
        pytest.param(_written(paragraphs=[[5, [0] * 32]]), id="hashes-that-are-a-list"),
        pytest.param(_written(paragraphs=[[5, "0" * 31]]), id="a-hash-cut-short"),
        pytest.param(_written(paragraphs=[[6, "0" * 32]]), id="a-hash-missing"),
        pytest.param(_written(paragraphs=[[4, "0" * 32]]), id="a-hash-too-many"),
        pytest.param("[" * 100_000, id="a-hundred-thousand-brackets"),
    ],
)
def test_what_is_no_fingerprint_is_refused(text: str) -> None:
    """With one message for all of them: making it anew mends any."""
    with pytest.raises(SourceError) as error:
        Fingerprint.from_json(text)
    assert str(error.value) == "not a fingerprint; make it with `rockybot fingerprint ARTICLE`"


@pytest.mark.parametrize("changed", [{"format": 2}, {"run": 5}])
def test_a_fingerprint_of_another_format_is_refused(changed: dict[str, int]) -> None:
    """Its hashes would prove nothing here."""
    with pytest.raises(SourceError) as error:
        Fingerprint.from_json(json.dumps({"format": 1, "run": 4, "sections": []} | changed))
    assert str(error.value) == "not a fingerprint of format 1 with runs of 4; make it anew"
