"""A tree of nodes held against a shape: what passes becomes plain values, and every fault is reported."""

from __future__ import annotations

import pytest

from rockybot.errors import Mark
from rockybot.packs.parsing import MAX_FAULTS, parse
from rockybot.packs.schema import Flag, Keys, ListOf, MappingOf, Text
from rockybot.packs.validating import NodePath, Validation, mark_at

BOAT = Keys(
    "a boat",
    required={"name": Text("its name", 10)},
    optional={
        "berth": Text("where it lies", 8, one_word=True),
        "crew": ListOf("who sails it", Text("one sailor", 10)),
        "ports": MappingOf("where it goes", Text("how often", 10)),
        "lost": Flag("whether it sank"),
        "mast": Keys("the mast", required={}, optional={"height": Text("in metres", 10)}),
    },
)


def _faults(text: str) -> list[str]:
    faults = Validation(parse(text.encode()).root, BOAT).faults
    return [f"{fault.mark.line}:{fault.mark.column} {fault.what}; {fault.mend}" for fault in faults]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("name: Gull", {"name": "Gull"}, id="what-is-required-is-enough"),
        pytest.param(
            "crew: [Ida, '23']\nname: |\n  Gull\n  Two",
            {"crew": ["Ida", "23"], "name": "Gull\nTwo"},
            id="lists-and-texts-of-several-lines",
        ),
        pytest.param(
            "name: Gull\nports: {York: often, '1904': 'no'}",
            {"name": "Gull", "ports": {"York": "often", "1904": "no"}},
            id="keys-that-the-moderator-chooses",
        ),
        pytest.param("name: Gull\nmast: {}\nports: {}", {"name": "Gull", "mast": {}, "ports": {}}, id="empty-mappings"),
        pytest.param("name: Gull\nberth: pier-7b", {"name": "Gull", "berth": "pier-7b"}, id="one-word"),
        pytest.param("name: Gull\nberth: pier-007", {"name": "Gull", "berth": "pier-007"}, id="one-as-long-as-may-be"),
        pytest.param('name: "a\\tb\\nc"', {"name": "a\tb\nc"}, id="tabs-and-line-ends-are-white-space"),
        pytest.param("name: 0123456789", {"name": "0123456789"}, id="as-long-as-may-be"),
        pytest.param("name: Gull\nlost: true", {"name": "Gull", "lost": True}, id="true"),
        pytest.param("name: Gull\nlost: FALSE", {"name": "Gull", "lost": False}, id="false"),
        pytest.param("name: Gull\nlost: yes", {"name": "Gull", "lost": True}, id="another-word-for-true"),
        pytest.param('name: "\\u200bé😀"', {"name": "\u200bé😀"}, id="signs-of-any-script"),
    ],
)
def test_what_fits_becomes_plain_values(text: str, value: object) -> None:
    """Texts, lists and mappings, exactly as they stand in the file."""
    validation = Validation(parse(text.encode()).root, BOAT)
    assert validation.faults == []
    assert validation.value == value


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param(
            "name: no",
            ['1:7 `no`, which YAML reads as bool, where text is meant; put it in quotes: "no"'],
            id="yes-or-no",
        ),
        pytest.param(
            "name: 1985",
            ['1:7 `1985`, which YAML reads as int, where text is meant; put it in quotes: "1985"'],
            id="a-number",
        ),
        pytest.param("name:", ["1:6 an empty value; give its name"], id="no-value"),
        pytest.param("name: ~", ["1:7 an empty value; give its name"], id="a-tilde"),
        pytest.param("name: ''", ["1:7 an empty value; give its name"], id="empty-quotes"),
        pytest.param("name: ' \\n'\ncrew: ['\t']", ["2:8 an empty value; give one sailor"], id="white-space"),
        pytest.param(
            "name: Gull of the north",
            ["1:7 a text of 17 characters; at most 10 fit here (its name)"],
            id="too-long",
        ),
        pytest.param(
            f"name: {'1' * 1_234_567}",
            ["1:7 a text of 1,234,567 characters; at most 10 fit here (its name)"],
            id="too-long-to-be-shown",
        ),
        pytest.param(
            "name: Gull\nberth: pier 7",
            ["2:8 white space in `pier 7`; remove it; several words are joined with hyphens"],
            id="two-words-for-one",
        ),
        pytest.param(
            "name: Gull\nberth: ' p7'",
            ["2:8 white space in ` p7`; remove it; several words are joined with hyphens"],
            id="white-space-before-one-word",
        ),
        pytest.param(
            "name: Gull\nberth: ' '", ["2:8 an empty value; give where it lies"], id="white-space-for-one-word"
        ),
        pytest.param('name: "G\\0ll"', ["1:7 a control character (U+0000); delete it"], id="a-null-in-quotes"),
        pytest.param('name: "\\e[2J"', ["1:7 a control character (U+001B); delete it"], id="an-escape-in-quotes"),
        pytest.param('name: "a\\Nb"', ["1:7 a control character (U+0085); delete it"], id="a-next-line-in-quotes"),
        pytest.param("name: [Gull]", ["1:7 a list where a text is meant; give its name"], id="a-list-for-a-text"),
        pytest.param(
            "name: {is: Gull}",
            ["1:7 a mapping (keys with colons) where a text is meant; give its name"],
            id="a-mapping-for-a-text",
        ),
        pytest.param(
            "name: Gull\nlost: 'true'",
            ["2:7 a single text where true or false is meant; give whether it sank"],
            id="a-text-for-a-flag",
        ),
        pytest.param(
            "name: Gull\nlost: perhaps",
            ["2:7 a single text where true or false is meant; give whether it sank"],
            id="neither-true-nor-false",
        ),
        pytest.param(
            "name: Gull\ncrew: Ida",
            ["2:7 a single text where a list (lines that begin with -) is meant; give who sails it"],
            id="a-text-for-a-list",
        ),
        pytest.param(
            "name: Gull\ncrew:",
            ["2:6 nothing where a list (lines that begin with -) is meant; give who sails it"],
            id="nothing-for-a-list",
        ),
        pytest.param(
            "name: Gull\nports: [York]",
            ["2:8 a list where a mapping (keys with colons) is meant; give where it goes"],
            id="a-list-for-chosen-keys",
        ),
        pytest.param(
            "name: Gull\nmast: 7 m",
            ["2:7 a single text where a mapping (keys with colons) is meant; give the mast"],
            id="a-text-for-known-keys",
        ),
        pytest.param(
            "name: Gull\ncrew: []",
            ["2:7 an empty list; give at least one (who sails it), or remove the key"],
            id="an-empty-list",
        ),
        pytest.param("crew: [Ida]", ["1:1 a boat without `name`; add `name:` (its name)"], id="a-key-missing"),
        pytest.param("{}", ["1:1 a boat without `name`; add `name:` (its name)"], id="nothing-at-all"),
        pytest.param(
            "name: Gull\nbirth: p7", ["2:1 the unknown key `birth`; did you mean `berth`?"], id="a-key-misspelt"
        ),
        pytest.param(
            "name: Gull\nzzz: p7",
            ["2:1 the unknown key `zzz`; known here: name, berth, crew, ports, lost, mast"],
            id="a-key-like-no-other",
        ),
        pytest.param(
            f"name: Gull\n? {'z' * 500_000}\n: x",
            [
                "2:3 a text of 500,000 characters; at most 200 fit here (a key)",
                f"2:3 the unknown key `{'z' * 60}…`; known here: name, berth, crew, ports, lost, mast",
            ],
            id="a-key-without-end",
        ),
        pytest.param(
            "name: Gull\nname: Tern", ["2:1 the key `name` stands twice; merge the two into one"], id="a-key-twice"
        ),
        pytest.param(
            "name: Gull\nports: {York: a, York: b}",
            ["2:18 the key `York` stands twice; merge the two into one"],
            id="a-chosen-key-twice",
        ),
        pytest.param(
            "name: Gull\nports: {1904: a, '': b}",
            [
                '2:9 `1904`, which YAML reads as int, where text is meant; put it in quotes: "1904"',
                "2:18 an empty value; give a key",
            ],
            id="chosen-keys-are-texts-too",
        ),
        pytest.param(
            "name: no\ncrew: [1, Ida, [x]]\nmast: {heigth: 7}",
            [
                '1:7 `no`, which YAML reads as bool, where text is meant; put it in quotes: "no"',
                '2:8 `1`, which YAML reads as int, where text is meant; put it in quotes: "1"',
                "2:16 a list where a text is meant; give one sailor",
                "3:8 the unknown key `heigth`; did you mean `height`?",
            ],
            id="all-of-them-at-once",
        ),
    ],
)
def test_each_fault_says_where_it_is_what_it_is_and_how_to_mend_it(text: str, faults: list[str]) -> None:
    """In words for moderators; nothing is guessed away."""
    assert _faults(text) == faults


@pytest.mark.parametrize("text", ["Gull", "[Gull]", "no"])
def test_a_file_that_is_no_mapping_is_refused_at_its_root(text: str) -> None:
    """Whatever it is instead."""
    form = "a list" if text.startswith("[") else "a single text"
    assert _faults(text) == [f"1:1 {form} where a mapping (keys with colons) is meant; give a boat"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("name: Gull\ncrew: [" + "1," * 5_000 + "]", id="in-a-list"),
        pytest.param("name: Gull\n" + "name: Gull\n" * 5_000, id="in-repeated-keys"),
        pytest.param("name: Gull\n" + "".join(f"k{n}: x\n" for n in range(5_000)), id="in-unknown-keys"),
        pytest.param("name: Gull\nports: {" + "".join(f"k{n}: [],\n" for n in range(5_000)) + "}", id="in-chosen-keys"),
    ],
)
def test_the_search_ends_when_too_many_faults_are_found(text: str) -> None:
    """Five thousand messages would mend nothing."""
    assert len(_faults(text)) == MAX_FAULTS + 1


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        pytest.param((), Mark(1, 1), id="the-file-itself"),
        pytest.param(("name",), Mark(1, 7), id="a-text"),
        pytest.param(("crew",), Mark(3, 3), id="a-list"),
        pytest.param(("crew", 1), Mark(4, 5), id="an-item"),
        pytest.param(("mast", "height"), Mark(5, 16), id="a-text-further-in"),
        pytest.param(("crew", 2), Mark(3, 3), id="an-item-it-does-not-have"),
        pytest.param(("crew", "first"), Mark(3, 3), id="a-key-in-a-list"),
        pytest.param(("mast", "sail", "colour"), Mark(5, 7), id="a-key-it-does-not-have"),
        pytest.param(("name", 0), Mark(1, 7), id="inside-a-text"),
    ],
)
def test_a_path_leads_to_its_value_or_to_the_closest_place_around_it(path: NodePath, mark: Mark) -> None:
    """So that a problem found later still has a line and a column."""
    root = parse(b"name: Gull\ncrew:\n  - Ida\n  - Tom\nmast: {height: 7 m}\n").root
    assert mark_at(root, path) == mark
