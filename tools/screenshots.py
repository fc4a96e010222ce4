"""`make screenshots`: every page as a picture, in both languages and three widths, and axe on each.

Pictures go to screenshots/<language>/<width>/<page>.png. Ends with 1 when a page answers with
another status than it should, is wider than its window (enlarged, too), or when axe finds
anything.
"""

import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from playwright.sync_api import Error, sync_playwright
from tests.chromium import CHROMIUM, SWITCHES

from tools.tour import (
    Stop,
    Tour,
    UnexpectedPageError,
    overflows,
    overflows_when_enlarged,
    staged,
    violations,
)

WHERE = Path("screenshots")
LANGUAGES = ("sv", "en")
WIDTHS = (360, 768, 1280)
HEIGHT = 800
IN_THE_DARK = (
    "home",
    "board",
    "programme",
    "pair-mentor-ready",
    "link-answer-mentee",
    "desk-mentor",
)


def main() -> int:
    with ProcessPoolExecutor(len(LANGUAGES)) as processes:
        found = [line for lines in processes.map(picture, LANGUAGES) for line in lines]
    for line in found:
        print(line)
    print(f"{len(list(WHERE.rglob('*.png')))} pictures in {WHERE}/, {len(found)} defects")
    return 1 if found else 0


def picture(language: str) -> list[str]:
    """Pictures of all pages in one language, and what is wrong with them."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data,
        staged(Path(data), language=language) as (address, stops),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        light = Tour(browser, address, language=language)
        found = [line for stop in stops for line in pictured(light, stop, WHERE / language)]
        dark = Tour(browser, address, language=language, color_scheme="dark")
        chosen = [stop for stop in stops if stop.name in IN_THE_DARK]
        found += [
            line for stop in chosen for line in pictured(dark, stop, WHERE / f"{language}-dark")
        ]
        browser.close()
    return found


def pictured(tour: Tour, stop: Stop, where: Path) -> Iterator[str]:
    """The page at every width, opened once."""
    try:
        page = tour.visit(stop)
    except (UnexpectedPageError, Error) as error:
        yield f"{where} {stop.name}: {error}"
        return
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        yield from (f"{where}/{width} {stop.name}: {wide}" for wide in overflows(page))
        page.screenshot(path=where / str(width) / f"{stop.name}.png", full_page=True)
        for line in violations(page):
            yield f"{where}/{width} {stop.name}: {line}"
    yield from (f"{where} {stop.name}: {wide}" for wide in overflows_when_enlarged(page))


if __name__ == "__main__":
    sys.exit(main())
