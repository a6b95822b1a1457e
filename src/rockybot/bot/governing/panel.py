"""A server's settings → one message: for each what is chosen now, in words, and a control that works for ever.

Discord's clients may go on showing in a list what wasn't kept: the words above it are what holds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from rockybot.bot import components as parts
from rockybot.bot.escaping import harmless, one_line
from rockybot.bot.governing.choosing import ANSWERING, LOGGING, NOTHING, PREFIX, story_value
from rockybot.bot.inviting import names_of
from rockybot.bot.limits import CHOICE, CHOICES, shortened
from rockybot.matching.strictness import Strictness
from rockybot.replies import governing as words
from rockybot.replies import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rockybot.bot.components import Component
    from rockybot.servers import Servers
    from rockybot.settings import Settings
    from rockybot.store import ServerSettings

_TITLE = 100
"""Characters of a story's title: a small share of the 4,000 of one message."""
_SPEAKING = discord.Permissions(view_channel=True, send_messages=True)
_IN_THREADS = discord.Permissions(view_channel=True, send_messages_in_threads=True)
"""What answers need in a forum, where nothing stands outside of threads."""


@dataclass(frozen=True)
class Panel:
    """What the settings of a server are shown among."""

    servers: Servers
    operator: Settings
    server: int
    guild: discord.Guild | None
    """The server as Discord has it; None while that isn't known: then all that was chosen counts as there."""
    channel: int
    """Where the panel stands; a thread counts as its channel."""

    def sheet(self) -> parts.Sheet:
        """The message."""
        shown = [parts.text(f"### {words.TITLE}")]
        for part in (self._role, self._auto, self._private, self._strictness, self._stories, self._language, self._log):
            for component in part():
                shown += [parts.space(), component] if component["type"] == parts.TEXT else [component]
        return parts.Sheet(parts.container(shown))

    @property
    def _settings(self) -> ServerSettings:
        return self.servers.settings_of(self.server)

    def _role(self) -> Iterator[Component]:
        role = self._settings.moderator_role
        there = role is not None and (self.guild is None or self.guild.get_role(role) is not None)
        name = "" if role is None else f"<@&{role}>" if there else words.GONE_ROLE
        yield _told(words.ROLE, words.keepers(name), words.ROLE_ABOUT)
        chosen = [role] if role is not None and there else []
        yield parts.row(parts.role_select(f"{PREFIX}role", chosen, words.ROLE_NONE))

    def _auto(self) -> Iterator[Component]:
        chosen, may_read = sorted(self._settings.auto_answer_channels), self.operator.message_content
        there = [channel for channel in chosen if self._is_there(channel)]
        about = [words.AUTO_ABOUT] if may_read else [words.AUTO_OFF]
        own = [one for one in sorted(self.operator.auto_answer_channels) if self.guild and self.guild.get_channel(one)]
        if own and may_read:
            about.append(words.besides(f"<#{channel}>" for channel in own))
        if may_read and (mute := [channel for channel in there if self._lacking(channel)]):
            about.append(words.mute(f"<#{channel}>" for channel in mute))
        yield _told(words.AUTO, words.listed(map(self._name, chosen)), *about)
        kinds, disabled = sorted(ANSWERING), not may_read
        yield parts.row(
            parts.channel_select(f"{PREFIX}auto", there, words.AUTO_NONE, kinds, CHOICES, disabled=disabled)
        )

    def _private(self) -> Iterator[Component]:
        on = self._settings.private_by_default
        yield _told(words.PRIVATE, words.PRIVATELY if on else words.OPENLY, words.PRIVATE_ABOUT)
        # It says what it sets and not that it changes it: on an old panel, it undoes nothing.
        other, label = ("off", words.PRIVATE_OFF) if on else ("on", words.PRIVATE_ON)
        yield parts.row(parts.button(f"{PREFIX}private:{other}", label))

    def _strictness(self) -> Iterator[Component]:
        known = (one for one in Strictness if one.value == self._settings.strictness)
        chosen = next(known, Strictness.BALANCED)
        yield _told(words.STRICTNESS, words.STRICTNESSES[chosen], words.STRICTNESS_ABOUT)
        levels = words.STRICTNESSES.items()
        lines = [parts.option(one.value, name, words.rates(one), chosen=one is chosen) for one, name in levels]
        yield parts.row(parts.select(f"{PREFIX}strictness", lines))

    def _stories(self) -> Iterator[Component]:
        in_server, here = self._settings.story, self._settings.channel_stories.get(self.channel)
        if len(self.servers.stories) == 1 and in_server is None and here is None:
            return
        operators = self._title(self.servers.edition(None).story)
        servers = self._title(self.servers.edition(self.server).story)
        channels = self._title(self.servers.edition(self.server, self.channel).story)
        yield from self._story("story", words.STORY, in_server, words.as_operator(operators), servers)
        name = words.story_in(f"<#{self.channel}>")
        yield from self._story("here", name, here, words.as_server(servers), channels)

    def _story(self, key: str, name: str, chosen: str | None, otherwise: str, told: str) -> Iterator[Component]:
        stories = self.servers.stories
        now = otherwise if chosen is None else told
        if chosen is not None and chosen not in stories:
            now = words.no_longer_offered(chosen, told)
        titles = {one: self._title(one) for one in stories}
        shared = {title for title, times in Counter(titles.values()).items() if times > 1}
        listed = sorted(titles, key=lambda one: (titles[one], one))[: CHOICES - 1]
        about = [words.more_stories(len(listed), len(stories))] if len(listed) < len(stories) else []
        lines = [parts.option(NOTHING, shortened(otherwise, CHOICE), chosen=chosen is None)]
        for one in listed:
            which = shortened(visible(one), CHOICE) if titles[one] in shared else ""
            lines.append(parts.option(story_value(one), titles[one], which, chosen=one == chosen))
        yield _told(name, harmless(now, 4 * _TITLE), *about)
        yield parts.row(parts.select(f"{PREFIX}{key}", lines))

    def _title(self, story: str) -> str:
        return shortened(one_line(visible(self.servers.stories[story].pack.title)) or story, _TITLE)

    def _language(self) -> Iterator[Component]:
        chosen = self._settings.language
        now = words.EACH_THEIR_OWN if chosen is None else words.LANGUAGES.get(chosen, chosen)
        yield _told(words.LANGUAGE, harmless(now, _TITLE), words.LANGUAGE_ABOUT)
        lines = [parts.option(NOTHING, words.EACH_THEIR_OWN, chosen=chosen is None)]
        lines += [parts.option(code, name, chosen=code == chosen) for code, name in words.LANGUAGES.items()]
        yield parts.row(parts.select(f"{PREFIX}language", lines))

    def _log(self) -> Iterator[Component]:
        channel = self._settings.log_channel
        chosen = [] if channel is None else [channel]
        there = [channel for channel in chosen if self._is_there(channel)]
        lacking = [name for channel in there for name in self._lacking(channel)]
        about = [words.LOG_ABOUT, words.lacking(lacking)] if lacking else [words.LOG_ABOUT]
        yield _told(words.LOG, words.listed(map(self._name, chosen)), *about)
        yield parts.row(parts.channel_select(f"{PREFIX}log", there, words.LOG_NONE, sorted(LOGGING)))

    def _is_there(self, channel: int) -> bool:
        return self.guild is None or self.guild.get_channel(channel) is not None

    def _name(self, channel: int) -> str:
        return f"<#{channel}>" if self._is_there(channel) else words.GONE_CHANNEL

    def _lacking(self, number: int) -> list[str]:
        """What the bot lacks to speak in a channel, as far as that is known."""
        channel = self.guild.get_channel(number) if self.guild else None
        if channel is None or self.guild is None or self.guild.me is None:
            return []
        needed = _IN_THREADS if isinstance(channel, discord.ForumChannel) else _SPEAKING
        return names_of(discord.Permissions(needed.value & ~channel.permissions_for(self.guild.me).value))


def _told(name: str, now: str, *about: str) -> Component:
    """A setting in words: what is chosen, and in small letters what that means."""
    return parts.text("\n".join([f"**{name}:** {now}", *(f"-# {line}" for line in about)]))
