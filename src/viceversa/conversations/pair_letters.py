"""Letters about a pair as such: how it begins to stall, rests, goes on and ends. None says what
anybody wrote, who ended it, or who wants what."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import translation

from viceversa.conversations.calendars import calendar_for
from viceversa.conversations.course import last_day
from viceversa.conversations.letters import pair_facts
from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import home_zone, zone_of
from viceversa.lib.dates import say_day, say_moment
from viceversa.notices.actions import Calendar, post
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members
from viceversa.people.models import Person
from viceversa.programmes.queries import coordinators_of, letterhead


def date_wanted(
    pair: Pair, *, to: Person, since: date, turn: int, times: Sequence[datetime]
) -> None:
    """It is her turn to find a date: three times are ready, one tap offers them. `turn` counts the
    reminders since the last meeting or the match."""
    zone, home = zone_of(to, pair.programme), home_zone(pair.programme)
    with translation.override(to.language):
        words = [say_moment(moment, zone=zone, home=home) for moment in times]
    is_first = not pair.meetings.filter(state=Meeting.State.HELD).exists()
    name = "first_date_wanted" if is_first else "next_date_wanted"
    _to_member(name, pair, to, event=f"date:{since.isoformat()}:{turn}", times=words)


def call_wanted(pair: Pair, *, occasion: str) -> None:
    """To the coordinator: a pair needs a call. Nothing of what the two say is known, or shown."""
    mentor, mentee = members(pair)
    contact = pair.programme.first_contact
    for person in [contact] if contact else coordinators_of(pair.programme):
        post(
            "conversations/call_wanted",
            to=person,
            event=_event(pair, f"call:{occasion}"),
            context={"pair": pair, "mentor": mentor, "mentee": mentee},
            head=letterhead(pair.programme),
            thread=pair.pk,
        )


def not_your_fault(pair: Pair, *, occasion: str) -> None:
    """To the mentor, when it is the senior who has no time."""
    _to_member("not_your_fault", pair, pair.mentor.person, event=f"fault:{occasion}")


def pair_paused(pair: Pair, *, to: Person, called_off: Meeting | None) -> None:
    """To both in the same words."""
    event = f"paused:{pair.paused_at:%Y%m%d%H%M%S}:{pair.resumes_on}"
    _with_calendar("pair_paused", pair, to, event=event, called_off=called_off)


def pair_resumed(pair: Pair, *, to: Person, since: datetime | None) -> None:
    """To both: on it goes. `since` is when the pause began."""
    _to_member("pair_resumed", pair, to, event=f"resumed:{since:%Y%m%d%H%M%S}")


def half_way(pair: Pair, *, to: Person) -> None:
    """To both, once, when half of the time has passed: fifteen minutes of the next meeting."""
    _to_member("half_way", pair, to, event="half_way")


def closing_ahead(pair: Pair, *, to: Person) -> None:
    """To both, three weeks before the end: a last meeting, and how to go on."""
    _to_member("closing_ahead", pair, to, event=f"closing:{last_day(pair)}")


def pair_renewed(pair: Pair, *, to: Person) -> None:
    """To both: both wanted to go on."""
    _to_member("pair_renewed", pair, to, event=f"renewed:{pair.ends_on}")


def pair_ended(pair: Pair, *, to: Person, called_off: Meeting | None) -> None:
    """To both, alike: neither why nor by whom, and a way on for each."""
    _with_calendar("pair_ended", pair, to, event="ended", called_off=called_off)


def pair_completed(pair: Pair, *, to: Person, called_off: Meeting | None) -> None:
    """To both: thank you, and what became of it in numbers."""
    held = pair.meetings.filter(state=Meeting.State.HELD).count()
    _with_calendar("pair_completed", pair, to, event="completed", called_off=called_off, held=held)


def _with_calendar(
    name: str,
    pair: Pair,
    to: Person,
    *,
    event: str,
    called_off: Meeting | None,
    **context: object,
) -> None:
    """The letter that also clears the calendar of what was called off."""
    calendar = None
    if called_off:
        calendar = Calendar(calendar_for(called_off, to, method="CANCEL").decode(), "CANCEL")
    _to_member(name, pair, to, event=event, calendar=calendar, called_off=called_off, **context)


def _to_member(
    name: str,
    pair: Pair,
    to: Person,
    *,
    event: str,
    calendar: Calendar | None = None,
    **context: object,
) -> None:
    with translation.override(to.language):
        facts = course_facts(pair, to)
    post(
        f"conversations/{name}",
        to=to,
        event=_event(pair, event),
        context={**facts, **context},
        head=letterhead(pair.programme, is_silent=pair.is_paused),
        thread=pair.pk,
        calendar=calendar,
    )


def course_facts(pair: Pair, to: Person) -> dict[str, object]:
    """What every letter about the course of a pair knows."""
    return {
        **pair_facts(pair, to),
        "last_day": _say(last_day(pair)),
        "resumes": _say(pair.resumes_on),
    }


def _say(day: date | None) -> str:
    return say_day(day) if day else ""


def _event(pair: Pair, happening: str) -> str:
    return f"pair:{pair.pk}:{happening}"
