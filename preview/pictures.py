"""Pictures of what rockybot says, for the README: the real bot, the real page, a real browser.

    python preview/pictures.py [--browser PATH] [--out docs/pictures]

Same code, same browser, same bytes: SimCord's clock and ids are fixed, and the page brings its own fonts.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.async_api import Error, async_playwright

from world import film_club, moderate, play, shown

if TYPE_CHECKING:
    from playwright.async_api import Browser, FloatRect, Locator, Page, Playwright

    from world import World

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # The same pixels on every machine.
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
)
MEND = "apt install chromium, or give --browser PATH, or run `playwright install chromium`"
OUT = Path(__file__).parents[1] / "docs" / "pictures"
WIDTH, HEIGHT, SCALE, MARGIN = 720, 1000, 2.0, 12
MESSAGE = "article.channel-message"
TYPED = "how old was rus"
AT_REST = "() => window.simcordPreview?.ready && !window.simcordPreview.pendingAction"
ALONE = """
.messages-sidebar { box-shadow: none !important }
.timeline-day-divider, .channel-message:not([data-message-id="%s"]) { display: none !important }
.channel-message { margin: 0 !important; padding: 16px !important }
"""
"""The style in which one message, by its id, stands alone."""


class NoBrowserError(Exception):
    """There is no Chromium to take pictures with."""


async def take_all(browser_path: str | None, out: Path) -> None:
    """Take every picture into the folder `out`.

    Raises:
        NoBrowserError: no browser was found, or it doesn't start.
    """
    async with async_playwright() as playwright, film_club() as world:
        await play(world)
        browser = await _launched(playwright, browser_path)
        async with shown(world, "general") as preview:
            await _take_replies(await _opened(browser, preview.url), world, out)
        async with shown(world, "mask-night") as preview:
            await _take_completions(await _opened(browser, preview.url), out / "completions.png")
        offered, queue = await moderate(world)
        async with shown(world, "mask-night", first=world.moderator) as preview:
            page = await _opened(browser, preview.url)
            for private, name in ((offered, "proposal.png"), (queue, "unanswered.png")):
                await _take(page.locator(f'{MESSAGE}[data-message-id="{private}"]'), out / name)
        await browser.close()


async def _launched(playwright: Playwright, path: str | None) -> Browser:
    found = _found(path, playwright.chromium.executable_path)
    # Chromium refuses its sandbox to root.
    sandbox = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    try:
        return await playwright.chromium.launch(executable_path=found, args=[*FLAGS, *sandbox])
    except Error as error:
        reason = str(error).splitlines()[0]
        raise NoBrowserError(f"{found} doesn't start ({reason}); {MEND}") from error


def _found(path: str | None, playwrights_own: str) -> str:
    """The browser at the path, on the PATH, or that playwright downloaded once; in this order."""
    found = path or next(filter(None, map(shutil.which, BROWSERS)), playwrights_own)
    if not Path(found).is_file():
        raise NoBrowserError(f"no browser at {path}; {MEND}" if path else f"no Chromium found; {MEND}")
    return found


async def _opened(browser: Browser, url: str) -> Page:
    page = await browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=SCALE,
        reduced_motion="reduce",
        bypass_csp=True,  # a message is taken alone by a style of ours
    )
    await page.goto(url)
    await page.wait_for_function(AT_REST)
    return page


async def _take_replies(page: Page, world: World, out: Path) -> None:
    certain, missing, unsure = (
        page.locator(f'{MESSAGE}[data-message-id="{message.id}"]')
        for message in world.channels["general"].history()
        if message.author.bot
    )
    await _take(certain, out / "answer.png")
    await _take(missing, out / "not-in-the-article.png")
    await _take(unsure, out / "did-you-mean.png")
    await _take(await _pressed(certain, "Why this answer?"), out / "why.png")
    await _take(await _pressed(certain, "Related"), out / "related.png")


async def _pressed(message: Locator, label: str) -> Locator:
    """The message that appears when the button is pressed."""
    messages = message.page.locator(MESSAGE)
    appearing = messages.nth(await messages.count())
    await message.get_by_role("button", name=label, exact=True).click()
    await appearing.wait_for()
    await message.page.wait_for_function(AT_REST)
    return appearing


async def _take(message: Locator, path: Path) -> None:
    await message.page.mouse.move(0, 0)
    style = ALONE % await message.get_attribute("data-message-id")
    _keep(await message.screenshot(animations="disabled", style=style), path)


async def _take_completions(page: Page, path: Path) -> None:
    await page.locator("#channel-composer-input").press_sequentially("/ask")
    await page.locator(".command-popup [role=option]").first.wait_for()
    await page.keyboard.press("Enter")
    await page.locator('.command-option-input[data-option="question"]').press_sequentially(TYPED)
    popup, composer = page.locator(".command-popup"), page.locator("#channel-composer")
    await popup.get_by_text("How old was Rusty").first.wait_for()
    await page.wait_for_function(AT_REST)
    top = (await _box(popup))["y"] - MARGIN
    box = await _box(composer)
    clip: FloatRect = {"x": 0, "y": top, "width": WIDTH, "height": box["y"] + box["height"] + MARGIN - top}
    _keep(await page.screenshot(animations="disabled", clip=clip), path)


async def _box(element: Locator) -> FloatRect:
    box = await element.bounding_box()
    if box is None:
        raise RuntimeError(f"{element} is not shown")
    return box


def _keep(png: bytes, path: Path) -> None:
    """Write the picture, with the few colours that it has."""
    with Image.open(BytesIO(png)) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path}  {path.stat().st_size / 1000:.0f} kB")


def main() -> int:
    """Exit status 0 when all pictures are taken, 2 without a browser."""
    parser = argparse.ArgumentParser(description="take the pictures of the README in a real browser")
    parser.add_argument("--browser", metavar="PATH", help="a Chromium; by default the one on the PATH")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FOLDER", help="by default docs/pictures")
    options = parser.parse_args()
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        asyncio.run(take_all(options.browser, options.out))
    except NoBrowserError as error:
        print(f"pictures: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
