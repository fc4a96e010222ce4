"""The room's letters. None of them says what anybody wrote, not even to the two themselves."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal
from zlib import crc32

from django.utils import timezone, translation

from viceversa.conversations.calendars import calendar_for
from viceversa.conversations.meetings import place_words, standing, where_words
from viceversa.conversations.models import Feedback, Meeting, TryOut
from viceversa.conversations.queries import home_zone, zone_of
from viceversa.lib.dates import say_day, say_moment, say_time
from viceversa.notices.actions import Calendar, post, written
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import partner_name, role_in
from viceversa.people.models import Person
from viceversa.programmes.models import Break, Role
from viceversa.programmes.queries import assistant_roles_of, letterhead


def times_offered(meeting: Meeting, *, to: Person) -> None:
    """Times to choose among, by a personal link."""
    with translation.override(to.language):
        times = [_say(option.starts_at, meeting, to) for option in meeting.options.all()]
    _post("times_offered", meeting, to=to, event="times", version=meeting.sequence, times=times)
    moments = [option.starts_at for option in meeting.options.all()]
    _tell_assistants(meeting, to, moments, version=meeting.sequence)


def times_suggested(meeting: Meeting, times: Sequence[datetime], *, to: Person) -> None:
    """Other times for a booked meeting, which stands until one of them is taken."""
    with translation.override(to.language):
        said = [_say(moment, meeting, to) for moment in times]
    version = _suggestion(meeting, times)
    _post("times_suggested", meeting, to=to, event="suggested", version=version, times=said)
    _tell_assistants(meeting, to, times, version=version)


def time_kept(meeting: Meeting, times: Sequence[datetime], *, to: Person) -> None:
    """To the one who suggested these times: the meeting stays where it is."""
    version = _suggestion(meeting, times)
    _post("time_kept", meeting, to=to, event="kept", version=version)


def meeting_declined(meeting: Meeting, *, to: Person) -> None:
    """To the other: nothing is cancelled, and other times are quickly offered."""
    _post("meeting_declined", meeting, to=to, event="declined", version=meeting.sequence)


def meeting_booked(
    meeting: Meeting, *, to: Person, booked_by: Person, hand: Person | None = None
) -> None:
    """The time is set; the calendar invitation comes along."""
    whose = _whose(to, booked_by, hand)
    _post_calendar("meeting_booked", meeting, to=to, method="REQUEST", **whose)


def meeting_moved(
    meeting: Meeting, *, to: Person, moved_by: Person, hand: Person | None = None
) -> None:
    """The calendar follows: same UID, higher SEQUENCE."""
    whose = _whose(to, moved_by, hand)
    _post_calendar("meeting_moved", meeting, to=to, method="REQUEST", **whose)


def meeting_cancelled(meeting: Meeting, *, to: Person, successor: Meeting | None) -> None:
    """To the one who did not cancel: new times to choose among, where some were offered."""
    moments = [option.starts_at for option in successor.options.all()] if successor else []
    with translation.override(to.language):
        times = [_say(moment, meeting, to) for moment in moments]
    _post_calendar(
        "meeting_cancelled", meeting, to=to, method="CANCEL", successor=successor, times=times
    )
    if successor:
        _tell_assistants(successor, to, moments, version=successor.sequence)


def new_time(
    meeting: Meeting, *, to: Person, successor: Meeting | None, hand: Person | None = None
) -> None:
    """To the one who cancelled: the calendar is cleared, and why not a new time right away."""
    whose = _whose(to, to, hand)
    _post_calendar("new_time", meeting, to=to, method="CANCEL", successor=successor, **whose)


def times_wait(meeting: Meeting, role: Role) -> Letter | None:
    """To an assistant, three days after the times were offered: none has been chosen yet."""
    moments = [option.starts_at for option in standing(meeting, timezone.now())]
    return _to_assistant("times_wait", meeting, role, moments, version=meeting.sequence)


def break_ahead(which: Break, *, to: Person, role: str, again_on: date) -> Letter:
    """Before a break: when reminders go on. It is posted by the caller, with many others."""
    with translation.override(to.language):
        known = {"role": role, "name": which.title, "day": say_day(again_on)}
    return written(
        "conversations/break_ahead",
        to=to,
        event=break_event(which),
        context=known,
        head=letterhead(which.programme),
    )


def break_event(which: Break) -> str:
    """Named by its days: whoever is in two programmes hears once of the same Christmas."""
    return f"break:{which.starts_on}:{which.ends_on}"


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
    """From the day by which something was to be tried: three answers, each one tap."""
    event, pair = try_out_event(try_out), try_out.pair
    with translation.override(to.language):
        day = say_day(try_out.try_by) if try_out.try_by else ""
    return _post_pair("try_out_due", pair, to=to, event=event, try_out=try_out, day=day)


def try_out_event(try_out: TryOut) -> str:
    """The name under which the question about it stands in the outbox."""
    return f"try_out:{try_out.pk}:due"


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


def _suggestion(meeting: Meeting, times: Sequence[datetime]) -> int:
    """Tells one suggestion from the next: the meeting does not change by them."""
    return crc32(repr((meeting.sequence, *times)).encode()) >> 1


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


def _whose(to: Person, by: Person, hand: Person | None) -> dict[str, object]:
    """Whether it was the reader's own doing, and who did it for her."""
    return {"mine": to == by, "hand": hand.given_name if hand and to == by else ""}


def _tell_assistants(
    meeting: Meeting, chooser: Person, moments: Sequence[datetime], *, version: int
) -> None:
    """Whoever books for the one who is to choose sees the times, not whose they are."""
    for role in assistant_roles_of(meeting.pair.programme, chooser):
        _to_assistant("times_to_choose", meeting, role, moments, version=version)


def _to_assistant(
    name: str, meeting: Meeting, role: Role, moments: Sequence[datetime], *, version: int
) -> Letter | None:
    programme, assistant = meeting.pair.programme, role.person
    zone = home_zone(programme)
    with translation.override(assistant.language):
        times = [say_moment(moment, zone=zone) for moment in moments]
        where = place_words(meeting)
    return post(
        f"conversations/{name}",
        to=assistant,
        event=event_of(meeting, name),
        version=version,
        context={
            "role": role,
            "assisted": role.assists.full_name if role.assists else "",
            "times": times,
            "minutes": meeting.minutes,
            "where": where,
        },
        head=letterhead(programme),
    )


def facts(meeting: Meeting, to: Person) -> dict[str, object]:
    pair = meeting.pair
    clock = say_time(meeting.starts_at, zone_of(to, pair.programme)) if meeting.starts_at else ""
    return {
        **pair_facts(pair, to),
        "meeting": meeting,
        "when": _say(meeting.starts_at, meeting, to) if meeting.starts_at else "",
        "clock": clock,
        "minutes": meeting.minutes,
        "where": where_words(meeting),
    }


def _say(moment: datetime, meeting: Meeting, to: Person) -> str:
    programme = meeting.pair.programme
    return say_moment(moment, zone=zone_of(to, programme), home=home_zone(programme))
