"""Buttons and selects that are heard by their custom ids: on a message of any age, in any process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ui

from rockybot.bot.responding import attend

if TYPE_CHECKING:
    import re
    from typing import Self

    import discord

    from rockybot.bot.desk import Host

_NONE = r"(?!)"
"""Fits no custom id: what is heard, each kind says itself."""


class Heard(ui.DynamicItem[ui.Item[Any]], template=_NONE):
    """Anything of ours that is pressed or chosen; `said` holds the named parts of its custom id."""

    def __init__(self, item: ui.Item[Any], said: dict[str, str]) -> None:
        super().__init__(item)
        self.said = said

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(item, match.groupdict())

    async def callback(self, interaction: discord.Interaction[Host]) -> None:  # type: ignore[override]
        """Do what it says, once; what can't be done is said privately."""
        await attend(interaction.client.desk, interaction, lambda: self.press(interaction))

    async def press(self, interaction: discord.Interaction[Host]) -> None:
        """What it does."""
        raise NotImplementedError
