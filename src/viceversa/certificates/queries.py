"""What somebody has done in one role, as days and counts. Nothing of the pair is read but these."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from viceversa.conversations.course import begun_on, is_closing
from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import ended_on
from viceversa.enrolment.models import Participation
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import FORMED
from viceversa.people.models import Organisation, Person
from viceversa.programmes.models import Programme

LEAST_MEETINGS = 1


@dataclass(frozen=True)
class Part:
    """What one person has done in one role of a programme."""

    person: Person
    role: str
    programme: Programme
    first_day: date
    last_day: date
    meetings: int
    minutes: int

    @property
    def is_enough(self) -> bool:
        """Whether there is anything to certify."""
        return self.meetings >= LEAST_MEETINGS


def is_near_its_end(pair: Pair, today: date) -> bool:
    """Whether the pair is over, or is being asked how it wants to go on after its end."""
    return pair.is_over or is_closing(pair, today)


def part_of(seat: Participation, today: date) -> Part:
    """All that is over or near its end, of the pairs that she was in; there is one at least."""
    formed = Pair.objects.filter(Q(mentor=seat) | Q(mentee=seat), state__in=FORMED)
    pairs = [p for p in formed.select_related("programme") if is_near_its_end(p, today)]
    held = Meeting.objects.filter(pair__in=pairs, state=Meeting.State.HELD)
    count = held.aggregate(meetings=Count("pk"), minutes=Sum("minutes", default=0))
    return Part(
        person=seat.person,
        role=seat.role,
        programme=pairs[0].programme,
        first_day=min(begun_on(pair) for pair in pairs),
        last_day=max(min(ended_on(pair) or today, today) for pair in pairs),
        **count,
    )


def organiser(code: str) -> Organisation | None:
    """An organisation that leads a programme."""
    return Organisation.objects.filter(pk=code, programmes__isnull=False).distinct().first()
