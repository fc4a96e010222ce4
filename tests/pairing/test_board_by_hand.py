"""The board in a browser: the same change by drag, by two clicks and by the keyboard alone."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.chromium import PATIENCE
from tests.pairing.boards import Drafted
from tests.pairing.test_board import swappable
from viceversa.pairing.models import Suggestion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Board:
    """The board as its coordinator has it before her."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.dialog = page.locator("dialog[open]")

    def row(self, pair: Suggestion) -> Locator:
        return self.page.locator(f"tr[data-mentee='{pair.mentee_id}']")

    def card(self, pair: Suggestion) -> Locator:
        return self.row(pair).locator("[data-card]")

    def mentor_of(self, pair: Suggestion) -> Locator:
        return self.row(pair).locator(".seat-mentor .seat-name")

    def focused(self) -> Locator:
        return self.page.locator(":focus")

    def drag(self, one: Suggestion, other: Suggestion) -> None:
        self.card(one).drag_to(self.row(other))

    def click(self, one: Suggestion, other: Suggestion) -> None:
        self.card(one).click()
        self.card(other).click()

    def type(self, one: Suggestion, other: Suggestion) -> None:
        """Nothing but Tab and Enter, from the link in the row on."""
        self.row(other).get_by_role("link").first.focus()
        self.page.keyboard.press("Enter")
        expect(self.dialog.locator("h1:focus")).to_be_visible()
        wanted = f"mentor={one.mentor_id}"
        while wanted not in (self.focused().get_attribute("href") or ""):
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        expect(self.dialog.locator(".change-way")).not_to_have_count(0)


@pytest.fixture
def board(draft: Drafted, client: Client, live_server: LiveServer, browser: Browser) -> Board:
    client.force_login(draft.alice)
    name = settings.SESSION_COOKIE_NAME
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(PATIENCE)
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    page.goto(live_server.url + reverse("board", args=(draft.code,)))
    page.evaluate("htmx.config.defaultSettleDelay = 300")  # as on a slow machine
    return Board(page)


@pytest.mark.parametrize("way", [Board.drag, Board.click, Board.type])
def test_two_are_paired_by_drag_by_clicks_and_by_keys(
    draft: Drafted, board: Board, way: Callable[[Board, Suggestion, Suggestion], None]
) -> None:
    one, other = swappable(draft)
    before = draft.pairs
    way(board, one, other)
    expect(board.dialog.locator(".change-cost strong").first).to_be_visible()
    expect(board.dialog.locator("h1:focus")).to_be_visible()
    assert draft.pairs == before
    board.focused().press("Tab")
    board.focused().press("Enter")
    expect(board.mentor_of(other)).to_have_text(one.mentor.person.full_name)
    expect(board.row(other)).to_have_class("pairing pairing-locked")
    wanted = (one.mentor.person.given_name, other.mentee.person.given_name)
    assert wanted in draft.pairs


def test_escape_leaves_everything_as_it_was(draft: Drafted, board: Board) -> None:
    one, other = swappable(draft)
    before = draft.pairs
    board.type(one, other)
    board.page.keyboard.press("Escape")
    expect(board.dialog).to_have_count(0)
    expect(board.row(other).get_by_role("link").first).to_be_focused()
    assert draft.pairs == before


def test_the_keyboard_stays_on_the_lock_that_it_turns(draft: Drafted, board: Board) -> None:
    pair = draft.suggestions[0]
    for locked in (True, False):
        board.row(pair).get_by_role("button").press("Enter")
        expect(board.page.locator(".pairing-locked")).to_have_count(int(locked))
        expect(board.row(pair).get_by_role("button")).to_be_focused()
        pair.refresh_from_db()
        assert pair.is_locked is locked
