"""What the terminal shows, and the demo that is loaded at the very first start only."""

import pytest

from tests.factories import make_person
from viceversa.config import Config
from viceversa.operations import preparing
from viceversa.operations.first_start import greeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []
    monkeypatch.setattr("viceversa.operations.demo.load.load_demo", lambda: calls.append("loaded"))
    monkeypatch.setattr("viceversa.operations.demo.people.sign_in_lines", lambda: ["roles"])
    return calls


def test_the_first_start_of_a_demo_loads_it(loaded: list[str]) -> None:
    lines = greeting(Config(mode="demo", port=8123))
    assert loaded == ["loaded"]
    assert lines == [
        "Viceversa is on http://127.0.0.1:8123 (Ctrl+C stops it)",
        "Its mail lands on http://127.0.0.1:8123/mailbox/",
        "roles",
    ]


def test_a_later_start_loads_nothing(loaded: list[str]) -> None:
    make_person()
    greeting(Config(mode="demo"))
    assert loaded == []


def test_production_loads_nothing_and_asks_for_an_organiser(loaded: list[str]) -> None:
    real = Config(mode="production", base_url="https://mentors.example.com")
    assert "viceversa organiser" in greeting(real)[-1]
    make_person(is_organiser=True)
    assert greeting(real) == ["Viceversa is on https://mentors.example.com (Ctrl+C stops it)"]
    assert loaded == []


@pytest.mark.parametrize(("behind", "called"), [(True, "migrate"), (False, "createcachetable")])
def test_the_table_of_the_cache_is_made_once(
    monkeypatch: pytest.MonkeyPatch, behind: bool, called: str
) -> None:
    """`migrate` makes it as well."""
    calls: list[str] = []
    monkeypatch.setattr(preparing, "tables_are_behind", lambda: behind)
    monkeypatch.setattr(preparing, "call_command", lambda name, **_: calls.append(name))
    preparing.prepare_tables()
    assert calls == [called]
