"""The first time with a code as well, from then on with the organisation alone.

By a provider that comes with the tests; and where `make test-provider` has brought them, by a
certified one and by one that speaks SAML.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding
from playwright.sync_api import Page, Route
from tools.tour import violations

from tests.journeys.people import Coordinator
from tests.processes import eventually, free_port
from tests.program import Program, code_in
from tests.self_signed import pem, self_signed

pytestmark = pytest.mark.browser
HERE = Path(__file__).parents[1] / "sign_in/certified"
SECRET = "a secret of the two"
Go = Callable[[Page, str], None]


def say_a_name(page: Page, subject: str) -> None:
    page.locator("[name=sub]").first.fill(subject)
    page.get_by_role("button", name="Authorize").click()


def say_a_name_and_agree(page: Page, subject: str) -> None:
    page.locator("[name=login]").fill(subject)
    page.locator("[name=password]").fill("whatever")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def say_a_name_by_saml(page: Page, subject: str) -> None:
    page.locator("[name=login]").fill(subject)
    page.get_by_role("button", name="Sign-in").click()


MOCK = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--require-nonce=true"]
PROVIDERS: dict[str, Go] = {"mock": say_a_name}
if (HERE / "node_modules").exists():
    PROVIDERS |= {"certified": say_a_name_and_agree, "saml": say_a_name_by_saml}


@contextmanager
def provider(name: str, port: int, address: str, keys: Path) -> Iterator[None]:
    command = {
        "mock": [*MOCK, f"--port={port}"],
        "certified": ["node", str(HERE / "provider.mjs"), str(port), address],
        "saml": ["node", str(HERE / "saml.mjs"), str(port), address, *saml_keys(keys)],
    }[name]
    page = "metadata" if name == "saml" else ".well-known/openid-configuration"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            eventually(lambda: answers(port, page), within=30)
            yield
        finally:
            process.terminate()


def answers(port: int, page: str) -> bool:
    with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/{page}"):
        return True
    return False


def saml_keys(place: Path) -> list[str]:
    """The files of a key and its certificate, made when they are not there yet."""
    private, public = place / "key.pem", place / "certificate.pem"
    if not private.exists():
        key = generate_private_key(65537, 2048)
        made = self_signed(key, "provider.example", days=3650)
        private.write_bytes(pem(key))
        public.write_bytes(made.public_bytes(Encoding.PEM))
    return [str(private), str(public)]


def nothing_from_elsewhere(route: Route) -> None:
    """The providers dress their pages in what they load from the web."""
    if "//127.0.0.1:" in route.request.url:
        route.continue_()
    else:
        route.fulfill(body="", content_type="text/css")


def employ(served: Program, address: str, organisation: str) -> None:
    served.house.python(
        "from viceversa.people.models import Employment, Person\n"
        "from viceversa.people.actions import organisation_named\n"
        f"Employment.objects.create(person=Person.objects.get(email={address!r}), "
        f"organisation=organisation_named({organisation!r}))"
    )


@pytest.mark.parametrize("name", PROVIDERS)
def test_somebody_signs_in_with_her_organisation(
    served: Program,
    new_coordinator: Callable[..., Coordinator],
    tmp_path: Path,
    name: str,
) -> None:
    vera = new_coordinator("sv", f"vera.{name}")
    organisation, domain, port = f"Verken {name}", f"{name}.journey.example", free_port()
    employ(served, vera.address, organisation)
    (tmp_path / "secret").write_text(SECRET)
    said = ["sign-in-by", organisation, f"--domain={domain}", "--inside", "--only-way"]
    if name == "saml":
        said += [f"--saml-metadata=http://127.0.0.1:{port}/metadata"]
    else:
        said += [f"--issuer=http://127.0.0.1:{port}", "--client-id=viceversa"]
        said += [f"--secret-file={tmp_path / 'secret'}"]
    page = vera.page
    page.route("**/*", nothing_from_elsewhere)

    with provider(name, port, "", tmp_path):
        served.house.run(*said)
    address = served.house.python(
        "from viceversa.operations.sign_in_by import return_address\n"
        "from viceversa.sign_in.models import SignIn\n"
        f"print(return_address(SignIn.objects.get(organisation__name={organisation!r})))"
    )
    with provider(name, port, address, tmp_path):
        goes_there(vera, domain)
        PROVIDERS[name](page, "vera-1")
        page.wait_for_url("**/link/")
        assert violations(page) == []
        page.locator("[name=email]").fill(vera.address)
        vera.press("Mail me a code")
        page.locator("[name=code]").fill(code_in(vera.letter("mejl")))
        vera.press("Sign in")
        assert violations(page) == []
        vera.press("Yes, both are me")
        page.wait_for_url("**/desk/")

        vera.go("/accounts/logout/")
        vera.press("Sign out")
        page.context.clear_cookies()
        goes_there(vera, domain)
        PROVIDERS[name](page, "vera-1")
        page.wait_for_url("**/desk/")


def goes_there(vera: Coordinator, domain: str) -> None:
    vera.go("/accounts/login/")
    vera.page.locator("[name=email]").fill(f"any.body@{domain}")
    vera.press("Mail me a code")
    assert violations(vera.page) == []
    vera.page.locator("main form .button-primary").click()
