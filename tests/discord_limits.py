"""The limits that Discord keeps but neither its OpenAPI document nor SimCord sees; and our own: nobody is pinged.

The shape of a body is the document's affair: here a body of any shape may be asked about, and what is missing or of
another type breaks no limit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Part = tuple[str, dict[str, Any]]
    """An object in a body, behind the place where it stands."""

COMMANDS = re.compile(r"/applications/\d+(/guilds/\d+)?/commands(/\d+)?")
CALLBACK = re.compile(r"/interactions/\d+/[^/]+/callback")
MESSAGES = re.compile(r"/channels/\d+/messages(/\d+)?|/webhooks/\d+/[^/]+(/messages/(\d+|@original))?")
THREADS = re.compile(r"/channels/\d+/threads")

SEND, UPDATE, SUGGEST, ASK = 4, 7, 8, 9
"""Kinds of callback: a new message, a message edited, the choices of an autocomplete, a modal."""

CHAT_INPUT = 1
"""The kind of command that is typed."""

ROW, BUTTON, TEXT = 1, 2, 10
ONLY_V2 = (9, TEXT, 11, 12, 13, 14, 17)
"""Kinds of component that only a message with components V2 can hold."""

COMPONENTS_V2 = 1 << 15
"""The flag of a message that consists of components alone."""

PREMIUM = 6
"""The style of a button that Discord labels itself."""

NAME = re.compile(r"[-_'\w\u0900-\u097f\u0e00-\u0e7f]+")
"""A name in Discord's reference: letters and digits of any script, Devanagari and Thai with their marks."""


def broken_limits(method: str, path: str, body: object) -> Iterator[str]:
    """Each limit that a request breaks: where in its body, and what is wrong there. The path carries no prefix."""
    if method not in ("POST", "PUT", "PATCH"):
        return
    if COMMANDS.fullmatch(path):
        yield from _commands(list(_objects(body, "")))
    elif not isinstance(body, dict):
        return
    elif CALLBACK.fullmatch(path):
        yield from _callback(body)
    elif MESSAGES.fullmatch(path):
        yield from _message(body, "", edited=method == "PATCH")
    elif THREADS.fullmatch(path) and isinstance(body.get("message"), dict):
        yield from _message(body["message"], "message.")


def _callback(body: dict[str, Any]) -> Iterator[str]:
    data = body.get("data")
    fields = data if isinstance(data, dict) else {}
    if body.get("type") in (SEND, UPDATE):
        yield from _message(fields, "data.")
    elif body.get("type") == SUGGEST:
        yield from _choices(fields.get("choices"), "data.choices")
    elif body.get("type") == ASK:
        yield from _components(list(_parts(fields, "data.")))


def _message(message: dict[str, Any], at: str, *, edited: bool = False) -> Iterator[str]:
    parts = list(_parts(message, at))
    flags = message.get("flags")
    if isinstance(flags, int) and flags & COMPONENTS_V2:
        yield from _components_v2(message, at, parts)
    elif any(part.get("type") in ONLY_V2 for _, part in parts):
        yield f"{at}flags: components V2 need the flag {COMPONENTS_V2}"
    yield from _components(parts)
    yield from _too_long(message.get("content"), f"{at}content", 2000)
    for place, embed in _objects(message.get("embeds"), f"{at}embeds"):
        for field_place, field in _objects(embed.get("fields"), f"{place}.fields"):
            yield from (f"{field_place}.{key}: is empty" for key in ("name", "value") if _is_blank(field.get(key)))
    if not edited or {"content", "embeds", "components"} & set(message):
        yield from _pings(message.get("allowed_mentions"), f"{at}allowed_mentions")


def _pings(allowed: object, place: str) -> Iterator[str]:
    if not isinstance(allowed, dict):
        yield f"{place}: is missing, so that mentions ping"
        return
    if allowed.get("parse") != []:
        yield f"{place}.parse: is no empty list, so that mentions ping"
    yield from (f"{place}.{key}: lists whom to ping" for key in ("users", "roles") if allowed.get(key))
    if allowed.get("replied_user"):
        yield f"{place}.replied_user: pings whoever is replied to"


def _components_v2(message: dict[str, Any], at: str, parts: list[Part]) -> Iterator[str]:
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if message.get(key):
            yield f"{at}{key}: stands beside components V2"
    if len(parts) > 40:
        yield f"{at}components: {len(parts)} components in all, 40 are the most"
    length = sum(len(str(part.get("content", ""))) for _, part in parts if part.get("type") == TEXT)
    if length > 4000:
        yield f"{at}components: {length} characters of text in all, 4000 are the most"


def _components(parts: list[Part]) -> Iterator[str]:
    yield from _taken(parts, "custom_id")
    yield from _taken(parts, "id")
    for place, part in parts:
        if part.get("custom_id") == "":
            yield f"{place}.custom_id: is empty"
        yield from _too_long(part.get("custom_id"), f"{place}.custom_id", 100)
        if part.get("type") == ROW:
            buttons = sum(child.get("type") == BUTTON for _, child in _objects(part.get("components"), ""))
            if buttons > 5:
                yield f"{place}.components: {buttons} buttons, 5 are the most in a row"
        elif part.get("type") == BUTTON:
            yield from _too_long(part.get("label"), f"{place}.label", 80)
            if _is_blank(part.get("label")) and not part.get("emoji") and part.get("style") != PREMIUM:
                yield f"{place}: has neither label nor emoji"
        elif part.get("type") == TEXT and _is_blank(part.get("content")):
            yield f"{place}.content: is empty"


def _commands(commands: list[Part]) -> Iterator[str]:
    """What is wrong with command definitions: one alone, or all that are put in the place of the old ones."""
    for kind in (CHAT_INPUT, 2, 3, 4):
        alike = [(place, command) for place, command in commands if (command.get("type") or CHAT_INPUT) == kind]
        yield from _taken(alike, "name")
        if kind == CHAT_INPUT:
            for place, command in alike:
                yield from _typed(command, place)


def _typed(command: dict[str, Any], place: str) -> Iterator[str]:
    """What is wrong with a typed command, or with an option of one, which may have options in turn."""
    for name_place, name in _names(command, place):
        if not NAME.fullmatch(name) or name != name.lower():
            yield f"{name_place}: “{name}” is not lower-case letters, digits, -, _ and ' alone"
    if "description" in command and _is_blank(command["description"]):
        yield f"{_in(place, 'description')}: is empty"
    yield from _choices(command.get("choices"), _in(place, "choices"))
    options = list(_objects(command.get("options"), _in(place, "options")))
    yield from _taken(options, "name")
    all_required = True
    for option_place, option in options:
        if option.get("required") and not all_required:
            yield f"{option_place}.required: stands after an optional one"
        all_required = all_required and bool(option.get("required"))
        yield from _typed(option, option_place)


def _choices(choices: object, place: str) -> Iterator[str]:
    found = list(_objects(choices, place))
    if len(found) > 25:
        yield f"{place}: {len(found)} choices, 25 are the most"
    yield from _taken(found, "name")
    for at, choice in found:
        for name_place, name in _names(choice, at):
            if _is_blank(name):
                yield f"{name_place}: is empty"
            yield from _too_long(name, name_place, 100)
        yield from _too_long(choice.get("value"), f"{at}.value", 100)


def _in(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _objects(value: object, place: str) -> Iterator[Part]:
    """The objects in a list, or the one that the value is."""
    if isinstance(value, dict):
        yield place, value
    elif isinstance(value, list):
        yield from ((f"{place}[{number}]", item) for number, item in enumerate(value) if isinstance(item, dict))


def _parts(holder: dict[str, Any], at: str) -> Iterator[Part]:
    """The components of a message, of a modal or of a component, each before its own."""
    for key in ("components", "accessory", "component"):
        for place, part in _objects(holder.get(key), f"{at}{key}"):
            yield place, part
            yield from _parts(part, f"{place}.")


def _names(named: dict[str, Any], place: str) -> Iterator[tuple[str, str]]:
    """The name of a command, an option or a choice, and what it is called in other languages."""
    localised = named.get("name_localizations")
    names = {"name": named.get("name")}
    if isinstance(localised, dict):
        names |= {f"name_localizations.{locale}": name for locale, name in localised.items()}
    yield from ((_in(place, key), name) for key, name in names.items() if isinstance(name, str))


def _taken(parts: Iterable[Part], key: str) -> Iterator[str]:
    """The values of a key that an earlier object has already; an id of 0 is none."""
    taken = set()
    for place, part in parts:
        value = part.get(key)
        if isinstance(value, str | int) and value:
            if value in taken:
                yield f"{_in(place, key)}: “{value}” is taken already"
            taken.add(value)


def _too_long(value: object, place: str, most: int) -> Iterator[str]:
    if isinstance(value, str) and len(value) > most:
        yield f"{place}: {len(value)} characters, {most} are the most"


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
