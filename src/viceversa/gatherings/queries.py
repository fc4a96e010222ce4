"""What is read of gatherings: which have a day, who is called, and who has been told."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from viceversa.enrolment.models import Participation
from viceversa.gatherings.kinds import Kind, kinds_for, roles_called_to
from viceversa.gatherings.models import GatheringDay
from viceversa.lib.dates import say_moment
from viceversa.notices.models import Letter
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

Role, ENROLLED = Participation.Role, Participation.State.ENROLLED
WRITTEN_OF = (Kind.KICK_OFF, Kind.CIRCLE)
"""Letters call people to these; the others stand on the desk and in calendars only."""
LOOKED_THROUGH = ~Q(place="")


def days_of(programme: Programme) -> dict[str, GatheringDay]:
    """Those that have a day, by their kind."""
    return {day.kind: day for day in programme.gathering_days.select_related("programme")}


def days_ahead(now: datetime, *, within: timedelta) -> list[GatheringDay]:
    """Those of every programme that letters call to, and that begin before long."""
    ahead = GatheringDay.objects.filter(
        LOOKED_THROUGH, kind__in=WRITTEN_OF, starts_at__gt=now, starts_at__lte=now + within
    )
    return list(ahead)


def days_in_calendar(person: Person) -> list[GatheringDay]:
    """All that she was and will be called to, in every programme in which she takes part."""
    return list(_calling(person).order_by("starts_at", "pk"))


def next_days(person: Person) -> list[GatheringDay]:
    """Of each of her programmes the gathering that comes next, until it is over; soonest first."""
    lately = timezone.now() - timedelta(days=1)
    coming = _calling(person).filter(starts_at__gt=lately).order_by("starts_at")
    found: dict[str, GatheringDay] = {}
    for day in coming.select_related("programme"):
        if not day.is_over:
            found.setdefault(day.programme_id, day)
    return list(found.values())


def is_called(person: Person, day: GatheringDay) -> bool:
    return _calling(person).filter(pk=day.pk).exists()


def called_to(day: GatheringDay) -> list[Participation]:
    """The seats of those who are called: whoever takes part today, and neither rests nor has
    left."""
    seats = day.programme.participations.filter(
        state=ENROLLED, role__in=roles_called_to(Kind(day.kind))
    )
    return list(seats.select_related("person").order_by("pk"))


def told_of(day: GatheringDay) -> dict[str, datetime]:
    """Who has its day from a letter, by the person's code, and when the latest was written."""
    letters = Letter.objects.filter(event=day.event).order_by()
    return dict(letters.values_list("recipient_id").annotate(Max("created_at")))


def say_when(day: GatheringDay, person: Person) -> str:
    """Its moment by the clocks that the person lives by."""
    zone = ZoneInfo(person.time_zone) if person.time_zone else day.zone
    return say_moment(day.starts_at, zone=zone, home=day.zone)


def _calling(person: Person) -> QuerySet[GatheringDay]:
    """The gatherings that call the person: the row of her seat is one and the same for all that is
    asked of it, as it stands in one filter."""
    roles = Q()
    for role in Role:
        roles |= Q(programme__participations__role=role, kind__in=kinds_for(role))
    return GatheringDay.objects.filter(
        LOOKED_THROUGH,
        roles,
        programme__participations__person=person,
        programme__participations__state=ENROLLED,
    )
