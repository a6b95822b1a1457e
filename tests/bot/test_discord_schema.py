"""The judge of what the bot sends: each rule beside a body that keeps it and one that breaks it."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING, Any

import pytest

import discord_schema
from discord_schema import SCHEMA_IS_THERE, problems_of

if TYPE_CHECKING:
    from pathlib import Path

CALLBACK = "/interactions/1/token/callback"
CHANNEL = "/channels/1/messages"
COMMANDS = "/applications/1/commands"
FOLLOWUP = "/webhooks/1/token"
ORIGINAL = "/webhooks/1/token/messages/@original"

SILENT: dict[str, Any] = {"allowed_mentions": {"parse": []}}
V2 = 1 << 15
SEPARATOR = {"type": 14}

with_document = pytest.mark.skipif(
    not SCHEMA_IS_THERE,
    reason="Discord's document is not there: put specs/openapi.json of the public repository discord/discord-api-spec"
    " at ../shared/discord/openapi.json, or its path into ROCKYBOT_TEST_OPENAPI",
)


def message(*components: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"components": list(components), **SILENT, **fields}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def button(custom_id: str = "next", **fields: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Next", "custom_id": custom_id, **fields}


def buttons(number: int) -> list[dict[str, Any]]:
    return [button(str(place)) for place in range(number)]


def text(words: str, **fields: Any) -> dict[str, Any]:
    return {"type": 10, "content": words, **fields}


def section(words: str, accessory: dict[str, Any]) -> dict[str, Any]:
    return {"type": 9, "components": [text(words)], "accessory": accessory}


def container(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 17, "components": list(parts)}


def embed(name: str, value: str) -> dict[str, Any]:
    return message(embeds=[{}, {"fields": [{"name": name, "value": value}]}])


def modal(*custom_ids: str) -> dict[str, Any]:
    inputs = [
        {"type": 18, "label": "Question", "component": {"type": 4, "style": 1, "custom_id": custom_id}}
        for custom_id in custom_ids
    ]
    return {"type": 9, "data": {"custom_id": "ask", "title": "Ask", "components": inputs}}


def choice(name: str, value: str = "ada", **fields: Any) -> dict[str, Any]:
    return {"name": name, "value": value, **fields}


def autocomplete(*choices: dict[str, Any]) -> dict[str, Any]:
    return {"type": 8, "data": {"choices": list(choices)}}


def option(name: str = "question", **fields: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "What to ask", **fields}


def command(*options: dict[str, Any], name: str = "ask", **fields: Any) -> dict[str, Any]:
    return {"type": 1, "name": name, "description": "Ask a question", "options": list(options), **fields}


def menu(name: str, kind: int = 3) -> dict[str, Any]:
    return {"type": kind, "name": name}


MESSAGES = {
    "field-value": (embed("Age", "23"), embed("Age", ""), "embeds[1].fields[0].value: is empty"),
    "field-name": (embed("Age", "23"), embed(" ", "23"), "embeds[1].fields[0].name: is empty"),
    "content": (
        message(content="x" * 2000),
        message(content="x" * 2001),
        "content: 2001 characters, 2000 are the most",
    ),
    "v2-flag": (
        message(text("Hello"), flags=V2),
        message(text("Hello"), flags=4),
        "flags: components V2 need the flag 32768",
    ),
    "v2-content": (
        message(text("Hello"), flags=V2, content=None),
        message(text("Hello"), flags=V2, content="Hello"),
        "content: stands beside components V2",
    ),
    "v2-embeds": (
        message(text("Hello"), flags=V2, embeds=[]),
        message(text("Hello"), flags=V2, embeds=[{"title": "Hello"}]),
        "embeds: stands beside components V2",
    ),
    "v2-number": (
        message(container(*[SEPARATOR] * 36, section("Hello", button())), flags=V2),
        message(container(*[SEPARATOR] * 37, section("Hello", button())), flags=V2),
        "components: 41 components in all, 40 are the most",
    ),
    "v2-text": (
        message(text("x" * 2000), container(section("x" * 2000, button())), flags=V2),
        message(text("x" * 2000), container(section("x" * 2001, button())), flags=V2),
        "components: 4001 characters of text in all, 4000 are the most",
    ),
    "v2-no-text": (
        message(container(text("-")), flags=V2),
        message(container(text("")), flags=V2),
        "components[0].components[0].content: is empty",
    ),
    "row": (
        message(row(*buttons(5))),
        message(row(*buttons(6))),
        "components[0].components: 6 buttons, 5 are the most in a row",
    ),
    "custom-id-twice": (
        message(row(button("next")), section("Hello", button("more")), flags=V2),
        message(row(button("next")), section("Hello", button("next")), flags=V2),
        "components[1].accessory.custom_id: “next” is taken already",
    ),
    "custom-id-long": (
        message(row(button("x" * 100))),
        message(row(button("x" * 101))),
        "components[0].components[0].custom_id: 101 characters, 100 are the most",
    ),
    "custom-id-empty": (
        message(row(button("x"))),
        message(row(button(""))),
        "components[0].components[0].custom_id: is empty",
    ),
    "label-long": (
        message(row(button(label="x" * 80))),
        message(row(button(label="x" * 81))),
        "components[0].components[0].label: 81 characters, 80 are the most",
    ),
    "label-and-emoji": (
        message(row(button(label=None, emoji={"name": "👍"}), {"type": 2, "style": 6, "sku_id": "1"})),
        message(row(button(label=None), {"type": 2, "style": 6, "sku_id": "1"})),
        "components[0].components[0]: has neither label nor emoji",
    ),
    "id-twice": (
        message(text("Hello", id=0), container(text("Hello", id=0), text("Hello", id=1)), flags=V2),
        message(text("Hello", id=1), container(text("Hello", id=0), text("Hello", id=1)), flags=V2),
        "components[1].components[1].id: “1” is taken already",
    ),
    "mentions-missing": (
        message(content="@everyone"),
        {"content": "@everyone"},
        "allowed_mentions: is missing, so that mentions ping",
    ),
    "mentions-default": (
        message(allowed_mentions={"parse": [], "users": [], "roles": [], "replied_user": False}),
        message(allowed_mentions={"users": [], "roles": []}),
        "allowed_mentions.parse: is no empty list, so that mentions ping",
    ),
    "mentions-parsed": (
        message(),
        message(allowed_mentions={"parse": ["users"]}),
        "allowed_mentions.parse: is no empty list, so that mentions ping",
    ),
    "mentions-user": (
        message(),
        message(allowed_mentions={"parse": [], "users": [1]}),
        "allowed_mentions.users: lists whom to ping",
    ),
    "mentions-role": (
        message(),
        message(allowed_mentions={"parse": [], "roles": [1]}),
        "allowed_mentions.roles: lists whom to ping",
    ),
    "mentions-author": (
        message(),
        message(allowed_mentions={"parse": [], "replied_user": True}),
        "allowed_mentions.replied_user: pings whoever is replied to",
    ),
}
"""Rule → a message that keeps it, one that breaks it, and what is said of that."""

CALLBACKS = {
    "modal-custom-id": (
        modal("who", "what"),
        modal("who", "who"),
        "data.components[1].component.custom_id: “who” is taken already",
    ),
    "choice-number": (
        autocomplete(*(choice(str(number)) for number in range(25))),
        autocomplete(*(choice(str(number)) for number in range(26))),
        "data.choices: 26 choices, 25 are the most",
    ),
    "choice-name-long": (
        autocomplete(choice("x" * 100)),
        autocomplete(choice("x" * 101)),
        "data.choices[0].name: 101 characters, 100 are the most",
    ),
    "choice-name-empty": (autocomplete(), autocomplete(choice("")), "data.choices[0].name: is empty"),
    "choice-name-localised": (
        autocomplete(choice("Ada", name_localizations={"de": "Ada"})),
        autocomplete(choice("Ada", name_localizations={"de": ""})),
        "data.choices[0].name_localizations.de: is empty",
    ),
    "choice-name-twice": (
        autocomplete(choice("Ada"), choice("ada")),
        autocomplete(choice("Ada"), choice("Ada", "tom")),
        "data.choices[1].name: “Ada” is taken already",
    ),
    "choice-value": (
        autocomplete(choice("Ada", "x" * 100)),
        autocomplete(choice("Ada", "x" * 101)),
        "data.choices[0].value: 101 characters, 100 are the most",
    ),
}

DEFINITIONS = {
    "name": (
        [command(name="ask"), menu("Ask This")],
        [command(name="Ask"), menu("Ask This")],
        "[0].name: “Ask” is not lower-case letters, digits, -, _ and ' alone",
    ),
    "name-spaced": (
        [command(name="fragen-ähnlich"), command(name="पूछें")],
        [command(name="fragen ähnlich"), command(name="पूछें")],
        "[0].name: “fragen ähnlich” is not lower-case letters, digits, -, _ and ' alone",
    ),
    "name-localised": (
        [command(name_localizations={"de": "fragen"})],
        [command(name_localizations={"de": "Fragen"})],
        "[0].name_localizations.de: “Fragen” is not lower-case letters, digits, -, _ and ' alone",
    ),
    "name-twice": (
        [command(name="ask"), menu("ask"), menu("ask", 2)],
        [command(name="ask"), menu("tell"), {"name": "ask", "description": "Ask"}],
        "[2].name: “ask” is taken already",
    ),
    "menu-twice": ([menu("Ask"), menu("Tell")], [menu("Ask"), menu("Ask")], "[1].name: “Ask” is taken already"),
    "description": (
        [command(), menu("Ask This")],
        [command(description="")],
        "[0].description: is empty",
    ),
    "option-name": (
        [command(option("question"))],
        [command(option("Question"))],
        "[0].options[0].name: “Question” is not lower-case letters, digits, -, _ and ' alone",
    ),
    "option-name-twice": (
        [command(option("who"), option("what"))],
        [command(option("who"), option("who"))],
        "[0].options[1].name: “who” is taken already",
    ),
    "option-choice": (
        [command(option(choices=[choice("Ada"), choice("Tom")]))],
        [command(option(choices=[choice("Ada"), choice("Ada", "tom")]))],
        "[0].options[0].choices[1].name: “Ada” is taken already",
    ),
    "option-order": (
        [command(option("who", required=True), option("what", required=False), option("why"))],
        [command(option("who", required=True), option("what"), option("why", required=True))],
        "[0].options[2].required: stands after an optional one",
    ),
    "subcommand-option": (
        [command(option("add", type=1, options=[option("who", required=True), option("what")]))],
        [command(option("add", type=1, options=[option("who"), option("what", required=True)]))],
        "[0].options[0].options[1].required: stands after an optional one",
    ),
}

RULES = [
    pytest.param(method, path, *bodies, id=rule)
    for method, path, rules in (
        ("POST", CHANNEL, MESSAGES),
        ("POST", CALLBACK, CALLBACKS),
        ("PUT", COMMANDS, DEFINITIONS),
    )
    for rule, bodies in rules.items()
]


@pytest.fixture
def no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits alone."""
    monkeypatch.setattr(discord_schema, "SCHEMA_IS_THERE", False)


@pytest.mark.parametrize(("method", "path", "good", "bad", "problem"), RULES)
@pytest.mark.usefixtures("no_document")
def test_what_breaks_a_limit_is_told(method: str, path: str, good: object, bad: object, problem: str) -> None:
    """Once, with its place; with or without the document."""
    assert problems_of(method, path, bad) == [problem]
    assert problems_of(method, path, good) == []


@with_document
@pytest.mark.parametrize(("method", "path", "good", "bad", "problem"), RULES)
def test_what_keeps_a_limit_is_good_by_the_document_too(
    method: str, path: str, good: object, bad: object, problem: str
) -> None:
    """And what breaks one is told beside whatever the document says."""
    assert problems_of(method, path, good) == []
    assert problem in problems_of(method, path, bad)


@pytest.mark.parametrize(
    ("method", "path", "body", "place"),
    [
        pytest.param("POST", CHANNEL, {"content": "Hello"}, "", id="message"),
        pytest.param("PATCH", f"{CHANNEL}/2", {"content": "Hello"}, "", id="edit"),
        pytest.param("PATCH", f"{CHANNEL}/2", {"components": []}, "", id="edited-components"),
        pytest.param("POST", FOLLOWUP, {"content": "Hello"}, "", id="followup"),
        pytest.param("PATCH", f"{FOLLOWUP}/messages/2", {"embeds": []}, "", id="edited-followup"),
        pytest.param("PATCH", ORIGINAL, {"content": "Hello"}, "", id="edited-answer"),
        pytest.param("POST", CALLBACK, {"type": 4, "data": {"content": "Hello"}}, "data.", id="answer"),
        pytest.param("POST", CALLBACK, {"type": 4}, "data.", id="empty-answer"),
        pytest.param("POST", CALLBACK, {"type": 7, "data": {"content": "Hello"}}, "data.", id="update"),
        pytest.param(
            "POST", "/channels/1/threads", {"name": "Ada", "message": {"content": "Hello"}}, "message.", id="post"
        ),
    ],
)
def test_no_way_of_sending_pings(method: str, path: str, body: object, place: str) -> None:
    assert problems_of(method, path, body) == [f"{place}allowed_mentions: is missing, so that mentions ping"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        pytest.param("PATCH", f"{CHANNEL}/2", {"flags": 4}, id="flags-edited"),
        pytest.param("POST", CALLBACK, {"type": 5, "data": {"flags": 64}}, id="deferred"),
        pytest.param("POST", CALLBACK, {"type": 6}, id="deferred-update"),
        pytest.param("POST", f"{CHANNEL}/bulk-delete", {"messages": ["1", "2"]}, id="deletion"),
        pytest.param("POST", f"{CHANNEL}/2/threads", {"name": "Ada"}, id="thread"),
        pytest.param("PATCH", FOLLOWUP, {"name": "Ada"}, id="webhook"),
        pytest.param("GET", CHANNEL, None, id="reading"),
    ],
)
def test_what_sends_no_words_pings_nobody(method: str, path: str, body: object) -> None:
    assert problems_of(method, path, body) == []


@pytest.mark.parametrize("path", [CALLBACK, CHANNEL, COMMANDS, "/channels/1/threads"])
@pytest.mark.parametrize(
    "body",
    [
        "Hello",
        [3, None],
        {"type": [4], "data": 3},
        {"type": 4, "data": []},
        {"type": 8, "data": {"choices": [{"name": [], "value": {}}, "Ada"]}},
        {"components": {"type": [], "custom_id": {}, "components": "x"}, "flags": "x", "embeds": [{"fields": 3}]},
        [{"name": 3, "type": {}, "options": [3, {"name": {}}], "name_localizations": []}],
        {"message": 3},
    ],
    ids=repr,
)
def test_a_body_of_any_shape_can_be_judged(path: str, body: object) -> None:
    assert isinstance(problems_of("POST", path, body), list)


@with_document
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        pytest.param("GET", "/users/@me", None, id="literal"),
        pytest.param("PATCH", "/api/v10/users/@me", {"username": "Ada"}, id="literal-before-parameter"),
        pytest.param("PATCH", f"/api/v10{ORIGINAL}?thread_id=3", message(content="Hello"), id="prefix-and-query"),
        pytest.param("PUT", f"{CHANNEL}/2/reactions/%F0%9F%91%8D/@me", None, id="no-body"),
        pytest.param("POST", CHANNEL, message(message_reference={"message_id": 2}), id="number-as-id"),
        pytest.param("POST", CALLBACK, {"type": 4, "data": message(content="Hello")}, id="answer"),
        pytest.param("POST", CALLBACK, {"type": 7, "data": message(text("Hello"), flags=V2)}, id="update"),
        pytest.param("POST", COMMANDS, command(option(autocomplete=True)), id="one-command"),
    ],
)
def test_a_good_request_is_let_through(method: str, path: str, body: object) -> None:
    assert problems_of(method, path, body) == []


@with_document
@pytest.mark.parametrize(
    ("method", "path", "body", "problem"),
    [
        pytest.param("GET", "/stories", None, "GET /stories: not in Discord's document", id="path"),
        pytest.param("DELETE", CHANNEL, None, f"DELETE {CHANNEL}: not in Discord's document", id="method"),
        pytest.param(
            "GET", "/channels/None/messages", None, "GET /channels/None/messages: not in Discord's document", id="no-id"
        ),
        pytest.param("POST", CALLBACK, None, "body: is missing", id="no-body"),
        pytest.param("GET", CHANNEL, {}, "body: none is taken here", id="body-of-a-get"),
        pytest.param("POST", CALLBACK, {"type": 99}, "body: fits nothing that is allowed here", id="union"),
        pytest.param("PUT", COMMANDS, [{"type": 3}], '[0]: "name" is a required property', id="required"),
        pytest.param(
            "POST",
            CHANNEL,
            message(container(text("Hello"), row(button(url="nowhere"))), flags=V2),
            'components[0].components[1].components[0].url: the value is not a "uri"',
            id="union-in-union",
        ),
        pytest.param(
            "POST",
            CHANNEL,
            message(message_reference={"message_id": "Ada"}),
            'message_reference.message_id: the value does not match "^(0|[1-9][0-9]*)$"',
            id="id",
        ),
        pytest.param(
            "PATCH",
            ORIGINAL,
            message(embeds=[{"title": "x" * 257}]),
            "embeds[0].title: the value is longer than 256 characters",
            id="length",
        ),
    ],
)
def test_what_the_document_forbids_is_told(method: str, path: str, body: object, problem: str) -> None:
    """One problem for one fault, and of a union only the kind that was meant."""
    assert problems_of(method, path, body) == [problem]


def test_the_document_is_looked_for_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = tmp_path / "openapi.json"
    monkeypatch.setenv("ROCKYBOT_TEST_OPENAPI", str(document))
    assert not runpy.run_path(discord_schema.__file__)["SCHEMA_IS_THERE"]
    document.write_text("{}", "utf-8")
    assert runpy.run_path(discord_schema.__file__)["SCHEMA_IS_THERE"]
