"""The only thing that anybody writes into a report."""

from datetime import date

from django.db import transaction

from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme
from viceversa.report.models import Staying


@transaction.atomic
def tell_who_stayed(programme: Programme, *, asked_on: date, by: Person, **counts: int) -> Staying:
    """Keeps the four counts, in place of those that were told before."""
    told, _ = Staying.objects.update_or_create(
        programme=programme, defaults={"asked_on": asked_on, **counts}
    )
    record("told who stayed", programme, by=by, asked_on=asked_on.isoformat(), **counts)
    return told
