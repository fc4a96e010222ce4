"""A gathering gets its day, another one, or none; and those who are called hear of it.

The first letter is an invitation: it goes to everybody, and waits for the end of a break only where
that leaves two days. The second one reminds, of the kick-off alone.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from viceversa.enrolment.models import Participation
from viceversa.gatherings import letters
from viceversa.gatherings.kinds import Kind
from viceversa.gatherings.models import GatheringDay
from viceversa.gatherings.queries import WRITTEN_OF, called_to, days_ahead, told_of
from viceversa.lib.dates import days_later, local_moment
from viceversa.notices.actions import post_all
from viceversa.notices.models import Letter
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.breaks import silence_of
from viceversa.programmes.models import Programme

CALLED_BEFORE, REMINDED_BEFORE = timedelta(days=14), timedelta(days=2)
DAY, DAYS_IN_A_WEEK = timedelta(days=1), 7


@transaction.atomic
def set_day(
    programme: Programme, kind: Kind, *, starts_at: datetime, place: str, by: Person
) -> int:
    """The gathering is then and there from now on. Says how many letters go out at once: to those
    who know another day of it, or because it is near."""
    day, is_new = GatheringDay.objects.select_for_update().get_or_create(
        programme=programme, kind=kind, defaults={"starts_at": starts_at, "place": place}
    )
    if is_new:
        record("set the day of a gathering", programme, by=by, kind=kind.value)
        return _call(day, timezone.now())
    if (day.starts_at, day.place) == (starts_at, place):
        return 0
    _change(day, starts_at=starts_at, place=place)
    record("moved a gathering", programme, by=by, kind=kind.value)
    told = _tell(letters.moved(day, _told_seats(day)), day)
    return told + _call(day, timezone.now())


@transaction.atomic
def call_off(day: GatheringDay, *, by: Person) -> int:
    """It has no day any more. Says how many letters go out: to those who know of it."""
    held = _held(day)
    if held is None:
        return 0
    held.sequence += 1
    told = _tell(letters.called_off(held, _told_seats(held)), held)
    record("called off a gathering", held.programme, by=by, kind=held.kind)
    held.delete()
    return told


def write_ahead(*, now: datetime | None = None) -> None:
    """Calls and reminds whom it is time for. Nobody has a letter twice, however often it is
    asked."""
    moment = now or timezone.now()
    for known in days_ahead(moment, within=CALLED_BEFORE + DAY):
        with transaction.atomic():
            day = _held(known)
            if day:
                _call(day, moment)
                _remind(day, moment)


def copy_days(before: Programme, *, to: Programme) -> None:
    """The same days of the week in the next round, as far as it lasts. Where is said anew, and
    nobody is called before: a room may be taken, and a link to a video call is of its day."""
    weeks = round((to.starts_on - before.starts_on).days / DAYS_IN_A_WEEK)
    for day in before.gathering_days.select_related("programme"):
        starts_at = days_later(day.starts_at, weeks * DAYS_IN_A_WEEK, zone=day.zone)
        copy = GatheringDay(programme=to, kind=day.kind, starts_at=starts_at)
        if to.starts_on <= copy.on and (to.ends_on is None or copy.on <= to.ends_on):
            copy.save()


def _held(day: GatheringDay) -> GatheringDay | None:
    """As it stands now, and until we are through; None when it has been called off meanwhile."""
    return GatheringDay.objects.select_for_update().filter(pk=day.pk).first()


def _call(day: GatheringDay, now: datetime) -> int:
    """Writes to those who are called and have no letter yet, also who came later."""
    if not _is_time_to_call(day, now):
        return 0
    told = told_of(day)
    untold = [seat for seat in called_to(day) if seat.person_id not in told]
    return _tell(letters.called(day, untold), day)


def _is_time_to_call(day: GatheringDay, now: datetime) -> bool:
    if day.kind not in WRITTEN_OF or day.starts_at <= now:
        return False
    today = now.astimezone(day.zone).date()
    spoken = silence_of(day.programme).next_day(today)
    return today >= day.on - CALLED_BEFORE and (
        spoken == today or spoken > day.on - REMINDED_BEFORE
    )


def _remind(day: GatheringDay, now: datetime) -> None:
    """From two days before, whoever has had no other letter about it since."""
    first = day.on - REMINDED_BEFORE
    if day.kind != Kind.KICK_OFF or not first <= now.astimezone(day.zone).date() < day.on:
        return
    told, since = told_of(day), local_moment(first, time.min, zone=day.zone)
    seats = [seat for seat in _told_seats(day) if told[seat.person_id] < since]
    letters.kick_off_near(day, seats)


def _change(day: GatheringDay, *, starts_at: datetime, place: str) -> None:
    day.starts_at, day.place = starts_at, place
    day.sequence, day.changed_at = day.sequence + 1, timezone.now()
    day.save()


def _told_seats(day: GatheringDay) -> list[Participation]:
    told = told_of(day)
    return [seat for seat in called_to(day) if seat.person_id in told]


def _tell(found: list[Letter], day: GatheringDay) -> int:
    """Posts them. What is over is told to nobody."""
    if day.is_over:
        return 0
    post_all(found)
    return len(found)
