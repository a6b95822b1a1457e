"""A record as plain data with the keys of the fact file, and back: what a database or a message can hold."""

from __future__ import annotations

from typing import Any

from rockybot.errors import RockybotError
from rockybot.packs.model import Fact, Gap, Record

_KEYS = {
    "answer": frozenset(("id", "questions", "answer", "excerpt", "tags", "spoiler")),
    "about": frozenset(("id", "about", "questions", "tags")),
}


class RecordError(RockybotError, ValueError):
    """Data that was to be a record is none."""


def encoded(record: Record) -> dict[str, Any]:
    """The record as str, list, dict and bool, its keys in the order of the fact file; what says nothing is left out."""
    if isinstance(record, Gap):
        data: dict[str, Any] = {"id": record.id, "about": record.about, "questions": list(record.questions)}
    else:
        data = {"id": record.id, "questions": list(record.questions), "answer": record.answer}
        if record.excerpt is not None:
            data["excerpt"] = record.excerpt
    if record.tags:
        data["tags"] = list(record.tags)
    if isinstance(record, Fact) and record.spoiler:
        data["spoiler"] = True
    return data


def decoded(data: object) -> Record:
    """The record that was encoded. Its form is looked at, not its content: that is for the checks to judge.

    Raises:
        RecordError: the data are not of that form.
    """
    if not isinstance(data, dict):
        raise RecordError(f"a record is a mapping, not {_form(data)}")
    kind = "about" if "about" in data else "answer"
    if strange := [key for key in data if key not in _KEYS[kind]]:
        raise RecordError(f"a record with {'`about`' if kind == 'about' else '`answer`'} has no key {strange[0]!r:.80}")
    record_id, questions, tags = _text(data, "id"), _texts(data, "questions"), _texts(data, "tags", ())
    if kind == "about":
        return Gap(record_id, questions, _text(data, "about"), tags)
    excerpt = None if data.get("excerpt") is None else _text(data, "excerpt")
    spoiler = data.get("spoiler", False)
    if not isinstance(spoiler, bool):
        raise RecordError(f"a record's `spoiler` is true or false, not {_form(spoiler)}")
    return Fact(record_id, questions, _text(data, "answer"), excerpt, tags, spoiler)


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise RecordError(f"a record's `{key}` is a text, not {_form(value)}")
    return value


def _texts(data: dict[str, Any], key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
    if default is not None and key not in data:
        return default
    value = data.get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RecordError(f"a record's `{key}` are a list of texts, not {_form(value)}")
    return tuple(value)


def _form(value: object) -> str:
    return "nothing" if value is None else type(value).__name__
