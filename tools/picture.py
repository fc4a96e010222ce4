"""The picture of the README, from the running program: `python -m tools.picture`."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.chromium import CHROMIUM, SWITCHES

from tools.tour import Tour, staged

PICTURE = Path("docs/board.png")
SIZE = {"width": 1280, "height": 850}


def main() -> None:
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data,
        staged(Path(data), language="en") as (address, stops),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        tour = Tour(browser, address, language="en", viewport=SIZE)
        board = next(stop for stop in stops if stop.name == "board-full")
        tour.visit(board).screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
