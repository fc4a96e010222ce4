"""A call by the clocks of its programme: whether one may apply now, in time or late, and by when
the answer is promised."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from viceversa.enrolment.models import Call
from viceversa.lib.dates import end_of_day, local_moment, say_day

ANSWER_WITHIN = timedelta(days=14)  # where no day is promised, or it has passed
CONFIRM_WITHIN = timedelta(days=5)  # what whoever is given a place is asked for


class Stage(StrEnum):
    """How a call stands."""

    DRAFT = "draft"
    AHEAD = "ahead"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


def zone_of(call: Call) -> ZoneInfo:
    return ZoneInfo(call.programme.time_zone)


def stage_of(call: Call, now: datetime) -> Stage:
    """After the last day one may still apply, for the waiting list, until the call is closed."""
    if call.closed_at:
        return Stage.CLOSED
    if not call.opened_at:
        return Stage.DRAFT
    last = call.programme.ends_on
    if last and now >= end_of_day(last, zone_of(call)):
        return Stage.CLOSED
    if now < _opening(call):
        return Stage.AHEAD
    return Stage.LATE if is_late(call, now) else Stage.OPEN


def takes_applications(call: Call, now: datetime) -> bool:
    return stage_of(call, now) in (Stage.OPEN, Stage.LATE)


def is_late(call: Call, at: datetime) -> bool:
    """Whether the last day was over: 23:59 is in time, 00:01 is not."""
    return call.closes_on is not None and at >= end_of_day(call.closes_on, zone_of(call))


def promised_day(call: Call, at: datetime) -> date:
    """By which day whoever applies at that moment has her answer."""
    today = at.astimezone(zone_of(call)).date()
    if call.answer_on and today <= call.answer_on:
        return call.answer_on
    return today + ANSWER_WITHIN


def next_change(call: Call, now: datetime) -> datetime | None:
    """When the page says something else by itself."""
    days = (call.closes_on, call.answer_on, call.programme.ends_on)
    moments = [_opening(call), *(end_of_day(day, zone_of(call)) for day in days if day)]
    return min((moment for moment in moments if moment > now), default=None)


def say(day: date | None, call: Call, now: datetime) -> str:
    """Thursday 3 December, in the language of the page."""
    return say_day(day, today=now.astimezone(zone_of(call)).date()) if day else ""


def _opening(call: Call) -> datetime:
    return local_moment(call.opens_on, datetime.min.time(), zone=zone_of(call))
