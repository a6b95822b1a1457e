"""The file format as data: what may stand where, in words for moderators, and the same as JSON Schema for editors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_ID = 80
MAX_QUESTION = 500
MAX_NAME = 100
MAX_ANSWER = 2000
MAX_EXCERPT = 1000
"""Characters. An answer with its excerpt stays within the 4,000 that one Discord message can show."""


SCHEMA_FILE = "schema.json"
"""Beside the fact files; their first line names it."""


@dataclass(frozen=True)
class Text:
    """One text of 1 to `longest` characters; `one_word` forbids white space."""

    about: str
    longest: int
    one_word: bool = False

    def json_schema(self) -> dict[str, Any]:
        pattern = {"pattern": r"^\S+$"} if self.one_word else {}
        return {"type": "string", "description": self.about, "minLength": 1, "maxLength": self.longest, **pattern}


@dataclass(frozen=True)
class Flag:
    """`true` or `false`."""

    about: str

    def json_schema(self) -> dict[str, Any]:
        return {"type": "boolean", "description": self.about}


@dataclass(frozen=True)
class ListOf:
    """A list with at least one item."""

    about: str
    item: Shape

    def json_schema(self) -> dict[str, Any]:
        return {"type": "array", "description": self.about, "minItems": 1, "items": self.item.json_schema()}


@dataclass(frozen=True)
class MappingOf:
    """A mapping whose keys the moderator chooses."""

    about: str
    value: Shape

    def json_schema(self) -> dict[str, Any]:
        return {"type": "object", "description": self.about, "additionalProperties": self.value.json_schema()}


@dataclass(frozen=True)
class Keys:
    """A mapping with these keys and no others."""

    about: str
    required: Mapping[str, Shape]
    optional: Mapping[str, Shape]

    def json_schema(self) -> dict[str, Any]:
        shapes = {**self.required, **self.optional}
        return {
            "type": "object",
            "description": self.about,
            "properties": {key: shape.json_schema() for key, shape in shapes.items()},
            "required": list(self.required),
            "additionalProperties": False,
        }


Shape: TypeAlias = Text | Flag | ListOf | MappingOf | Keys

_ID = Text("a short name for links and logs, unique in the file, such as age-at-first-wedding", MAX_ID, one_word=True)
_QUESTIONS = ListOf("phrasings as people type them", Text("one phrasing", MAX_QUESTION))

PACK_FILE = Keys(
    "a rockybot fact file",
    required={
        "title": Text("the story's title", MAX_NAME * 2),
        "facts": ListOf(
            "what the story says",
            Keys(
                "one fact",
                required={
                    "id": _ID,
                    "questions": _QUESTIONS,
                    "answer": Text("the answer in the curators' own words", MAX_ANSWER),
                },
                optional={
                    "excerpt": Text("verbatim words of the source that show the answer", MAX_EXCERPT),
                    "tags": ListOf("subjects, for browsing", Text("one subject", MAX_NAME)),
                    "spoiler": Flag(
                        "true for what gives the story away: covered up, and never offered as a completion"
                    ),
                },
            ),
        ),
    },
    optional={
        "source": Keys(
            "the article behind the facts",
            required={"title": Text("how the article is cited", MAX_NAME * 4)},
            optional={
                "fingerprint": Text(
                    "the file beside this one that `rockybot fingerprint` made", MAX_NAME, one_word=True
                )
            },
        ),
        "names": MappingOf(
            "who and what the story is about, each with what members call them",
            ListOf("other names, nicknames, roles", Text("one other name", MAX_NAME)),
        ),
        "gaps": ListOf(
            "what people ask and the source does not say",
            Keys(
                "one gap",
                required={
                    "id": _ID,
                    "about": Text('completes "The article doesn\'t say …"', MAX_ANSWER),
                    "questions": _QUESTIONS,
                },
                optional={"tags": ListOf("subjects, for browsing", Text("one subject", MAX_NAME))},
            ),
        ),
        "checks": ListOf(
            "labelled questions: the pack's own regression tests",
            Keys(
                "one labelled question",
                required={
                    "question": Text("what a member types", MAX_QUESTION * 4),
                    "expect": Text("the id of the fact or the gap it must reach, or none", MAX_ID, one_word=True),
                },
                optional={},
            ),
        ),
    },
)


def json_schema() -> dict[str, Any]:
    """The format as JSON Schema (draft 2020-12), which editors use to complete and check a fact file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "rockybot fact file",
        **PACK_FILE.json_schema(),
    }


def schema_text() -> str:
    """The content of `schema.json`."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(schema_text())
