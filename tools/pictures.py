"""`make pictures`: the pictures of the documentation, taken while the ten minutes are walked.

Does what docs/lead-it/ten-minutes.md says on a running demo, in both languages, by the names of
the buttons; so it also ends with an error where the guide asks for what is not there.
"""

import os
import tempfile
from io import BytesIO
from pathlib import Path
from typing import cast

import django
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from tests.chromium import CHROMIUM, PATIENCE, SWITCHES
from tests.journeys.people import Coordinator, Participant
from tests.processes import eventually
from tests.program import Program, link_in, program

from tools.tour import LOAD

WHERE = Path("docs/lead-it/pictures")
LOCALES = {"sv": "sv-SE", "en": "en-GB"}
LAPTOP, PHONE = {"width": 1280, "height": 760}, {"width": 360, "height": 640}
COLOURS = 24
Colour = tuple[int, int, int]
VOICES: tuple[Colour, ...] = ((0x0F, 0x6B, 0x5C), (0x8A, 0x3B, 0x12))
PATIENT = 300  # seconds
LEAD, PROGRAMME = "Åsa Vretemark", "Omvänt mentorskap på Norrvidde"
SPEAK = """
from viceversa.people.models import Person
Person.objects.update(language="{language}")
"""
PUBLISHED = "karin.westerlov@norrvidde-armatur.example"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    WHERE.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        for language in LOCALES:
            with (
                tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data,
                program(Path(data), VICEVERSA_LANGUAGE=language) as demo,
            ):
                demo.house.python(LOAD.format(language=language), within=PATIENT)
                demo.serve()
                walk(demo, browser, language)
        browser.close()


def walk(demo: Program, browser: Browser, language: str) -> None:
    """The ten minutes, with a picture at each station."""
    laptop, phone = (page_of(browser, language, size) for size in (LAPTOP, PHONE))
    lead = Coordinator(demo, laptop, "", language)
    enter(lead)
    bring_in(lead)
    demo.house.python(SPEAK.format(language=language), within=PATIENT)
    lead.finds_the_best_pairs()
    take(laptop, "board", language)
    change(lead)
    lead.go(f"{lead.programme}board/")
    lead.press("Look through and publish")
    laptop.locator("main [type=checkbox]").first.check()
    laptop.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    take(laptop, "publish", language)
    lead.press("Publish and send the letters")
    laptop.wait_for_url("**/pairs/")
    answer(Participant(demo, phone, PUBLISHED, language))


def enter(lead: Coordinator) -> None:
    lead.go("/demo/")
    lead.page.get_by_role("button", name=lead.say("Look as %(name)s") % {"name": LEAD}).click()
    lead.page.wait_for_url("**/desk/")
    lead.page.get_by_role("article").filter(has_text=PROGRAMME).get_by_role("link").click()
    lead.page.wait_for_url("**/programmes/*/")
    lead.programme = lead.page.url.removeprefix(lead.program.address)
    lead.press("People", within=lead.page.get_by_role("navigation"))


def bring_in(lead: Coordinator) -> None:
    content = lead.page.request.get(f"{lead.program.address}/demo/norrvidde.csv").body()
    lead.go(f"{lead.programme}imports/")
    lead.page.locator("[type=file]").set_input_files(
        {"name": "norrvidde.csv", "mimeType": "text/csv", "buffer": content}
    )
    lead.press("Send the list")
    lead.press("Check the list")
    lead.sees("What the list would do")
    take(lead.page, "list", lead.language)
    with lead.page.expect_navigation():
        lead.page.locator("main form .button-primary").click()
    lead.sees("The list has been brought in")


def change(lead: Coordinator) -> None:
    """Looks at another mentor for the weakest pair, and leaves it as it is."""
    dialog = lead.page.locator("dialog")
    lead.page.get_by_role("link", name=lead.say("Move to…")).first.click()
    dialog.locator(".option").first.click()
    dialog.get_by_text(lead.say("Only these, as they stand")).wait_for()
    take(lead.page, "change", lead.language)


def answer(karin: Participant) -> None:
    eventually(lambda: karin.program.letters(PUBLISHED) != [], within=PATIENT)
    karin.go(link_in(karin.letter("/answer/"), "/answer/"))
    karin.page.get_by_role("button", name=karin.say("No thanks")).scroll_into_view_if_needed()
    take(karin.page, "answer", karin.language)
    karin.press("Yes, gladly")


def page_of(browser: Browser, language: str, size: dict[str, int]) -> Page:
    options = {"locale": LOCALES[language], "viewport": size}
    page = browser.new_page(**options)
    page.set_default_timeout(PATIENCE)
    return page


def take(page: Page, name: str, language: str) -> None:
    """What the window shows, in the colours that are most of it and those of the two voices, which
    stand in thin letters only: pages of text need few."""
    seen = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    counted = sorted(seen.getcolors(seen.width * seen.height) or [], reverse=True)
    kept = [*VOICES, *(cast(Colour, colour) for _, colour in counted[: COLOURS - len(VOICES)])]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in kept for value in colour])
    few = seen.quantize(palette=palette, dither=Image.Dither.NONE)
    few.save(WHERE / f"{name}.{language}.png", optimize=True)


if __name__ == "__main__":
    main()
