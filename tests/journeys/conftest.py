"""A program that is served for the journeys of one test process, and everybody's browsers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState

from tests.chromium import PATIENCE
from tests.journeys.people import Coordinator, Participant
from tests.journeys.rounds import Lead, Member
from tests.program import Program, program

PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
LOCALES = {"sv": "sv-SE", "en": "en-GB"}
MakePage = Callable[..., Page]
LEADS = "anna@rounds.example"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Somebody is here already, or the first start would bring in the demo."""
    with program(tmp_path_factory.mktemp("data")) as made:
        made.house.run("organiser", "first@example.com", "--name", "Första Person")
        made.serve()
        yield made


@pytest.fixture
def new_page(browser: Browser) -> Iterator[MakePage]:
    """A browser of somebody's own. Scripts that fail, or that a page forbids, fail the journey."""
    contexts, complaints = [], []

    def make(language: str, **options: Any) -> Page:
        contexts.append(browser.new_context(locale=LOCALES[language], **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def new_coordinator(served: Program, new_page: MakePage) -> Callable[..., Coordinator]:
    """Somebody with a laptop who may create programmes."""

    def make(language: str, given_name: str = "anna") -> Coordinator:
        address = f"{given_name}.{language}@journey.example"
        named = ("organiser", address, "--name", "Anna Prov")
        served.house.run(*named, VICEVERSA_LANGUAGE=language)
        return Coordinator(served, new_page(language, viewport=LAPTOP), address, language)

    return make


@pytest.fixture
def new_participant(served: Program, new_page: MakePage) -> Callable[[str, str], Participant]:
    """Somebody with a phone on which no script runs."""

    def make(address: str, language: str) -> Participant:
        page = new_page(language, viewport=PHONE, java_script_enabled=False)
        return Participant(served, page, address, language)

    return make


@pytest.fixture(scope="module")
def leads_sign_in(served: Program, browser: Browser) -> StorageState:
    """What the browser keeps of somebody who may create programmes and has signed in."""
    served.house.run("organiser", LEADS, "--name", "Anna Prov", VICEVERSA_LANGUAGE="sv")
    context = browser.new_context(locale=LOCALES["sv"])
    Coordinator(served, context.new_page(), LEADS, "sv").sign_in()
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def anna(served: Program, new_page: MakePage, leads_sign_in: StorageState) -> Lead:
    """She leads one round after the other, and stays signed in."""
    page = new_page("sv", viewport=LAPTOP, storage_state=leads_sign_in)
    return Lead(served, page, LEADS, "sv")


@pytest.fixture
def new_member(served: Program, new_page: MakePage) -> Callable[[str], Member]:
    """Somebody of a round, with a phone on which no script runs."""

    def make(address: str) -> Member:
        page = new_page("sv", viewport=PHONE, java_script_enabled=False)
        return Member(served, page, address, "sv")

    return make
