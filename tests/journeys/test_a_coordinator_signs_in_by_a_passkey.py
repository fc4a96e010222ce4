"""A passkey, added by the fingerprint of a virtual phone, opens the desk without a letter."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page

from tests.journeys.people import Coordinator
from tests.program import Program

pytestmark = pytest.mark.browser
FINGERPRINT = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_a_fingerprint_reader(page: Page) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": FINGERPRINT})


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_coordinator_signs_in_by_a_passkey(
    served: Program, new_coordinator: Callable[..., Coordinator], language: str
) -> None:
    vera = new_coordinator(language, "vera")
    # A browser keeps passkeys by the name of a host, and an address of figures is none.
    vera.program = replace(served, address=served.address.replace("127.0.0.1", "localhost"))
    give_a_fingerprint_reader(vera.page)
    vera.sign_in()
    vera.go("/me/")
    vera.press("Sign-in methods")
    vera.go("/accounts/2fa/webauthn/add/")
    vera.page.locator("[name=passwordless]").check()
    with vera.page.expect_navigation():
        vera.page.locator("#mfa_webauthn_add").click()
    vera.go("/accounts/logout/")
    vera.press("Sign out")
    vera.go("/accounts/login/")
    letters = len(served.letters(vera.address))
    with vera.page.expect_navigation(url="**/desk/"):
        vera.page.locator("#passkey_login").click()
    vera.go("/desk/")
    assert len(served.letters(vera.address)) == letters
