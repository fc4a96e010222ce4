"""Decisions that are told by themselves, on the day that was promised; taken back until then."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from viceversa.enrolment import letters
from viceversa.enrolment.actions.release import draft_of
from viceversa.enrolment.models import Application
from viceversa.enrolment.queries import applications_of
from viceversa.enrolment.selection import PlannedTelling
from viceversa.lib.dates import local_moment
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme

TOLD_AT = time(9)


def next_promise(programme: Programme, now: datetime) -> datetime | None:
    """Nine o'clock, by the clocks of the programme, on the next day on which somebody was promised
    an answer."""
    unanswered = applications_of(programme).filter(
        state=Application.State.SENT, answer="", forgotten_at=None
    )
    days = set(unanswered.values_list("promised_on", flat=True))
    zone = ZoneInfo(programme.time_zone)
    moments = (local_moment(day, TOLD_AT, zone=zone) for day in days if day)
    return min((moment for moment in moments if moment > now), default=None)


@transaction.atomic
def plan_telling(programme: Programme, *, by: Person) -> PlannedTelling | None:
    """Tells then whatever is drafted by then. None when no promised day lies ahead."""
    at = next_promise(programme, timezone.now())
    if at is None:
        return None
    planned, _new = PlannedTelling.objects.update_or_create(
        programme=programme, defaults={"at": at, "ordered_by": by}
    )
    record("planned to tell the decisions", programme, by=by, at=at.isoformat())
    return planned


@transaction.atomic
def unplan_telling(programme: Programme, *, by: Person) -> None:
    """Nobody is told anything by itself."""
    if PlannedTelling.objects.filter(programme=programme).delete()[0]:
        record("took back the plan to tell the decisions", programme, by=by)


def due_tellings(now: datetime) -> list[PlannedTelling]:
    """What is to be told now."""
    found = PlannedTelling.objects.filter(at__lte=now).order_by("at")
    return list(found.select_related("programme", "ordered_by"))


def claim(planned: PlannedTelling) -> bool:
    """Whether the turn is ours: of two who delete the row one does."""
    return bool(PlannedTelling.objects.filter(pk=planned.pk, at=planned.at).delete()[0])


def day_of(planned: PlannedTelling) -> date:
    """The promised day, by the clocks of the programme."""
    return planned.at.astimezone(ZoneInfo(planned.programme.time_zone)).date()


@transaction.atomic
def give_up(planned: PlannedTelling) -> None:
    """Something stands in the way: those who lead are written to, once. What has only changed at
    the same moment is tried again at the next look."""
    draft = draft_of(planned.programme, day_of(planned))
    if draft.may_go or not claim(planned):
        return
    if draft.pending or draft.undecided:
        counts = {"undecided": len(draft.undecided), "wrong": len(draft.wrong)}
        record("could not tell the decisions", planned.programme, by=None, **counts)
        letters.telling_stopped(planned, **counts)
