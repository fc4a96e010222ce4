"""The rounds of a programme over the years, beside each other."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from viceversa.conversations.models import Meeting
from viceversa.enrolment.models import Participation
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import FORMED
from viceversa.people.models import Person
from viceversa.programmes.models import EarlierRound, Programme, Role
from viceversa.programmes.queries import rounds_of

State, Kind = Pair.State, Role.Kind


@dataclass(frozen=True)
class Round:
    """Its mentors, mentees, pairs formed, meetings held and pairs ended early, as far as known."""

    of: Programme | EarlierRound
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Rounds:
    """Those from before the software first, then the others, and all together."""

    earlier: tuple[Round, ...]
    rounds: tuple[Round, ...]

    @property
    def total(self) -> tuple[int, ...]:
        columns = zip(*(each.counts for each in (*self.earlier, *self.rounds)), strict=True)
        return tuple(sum(count or 0 for count in column) for column in columns)


def coordinators_rounds(programme: Programme, person: Person) -> Rounds:
    """Those that the person leads, in as many queries however many they are."""
    rounds = rounds_of(programme, person, Kind.COORDINATOR)
    here = Participation.objects.exclude(state=Participation.State.WITHDRAWN)
    people = _counted(here.filter(programme__in=rounds), "programme", "role")
    pairs = _pairs(rounds)
    held = Meeting.objects.filter(state=Meeting.State.HELD, pair__programme__in=rounds)
    meetings = _counted(held, "pair__programme")
    return Rounds(
        earlier=tuple(
            Round(each, (each.mentors, each.mentees, each.pairs, None, None))
            for each in programme.earlier_rounds.all()
        ),
        rounds=tuple(
            Round(
                each,
                (
                    *(people[each.pk, role] for role in Participation.Role.values),
                    _formed(each, pairs),
                    meetings[each.pk,],
                    pairs[each.pk, State.ENDED],
                ),
            )
            for each in rounds
        ),
    )


@dataclass(frozen=True)
class Seen:
    """A round whose totals somebody may know."""

    name: str
    year: int
    pairs: int


def rounds_known(programme: Programme, person: Person) -> list[Programme]:
    """Those whose totals the person may know, the earliest first."""
    return rounds_of(programme, person, Kind.SPONSOR, Kind.COORDINATOR)


def rounds_seen(programme: Programme, rounds: Sequence[Programme]) -> list[Seen]:
    """Pairs formed in the rounds from before the software, and in each of these."""
    pairs = _pairs(rounds)
    earlier = programme.earlier_rounds.all()
    return [
        *(Seen(each.name, each.year, each.pairs) for each in earlier),
        *(Seen(each.name, each.starts_on.year, _formed(each, pairs)) for each in rounds),
    ]


def _pairs(rounds: Sequence[Programme]) -> Counter[tuple[str, ...]]:
    return _counted(Pair.objects.filter(programme__in=rounds), "programme", "state")


def _formed(programme: Programme, pairs: Counter[tuple[str, ...]]) -> int:
    return sum(pairs[programme.pk, state] for state in FORMED)


def _counted(rows: QuerySet[Any], *by: str) -> Counter[tuple[str, ...]]:
    found: Iterable[Any] = rows.order_by().values_list(*by).annotate(Count("pk"))
    return Counter({tuple(key): count for *key, count in found})
