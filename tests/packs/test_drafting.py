"""The skeleton of a new story's fact file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rockybot.packs import Pack, Source, read_pack
from rockybot.packs.drafting import draft
from rockybot.packs.fingerprint import Fingerprint

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "When the keeper came to Gull Point, the lamp had been out for three winters."
HEADED = Fingerprint.of(f'The Lighthouse: ‘Gull’ "Point" #1\n\n{TEXT}')


def _read(folder: Path, text: str, name: str, fingerprint: Fingerprint) -> Pack:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / f"{name}.fingerprint").write_text(fingerprint.to_json(), encoding="utf-8")
    return read_pack(folder / f"{name}.yaml")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        pytest.param("The Lighthouse", "the-lighthouse", id="plain-words"),
        pytest.param("1985", "1985", id="a-year"),
        pytest.param("No", "no", id="a-word-that-yaml-reads-as-false"),
        pytest.param("[REC]", "[rec]", id="brackets"),
        pytest.param("*batteries not included", "*batteries-not-included", id="an-asterisk"),
        pytest.param("#lamp", "#lamp", id="a-hash"),
        pytest.param("{title}", "{title}", id="braces"),
        pytest.param('Ida: "the lamp" & I', 'ida:-"the-lamp"-&-i', id="a-colon-and-quotes"),
        pytest.param("Café ‘Möwe’", "café-‘möwe’", id="other-letters"),
    ],
)
def test_a_draft_is_a_pack_already_whatever_the_story_is_called(tmp_path: Path, title: str, name: str) -> None:
    """With its source, its fingerprint and one example to replace."""
    pack = _read(tmp_path, draft(title, name, HEADED), name, HEADED)
    assert pack.title == title
    assert pack.source == Source('The Lighthouse: ‘Gull’ "Point" #1', f"{name}.fingerprint", HEADED)
    assert [fact.id for fact in pack.facts] == ["example-fact"]


def test_an_article_without_a_heading_is_cited_by_the_title_of_the_story(tmp_path: Path) -> None:
    """Something must stand there."""
    bare = Fingerprint.of(TEXT)
    pack = _read(tmp_path, draft("The Lighthouse", "lamp", bare), "lamp", bare)
    assert pack.source == Source("The Lighthouse", "lamp.fingerprint", bare)


def test_a_draft_with_its_examples_uncommented_is_a_pack_too(tmp_path: Path) -> None:
    """What the comments teach is right."""
    prose = ("# yaml-language-server", "# A ", "# Who ", "# What ", "# Labelled ")
    taught = [
        line.replace("# ", "", 1) if line.lstrip().startswith("# ") and not line.startswith(prose) else line
        for line in draft("The Lighthouse", "lamp", HEADED).splitlines()
    ]
    pack = _read(tmp_path, "\n".join(taught), "lamp", HEADED)
    assert (len(pack.names), len(pack.gaps), len(pack.checks)) == (1, 1, 1)
    assert pack.facts[0].excerpt == "copied words of the article that show it"
    assert pack.facts[0].tags == ("family", "early-years")


def test_a_draft_names_its_schema_and_tells_how_to_check_it() -> None:
    """In its first two lines."""
    schema, first, *_ = draft("The Lighthouse", "lamp", HEADED).splitlines()
    assert schema == "# yaml-language-server: $schema=schema.json"
    assert first == "# A rockybot fact file. Fill it in, then: rockybot check lamp.yaml"
