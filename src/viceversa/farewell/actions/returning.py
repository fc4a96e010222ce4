"""Who would gladly be asked again lets the organiser know it; and takes it back when she likes."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from viceversa.enrolment import jobs as enrolment_jobs
from viceversa.farewell.models import NextRound
from viceversa.farewell.queries import Returning
from viceversa.lib.dates import add_months
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import today_in

KEPT_MONTHS = 24


@transaction.atomic
def say_next_round(programme: Programme, *, by: Person, again: bool, knows_somebody: bool) -> None:
    """Keeps it as a consent with its day; without either it is taken back, and nothing is kept."""
    if not (again or knows_somebody):
        if NextRound.objects.filter(programme=programme, person=by).delete()[0]:
            record("next_round_taken_back", programme, by=by)
        return
    said = {"again": again, "knows_somebody": knows_somebody}
    same = NextRound.objects.filter(programme=programme, person=by, **said)
    if not same.exists():
        NextRound.objects.update_or_create(
            programme=programme, person=by, defaults={**said, "said_on": today_in(programme)}
        )
        record("next_round_said", programme, by=by, **said)


def invite_back(returning: Returning, *, by: Person) -> bool:
    """Puts her on the list of the call for the role she had. Says whether she is new there."""
    if returning.call is None:
        raise ValueError("There is no call to invite her to")
    return enrolment_jobs.invite(returning.call, _answers(returning), by=by)


def erase_old_wishes() -> int:
    """Consents that are two years old. Says how many."""
    before = add_months(timezone.now().date(), -KEPT_MONTHS)
    return NextRound.objects.filter(said_on__lt=before).delete()[0]


def _answers(returning: Returning) -> dict[str, Any]:
    """As the form for inviting somebody by name gives it: the source is the round before."""
    person, before = returning.said.person, returning.said.programme
    employment = getattr(person, "employment", None)
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "email": person.email,
        "language": person.language,
        "source": before.name,
        "year": before.starts_on.year,
        "organisation": employment.organisation.name if employment else "",
    }
