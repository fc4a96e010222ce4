"""Tokens from the command line."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.api.client import Program
from tests.cast import Cast
from viceversa.api.models import Token

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organiser(cast: Cast) -> None:
    cast.alice.is_organiser = True
    cast.alice.save(update_fields=["is_organiser"])


def run(*words: str, **more: Any) -> str:
    out = io.StringIO()
    call_command("token", *words, stdout=out)
    return out.getvalue().strip()


def made(cast: Cast, *words: str) -> str:
    return run("make", "HR system", "--by", cast.alice.email, "--may", "people:read", *words)


def test_it_is_printed_once_and_works(cast: Cast) -> None:
    secret = made(cast, "--days", "30")
    assert Program(secret).items(f"/programmes/{cast.programme.pk}/people")
    shown = run("list")
    token = Token.objects.get()
    assert secret not in shown
    assert shown.startswith(f"{token.pk}  until {token.expires_at:%Y-%m-%d}")
    assert "HR system" in shown


def test_a_list_of_none_says_so() -> None:
    assert run("list") == "There is no token."


def test_for_one_programme_and_one_partner(cast: Cast) -> None:
    made(cast, "--programme", cast.programme.pk, "--organisation", "tallmo test AB")
    token = Token.objects.get()
    assert (token.programme, token.organisation) == (cast.programme, cast.house)


def test_it_is_revoked_at_once(cast: Cast) -> None:
    program = Program(made(cast))
    assert program.get("/programmes").status_code == 200
    run("revoke", Token.objects.get().pk)
    assert program.get("/programmes").status_code == 401
    assert "  over  " in run("list")


@pytest.mark.parametrize(
    "words",
    [
        ["make", "x", "--by", "nobody@example.com", "--may", "people:read"],
        ["make", "x", "--by", "{carol}", "--may", "people:read"],
        ["make", "x", "--by", "{alice}", "--may", "people:read", "--programme", "nosuchcode"],
        ["make", "x", "--by", "{alice}", "--may", "people:read", "--organisation", "Nobody AB"],
        ["make", "x", "--by", "{alice}", "--may", "pairs:content"],
        ["revoke", "nosuchcode"],
    ],
)
def test_what_makes_no_sense_is_said(cast: Cast, words: list[str]) -> None:
    people = {"alice": cast.alice.email, "carol": cast.carol.email}
    with pytest.raises(CommandError):
        run(*(word.format(**people) for word in words))
    assert not Token.objects.exists()


def test_the_terminal_speaks_one_language(cast: Cast) -> None:
    with translation.override("sv"), pytest.raises(CommandError, match="programme: Select a valid"):
        made(cast, "--programme", "nosuchcode")


def test_a_name_that_is_nearly_right_is_offered(cast: Cast) -> None:
    with pytest.raises(CommandError, match="Perhaps: Tallmo Test AB"):
        made(cast, "--organisation", "Tallmo Tes AB")
