"""Bytes → a tree of nodes that know their place; what a fact file never needs is refused with its place."""

from __future__ import annotations

from typing import Any

import pytest

from rockybot.errors import Mark
from rockybot.packs.nodes import Fault, Items, Node, Pairs, ParseError, Scalar
from rockybot.packs.parsing import MAX_BYTES, MAX_DEPTH, MAX_FAULTS, MAX_NODES, parse


def _plain(node: Node) -> Any:
    """The values of a tree, a mapping as a list of pairs so that repeated keys show."""
    if isinstance(node, Items):
        return [_plain(item) for item in node.nodes]
    if isinstance(node, Pairs):
        return [(key.value, _plain(value)) for key, value in node.nodes]
    return node.value


def _marks(node: Node) -> list[tuple[str, int, int]]:
    """Each key and text of a tree with its line and column."""
    if isinstance(node, Items):
        return [mark for item in node.nodes for mark in _marks(item)]
    if isinstance(node, Pairs):
        return [mark for key, value in node.nodes for mark in (*_marks(key), *_marks(value))]
    return [(node.value, node.mark.line, node.mark.column)]


def _refusal(data: bytes) -> Fault:
    with pytest.raises(ParseError) as error:
        parse(data)
    assert str(error.value) == error.value.fault.what
    return error.value.fault


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        pytest.param("lamp", "lamp", id="a-text"),
        pytest.param("- lamp\n- oil", ["lamp", "oil"], id="a-list"),
        pytest.param("[lamp, oil]", ["lamp", "oil"], id="a-list-on-one-line"),
        pytest.param("keeper: Ida\ndog: Admiral", [("keeper", "Ida"), ("dog", "Admiral")], id="a-mapping"),
        pytest.param("{keeper: Ida}", [("keeper", "Ida")], id="a-mapping-on-one-line"),
        pytest.param("dog: a\ndog: b", [("dog", "a"), ("dog", "b")], id="repeated-keys-are-kept"),
        pytest.param("years: [1904, no, ~]", [("years", ["1904", "no", "~"])], id="every-value-is-as-typed"),
        pytest.param("dog:", [("dog", "")], id="no-value-is-an-empty-one"),
        pytest.param("a: {b: [{c: d}, e]}", [("a", [("b", [[("c", "d")], "e"])])], id="one-in-the-other"),
        pytest.param(
            "# a comment\n---\ndog: a # another\n...\n", [("dog", "a")], id="comments-and-document-signs-are-nothing"
        ),
        pytest.param("why: >-\n  it was\n  dark\n", [("why", "it was dark")], id="folded-lines-are-one-text"),
        pytest.param("\ufeffdog: a", [("dog", "a")], id="a-byte-order-mark-is-nothing"),
        pytest.param("dog: ! a", [("dog", "a")], id="a-lone-exclamation-mark-is-no-tag"),
    ],
)
def test_a_document_is_a_tree_of_texts_lists_and_mappings(text: str, tree: object) -> None:
    """Nothing is converted and nothing is lost."""
    document = parse(text.encode())
    assert _plain(document.root) == tree
    assert document.faults == []


def test_every_node_knows_its_line_and_column() -> None:
    """Counted from 1, in characters, as editors do."""
    root = parse("keeper: “Ïda”\ndogs:\n  - Admiral\n  - {name: “Él”, age: 3}\n".encode()).root
    assert _marks(root) == [
        ("keeper", 1, 1),
        ("“Ïda”", 1, 9),
        ("dogs", 2, 1),
        ("Admiral", 3, 5),
        ("name", 4, 6),
        ("“Él”", 4, 12),
        ("age", 4, 18),
        ("3", 4, 23),
    ]
    assert root.mark == Mark(1, 1)
    assert isinstance(root, Pairs)
    assert root.nodes[1][1].mark == Mark(3, 3)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("lamp", "text"),
        ("no", "bool"),
        ("Yes", "bool"),
        ("off", "bool"),
        ("1904", "int"),
        ("0x1F", "int"),
        ("12:30", "int"),
        ("1_000", "int"),
        ("3.5", "float"),
        (".inf", "float"),
        ("~", "null"),
        ("null", "null"),
        ("", "null"),
        ("1904-05-01", "timestamp"),
        ("=", "value"),
        ("nothing", "text"),
        ("1904 or so", "text"),
        ('"1904"', "text"),
        ("'no'", "text"),
        ('""', "text"),
        ("|\n  1904", "text"),
    ],
)
def test_a_text_knows_what_yaml_would_read_it_as(typed: str, kind: str) -> None:
    """Quotes always make it a text."""
    root = parse(f"key: {typed}\n".encode()).root
    assert isinstance(root, Pairs)
    value = root.nodes[0][1]
    assert isinstance(value, Scalar)
    assert value.reads_as == kind


_YAML_MEND = "check the indentation, quotes and colons of this line and the one above"


@pytest.mark.parametrize(
    ("data", "line", "column", "what", "mend"),
    [
        pytest.param(
            b"",
            1,
            1,
            "the file is empty",
            "begin with `title:` and `facts:`, or let `rockybot new` write a skeleton",
            id="an-empty-file",
        ),
        pytest.param(
            b"# only\n\n# comments\n",
            1,
            1,
            "the file is empty",
            "begin with `title:` and `facts:`, or let `rockybot new` write a skeleton",
            id="comments-only",
        ),
        pytest.param(
            "title: Mër\nfacts: é".encode("latin-1"),
            1,
            9,
            "the file is not UTF-8 text",
            "save it with the encoding UTF-8",
            id="another-encoding",
        ),
        pytest.param(
            "dog: é\nïï: ".encode() + b"\xff\n",
            2,
            5,
            "the file is not UTF-8 text",
            "save it with the encoding UTF-8",
            id="a-stray-byte-behind-wide-characters",
        ),
        pytest.param(
            "\ufeffdog: a\nï: ".encode() + b"\xff\n",
            2,
            4,
            "the file is not UTF-8 text",
            "save it with the encoding UTF-8",
            id="a-stray-byte-behind-a-byte-order-mark",
        ),
        pytest.param(
            "title: x".encode("utf-16"),
            1,
            1,
            "the file is not UTF-8 text",
            "save it with the encoding UTF-8",
            id="utf-16",
        ),
        pytest.param(
            b"title: \x07bell",
            1,
            8,
            "a control character that YAML does not allow",
            "delete it",
            id="a-control-character",
        ),
        pytest.param(
            "ïïï: é\nïï: “\x00”".encode(),
            2,
            6,
            "a control character that YAML does not allow",
            "delete it",
            id="a-null-behind-wide-characters",
        ),
        pytest.param(
            b"title: [a\nfacts: b",
            2,
            6,
            "not YAML here (while parsing a flow sequence did not find expected ',' or ']')",
            _YAML_MEND,
            id="a-bracket-left-open",
        ),
        pytest.param(
            b"title: a: b",
            1,
            9,
            "not YAML here (mapping values are not allowed in this context)",
            _YAML_MEND,
            id="two-colons-on-a-line",
        ),
        pytest.param(
            b"dog: a\n\tcat: b",
            2,
            1,
            "not YAML here (while scanning a plain scalar found a tab character that violates indentation)",
            _YAML_MEND,
            id="a-tab-for-indentation",
        ),
        pytest.param(
            b'dog: "Admiral',
            1,
            14,
            "not YAML here (while scanning a quoted scalar found unexpected end of stream)",
            _YAML_MEND,
            id="a-quotation-mark-left-open",
        ),
        pytest.param(
            b'dog: "\\ud800"',
            1,
            9,
            "not YAML here (while parsing a quoted scalar found invalid Unicode character escape code)",
            _YAML_MEND,
            id="half-a-character",
        ),
        pytest.param(
            b"dog: !e!x y",
            1,
            6,
            "not YAML here (while parsing a node found undefined tag handle)",
            _YAML_MEND,
            id="a-tag-nobody-declared",
        ),
        pytest.param(
            b"title: a\n---\ntitle: b\n",
            3,
            1,
            "a second document begins here",
            "keep one story a file",
            id="two-documents",
        ),
        pytest.param(
            b"? [a, b]\n: c",
            1,
            3,
            "a key that is a list or a mapping",
            "a key is one word with a colon behind it",
            id="a-list-as-a-key",
        ),
        pytest.param(
            b"{{a: b}: c}",
            1,
            2,
            "a key that is a list or a mapping",
            "a key is one word with a colon behind it",
            id="a-mapping-as-a-key",
        ),
        pytest.param(
            b"x: " + b"[" * 100_000,
            1,
            3 + MAX_DEPTH,
            "nested deeper than 6 levels",
            "a fact file needs 4 levels; check the brackets and indentation",
            id="a-hundred-thousand-brackets",
        ),
        pytest.param(
            b"- " * 100_000 + b"x",
            1,
            2 * MAX_DEPTH + 1,
            "nested deeper than 6 levels",
            "a fact file needs 4 levels; check the brackets and indentation",
            id="a-hundred-thousand-dashes",
        ),
        pytest.param(
            b"a: &a [x]\nb: [" + b"*a," * 1_000_000 + b"]",
            2,
            302,
            "more than 100 aliases, anchors or tags",
            "write plain texts",
            id="a-million-aliases",
        ),
        pytest.param(
            b"x" * (MAX_BYTES + 1),
            1,
            1,
            "the file has more than the 16,777,216 bytes that a fact file may have",
            "split it into several stories",
            id="too-many-bytes",
        ),
        pytest.param(
            b"- x\n" * 1_000_000,
            MAX_NODES,
            3,
            "more than 300,000 keys, texts and lists",
            "split it into several stories",
            id="a-million-texts",
        ),
    ],
)
def test_what_is_no_fact_file_at_all_ends_at_its_first_fault(
    data: bytes, line: int, column: int, what: str, mend: str
) -> None:
    """Nothing behind it is read, whatever it would cost."""
    assert _refusal(data) == Fault(Mark(line, column), what, mend)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param(
            "a: *dog",
            [(1, 4, "an alias (*dog)", "write the value out; a text that begins with * needs quotes")],
            id="an-alias",
        ),
        pytest.param(
            "a: &dog Admiral",
            [(1, 4, "an anchor (&dog)", "remove it; a text that begins with & needs quotes")],
            id="an-anchor",
        ),
        pytest.param(
            "a: !!python/object/apply:os.system [ls]",
            [
                (
                    1,
                    4,
                    "a tag (tag:yaml.org,2002:python/object/apply:os.system)",
                    "remove it; a text that begins with ! needs quotes",
                )
            ],
            id="a-tag-that-calls-code",
        ),
        pytest.param(
            "a: !dog Admiral", [(1, 4, "a tag (!dog)", "remove it; a text that begins with ! needs quotes")], id="a-tag"
        ),
        pytest.param(
            "a: &dog !!str Admiral\n*dog : !!map {}",
            [
                (1, 4, "an anchor (&dog)", "remove it; a text that begins with & needs quotes"),
                (1, 4, "a tag (tag:yaml.org,2002:str)", "remove it; a text that begins with ! needs quotes"),
                (2, 1, "an alias (*dog)", "write the value out; a text that begins with * needs quotes"),
                (2, 8, "a tag (tag:yaml.org,2002:map)", "remove it; a text that begins with ! needs quotes"),
            ],
            id="all-of-them-wherever-they-stand",
        ),
        pytest.param(
            f"a: *{'b' * 1000}",
            [(1, 4, f"an alias (*{'b' * 60}…)", "write the value out; a text that begins with * needs quotes")],
            id="a-long-name-is-cut-short",
        ),
        pytest.param(
            f"a: *{'b' * 60}",
            [(1, 4, f"an alias (*{'b' * 60})", "write the value out; a text that begins with * needs quotes")],
            id="one-of-sixty-characters-is-not",
        ),
    ],
)
def test_aliases_anchors_and_tags_are_refused_one_by_one(text: str, faults: list[tuple[int, int, str, str]]) -> None:
    """A fact file is plain text; the rest of it is still read, so that all its faults are found at once."""
    found = parse(text.encode()).faults
    assert [(fault.mark.line, fault.mark.column, fault.what, fault.mend) for fault in found] == faults


def test_an_alias_stands_in_the_tree_as_its_name() -> None:
    """It is never what it points to, so it costs nothing."""
    assert _plain(parse(b"a: &dog [x]\nb: *dog").root) == [("a", ["x"]), ("b", "dog")]


def test_what_reaches_a_limit_is_still_read() -> None:
    """Only what goes beyond is refused."""
    assert len(parse(b"[" + b"&a x," * MAX_FAULTS + b"]").faults) == MAX_FAULTS
    assert _plain(parse(b"[" * MAX_DEPTH + b"x" + b"]" * MAX_DEPTH).root) == [[[[[["x"]]]]]]
    assert _plain(parse(b"lamp" + b" " * (MAX_BYTES - 4)).root) == "lamp"
