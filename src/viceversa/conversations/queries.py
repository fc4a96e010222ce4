"""What is read of pairs and their meetings. Nothing here opens the vault."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db.models import Count, Prefetch, Q, QuerySet

from viceversa.conversations.course import last_day
from viceversa.conversations.models import CalendarFeed, Feedback, Meeting, Note, TryOut
from viceversa.conversations.sealed_row import SealedRow
from viceversa.lib.text import address_key
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members, with_doubts
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


class Timed(Protocol):
    """A meeting, or what was read of one."""

    @property
    def starts_at(self) -> datetime | None: ...
    @property
    def minutes(self) -> int: ...


State = Meeting.State
OPEN = (State.PROPOSED, State.BOOKED)
OVER = (Pair.State.ENDED, Pair.State.COMPLETED)


def meetings_held(programme: Programme) -> int:
    """How many meetings all pairs of the programme have held, whatever became of the pairs."""
    return Meeting.objects.filter(pair__programme=programme, state=State.HELD).count()


def pairs_with_story(*states: Pair.State) -> QuerySet[Pair]:
    """Pairs in these states, else the active ones, with all that their page tells, in a fixed
    number of queries."""
    meetings = (
        Meeting.objects.order_by("number")
        .select_related("question")
        .prefetch_related("options", "attendances", "taps")
    )
    return (
        with_doubts(Pair.objects.filter(state__in=states or (Pair.State.ACTIVE,)))
        .select_related(
            "programme__first_contact",
            "programme__second_contact",
            "mentor__person",
            "mentee__person",
        )
        .prefetch_related(
            "acceptances",
            "objectives",
            "try_outs",
            "goal_marks",
            Prefetch("meetings", meetings),
        )
    )


def pairs_of_member(person: Person) -> list[Pair]:
    """The pairs that the person is asked to be in, then those she is one half of, then those she
    was, the latest first. Read at once and sorted here, since their join is wide (`only`)."""
    found = pairs_with_story(Pair.State.PROPOSED, Pair.State.ACTIVE, *OVER)
    pairs = sorted(found.filter(is_member(person)).order_by(), key=lambda pair: pair.number)
    asked = [pair for pair in pairs if pair.state == Pair.State.PROPOSED]
    meet = [pair for pair in pairs if pair.state == Pair.State.ACTIVE]
    over = [pair for pair in pairs if pair.is_over]
    return [
        *asked,
        *sorted(meet, key=lambda pair: pair.active_since or pair.proposed_at),
        *sorted(over, key=lambda pair: pair.ended_at or pair.proposed_at, reverse=True),
    ]


def is_member(person: Person) -> Q:
    return Q(mentor__person=person) | Q(mentee__person=person)


def pairs_of_people(people: Iterable[Person], programme: Programme) -> list[Pair]:
    """The active pairs of a programme that one of these people is one half of."""
    ids = [person.pk for person in people]
    either = Q(mentor__person__in=ids) | Q(mentee__person__in=ids)
    return list(pairs_with_story().filter(either, programme=programme).order_by("number"))


def meeting_and_member(uid: str, address: str) -> tuple[Meeting | None, Person | None]:
    """The meeting that goes by this UID in calendars, and which of its two has the address."""
    meeting = (
        Meeting.objects.filter(uid=uid, pair__state=Pair.State.ACTIVE)
        .select_related("pair__programme", "pair__mentor__person", "pair__mentee__person")
        .first()
    )
    people = members(meeting.pair) if meeting else ()
    return meeting, next((p for p in people if address_key(p.email) == address), None)


def feed_of(person: Person) -> CalendarFeed | None:
    """Her calendar address, if she has one."""
    return CalendarFeed.objects.filter(person=person).first()


def meetings_in_calendar(person: Person) -> list[Meeting]:
    """All that the person has met for and will meet for, in every programme."""
    return list(
        Meeting.objects.filter(
            Q(pair__state=Pair.State.ACTIVE, state=State.BOOKED) | Q(state=State.HELD),
            Q(pair__mentor__person=person) | Q(pair__mentee__person=person),
        ).order_by("starts_at", "pk")
    )


def home_zone(programme: Programme) -> ZoneInfo:
    return ZoneInfo(programme.time_zone)


def zone_of(person: Person, programme: Programme) -> ZoneInfo:
    """The zone whose clocks the person lives by; the programme's when she has said nothing."""
    return ZoneInfo(person.time_zone or programme.time_zone)


def ends_at(meeting: Timed) -> datetime:
    """When a booked meeting is over."""
    if meeting.starts_at is None:
        raise ValueError("This meeting has no time yet")
    return meeting.starts_at + timedelta(minutes=meeting.minutes)


def meetings_around(now: datetime) -> list[Meeting]:
    """Booked and held meetings of active pairs that reminders may be due for."""
    return list(
        Meeting.objects.filter(
            pair__state=Pair.State.ACTIVE,
            state__in=(State.BOOKED, State.HELD),
            starts_at__range=(now - timedelta(days=8), now + timedelta(days=3)),
        )
        .select_related(
            "question",
            "pair__programme__first_contact",
            "pair__programme__second_contact",
            "pair__mentor__person",
            "pair__mentee__person",
        )
        .prefetch_related("taps", "pair__programme__breaks")
    )


def ended_on(pair: Pair) -> date | None:
    """The day on which the pair ended, or the last of its time. None while there is no end to it:
    whoever goes on keeps what was written."""
    if pair.ended_at and pair.state != Pair.State.COMPLETED:
        return pair.ended_at.astimezone(home_zone(pair.programme)).date()
    return last_day(pair)


def pairs_over(moment: datetime) -> Iterator[Pair]:
    """Every pair that may have had its last day by then, with its people; `ended_on` says which."""
    day = moment.date()
    own = Q(ended_at__lte=moment) | Q(state=Pair.State.COMPLETED) | Q(ends_on__lte=day)
    the_programmes = Q(ended_at=None, ends_on=None, programme__ends_on__lte=day)
    open_ended = Q(ended_at=None, ends_on=None, programme__ends_on=None)
    found = Pair.objects.filter(own | the_programmes | open_ended).select_related(
        "programme__first_contact", "mentor__person", "mentee__person"
    )
    return found.iterator()


def pairs_that_have_written() -> set[str]:
    """The codes of all pairs with a sealed text, whatever their state."""
    return {
        code
        for model in SealedRow.__subclasses__()
        for field in model.sealed_fields()
        for code in model._base_manager.exclude(**{field: b""}).values_list(
            model.pair_path, flat=True
        )
    }


def try_out_counts(programme: Programme) -> dict[str, int]:
    """How many things to try are in each state, in the whole programme; every state is there."""
    counted = TryOut.objects.filter(pair__programme=programme).order_by().values_list("state")
    return dict.fromkeys(TryOut.State.values, 0) | dict(counted.annotate(Count("pk")))


def notes_for_member(pair: Pair, person: Person) -> list[Note]:
    """What the person has written down in this pair, and what the other shares."""
    return list(pair.notes.filter(Q(author=person) | Q(is_shared=True)).select_related("author"))


def feedback_of(pair: Pair) -> list[Feedback]:
    """What the two have told each other, the latest first."""
    return list(pair.feedback.select_related("author"))
