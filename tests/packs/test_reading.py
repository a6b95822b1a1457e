"""A fact file → `Pack`, or every problem in it at once with file, line, column, the broken rule and the mend."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rockybot import packs
from rockybot.errors import Mark, PackError, Problem, RockybotError, SourceError
from rockybot.packs import Check, Excerpt, Fact, Gap, Name, Pack, Source, read_pack, reading
from rockybot.packs.fingerprint import Fingerprint
from rockybot.packs.parsing import MAX_BYTES, MAX_FAULTS
from rockybot.packs.reading import read_fingerprint, read_pack_bytes, read_pack_file, read_text

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLE = """\
The Lighthouse at Gull Point

When the keeper, Ida Marsh, came to Gull Point, the lamp had been out for three winters.
"""

GOOD = """\
# yaml-language-server: $schema=schema.json
title: The Lighthouse
source:
  title: The Gull Point Gazette
  fingerprint: lamp.fingerprint
names:
  Ida Marsh: [Ida, the keeper]
  Admiral:
    - the dog
facts:
  - id: keeper
    questions:
      - who kept the lamp
      - "who was the keeper?"
    answer: |
      Ida Marsh kept it.
    excerpt: >-
      the keeper, Ida Marsh,
      came to Gull Point
    tags: [people, the lamp]
  - id: winters
    questions: [how long was it dark]
    answer: For three winters.
    spoiler: true
gaps:
  - id: boat
    about: >
      whose boat it was
    questions: [whose boat was it]
    tags: [boats]
checks:
  - {question: keeper?, expect: keeper}
  - {question: whose boat, expect: boat}
  - {question: what is the time, expect: none}
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str | bytes], Path]:
    """Writes the text of a fact file; its path is as a user would type it in that folder."""
    monkeypatch.chdir(tmp_path)

    def _write(content: str | bytes) -> Path:
        path = Path("lamp.yaml")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write


# A good file


def test_a_fact_file_becomes_a_pack(write: Callable[[str | bytes], Path]) -> None:
    """Everything in the order of the file; answers lose the line end that YAML gives them."""
    path = write(GOOD)
    Path("lamp.fingerprint").write_text(Fingerprint.of(ARTICLE).to_json(), encoding="utf-8")
    assert read_pack(path) == Pack(
        title="The Lighthouse",
        source=Source("The Gull Point Gazette", "lamp.fingerprint", Fingerprint.of(ARTICLE)),
        names=(Name("Ida Marsh", ("Ida", "the keeper")), Name("Admiral", ("the dog",))),
        facts=(
            Fact(
                id="keeper",
                questions=("who kept the lamp", "who was the keeper?"),
                answer="Ida Marsh kept it.",
                excerpt="the keeper, Ida Marsh, came to Gull Point",
                tags=("people", "the lamp"),
            ),
            Fact(id="winters", questions=("how long was it dark",), answer="For three winters.", spoiler=True),
        ),
        gaps=(Gap(id="boat", questions=("whose boat was it",), about="whose boat it was", tags=("boats",)),),
        checks=(Check("keeper?", "keeper"), Check("whose boat", "boat"), Check("what is the time", None)),
    )


def test_a_pack_needs_no_more_than_a_title_and_a_fact(write: Callable[[str | bytes], Path]) -> None:
    """A club's own facts have no article."""
    path = write("title: Us\nfacts: [{id: founder, questions: [who founded us], answer: Ida did.}]")
    assert read_pack(str(path)) == Pack("Us", (Fact("founder", ("who founded us",), "Ida did."),))


def test_a_pack_file_knows_where_its_parts_stand(write: Callable[[str | bytes], Path]) -> None:
    """So that a problem found later can name its line and column."""
    file = read_pack_file(write(GOOD))
    assert str(file.problem(("facts", 1, "answer"), "too short", "say more")) == "lamp.yaml:23:13: too short; say more"
    assert file.problem(("facts", 1, "excerpt"), "none", "quote").mark == Mark(21, 5)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="absent"),
        pytest.param(b"not a fingerprint", id="something-else"),
        pytest.param(b"\xff\xfe", id="not-text"),
        pytest.param(b" " * (MAX_BYTES + 1), id="too-large"),
    ],
)
def test_without_a_readable_fingerprint_a_pack_is_read_and_proves_nothing(
    write: Callable[[str | bytes], Path], content: bytes | None
) -> None:
    """`rockybot check` reports it; answering goes on without quotations."""
    path = write(GOOD)
    if content is not None:
        Path("lamp.fingerprint").write_bytes(content)
    pack = read_pack(path)
    assert pack.source == Source("The Gull Point Gazette", "lamp.fingerprint", None)
    assert pack.quote(pack.facts[0]) is None


@pytest.mark.parametrize("name", ["../lamp.fingerprint", "/etc/passwd", "..", "/", "."])
def test_a_fingerprint_lies_beside_its_fact_file_and_nowhere_else(
    write: Callable[[str | bytes], Path], tmp_path: Path, name: str
) -> None:
    """A pack of a stranger must not lead out of its folder."""
    (tmp_path.parent / "lamp.fingerprint").write_text(Fingerprint.of(ARTICLE).to_json(), encoding="utf-8")
    source = read_pack(write(GOOD.replace("lamp.fingerprint", name))).source
    assert source == Source("The Gull Point Gazette", name, None)


def test_a_fact_file_is_read_from_memory_as_from_a_folder(write: Callable[[str | bytes], Path]) -> None:
    """But for the fingerprint: it lies nowhere, whatever lies in the working folder."""
    path = write(GOOD)
    Path("lamp.fingerprint").write_text(Fingerprint.of(ARTICLE).to_json(), encoding="utf-8")
    uploaded = read_pack_bytes("upload.yaml", GOOD.encode())
    source = Source("The Gull Point Gazette", "lamp.fingerprint", None)
    assert uploaded.pack == replace(read_pack(path), source=source)
    assert str(uploaded.problem(("facts", 1, "answer"), "short", "say more")) == "upload.yaml:23:13: short; say more"
    assert read_pack_bytes("x", (HEAD + FACT).encode()).pack.source is None


# What a pack knows


def test_the_package_offers_reading_and_nothing_it_does_not_have() -> None:
    """`read_pack` is loaded when it is first asked for, so a misspelt name must still be refused."""
    assert packs.read_pack is reading.read_pack
    assert not hasattr(packs, "raed_pack")


def test_a_pack_finds_its_records_by_id(write: Callable[[str | bytes], Path]) -> None:
    """Facts and gaps alike."""
    pack = read_pack(write(GOOD))
    assert pack.records == (*pack.facts, *pack.gaps)
    assert [pack.record(record_id) for record_id in ("keeper", "boat", "dog")] == [pack.facts[0], pack.gaps[0], None]


@pytest.mark.parametrize(
    ("excerpt", "quoted"),
    [
        pytest.param(
            "Ida Marsh, came to Gull Point…",
            Excerpt("Ida Marsh, came to Gull Point…", "The Lighthouse at Gull Point", 1),
            id="verbatim",
        ),
        pytest.param(
            "the lighthouse at gull point",
            Excerpt("the lighthouse at gull point", "The Lighthouse at Gull Point", None),
            id="a-heading",
        ),
        pytest.param("Ida Marsh came to Gull Point", None, id="not-verbatim"),
        pytest.param(None, None, id="no-excerpt"),
    ],
)
def test_only_what_proves_is_quoted(excerpt: str | None, quoted: Excerpt | None) -> None:
    """With the curator's own typing and the place in the source."""
    fact = Fact("keeper", ("who",), "Ida Marsh.", excerpt)
    pack = Pack("The Lighthouse", (fact,), source=Source("Gazette", "lamp.fingerprint", Fingerprint.of(ARTICLE)))
    assert pack.quote(fact) == quoted


@pytest.mark.parametrize("source", [None, Source("Gazette"), Source("Gazette", "lamp.fingerprint")])
def test_nothing_is_quoted_without_a_fingerprint(source: Source | None) -> None:
    """Whatever the curator claims."""
    fact = Fact("keeper", ("who",), "Ida Marsh.", "the keeper, Ida Marsh, came to Gull Point")
    assert Pack("The Lighthouse", (fact,), source=source).quote(fact) is None


# A broken file

HEAD = "title: The Lighthouse\nfacts:\n"
FACT = "  - id: keeper\n    questions: [who]\n    answer: Ida.\n"

ID = "a short name for links and logs, unique in the file, such as age-at-first-wedding"
KNOWN = "known here: title, facts, source, names, gaps, checks"

BROKEN: dict[str, tuple[str | bytes, list[tuple[str, str, str]]]] = {
    "an-empty-file": (
        "",
        [
            ("1:1", "the file is empty", "begin with `title:` and `facts:`, or let `rockybot new` write a skeleton"),
        ],
    ),
    "a-plain-text": (
        "The lamp was lit.",
        [
            ("1:1", "a single text where a mapping (keys with colons) is meant", "give a rockybot fact file"),
        ],
    ),
    "a-list": (
        "- title: The Lighthouse",
        [
            ("1:1", "a list where a mapping (keys with colons) is meant", "give a rockybot fact file"),
        ],
    ),
    "another-encoding": (
        "title: Café".encode("latin-1"),
        [
            ("1:11", "the file is not UTF-8 text", "save it with the encoding UTF-8"),
        ],
    ),
    "fifty-megabytes": (
        b"#" * 50_000_000,
        [
            (
                "1:1",
                "the file has more than the 16,777,216 bytes that a fact file may have",
                "split it into several stories",
            ),
        ],
    ),
    "brackets-without-end": (
        b"[" * 50_000,
        [
            ("1:7", "nested deeper than 6 levels", "a fact file needs 4 levels; check the brackets and indentation"),
        ],
    ),
    "an-alias-bomb": (
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" + HEAD + FACT,
        [
            ("1:1", "the unknown key `a`", KNOWN),
            ("1:4", "an anchor (&a)", "remove it; a text that begins with & needs quotes"),
            ("2:1", "the unknown key `b`", KNOWN),
            ("2:4", "an anchor (&b)", "remove it; a text that begins with & needs quotes"),
            ("2:8", "an alias (*a)", "write the value out; a text that begins with * needs quotes"),
            ("2:12", "an alias (*a)", "write the value out; a text that begins with * needs quotes"),
            ("3:1", "the unknown key `c`", KNOWN),
            ("3:4", "an anchor (&c)", "remove it; a text that begins with & needs quotes"),
            ("3:8", "an alias (*b)", "write the value out; a text that begins with * needs quotes"),
            ("3:12", "an alias (*b)", "write the value out; a text that begins with * needs quotes"),
        ],
    ),
    "a-tag-that-calls-code": (
        'title: !!python/object/apply:os.system ["echo lit"]\nfacts:\n' + FACT,
        [
            (
                "1:8",
                "a tag (tag:yaml.org,2002:python/object/apply:os.system)",
                "remove it; a text that begins with ! needs quotes",
            ),
            ("1:8", "a list where a text is meant", "give the story's title"),
        ],
    ),
    "a-merged-mapping": (
        "title: The Lighthouse\nfacts:\n  - &f {id: a, questions: [b], answer: c}\n  - {<<: *f, id: d}\n",
        [
            ("3:5", "an anchor (&f)", "remove it; a text that begins with & needs quotes"),
            ("4:5", "one fact (`d`) without `questions`", "add `questions:` (phrasings as people type them)"),
            ("4:5", "one fact (`d`) without `answer`", "add `answer:` (the answer in the curators' own words)"),
            ("4:6", "`<<`, which YAML reads as merge, where text is meant", 'put it in quotes: "<<"'),
            ("4:6", "the unknown key `<<`", "known here: id, questions, answer, excerpt, tags, spoiler"),
            ("4:10", "an alias (*f)", "write the value out; a text that begins with * needs quotes"),
        ],
    ),
    "a-raw-control-character": (
        HEAD + "  - id: k\x07eeper\n",
        [
            ("3:10", "a control character that YAML does not allow", "delete it"),
        ],
    ),
    "control-characters-in-quotes": (
        'title: "\\e[2J"\nsource: {title: x, fingerprint: "a\\0b"}\n"\\a": x\nfacts:\n' + FACT,
        [
            ("1:8", "a control character (U+001B)", "delete it"),
            ("2:33", "a control character (U+0000)", "delete it"),
            ("3:1", "a control character (U+0007)", "delete it"),
            ("3:1", "the unknown key ` `", KNOWN),
        ],
    ),
    "two-stories": (
        HEAD + FACT + "---\n" + HEAD + FACT,
        [
            ("7:1", "a second document begins here", "keep one story a file"),
        ],
    ),
    "a-quotation-mark-left-open": (
        'title: "The Lighthouse\nfacts:\n' + FACT,
        [
            (
                "6:1",
                "not YAML here (while scanning a quoted scalar found unexpected end of stream)",
                "check the indentation, quotes and colons of this line and the one above",
            ),
        ],
    ),
    "a-colon-in-an-answer": (
        HEAD + "  - id: keeper\n    answer: Ida: of course\n",
        [
            (
                "4:16",
                "not YAML here (mapping values are not allowed in this context)",
                "check the indentation, quotes and colons of this line and the one above",
            ),
        ],
    ),
    "nothing-but-a-title": (
        "title: The Lighthouse",
        [
            ("1:1", "a rockybot fact file without `facts`", "add `facts:` (what the story says)"),
        ],
    ),
    "no-and-years-where-text-is-meant": (
        HEAD + "  - {id: 1985, questions: [no, 12:30], answer: 1985}\n  - id: yes\n    questions: [~]\n    answer:\n",
        [
            ("3:10", "`1985`, which YAML reads as int, where text is meant", 'put it in quotes: "1985"'),
            ("3:28", "`no`, which YAML reads as bool, where text is meant", 'put it in quotes: "no"'),
            ("3:32", "`12:30`, which YAML reads as int, where text is meant", 'put it in quotes: "12:30"'),
            ("3:48", "`1985`, which YAML reads as int, where text is meant", 'put it in quotes: "1985"'),
            ("4:9", "`yes`, which YAML reads as bool, where text is meant", 'put it in quotes: "yes"'),
            ("5:17", "an empty value", "give one phrasing"),
            ("6:12", "an empty value", "give the answer in the curators' own words"),
        ],
    ),
    "unknown-keys": (
        HEAD + FACT + "    excerp: x\nnamse: {}\nauthor: me\n",
        [
            ("6:5", "the unknown key `excerp`", "did you mean `excerpt`?"),
            ("7:1", "the unknown key `namse`", "did you mean `names`?"),
            ("8:1", "the unknown key `author`", KNOWN),
        ],
    ),
    "keys-twice": (
        HEAD + FACT + "    answer: Tom.\ntitle: The Lamp\nnames: {Ida: [keeper], Ida: [her]}\n",
        [
            ("6:5", "the key `answer` stands twice", "merge the two into one"),
            ("7:1", "the key `title` stands twice", "merge the two into one"),
            ("8:24", "the key `Ida` stands twice", "merge the two into one"),
        ],
    ),
    "empty-lists": (
        "title: The Lighthouse\nfacts: []\ngaps: []\nnames: {Ida: []}\n",
        [
            ("2:8", "an empty list", "give at least one (what the story says), or remove the key"),
            (
                "3:7",
                "an empty list",
                "give at least one (what people ask and the source does not say), or remove the key",
            ),
            ("4:14", "an empty list", "give at least one (other names, nicknames, roles), or remove the key"),
        ],
    ),
    "wrong-types": (
        (
            "title: [The Lighthouse]\nsource: Gazette\nnames: [Ida]\nfacts:\n"
            "  - keeper\n  - id: {a: b}\n    questions: who\n    answer: Ida.\ngaps:\nchecks: {}\n"
        ),
        [
            ("1:8", "a list where a text is meant", "give the story's title"),
            ("2:9", "a single text where a mapping (keys with colons) is meant", "give the article behind the facts"),
            (
                "3:8",
                "a list where a mapping (keys with colons) is meant",
                "give who and what the story is about, each with what members call them",
            ),
            ("5:5", "a single text where a mapping (keys with colons) is meant", "give one fact"),
            ("6:9", "a mapping (keys with colons) where a text is meant", f"give {ID}"),
            (
                "7:16",
                "a single text where a list (lines that begin with -) is meant",
                "give phrasings as people type them",
            ),
            (
                "9:6",
                "nothing where a list (lines that begin with -) is meant",
                "give what people ask and the source does not say",
            ),
            (
                "10:9",
                "a mapping (keys with colons) where a list (lines that begin with -) is meant",
                "give labelled questions: the pack's own regression tests",
            ),
        ],
    ),
    "wrong-types-within-names-and-checks": (
        HEAD + FACT + "names: {Ida: keeper, Admiral: [[dog]]}\nchecks:\n  - keeper?\n  - {question: a, expect: [b]}\n",
        [
            (
                "6:14",
                "a single text where a list (lines that begin with -) is meant",
                "give other names, nicknames, roles",
            ),
            ("6:32", "a list where a text is meant", "give one other name"),
            ("8:5", "a single text where a mapping (keys with colons) is meant", "give one labelled question"),
            ("9:27", "a list where a text is meant", "give the id of the fact or the gap it must reach, or none"),
        ],
    ),
    "keys-missing": (
        "facts:\n  - {}\ngaps:\n  - id: boat\nsource: {}\nchecks:\n  - question: boat?\n",
        [
            ("1:1", "a rockybot fact file without `title`", "add `title:` (the story's title)"),
            ("2:5", "one fact without `id`", f"add `id:` ({ID})"),
            ("2:5", "one fact without `questions`", "add `questions:` (phrasings as people type them)"),
            ("2:5", "one fact without `answer`", "add `answer:` (the answer in the curators' own words)"),
            ("4:5", "one gap (`boat`) without `about`", 'add `about:` (completes "The article doesn\'t say …")'),
            ("4:5", "one gap (`boat`) without `questions`", "add `questions:` (phrasings as people type them)"),
            ("5:9", "the article behind the facts without `title`", "add `title:` (how the article is cited)"),
            (
                "7:5",
                "one labelled question without `expect`",
                "add `expect:` (the id of the fact or the gap it must reach, or none)",
            ),
        ],
    ),
    "texts-too-long": (
        f"title: {'x' * 201}\nfacts:\n  - id: {'x' * 81}\n    questions: [{'x' * 501}]\n    answer: {'x' * 2001}\n",
        [
            ("1:8", "a text of 201 characters", "at most 200 fit here (the story's title)"),
            ("3:9", "a text of 81 characters", f"at most 80 fit here ({ID})"),
            ("4:17", "a text of 501 characters", "at most 500 fit here (one phrasing)"),
            ("5:13", "a text of 2,001 characters", "at most 2,000 fit here (the answer in the curators' own words)"),
        ],
    ),
    "an-id-of-two-words": (
        HEAD + "  - id: the keeper\n    questions: [who]\n    answer: Ida.\n",
        [
            ("3:9", "white space in `the keeper`", "remove it; several words are joined with hyphens"),
        ],
    ),
    "an-id-twice": (
        HEAD + FACT + FACT + "gaps:\n  - {id: keeper, questions: [what], about: that}\n",
        [
            ("6:9", "the id `keeper` stands twice", "give each fact and each gap an id of its own"),
            ("10:10", "the id `keeper` stands twice", "give each fact and each gap an id of its own"),
        ],
    ),
    "an-id-that-means-nothing-reached": (
        HEAD + FACT + "gaps:\n  - {id: none, questions: [what], about: that}\n",
        [
            ("7:10", "`none` as an id", "choose another: in checks, none means that nothing is reached"),
        ],
    ),
    "six-mistakes": (
        (
            "checks:\n  - {question: a, expct: keeper}\nnames: {Ida: [], Tom: [him]}\n" + HEAD + FACT + FACT + "gaps:\n"
            "  - {id: boat, questions: [], about: 1985}\n"
        ),
        [
            (
                "2:5",
                "one labelled question without `expect`",
                "add `expect:` (the id of the fact or the gap it must reach, or none)",
            ),
            ("2:19", "the unknown key `expct`", "did you mean `expect`?"),
            ("3:14", "an empty list", "give at least one (other names, nicknames, roles), or remove the key"),
            ("9:9", "the id `keeper` stands twice", "give each fact and each gap an id of its own"),
            ("13:27", "an empty list", "give at least one (phrasings as people type them), or remove the key"),
            ("13:38", "`1985`, which YAML reads as int, where text is meant", 'put it in quotes: "1985"'),
        ],
    ),
    "empty-ids-are-no-twins": (
        (
            HEAD + "  - {id: '', questions: [a], answer: b}\n  - {id: '', questions: [a], answer: b}\n"
            "checks:\n  - {question: a, expect: ''}\nnames: {Ida: [''], Tom: ['']}\n"
        ),
        [
            ("3:10", "an empty value", f"give {ID}"),
            ("4:10", "an empty value", f"give {ID}"),
            ("6:27", "an empty value", "give the id of the fact or the gap it must reach, or none"),
            ("7:15", "an empty value", "give one other name"),
            ("7:26", "an empty value", "give one other name"),
        ],
    ),
}


@pytest.mark.parametrize(("content", "problems"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_all_its_problems_in_the_order_of_the_file(
    write: Callable[[str | bytes], Path], content: str | bytes, problems: list[tuple[str, str, str]]
) -> None:
    """Each in one line: where it stands, which rule it breaks, how to mend it."""
    with pytest.raises(PackError) as error:
        read_pack(write(content))
    messages = [f"lamp.yaml:{place}: {what}; {mend}" for place, what, mend in problems]
    assert str(error.value).splitlines() == messages
    assert [str(problem) for problem in error.value.problems] == messages


@pytest.mark.parametrize(("content", "problems"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_refused_from_memory_too(content: str | bytes, problems: list[tuple[str, str, str]]) -> None:
    """With the same problems: an upload is no safer than a file."""
    with pytest.raises(PackError) as error:
        read_pack_bytes("upload.yaml", content.encode() if isinstance(content, str) else content)
    assert [str(problem) for problem in error.value.problems] == [
        f"upload.yaml:{place}: {what}; {mend}" for place, what, mend in problems
    ]


@pytest.mark.parametrize(
    ("content", "first", "last"),
    [
        pytest.param(
            HEAD + "  - {id: a, questions: [b], answer: c}\n" * 500,
            "lamp.yaml:4:10: the id `a` stands twice; give each fact and each gap an id of its own",
            "lamp.yaml:104:10: more problems from here on; mend those above first",
            id="ids",
        ),
        pytest.param(
            HEAD + FACT + "".join(f"k{n}: x\n" for n in range(500)),
            "lamp.yaml:6:1: the unknown key `k0`; known here: title, facts, source, names, gaps, checks",
            "lamp.yaml:106:1: more problems from here on; mend those above first",
            id="unknown-keys",
        ),
    ],
)
def test_of_too_many_problems_the_first_hundred_are_told(
    write: Callable[[str | bytes], Path], content: str, first: str, last: str
) -> None:
    """And that there are more."""
    with pytest.raises(PackError) as error:
        read_pack(write(content))
    messages = str(error.value).splitlines()
    assert (messages[0], messages[-1], len(messages)) == (first, last, MAX_FAULTS + 1)


def test_exactly_a_hundred_problems_are_all_of_them(write: Callable[[str | bytes], Path]) -> None:
    """Nothing is said of more."""
    with pytest.raises(PackError) as error:
        read_pack(write(HEAD + FACT + "".join(f"k{n}: x\n" for n in range(MAX_FAULTS))))
    assert len(error.value.problems) == MAX_FAULTS
    assert error.value.problems[-1].what == "the unknown key `k99`"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("nowhere.yaml", "No such file or directory", id="absent"),
        pytest.param(".", "Is a directory", id="a-folder"),
        pytest.param("a" * 300 + ".yaml", "File name too long", id="a-name-without-end"),
    ],
)
def test_a_file_that_cannot_be_opened_is_a_problem_too(name: str, reason: str) -> None:
    """In the same form as any other."""
    with pytest.raises(PackError) as error:
        read_pack(name)
    message = f"{name}:1:1: the file can't be read ({reason}); check the path and its permissions"
    assert str(error.value) == message


def test_a_problem_is_one_line_without_control_characters() -> None:
    """Whatever the file is called and whatever the problem quotes: it goes to a terminal."""
    problem = Problem("a\nb\udcff.yaml", Mark(2, 3), "the unknown key `\x1b[2J\u202e`", "delete\tit")
    assert str(problem) == "a b .yaml:2:3: the unknown key ` [2J `; delete it"


# Articles and fingerprints


def test_a_fingerprint_is_read_from_its_file(tmp_path: Path) -> None:
    """As `rockybot fingerprint` wrote it."""
    path = tmp_path / "lamp.fingerprint"
    path.write_text(Fingerprint.of(ARTICLE).to_json(), encoding="utf-8")
    assert read_fingerprint(path) == Fingerprint.of(ARTICLE)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"Caf\xc3\xa9\n", "Café\n", id="utf-8"),
        pytest.param(b"\xef\xbb\xbfCaf\xc3\xa9", "Café", id="with-a-byte-order-mark"),
        pytest.param(b"", "", id="empty"),
        pytest.param(b"x" * MAX_BYTES, "x" * MAX_BYTES, id="as-large-as-may-be"),
    ],
)
def test_a_text_file_is_read_whole(tmp_path: Path, content: bytes, text: str) -> None:
    """In UTF-8."""
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    assert read_text(path) == text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            None, "article.txt: the file can't be read (No such file or directory); check the path", id="absent"
        ),
        pytest.param(b"Caf\xe9", "article.txt: not UTF-8 text; save it with the encoding UTF-8", id="another-encoding"),
        pytest.param(
            b"x" * (MAX_BYTES + 1),
            "article.txt: more than 16,777,216 bytes; give the plain text of one article",
            id="too-large",
        ),
    ],
)
def test_a_text_file_that_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, message: str
) -> None:
    """And with the mend."""
    monkeypatch.chdir(tmp_path)
    path = Path("article.txt")
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError) as error:
        read_text(path)
    assert str(error.value) == message
    assert isinstance(error.value, RockybotError)
