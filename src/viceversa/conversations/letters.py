"""The room's letters. None of them says what anybody wrote, not even to the two themselves."""

from datetime import date, datetime
from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from viceversa.conversations.models import Feedback, Meeting, TryOut
from viceversa.conversations.queries import home_zone, zone_of
from viceversa.conversations.story import place_words
from viceversa.lib.dates import say_day, say_moment, say_time
from viceversa.notices.actions import Calendar, post
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import partner_name, role_in
from viceversa.people.models import Person
from viceversa.programmes.queries import letterhead


def times_offered(meeting: Meeting, *, to: Person) -> None:
    """Times to choose among, by a personal link."""
    with translation.override(to.language):
        times = [_say(option.starts_at, meeting, to) for option in meeting.options.all()]
    _post("times_offered", meeting, to=to, event="times", version=meeting.sequence, times=times)


def meeting_booked(meeting: Meeting, *, to: Person, booked_by: Person) -> None:
    """The time is set; the calendar invitation comes along."""
    _post_calendar("meeting_booked", meeting, to=to, method="REQUEST", mine=to == booked_by)


def meeting_moved(meeting: Meeting, *, to: Person, moved_by: Person) -> None:
    """The calendar follows: same UID, higher SEQUENCE."""
    _post_calendar("meeting_moved", meeting, to=to, method="REQUEST", mine=to == moved_by)


def meeting_cancelled(
    meeting: Meeting, *, to: Person, cancelled_by: Person, successor: Meeting | None
) -> None:
    """To the one who did not cancel: new times to choose among, where some were offered."""
    times: list[str] = []
    if successor:
        with translation.override(to.language):
            times = [_say(option.starts_at, meeting, to) for option in successor.options.all()]
    _post_calendar(
        "meeting_cancelled", meeting, to=to, method="CANCEL", successor=successor, times=times
    )


def new_time(meeting: Meeting, *, to: Person, successor: Meeting | None) -> None:
    """To the one who cancelled: the calendar is cleared, and why not a new time right away."""
    _post_calendar("new_time", meeting, to=to, method="CANCEL", successor=successor)


def question_wanted(meeting: Meeting, *, to: Person) -> Letter | None:
    """Three days before, to the mentee: one line is enough."""
    return _post("question_wanted", meeting, to=to, event="question", version=day_of(meeting))


def agenda_ahead(meeting: Meeting, *, to: Person) -> Letter | None:
    """Three days before, to the mentor, who leads the talk."""
    return _post("agenda_ahead", meeting, to=to, event="agenda", version=day_of(meeting))


def meeting_tomorrow(meeting: Meeting, *, to: Person) -> Letter | None:
    """The day before, to both."""
    return _post("meeting_tomorrow", meeting, to=to, event="tomorrow", version=day_of(meeting))


def three_taps(meeting: Meeting, *, to: Person) -> Letter | None:
    """An hour after the end, to both."""
    return _post("three_taps", meeting, to=to, event="taps", version=day_of(meeting))


def words_erased_soon(pair: Pair, *, to: Person, erased_on: date, end: date) -> None:
    """Two weeks before what the two have written is erased, to both. A new end warns anew."""
    with translation.override(to.language):
        day = say_day(erased_on)
    event, version = words_event(pair), end.toordinal()
    _post_pair("words_erased_soon", pair, to=to, event=event, version=version, day=day)


def words_event(pair: Pair) -> str:
    """The name under which the warning of a pair stands in the outbox."""
    return f"pair:{pair.pk}:words"


def try_out_due(try_out: TryOut, *, to: Person) -> Letter | None:
    """On the day by which something was to be tried: three answers, each one tap."""
    day = try_out.try_by.toordinal() if try_out.try_by else 0
    event = f"try_out:{try_out.pk}:due"
    pair = try_out.pair
    return _post_pair("try_out_due", pair, to=to, event=event, version=day, try_out=try_out)


def try_out_settled(try_out: TryOut, state: TryOut.State, *, to: Person) -> None:
    """To the other one: what became of it, never what it was."""
    event = f"try_out:{try_out.pk}:{state.value}"
    tested = state == TryOut.State.TESTED
    _post_pair("try_out_settled", try_out.pair, to=to, event=event, tested=tested)


def feedback_given(feedback: Feedback, *, to: Person) -> None:
    """There is something to read; what it says stands on the page only."""
    _post_pair("feedback_given", feedback.pair, to=to, event=f"feedback:{feedback.pk}")


def event_of(meeting: Meeting, happening: str) -> str:
    """The name under which a happening of a meeting stands in the outbox."""
    return f"meeting:{meeting.pk}:{happening}"


def day_of(meeting: Meeting) -> int:
    """A meeting that is moved to another day is reminded of anew."""
    return meeting.starts_at.toordinal() if meeting.starts_at else 0


def calendar_for(
    meeting: Meeting, person: Person, *, method: Literal["REQUEST", "CANCEL"]
) -> bytes:
    """The calendar file of one member: a neutral title, a place, and nobody else's name."""
    if meeting.starts_at is None:
        raise ValueError("A meeting without a time has no place in a calendar")
    from viceversa.lib.ics import invitation  # its library takes a tenth of the time to start

    page = settings.BASE_URL + reverse("pair", args=[meeting.pair_id])
    contact = meeting.pair.programme.first_contact
    with translation.override(person.language):
        return invitation(
            method=method,
            uid=meeting.uid,
            sequence=meeting.sequence,
            stamped_at=timezone.now(),
            starts_at=meeting.starts_at,
            minutes=meeting.minutes,
            title=_("Meeting"),
            description=_("Move or cancel here: %(page)s") % {"page": page},
            location=place_words(meeting),
            organiser=(contact.full_name if contact else "Viceversa", settings.DEFAULT_FROM_EMAIL),
            attendee=(person.full_name, person.email),
            url=page,
        )


def _post_calendar(
    name: str,
    meeting: Meeting,
    *,
    to: Person,
    method: Literal["REQUEST", "CANCEL"],
    **context: object,
) -> None:
    """One happening per sequence, so that a calendar never gets the same number twice."""
    content = calendar_for(meeting, to, method=method).decode()
    _post(
        name,
        meeting,
        to=to,
        event="calendar",
        version=meeting.sequence,
        calendar=Calendar(content, method),
        **context,
    )


def _post(
    name: str,
    meeting: Meeting,
    *,
    to: Person,
    event: str,
    version: int,
    calendar: Calendar | None = None,
    **context: object,
) -> Letter | None:
    with translation.override(to.language):
        known = facts(meeting, to)
    return post(
        f"conversations/{name}",
        to=to,
        event=event_of(meeting, event),
        version=version,
        context={**known, **context},
        head=letterhead(meeting.pair.programme, is_silent=meeting.pair.is_paused),
        thread=meeting.pair_id,
        calendar=calendar,
    )


def _post_pair(
    name: str, pair: Pair, *, to: Person, event: str, version: int = 0, **context: object
) -> Letter | None:
    """A letter that is about no meeting."""
    return post(
        f"conversations/{name}",
        to=to,
        event=event,
        version=version,
        context={**pair_facts(pair, to), **context},
        head=letterhead(pair.programme, is_silent=pair.is_paused),
        thread=pair.pk,
    )


def pair_facts(pair: Pair, to: Person) -> dict[str, object]:
    return {"pair": pair, "role": role_in(pair, to), "partner": partner_name(pair, to)}


def facts(meeting: Meeting, to: Person) -> dict[str, object]:
    pair = meeting.pair
    clock = say_time(meeting.starts_at, zone_of(to, pair.programme)) if meeting.starts_at else ""
    return {
        **pair_facts(pair, to),
        "meeting": meeting,
        "when": _say(meeting.starts_at, meeting, to) if meeting.starts_at else "",
        "clock": clock,
        "minutes": meeting.minutes,
        "where": place_words(meeting),
    }


def _say(moment: datetime, meeting: Meeting, to: Person) -> str:
    programme = meeting.pair.programme
    return say_moment(moment, zone=zone_of(to, programme), home=home_zone(programme))
