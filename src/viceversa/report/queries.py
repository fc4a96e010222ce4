"""What a report is made of, read in a number of queries that does not grow with the programme.

Of pairs it is dates and counts, never words: nothing here opens the vault."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count

from viceversa.conversations.models import Meeting, Objective
from viceversa.enrolment.models import Participation
from viceversa.ideas.models import Idea
from viceversa.pairing.queries import FORMED
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import today_in
from viceversa.report.models import Staying

State = Meeting.State
DEFINITE = (Objective.Kind.GOAL, Objective.Kind.THEME, Objective.Kind.NOT_YET)


@dataclass(frozen=True)
class Met:
    """A pair that was formed: from when to when, on which days the two met, and of which
    organisations they are."""

    number: int
    state: str
    begun: date
    ended: date | None
    works_at: frozenset[str]
    held: tuple[date, ...] = ()
    missed: tuple[date, ...] = ()
    cancelled: Counter[str] = field(default_factory=Counter)

    @property
    def times(self) -> int:
        return len(self.held)


def pairs_met(programme: Programme) -> list[Met]:
    """Every pair that was formed, by number, in two queries."""
    zone = ZoneInfo(programme.time_zone)
    days = _days(programme, zone)
    formed = programme.pairs.filter(state__in=FORMED).values_list(
        "pk", "number", "state", "active_since", "proposed_at", "ended_at",
        "mentor__person__employment__organisation", "mentee__person__employment__organisation",
    )  # fmt: skip
    return [
        Met(
            number=number,
            state=state,
            begun=_day(since or proposed, zone),
            ended=_day(ended, zone) if ended else None,
            works_at=frozenset(filter(None, organisations)),
            held=tuple(sorted(days[pk, State.HELD])),
            missed=tuple(sorted(days[pk, State.CANCELLED] + days[pk, State.MISSED])),
            cancelled=days.cancelled[pk],
        )
        for pk, number, state, since, proposed, ended, *organisations in formed
    ]


def goals_of(programme: Programme) -> list[str]:
    """What each pair that was formed has set: the most definite that one of the two has last said,
    and "" where neither has."""
    latest: dict[tuple[str, str], str] = {}
    said = Objective.objects.filter(pair__programme=programme, pair__state__in=FORMED)
    for pair, author, kind in said.order_by("set_at", "pk").values_list("pair", "author", "kind"):
        latest[pair, author] = kind
    kinds = defaultdict[str, set[str]](set)
    for (pair, _author), kind in latest.items():
        kinds[pair].add(kind)
    pairs = programme.pairs.filter(state__in=FORMED).values_list("pk", flat=True)
    return [next((kind for kind in DEFINITE if kind in kinds[pair]), "") for pair in pairs]


def ideas_by_state(programme: Programme) -> Counter[str]:
    """How many ideas that have left their pairs are in each state."""
    arrived = programme.ideas.exclude(state=Idea.State.LEAVING).order_by()
    return Counter(dict(arrived.values_list("state").annotate(Count("pk"))))


def ideas_late(programme: Programme, today: date) -> int:
    """How many wait for an answer beyond the promised time."""
    return programme.ideas.filter(state=Idea.State.OWNED, due_on__lt=today).count()


def seats_of(programme: Programme) -> list[Participation]:
    """Everybody who takes part or has taken part, but for those who have withdrawn."""
    here = programme.participations.exclude(state=Participation.State.WITHDRAWN)
    return list(here.only("role", "wants", "offers", "trained_on", "programme"))


def pairs_agreed(programme: Programme) -> int:
    """In how many pairs both have accepted the ground rules."""
    formed = programme.pairs.filter(state__in=FORMED).annotate(accepted=Count("acceptances"))
    return formed.filter(accepted__gte=2).count()


def staying_of(programme: Programme) -> Staying | None:
    """What the organiser has told of who stayed with their employers."""
    return Staying.objects.filter(programme=programme).first()


class _Days(defaultdict[tuple[str, str], list[date]]):
    """Days by pair and state, and how often each role has cancelled."""

    def __init__(self) -> None:
        super().__init__(list)
        self.cancelled: defaultdict[str, Counter[str]] = defaultdict(Counter)


def _days(programme: Programme, zone: ZoneInfo) -> _Days:
    found = _Days()
    meetings = Meeting.objects.filter(pair__programme=programme, pair__state__in=FORMED)
    rows = meetings.order_by().values_list("pair", "state", "starts_at", "cancelled_by_role")
    for pair, state, starts_at, role in rows:
        if starts_at:
            found[pair, state].append(_day(starts_at, zone))
        if state == State.CANCELLED:
            found.cancelled[pair][role] += 1
    return found


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def has_begun(programme: Programme) -> bool:
    """Whether its first day is here."""
    return programme.starts_on <= today_in(programme)
