"""What Discord would say against a request: by its own OpenAPI document, and by the limits that it leaves out.

The document is looked for where ROCKYBOT_TEST_OPENAPI says, else at `../shared/discord/openapi.json` as seen from the
repository. It is `specs/openapi.json` of the public repository discord/discord-api-spec.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema_rs import Draft202012Validator

from discord_limits import broken_limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema_rs import ValidationError

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "discord" / "openapi.json"
DOCUMENT = Path(os.environ.get("ROCKYBOT_TEST_OPENAPI") or BESIDE)

SCHEMA_IS_THERE = DOCUMENT.is_file()
"""Whether bodies are judged by the document; without it by the limits alone."""

PREFIX = re.compile(r"/api(/v\d+)?(?=/)")


def problems_of(method: str, path: str, body: object) -> list[str]:
    """Everything wrong with a request: where in its body, and which rule; empty for a good one.

    Args:
        method: GET, POST and so on.
        path: with or without `/api/v10` before it and a query behind it.
        body: the decoded JSON, or what `payload_json` of a form holds; None for a request without a body.
    """
    path = PREFIX.sub("", path.partition("?")[0], count=1)
    rules = _broken_rules(method, path, body) if SCHEMA_IS_THERE else ()
    return [*rules, *broken_limits(method, path, body)]


def _broken_rules(method: str, path: str, body: object) -> Iterator[str]:
    template = next((template for pattern, template in _routes() if pattern.fullmatch(path)), "")
    if method.lower() not in _document()["paths"].get(template, ()):
        yield f"{method} {path}: not in Discord's document"
        return
    validator = _validator(method.lower(), template)
    if validator is None:
        if body is not None:
            yield "body: none is taken here"
    elif body is None:
        yield "body: is missing"
    else:
        for error in validator.iter_errors(body):
            yield from _said(error)


@cache
def _document() -> Any:
    """Discord's document; its ids may also be numbers, as discord.py sends them in a reply."""
    document = json.loads(DOCUMENT.read_text("utf-8"))
    document["components"]["schemas"]["SnowflakeType"]["type"] = ["string", "integer"]
    return document


@cache
def _routes() -> list[tuple[re.Pattern[str], str]]:
    """Patterns of the document's paths, with `@me` before `{user_id}`; an id is digits, so that `None` is none."""
    patterns = []
    for template, item in _document()["paths"].items():
        pattern = re.escape(template)
        for parameter in item.get("parameters", ()):
            part = r"\d+" if parameter["schema"].get("$ref", "").endswith("/SnowflakeType") else "[^/]+"
            pattern = pattern.replace(re.escape(f"{{{parameter['name']}}}"), part)
        patterns.append((re.compile(pattern), template))
    return sorted(patterns, key=lambda entry: [step.startswith("{") for step in entry[1].split("/")])


@cache
def _validator(method: str, template: str) -> Draft202012Validator | None:
    """The judge of an operation's bodies, None where the document takes no JSON."""
    document = _document()
    content = document["paths"][template][method].get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    schema = {**content["application/json"]["schema"], "components": document["components"]}
    return Draft202012Validator(schema, validate_formats=True, mask="the value")


def _said(error: ValidationError) -> list[str]:
    """The rules that an error names, each with its place; of a union, those of the kind that was most nearly met."""
    kinds = [
        [text for cause in causes for text in _said(cause)]
        for causes in getattr(error.kind, "context", ())
        if not any(_is_of_another_kind(cause, error.instance_path) for cause in causes)
    ]
    rule = "fits nothing that is allowed here" if hasattr(error.kind, "context") else error.message
    return min(kinds, key=len, default=[]) or [f"{_place(error.instance_path)}: {rule}"]


def _is_of_another_kind(cause: ValidationError, path: list[str | int]) -> bool:
    """Whether a branch of a union was not meant at all: it wants another JSON type, value or `type`."""
    here = list(cause.instance_path)
    return (cause.kind.name, here) in (("type", list(path)), ("const", list(path)), ("enum", [*path, "type"]))


def _place(path: list[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".") or "body"


def broken(sent: Iterable[tuple[str, str, object]]) -> list[tuple[str, str, list[str]]]:
    """Method, path and problems of each request that breaks a rule; `sent` are methods, paths and bodies."""
    judged = [(method, path, problems_of(method, path, body)) for method, path, body in sent]
    return [one for one in judged if one[2]]
