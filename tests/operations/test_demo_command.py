"""`viceversa demo`: where it loads, where it refuses, and how it begins anew."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.processes import installation
from viceversa.operations.demo import chamber, ended, norrvidde
from viceversa.operations.demo.load import NotADemoError, load_demo
from viceversa.pairing.models import Pair
from viceversa.people.models import Person

pytestmark = pytest.mark.django_db
LOADED = [f"Loaded: {each.NAME}" for each in (chamber, norrvidde, ended)]


@pytest.mark.parametrize("reset", [False, True])
def test_production_loads_nothing_and_loses_nothing(settings: Any, reset: bool) -> None:
    call_command("demo", verbosity=0)
    people = set(Person.objects.values_list("pk", flat=True))
    settings.IS_DEMO = False
    with pytest.raises(NotADemoError):
        load_demo(500)
    with pytest.raises(CommandError, match="VICEVERSA_MODE=demo"):
        call_command("demo", reset=reset)
    assert set(Person.objects.values_list("pk", flat=True)) == people


@pytest.mark.parametrize("size", ["0", "-3", "many"])
def test_a_size_that_is_none_is_refused(size: str) -> None:
    with pytest.raises(CommandError, match="a number from 1 on is needed"):
        call_command("demo", f"--size={size}")


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("demo", "--size", "20"), marks=pytest.mark.slow),
        ("organiser", "a@example.com", "--name", "Anna Berg"),
    ],
)
def test_it_may_be_the_first_command_of_an_installation(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    with installation(tmp_path, migrated=False) as house:
        house.run(*command, VICEVERSA_MODE="demo")


def test_second_load_says_that_it_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo")
    assert capsys.readouterr().out.splitlines() == LOADED
    call_command("demo")
    assert "there already" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)  # PostgreSQL empties no table in a transaction that wrote
def test_reset_loads_it_anew(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo")
    first = set(Pair.objects.values_list("pk", flat=True))
    call_command("demo", reset=True)
    again = set(Pair.objects.values_list("pk", flat=True))
    assert (len(first), len(again), first & again) == (32, 32, set())
    assert capsys.readouterr().out.splitlines() == [*LOADED, *LOADED]
