"""The real bot in a local browser, without token, network or account; with the stories of the settings.

    python preview/serve.py [--port N] [--channel mask-night]

SimCord stands in for Discord; what one presses and sends in the page reaches the bot as it would there.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from contextlib import suppress

import simcord

from rockybot.errors import RockybotError
from rockybot.settings import Settings
from world import World, film_club, play, shown

TO_TRY = """\
To try:
  /ask       type /ask and press Enter; completions come as you type, "+1 more" is the option to ask privately
  mention    begin a message with {mention} (that is how the page takes @rockybot)
  reply      point at an answer to a mention, press its arrow, and ask on; a reply to an answer of /ask needs the
             mention too, since Discord keeps its words from bots otherwise
  buttons    every one under every answer; what is private shows only to who pressed
  /facts     as Marguerite, the moderator: add, gap, edit, remove, undo, check (some seconds), export, import …; kept
             until Ctrl-C
  more       as Marguerite too: /unanswered (ask what the article doesn't tell first), /rockybot settings, /privacy
  viewers    "Viewing as" makes you somebody else: who asked may delete, and so may Marguerite, the moderator

Not in this page: the message menu (Apps, Ask rockybot), direct messages, commands in other languages, having to wait
when asking fast, and a fact file that is saved meanwhile: it is read again only by `rockybot run`, here start anew."""


async def serve(port: int, channel: str) -> None:
    """Serve the scene until the page ends the session or Ctrl-C is pressed."""
    settings = Settings.load()
    async with film_club(settings.pack, settings.stories) as world:
        if settings.pack is None:
            await play(world)
        async with shown(world, channel, port) as preview:
            _tell(world, preview.url)
            await preview.wait_closed()


def _tell(world: World, url: str) -> None:
    print(f"rockybot in your browser, until Ctrl-C: {url}\n", flush=True)
    print(TO_TRY.format(mention=world.mention), flush=True)


def main() -> int:
    """Exit status 0 when stopped, 2 when it can't be served."""
    parser = argparse.ArgumentParser(description="the real bot with the shipped story in a local browser, no token")
    parser.add_argument("--port", type=int, default=0, help="by default any free one")
    parser.add_argument("--channel", choices=("general", "mask-night"), default="general", help="mask-night is empty")
    options = parser.parse_args()
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(serve(options.port, options.channel))
    except (simcord.SetupError, RockybotError) as error:
        print(f"preview: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
