"""What the organiser hoped that the round gives, and what came of it."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from viceversa.programmes.models import Programme
from viceversa.report.models import ProgrammeGoal
from viceversa.report.section import Section, table

UNTOLD = "–"


def hopes(programme: Programme, goals: Sequence[ProgrammeGoal]) -> Section | None:
    """Each goal with its sign and its outcome. One that was set after the first day says so."""
    if not goals:
        return None
    reached = sum(goal.reached == ProgrammeGoal.Reached.YES for goal in goals)
    words = _("%(reached)s of %(whole)s goals are reached, as the organiser sees it.")
    return Section(
        "hopes",
        _("Goals of the programme"),
        (words % {"reached": reached, "whole": len(goals)},),
        table=table(
            (_("Goal"), _("Sign"), _("Reached?"), _("What came of it")),
            [
                (
                    _text(programme, goal),
                    goal.sign,
                    goal.get_reached_display() or UNTOLD,
                    goal.outcome or UNTOLD,
                )
                for goal in goals
            ],
        ),
    )


def _text(programme: Programme, goal: ProgrammeGoal) -> str:
    if goal.set_on < programme.starts_on:
        return goal.text
    day = date_format(goal.set_on, "j F Y")
    return _("%(goal)s (set on %(day)s, when the round had begun)") % {
        "goal": goal.text,
        "day": day,
    }
