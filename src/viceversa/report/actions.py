"""What anybody writes into a report: goals of the round, and who stays."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import today_in
from viceversa.report.errors import GoalError
from viceversa.report.models import ProgrammeGoal, Staying
from viceversa.report.queries import has_begun

MOST_GOALS = 5


@transaction.atomic
def tell_who_stayed(programme: Programme, *, asked_on: date, by: Person, **counts: int) -> Staying:
    """Keeps the four counts, in place of those that were told before."""
    told, _made = Staying.objects.update_or_create(
        programme=programme, defaults={"asked_on": asked_on, **counts}
    )
    record("told who stayed", programme, by=by, asked_on=asked_on.isoformat(), **counts)
    return told


@transaction.atomic
def set_goal(programme: Programme, *, text: str, sign: str, by: Person) -> ProgrammeGoal:
    """A goal of the round, dated. Raises GoalError beyond MOST_GOALS; sent twice it is set once."""
    goals = Programme.objects.select_for_update().get(pk=programme.pk).goals
    said = {"text": text, "sign": sign}
    if found := goals.filter(**said).first():
        return found
    if goals.count() >= MOST_GOALS:
        raise GoalError(_("Five goals are enough: whoever wants everything measures nothing."))
    record("set a goal of the round", programme, by=by)
    return goals.create(**said, set_on=today_in(programme))


@transaction.atomic
def remove_goal(goal: ProgrammeGoal, *, by: Person) -> None:
    """Raises GoalError once the round has begun: what was hoped for stands beside the result."""
    if has_begun(goal.programme):
        raise GoalError(_("The round has begun, so its goals stand as they are."))
    record("removed a goal of the round", goal.programme, by=by)
    goal.delete()


@transaction.atomic
def tell_outcome(goal: ProgrammeGoal, *, reached: str, outcome: str, by: Person) -> None:
    """Whether it was reached, as far as the organiser can tell, and what speaks for it."""
    ProgrammeGoal.objects.filter(pk=goal.pk).update(reached=reached, outcome=outcome)
    record("told what came of a goal", goal.programme, by=by, reached=reached)
