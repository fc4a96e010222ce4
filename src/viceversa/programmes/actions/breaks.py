"""The breaks of a programme: planned for its dates, moved with them, added and removed by hand."""

from datetime import date

from django.db import transaction

from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.breaks import Stretch, moved_into, plan_breaks
from viceversa.programmes.models import Break, Programme


@transaction.atomic
def add_break(
    programme: Programme, *, name: str, starts_on: date, ends_on: date, by: Person
) -> Break:
    """The programme is silent on these days, too. Added twice, they are added once."""
    added, is_new = Break.objects.get_or_create(
        programme=programme, starts_on=starts_on, ends_on=ends_on, defaults={"name": name}
    )
    if is_new:
        record("added a break", programme, by=by, first=str(starts_on), last=str(ends_on))
    return added


@transaction.atomic
def remove_break(programme: Programme, which: Break, *, by: Person) -> None:
    """The programme is no longer silent on these days."""
    days = {"first": str(which.starts_on), "last": str(which.ends_on)}
    record("removed a break", programme, by=by, **days)
    which.delete()


def add_usual_breaks(programme: Programme) -> None:
    """Summers and Christmases, when a programme is made."""
    _add(programme, plan_breaks(programme.starts_on, programme.ends_on))


def move_usual_breaks(programme: Programme, *, before: tuple[date, date | None]) -> None:
    """Follows the programme to its new dates. What was removed by hand stays removed."""
    old, new = plan_breaks(*before), plan_breaks(programme.starts_on, programme.ends_on)
    for gone in set(old) - set(new):
        programme.breaks.filter(**gone._asdict()).delete()
    _add(programme, [stretch for stretch in new if stretch not in old])


def copy_own_breaks(programme: Programme, *, to: Programme) -> None:
    """The organiser's own breaks in the same weeks of the next round, where it has them."""
    for own in programme.breaks.filter(kind=Break.Kind.OWN):
        days = moved_into(own, to.starts_on, to.ends_on)
        if days:
            Break.objects.create(programme=to, name=own.name, starts_on=days[0], ends_on=days[1])


def _add(programme: Programme, stretches: tuple[Stretch, ...] | list[Stretch]) -> None:
    Break.objects.bulk_create(
        Break(programme=programme, **stretch._asdict()) for stretch in stretches
    )
