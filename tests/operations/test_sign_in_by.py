"""Whoever runs the server lets an organisation sign its people in, and sees whether it works."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from tests.factories import make_organisation
from tests.sign_in.conftest import House, house, linked
from tests.sign_in.provider import public
from viceversa.operations import sign_in_by
from viceversa.sign_in.models import SignIn

__all__ = ["house"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(tmp_path: Path) -> str:
    path = tmp_path / "secret"
    path.write_text("s3cret\n")
    return str(path)


def run(*said: Any) -> str:
    output = StringIO()
    call_command("sign_in_by", *said, stdout=output)
    return output.getvalue()


def test_it_is_set_up_in_one_line_and_asked_at_once(house: House, secret: str) -> None:
    make_organisation("West")
    house.at_nord.issuer = "https://nord.example"
    said = run(
        "west", "--issuer=https://nord.example", "--client-id=us", f"--secret-file={secret}",
        "--domain=@West.example", "--domain=west.se", "--only-way",
    )  # fmt: skip
    made = SignIn.objects.get(organisation__name="West")
    assert (made.client_id, made.secret, made.is_only_way) == ("us", "s3cret", True)
    assert sorted(made.domains.values_list("domain", flat=True)) == ["west.example", "west.se"]
    assert f"Redirect URI: http://127.0.0.1:8000/accounts/with/{made.pk}/back/" in said
    assert "The sign-in of West (https://nord.example) answers." in said
    assert "s3cret" not in said
    assert "s3cret" not in str(SignIn.objects.values())


def test_what_is_not_said_stays(house: House) -> None:
    run("Nord", "--only-way")
    run("Nord", "--client-id=new")
    nord = SignIn.objects.get(pk=house.nord.pk)
    assert (nord.client_id, nord.secret, nord.is_only_way) == ("new", "s3cret", True)
    run("Nord", "--no-only-way")
    nord.refresh_from_db()
    assert not nord.is_only_way


def test_another_issuer_knows_nobody_yet(house: House) -> None:
    linked(house.alice, house.nord, "alice")
    run("Nord", "--client-id=new")
    assert SocialAccount.objects.exists()
    house.at_nord.issuer = "https://nord.example/new"
    house.at_nord.said = lambda said: 500
    with pytest.raises(CommandError):
        run("Nord", "--issuer=https://nord.example/new")
    assert not SocialAccount.objects.exists()


def test_taken_down_it_is_gone_and_so_are_its_accounts(house: House) -> None:
    linked(house.alice, house.nord, "alice")
    assert "mailed codes again" in run("Nord", "--take-down")
    assert not SignIn.objects.filter(organisation__name="Nord").exists()
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (["Nowhere"], "No organisation here is called Nowhere."),
        (["West"], "Needed: --issuer"),
        (["West", "--check"], "has no sign-in of its own"),
        (["West", "--take-down"], "has no sign-in of its own"),
        (["Nord", "--issuer=http://nord.example"], "begins with https://"),
        (["Nord", "--issuer=https://" + "n" * 300], "begins with https://"),
        (["Nord", "--client-id=" + "n" * 200], "too long"),
        (["Nord", "--domain=syd.example"], "leads to another organisation"),
        (["Nord", "--domain=nonsense"], "is not a domain"),
        (["Nord", "--secret-file=/no/such/file"], "^/no/such/file cannot be read: No such file"),
    ],
)
def test_what_makes_no_sense_is_refused(house: House, said: list[str], why: str) -> None:
    make_organisation("West")
    with pytest.raises(CommandError, match=why):
        run(*said)


ILLNESSES = {
    "it leads elsewhere": lambda _: (302, "https://elsewhere.example"),
    "HTTPError": lambda _: 500,
    "JSONDecodeError": lambda _: b"no json",
    "another issuer": lambda said: {**said, "issuer": "https://nord.example/"},
    "not https": lambda said: {**said, "jwks_uri": "http://nord.example/keys"},
}


@pytest.mark.parametrize("illness", ILLNESSES)
def test_the_check_says_what_is_wrong_and_what_to_do(house: House, illness: str) -> None:
    house.at_nord.said = ILLNESSES[illness]
    with pytest.raises(CommandError, match=illness) as refused:
        run("Nord", "--check")
    assert len(str(refused.value).splitlines()) == 2


def test_the_check_looks_at_the_keys(house: House) -> None:
    assert "answers" in run("Nord", "--check")
    house.at_nord.listed = lambda _: {"keys": [public(use="enc")]}
    with pytest.raises(CommandError, match="lists no key"):
        run("Nord", "--check")


def test_the_check_says_when_the_secret_key_was_changed(house: House) -> None:
    with override_settings(SECRET_KEY="k" * 60), pytest.raises(CommandError, match="secret again"):
        run("Nord", "--check")
    with override_settings(SECRET_KEY="k" * 60):
        assert Client().post(f"/accounts/with/{house.nord.pk}/").status_code == 403


def test_the_doctor_asks_every_provider(house: House) -> None:
    house.at_syd.said = lambda _: 500
    assert [each.is_well for each in sign_in_by.sign_ins_answer()] == [True, False]
