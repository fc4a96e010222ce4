"""A tour of every page with Chromium: on a running program with its demo, as all whom it knows."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page
from tests.chromium import PATIENCE
from tests.processes import eventually, free_port, installation

LOAD = """
from viceversa.operations.demo.load import load_demo
from viceversa.people.models import Person
load_demo()
Person.objects.update(language="{language}")
"""


TOO_WIDE = """() => {
  const root = document.documentElement;
  const spills = [...document.body.querySelectorAll("*")].filter((each) =>
    each.checkVisibility() && each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1
    && getComputedStyle(each).overflowX === "visible"
    && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return [
    ...(root.scrollWidth > window.innerWidth ? ["the page is wider than its window"] : []),
    ...spills.map((each) => `wider than its box: ${each.outerHTML.slice(0, 120)}`),
  ];
}"""


@dataclass(frozen=True)
class Stop:
    """A page: its name, address, as whom it is opened (a person's code), what is done there first
    ([verb, selector, text]), the status it answers with, and where what is done leads."""

    name: str
    path: str
    person: str = ""
    press: list[list[str]] = field(default_factory=list)
    status: int = 200
    lands: str = ""


class Tour:
    """One browser context for each person, made when she is first met, and one for visitors."""

    def __init__(self, browser: Browser, address: str, *, language: str, **options: Any) -> None:
        self.browser, self.address = browser, address
        self.options = {"locale": {"sv": "sv-SE", "en": "en-GB"}[language], **options}
        self.pages: dict[str, Page] = {}
        self.complaints: list[str] = []

    def visit(self, stop: Stop) -> Page:
        """Opens the page and does what is to be done there. Another status than expected, or a
        complaint of the browser's (a script's error, a rule of the page broken), is an error."""
        page = self.page_of(stop.person)
        self.complaints.clear()
        answer = page.goto(f"{self.address}{stop.path}")
        for verb, selector, *text in stop.press:
            getattr(page.locator(selector).first, verb)(*text)
        page.wait_for_load_state()
        if not answer or answer.status != stop.status:
            raise UnexpectedPageError(f"{answer and answer.status} on {stop.path}")
        place = stop.lands or ("" if stop.press else stop.path)
        if not page.url.endswith(place):
            raise UnexpectedPageError(f"{page.url} instead of {place}")
        if self.complaints and stop.status == 200:
            raise UnexpectedPageError(f"{'; '.join(self.complaints)}")
        return page

    def page_of(self, person: str) -> Page:
        """Signs in as the demo lets everybody do: by looking as somebody."""
        if person not in self.pages:
            page = self.browser.new_context(**self.options).new_page()
            page.set_default_timeout(PATIENCE)
            page.on("console", self._listen)
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            if person:
                page.goto(f"{self.address}/demo/")
                page.locator(f"[formaction='/look-as/{person}/']").evaluate(
                    "button => button.form.requestSubmit(button)"
                )
                page.wait_for_url("**/desk/")
            self.pages[person] = page
        return self.pages[person]

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


class UnexpectedPageError(Exception):
    """A page that is not what the tour was promised."""


@contextmanager
def staged(data: Path, *, language: str) -> Iterator[tuple[str, list[Stop]]]:
    """A running program with the demo in one language; its address, and every stop of the tour."""
    with installation(data) as house:
        port = free_port()
        house.environment.update(PORT=str(port), VICEVERSA_MODE="demo", VICEVERSA_LANGUAGE=language)
        house.python(LOAD.format(language=language))
        stops = json.loads(house.python("from tools import stage; stage.main()"))
        address = f"http://127.0.0.1:{port}"
        served = house.viceversa("serve")
        eventually(lambda: served.poll() is not None or _answers(address), within=60)
        yield address, [Stop(**stop) for stop in stops]


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/readyz", timeout=5) as answer:  # noqa: S310  # our own program
            return bool(answer.status == 200)
    except OSError:
        return False


def overflows(page: Page) -> list[str]:
    """What is too wide: the page for its window, or words for the box they stand in."""
    return list(page.evaluate(TOO_WIDE))


def overflows_when_enlarged(page: Page) -> list[str]:
    """What is too wide for whoever zooms to 400 % of a laptop's window, or has letters twice as
    large in one half as wide. The page is left as it was."""
    page.set_viewport_size({"width": 320, "height": 640})
    zoomed = overflows(page)
    page.set_viewport_size({"width": 640, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    enlarged = overflows(page)
    page.evaluate("document.documentElement.style.removeProperty('font-size')")
    return [f"zoomed to 400 %: {each}" for each in zoomed] + [
        f"with letters of 200 %: {each}" for each in enlarged
    ]


def violations(page: Page) -> list[str]:
    """What axe has to say about the page as it stands."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{each['id']}: {each['help']}: {node['html'][:160]}"
        for each in found
        for node in each["nodes"]
    ]
