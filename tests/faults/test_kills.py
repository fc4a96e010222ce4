"""Whenever a process dies, what it did is whole or not there; doing it again makes up for it."""

import pytest
from django.db import connection
from django.db.models import QuerySet

from tests.faults.deeds import DEEDS
from tests.faults.kills import agree, points_in, sweep
from tests.faults.pages import PAGES
from viceversa.pairing.actions import publication
from viceversa.people.models import Person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Whoever dies in the middle of reading closes no cursor, which psycopg minds.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SOME = (
    "apply",
    "import a list",
    "solve",
    "publish",
    "accept second",
    "send",
    "close the first survey",
    "erase a pair's words",
    "erase somebody who asked",
)
FEW = range(4, 400, 15)
ALL = {**DEEDS, **PAGES}
STEPS = {"erase somebody who asked": 5, "erase somebody who applied": 5}
"""Erasing asks every table, so that it has five hundred points."""
FEWEST_POINTS = 2000


@pytest.mark.parametrize("name", SOME)
def test_a_deed_survives_a_few_kills(name: str) -> None:
    assert sweep(DEEDS[name], FEW)


def test_the_sweep_finds_pairs_that_are_there_before_their_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fault that is planted: publishing in two transactions instead of one."""

    rest = publication.open_accounts

    def commit_half(people: QuerySet[Person]) -> None:
        connection.connection.commit()
        rest(people)

    monkeypatch.setattr(publication, "open_accounts", commit_half)
    with pytest.raises(AssertionError):
        sweep(DEEDS["publish"], range(40, 400, 4))


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_a_deed_survives_a_kill_at_every_point(name: str) -> None:
    assert sweep(ALL[name], range(1, 1000, STEPS.get(name, 1)))


@pytest.mark.slow
def test_there_are_many_points_to_die_at() -> None:
    assert sum(points_in(ALL[name]) // STEPS.get(name, 1) for name in ALL) >= FEWEST_POINTS


@pytest.mark.slow
@pytest.mark.usefixtures("on_disk")
@pytest.mark.parametrize("name", ["apply", "publish", "accept second", "close the first survey"])
def test_a_process_that_is_really_killed_leaves_the_same(name: str) -> None:
    agree(DEEDS[name], range(1, 40, 4))
