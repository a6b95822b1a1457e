"""Discord's components as the plain data that is sent: a tenth of the time of building objects that are sent once."""

from __future__ import annotations

from typing import Any

from discord import ui

ACTION_ROW, BUTTON, TEXT, FILE, SEPARATOR, CONTAINER = 1, 2, 10, 13, 14, 17
STRING_SELECT, ROLE_SELECT, CHANNEL_SELECT = 3, 6, 8
GREY = 2

Component = dict[str, Any]


class Sheet(ui.LayoutView):
    """A message that is sent and forgotten: its buttons are heard by their custom ids, not by this object."""

    def __init__(self, *parts: Component) -> None:
        super().__init__(timeout=None)
        self._parts = list(parts)
        self.stop()  # a view that isn't stopped is kept by discord.py for ever, 4 KiB each

    def to_components(self) -> list[Component]:
        return self._parts

    def has_components_v2(self) -> bool:
        return True


def text(content: str, number: int | None = None) -> Component:
    """A text; a number makes it possible to find it again in the message."""
    return {"type": TEXT, "content": content} if number is None else {"type": TEXT, "content": content, "id": number}


def space() -> Component:
    """A little room between two texts."""
    return {"type": SEPARATOR, "divider": False, "spacing": 1}


def container(parts: list[Component], accent: int | None = None) -> Component:
    """A card; the accent is a colour such as 0x3BA55D."""
    return {"type": CONTAINER, "components": parts, "accent_color": accent}


def enclosed(name: str) -> Component:
    """An attached file of that name: what no component names, Discord doesn't show."""
    return {"type": FILE, "file": {"url": f"attachment://{name}"}}


def row(*buttons: Component) -> Component:
    """One to five buttons beside each other."""
    return {"type": ACTION_ROW, "components": list(buttons)}


def button(custom_id: str, label: str) -> Component:
    """A button with words on it."""
    return {"type": BUTTON, "style": GREY, "custom_id": custom_id, "label": label}


def emoji_button(custom_id: str, emoji: str) -> Component:
    """A button with one of Unicode's emoji on it."""
    return {"type": BUTTON, "style": GREY, "custom_id": custom_id, "emoji": {"name": emoji}}


def option(value: str, label: str, description: str = "", *, chosen: bool = False) -> Component:
    """One line of a select; at most one is chosen."""
    shown = {"description": description} if description else {}
    return {"value": value, "label": label, **shown, "default": chosen}


def select(custom_id: str, options: list[Component], placeholder: str = "") -> Component:
    """A list of 1 to 25 lines, of which one is chosen."""
    shown = {"placeholder": placeholder} if placeholder else {}
    return {"type": STRING_SELECT, "custom_id": custom_id, "options": options, **shown}


def role_select(custom_id: str, chosen: list[int], placeholder: str) -> Component:
    """A list of all roles of a server, of which one or none is chosen; Discord knows the chosen one."""
    defaults = [{"id": str(role), "type": "role"} for role in chosen]
    return _optional(ROLE_SELECT, custom_id, placeholder, 1) | {"default_values": defaults}


def channel_select(  # noqa: PLR0913 - what such a list consists of
    custom_id: str,
    chosen: list[int],
    placeholder: str,
    kinds: list[int],
    most: int = 1,
    *,
    disabled: bool = False,
) -> Component:
    """A list of a server's channels of some kinds, of which up to `most` are chosen; Discord knows the chosen ones."""
    defaults = [{"id": str(channel), "type": "channel"} for channel in chosen]
    listed = {"channel_types": kinds, "default_values": defaults, "disabled": disabled}
    return _optional(CHANNEL_SELECT, custom_id, placeholder, most) | listed


def _optional(kind: int, custom_id: str, placeholder: str, most: int) -> Component:
    return {"type": kind, "custom_id": custom_id, "placeholder": placeholder, "min_values": 0, "max_values": most}
