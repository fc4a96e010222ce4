"""Whoever runs the server hands over what a SAML provider says of itself."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
import time_machine
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.core.management import CommandError
from django.test import Client
from django.utils import timezone
from requests.adapters import HTTPAdapter

from tests.factories import make_organisation
from tests.operations.test_sign_in_by import run
from tests.sign_in.conftest import linked
from tests.sign_in.provider import answer
from tests.sign_in.saml_house import SUBJECT, SamlHouse, saml_house
from tests.sign_in.saml_provider import certificate
from viceversa.operations import sign_in_by
from viceversa.sign_in.models import SignIn

__all__ = ["saml_house"]
pytestmark = pytest.mark.django_db
KEY = generate_private_key(65537, 2048)
ENTITY, SSO = "https://west.example/saml", "https://west.example/sso?tenant=1&amp;x=2"
KEY_DESCRIPTOR = """
    <KeyDescriptor{use}><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
      <X509Certificate>{certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"""
METADATA = """<?xml version="1.0"?><!-- as providers write it -->
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}">
  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">{keys}
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
        Location="https://west.example/post"/>
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-{binding}"
        Location="{sso}"/>
  </IDPSSODescriptor>
</EntityDescriptor>"""


def key(use: str = ' use="signing"', said: str | None = None) -> str:
    return KEY_DESCRIPTOR.format(use=use, certificate=certificate(KEY) if said is None else said)


def metadata(**change: str) -> str:
    said = {"entity": ENTITY, "keys": key(), "binding": "Redirect", "sso": SSO}
    return METADATA.format(**{**said, **change})


@pytest.fixture
def west(saml_house: SamlHouse, tmp_path: Path) -> Path:
    """An organisation without a sign-in, and where its metadata lie."""
    make_organisation("West")
    path = tmp_path / "west.xml"
    path.write_text(metadata())
    return path


def west_now() -> SignIn:
    return SignIn.objects.get(organisation__name="West")


def test_it_is_set_up_in_one_line(west: Path) -> None:
    said = run("West", f"--saml-metadata={west}", "--domain=west.example", "--only-way")
    made = west_now()
    assert (made.issuer, made.is_only_way, made.speaks_saml) == (ENTITY, True, True)
    assert made.saml.sso_address == "https://west.example/sso?tenant=1&x=2"
    assert made.saml.listed_certificates == [certificate_in(west)]
    place = f"http://127.0.0.1:8000/accounts/with/{made.pk}/saml/"
    assert f"entity id: {place}metadata/\n" in said
    assert f"consumer service): {place}\n" in said
    assert f"The sign-in of West ({ENTITY}) signs by a certificate that ends on " in said


def certificate_in(path: Path) -> str:
    return path.read_text().partition("<X509Certificate>")[2].partition("<")[0]


def test_metadata_may_be_fetched(west: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def send(_: HTTPAdapter, request: requests.PreparedRequest, **__: Any) -> requests.Response:
        asked.append(request.url)
        return answer(west.read_bytes(), str(request.url))

    monkeypatch.setattr(HTTPAdapter, "send", send)
    run("West", "--saml-metadata=https://west.example/metadata", "--domain=west.example")
    assert (asked, west_now().issuer) == (["https://west.example/metadata"], ENTITY)


def test_what_is_not_said_stays(west: Path) -> None:
    run("West", f"--saml-metadata={west}", "--domain=west.example", "--name-attribute=number")
    run("West", "--only-way")
    west.write_text(metadata(sso="https://west.example/new"))
    run("West", f"--saml-metadata={west}")
    now = west_now()
    assert (now.saml.name_attribute, now.is_only_way) == ("number", True)
    assert now.saml.sso_address == "https://west.example/new"
    assert now.domains.get().domain == "west.example"
    run("West", "--name-attribute=")
    assert west_now().saml.name_attribute == ""


def test_new_certificates_leave_people_linked_and_another_provider_does_not(
    saml_house: SamlHouse, west: Path
) -> None:
    linked(saml_house.alice, saml_house.nord, SUBJECT)
    west.write_text(metadata(entity=saml_house.nord.issuer))
    run("Nord", f"--saml-metadata={west}")
    assert SocialAccount.objects.exists()
    west.write_text(metadata())
    run("Nord", f"--saml-metadata={west}")
    assert not SocialAccount.objects.exists()


def test_the_other_protocol_takes_its_place(
    saml_house: SamlHouse, west: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked(saml_house.alice, saml_house.nord, SUBJECT)
    (tmp_path / "secret").write_text("s3cret")
    monkeypatch.setattr(HTTPAdapter, "send", lambda *_, **__: answer(500, "https://nord.example"))
    with pytest.raises(CommandError, match="HTTPError"):
        run(
            "Nord", f"--issuer={saml_house.nord.issuer}", "--client-id=us",
            f"--secret-file={tmp_path / 'secret'}",
        )  # fmt: skip
    assert not SignIn.objects.get(organisation__name="Nord").speaks_saml
    assert not SocialAccount.objects.exists()


ILL = {
    "do not describe exactly one": metadata().replace("IDPSSODescriptor", "SPSSODescriptor"),
    "no address for sign-in": metadata(binding="Artifact"),
    "no certificate for signing": metadata(keys=key(' use="encryption"')),
    "cannot be read": metadata(keys=key(said="AAAA")),
    "needs RSA of 2048": metadata(
        keys=key(said=certificate(generate_private_key(65537, 1024)))  # noqa: S505  # weak on purpose
    ),
    "not https": metadata(sso="http://west.example/sso"),
    "by script": metadata(sso="javascript:alert(1)"),
    "the address for sign-in is too long": metadata(sso="https://west.example/" + "x" * 500),
    "no entity id": metadata(entity=""),
    "or a very long one": metadata(entity="x" * 256),
    "it is not XML": "none",
    "it is too long": metadata() + " " * 300_000,
    "declares a type": metadata().replace("<!-- as providers write it -->", "<!DOCTYPE x>"),
}


@pytest.mark.parametrize("why", ILL)
def test_metadata_that_do_not_do_are_refused(west: Path, why: str) -> None:
    west.write_text(ILL[why])
    with pytest.raises(CommandError, match="(?i)" + {"by script": "not https"}.get(why, why)):
        run("West", f"--saml-metadata={west}", "--domain=west.example")
    assert not SignIn.objects.filter(organisation__name="West").exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (["West", "--saml-metadata=/no/such/file", "--domain=w.example"], "No such file"),
        (["West", "--saml-metadata=http://w.example/", "--domain=w.example"], "begins with https"),
        (["West", "--saml-metadata=FILE"], "at least one --domain"),
        (["West", "--name-attribute=x"], "--name-attribute is for SAML"),
        (["Nord", "--saml-metadata=FILE", "--client-id=us"], "not both"),
        (["Nord", "--client-id=us"], "Needed: --issuer"),
        (["Nord", "--name-attribute=" + "n" * 256], "too long"),
    ],
)
def test_what_makes_no_sense_is_refused(west: Path, said: list[str], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        run(*(each.replace("FILE", str(west)) for each in said))


def test_an_address_that_the_library_does_not_take_is_told_at_once(
    west: Path, client: Client
) -> None:
    west.write_text(metadata(sso="https://west..example/sso"))
    with pytest.raises(CommandError, match="cannot be used: its address"):
        run("West", f"--saml-metadata={west}", "--domain=west.example")
    assert client.post(f"/accounts/with/{west_now().pk}/").status_code == 403


def test_the_doctor_says_when_the_certificate_ends(saml_house: SamlHouse) -> None:
    assert [each.is_well for each in sign_in_by.sign_ins_answer()] == [True, True]
    with time_machine.travel(timezone.now() + timedelta(days=3640)):
        ill = list(sign_in_by.sign_ins_answer())
    assert [each.is_well for each in ill] == [False, False]
    assert "--saml-metadata" in ill[0].remedy
