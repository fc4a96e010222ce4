"""What the chamber hopes that its rounds give."""

from datetime import timedelta

from viceversa.operations.demo.people import rows
from viceversa.programmes.models import Programme
from viceversa.report.models import ProgrammeGoal

BEFORE = timedelta(weeks=2)


UNTOLD = {"reached": "", "outcome": ""}


def set_goals(programme: Programme) -> None:
    """Set before the round, which is on its way."""
    for row in rows("goals.csv"):
        _set(programme, row | UNTOLD)


def set_goals_with_outcomes(programme: Programme) -> None:
    """The same of a round that is over."""
    for row in rows("goals.csv"):
        _set(programme, row)


def _set(programme: Programme, row: dict[str, str]) -> None:
    ProgrammeGoal.objects.create(programme=programme, set_on=programme.starts_on - BEFORE, **row)
