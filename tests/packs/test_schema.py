"""The file format as JSON Schema: what editors complete and check is what the bot reads."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from rockybot.errors import PackError
from rockybot.packs import read_pack, schema

FACTS = Path(__file__).parents[2] / "facts"
SHIPPED = sorted(FACTS.glob("*.yaml"))

shipped_packs = pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)


def _pack(**changes: Any) -> dict[str, Any]:
    """A small good pack with some top-level keys changed; None takes one away."""
    pack = {
        "title": "The Lighthouse",
        "facts": [{"id": "lamp", "questions": ["was the lamp lit"], "answer": "It was."}],
        "gaps": [{"id": "boat", "questions": ["whose boat was it"], "about": "whose boat it was"}],
    }
    return {key: value for key, value in (pack | changes).items() if value is not None}


def _fact(**changes: Any) -> list[dict[str, Any]]:
    """The one fact of a pack with some keys changed; None takes one away."""
    fact = {"id": "lamp", "questions": ["was the lamp lit"], "answer": "It was."}
    return [{key: value for key, value in (fact | changes).items() if value is not None}]


def test_the_shipped_schema_is_the_one_the_code_makes() -> None:
    """If not: `python -m rockybot.packs.schema > facts/schema.json`."""
    assert json.loads((FACTS / "schema.json").read_text(encoding="utf-8")) == schema.json_schema()


def test_the_module_prints_the_shipped_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """To the letter, so that printing it again changes nothing."""
    runpy.run_path(schema.__file__, run_name="__main__")
    assert capsys.readouterr().out == (FACTS / "schema.json").read_text(encoding="utf-8")


def test_the_schema_is_itself_valid() -> None:
    """By the draft that it names."""
    made = schema.json_schema()
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_every_key_is_described() -> None:
    """An editor shows the description of what it completes."""

    def undescribed(node: dict[str, Any], path: str) -> list[str]:
        inner = dict(node.get("properties", {}))
        inner |= {key: node[key] for key in ("items", "additionalProperties") if node.get(key)}
        here = [] if node["description"] else [path]
        return here + [found for key, value in inner.items() for found in undescribed(value, f"{path}.{key}")]

    assert undescribed(schema.json_schema(), "pack") == []


def test_a_story_is_shipped() -> None:
    """Without one the two tests below would hold of nothing."""
    assert FACTS / "rocky-dennis.yaml" in SHIPPED


@shipped_packs
def test_every_shipped_pack_validates_against_the_schema(path: Path) -> None:
    """As an editor would see it."""
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert [error.message for error in Draft202012Validator(schema.json_schema()).iter_errors(loaded)] == []


@shipped_packs
def test_every_shipped_pack_names_the_schema_in_its_first_line(path: Path) -> None:
    """That is how an editor finds it."""
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=schema.json\n")


@pytest.mark.parametrize(
    "pack",
    [
        pytest.param(_pack(), id="a-small-pack"),
        pytest.param(_pack(gaps=None), id="without-gaps"),
        pytest.param(_pack(source={"title": "The Gull Point Gazette"}), id="a-source-without-a-fingerprint"),
        pytest.param(_pack(source={"title": "Gazette", "fingerprint": "lamp.fingerprint"}), id="a-source-with-one"),
        pytest.param(_pack(names={"Ida": ["the keeper"], "Admiral": ["the dog"]}), id="names"),
        pytest.param(_pack(checks=[{"question": "lamp?", "expect": "lamp"}]), id="checks"),
        pytest.param(_pack(facts=_fact(excerpt="the lamp was lit", tags=["lamp"])), id="all-keys-of-a-fact"),
        pytest.param(_pack(title="x" * 200), id="a-title-as-long-as-may-be"),
    ],
)
def test_what_the_schema_allows_is_read(pack: dict[str, Any], tmp_path: Path) -> None:
    """An editor that shows no fault has promised as much."""
    assert Draft202012Validator(schema.json_schema()).is_valid(pack)
    path = tmp_path / "pack.yaml"
    path.write_text(json.dumps(pack), encoding="utf-8")
    assert read_pack(path).title == pack["title"]


@pytest.mark.parametrize(
    "pack",
    [
        pytest.param([], id="a-list"),
        pytest.param(_pack(title=None), id="no-title"),
        pytest.param(_pack(facts=None), id="no-facts"),
        pytest.param(_pack(facts=[]), id="an-empty-list-of-facts"),
        pytest.param(_pack(title=1985), id="a-number-for-a-text"),
        pytest.param(_pack(title=False), id="yes-or-no-for-a-text"),
        pytest.param(_pack(title=""), id="an-empty-text"),
        pytest.param(_pack(title="x" * 201), id="a-text-too-long"),
        pytest.param(_pack(titel="x"), id="an-unknown-key"),
        pytest.param(_pack(names=["Ida"]), id="names-as-a-list"),
        pytest.param(_pack(names={"Ida": "the keeper"}), id="a-text-for-a-list"),
        pytest.param(_pack(source={}), id="a-source-without-a-title"),
        pytest.param(_pack(source={"title": "x", "fingerprint": "a b"}), id="a-fingerprint-of-two-words"),
        pytest.param(_pack(checks=[{"question": "lamp?"}]), id="a-check-that-expects-nothing"),
        pytest.param(_pack(facts=_fact(id="two words")), id="an-id-of-two-words"),
        pytest.param(_pack(facts=_fact(id=" lamp")), id="an-id-with-a-space-before-it"),
        pytest.param(_pack(facts=_fact(id=None)), id="a-fact-without-an-id"),
        pytest.param(_pack(facts=_fact(questions=[])), id="a-fact-without-questions"),
        pytest.param(_pack(facts=_fact(about="x")), id="a-gap's-key-in-a-fact"),
        pytest.param(_pack(facts=_fact(tags=[["x"]])), id="a-list-for-a-tag"),
    ],
)
def test_what_the_schema_refuses_is_not_read(pack: Any, tmp_path: Path) -> None:
    """An editor that shows a fault is right."""
    assert not Draft202012Validator(schema.json_schema()).is_valid(pack)
    path = tmp_path / "pack.yaml"
    path.write_text(json.dumps(pack), encoding="utf-8")
    with pytest.raises(PackError):
        read_pack(path)
