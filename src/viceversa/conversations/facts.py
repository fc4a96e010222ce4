"""What a coordinator may know of pairs: that they meet, in which week, and how they are doing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from django.db.models import Max
from django.utils import timezone

from viceversa.conversations.health import Health, Signs, health_of
from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import ends_at, home_zone
from viceversa.enrolment.models import Participation
from viceversa.lib.dates import Week, week_of
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import active_pairs, with_doubts
from viceversa.programmes.breaks import silence_of
from viceversa.programmes.models import Programme

State, Role = Meeting.State, Participation.Role
LONG_AGO = timedelta(days=200)  # all that is longer ago is as long ago


@dataclass(frozen=True)
class MeetingFacts:
    """What a coordinator may know of a pair: that it meets and in which week, never about what.

    `quiet_since` is the last meeting, the match or the end of a pause; `silent_since` also counts
    that the two have planned something, or were rung.
    """

    pair_id: str
    held_weeks: tuple[Week, ...]
    has_next: bool
    next_week: Week | None
    times_offered: bool
    unanswered: bool
    cancelled_by_mentor: int
    cancelled_by_mentee: int
    quiet_since: date
    silent_since: date
    is_rechecked: bool
    signs: Signs

    @property
    def held(self) -> int:
        return len(self.held_weeks)

    @property
    def health(self) -> Health:
        return health_of(self.signs)


class Met(NamedTuple):
    """What is read of one meeting for the facts of its pair, in this order."""

    pair_id: str
    state: str
    starts_at: datetime | None
    minutes: int
    cancelled_at: datetime | None
    cancelled_by_role: str
    created_at: datetime
    last_option: datetime | None


def meeting_facts(
    programme: Programme, pairs: Iterable[Pair] | None = None, *, now: datetime | None = None
) -> dict[str, MeetingFacts]:
    """One entry per pair that meets, in three queries however many: of all, or of these, which
    `with_doubts` has read."""
    found = with_doubts(active_pairs(programme).select_related(None)) if pairs is None else pairs
    meet = [pair for pair in found if pair.state == Pair.State.ACTIVE]
    reader = _Reader(programme, meet, now or timezone.now())
    return {pair.pk: reader.facts(pair) for pair in meet}


def weeks_met(programme: Programme, pairs: Iterable[Pair]) -> dict[str, list[Week]]:
    """The weeks in which these pairs have met, in one query: what is still told of those whose time
    is over."""
    found, zone = defaultdict[str, list[Week]](list), home_zone(programme)
    held = Meeting.objects.filter(pair__in=list(pairs), state=State.HELD)
    for meeting in held.only("pair", "starts_at", "minutes").order_by("starts_at"):
        found[meeting.pair_id].append(week_of(ends_at(meeting).astimezone(zone).date()))
    return found


def facts_of_pair(pair: Pair, *, now: datetime) -> MeetingFacts:
    """The facts of one active pair."""
    read = with_doubts(Pair.objects.filter(pk=pair.pk))
    return meeting_facts(pair.programme, read, now=now)[pair.pk]


def _met(pairs: Sequence[Pair]) -> dict[str, list[Met]]:
    """All meetings of these pairs, in their order. Rows and no objects: there are thousands."""
    found = dict[str, list[Met]]((pair.pk, []) for pair in pairs)
    rows = Meeting.objects.filter(pair__in=found).annotate(last_option=Max("options__starts_at"))
    for row in rows.order_by("number").values_list(*Met._fields):
        met = Met(*row)
        found[met.pair_id].append(met)
    return found


class _Reader:
    """Reads the facts of pairs of one programme at one moment, by the programme's clocks."""

    def __init__(self, programme: Programme, pairs: Sequence[Pair], now: datetime) -> None:
        self.zone, self.now = home_zone(programme), now
        self.programme = programme
        self.met = _met(pairs)
        self.today = self._date(now)
        self.silence = silence_of(programme)
        self.days_since = cache(self._days_since)

    def facts(self, pair: Pair) -> MeetingFacts:
        meetings = self.met[pair.pk]
        held = [self._end(m) for m in meetings if m.state == State.HELD]
        booked = [m for m in meetings if m.state == State.BOOKED]
        ahead = [m for m in booked if ends_at(m) > self.now]
        since = max([*held, *self._beginnings(pair)])
        contact = max([since, *self._contact(pair, meetings)])
        cancelled = {role: _cancelled_by(role, pair, meetings) for role in Role.values}
        is_rechecked = bool(pair.is_rechecked)  # type: ignore[attr-defined]  # annotated
        may_choose = any(self._may_choose(meeting) for meeting in meetings)
        return MeetingFacts(
            pair_id=pair.pk,
            held_weeks=tuple(week_of(day) for day in sorted(held)),
            has_next=bool(ahead),
            next_week=week_of(self._end(ahead[0])) if ahead else None,
            times_offered=may_choose,
            unanswered=len(booked) > len(ahead),
            cancelled_by_mentor=cancelled[Role.MENTOR],
            cancelled_by_mentee=cancelled[Role.MENTEE],
            quiet_since=since,
            silent_since=contact,
            is_rechecked=is_rechecked,
            signs=Signs(
                is_paused=pair.is_paused,
                has_next=bool(ahead),
                may_choose=may_choose,
                days_dateless=self.days_since(since),
                days_silent=self.days_since(contact),
                cancelled=sum(cancelled.values()),
                has_held_all=self.programme.means_no_more(len(held)),
                is_to_be_called=is_rechecked or self._is_to_be_called(pair),
            ),
        )

    def _days_since(self, day: date) -> int:
        """The days that count, those in breaks left out. Many pairs share a day."""
        since = max(day, self.today - LONG_AGO)
        return max(0, (self.today - since).days - self.silence.days_between(since, self.today))

    def _beginnings(self, pair: Pair) -> Iterator[date]:
        """The match, and the day on which a pause ended."""
        yield self._date(pair.active_since or pair.proposed_at)
        if pair.resumes_on and not pair.is_paused:
            yield pair.resumes_on

    def _contact(self, pair: Pair, meetings: Sequence[Met]) -> Iterator[date]:
        """The last day on which the two planned or cancelled something, or were rung."""
        moments = [moment for m in meetings for moment in (m.created_at, m.cancelled_at)]
        if told := [moment for moment in (pair.called_at, *moments) if moment]:
            yield self._date(max(told))

    def _may_choose(self, meeting: Met) -> bool:
        last = meeting.last_option
        return meeting.state == State.PROPOSED and last is not None and last > self.now

    def _is_to_be_called(self, pair: Pair) -> bool:
        return pair.call_from is not None and pair.call_from <= self.today

    def _end(self, meeting: Met) -> date:
        return self._date(ends_at(meeting))

    def _date(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()


def _cancelled_by(role: str, pair: Pair, meetings: Sequence[Met]) -> int:
    """How often since both were rung: after a call one begins anew."""
    mine = [m for m in meetings if m.state == State.CANCELLED and m.cancelled_by_role == role]
    since = pair.called_at
    return sum(since is None or (m.cancelled_at or m.created_at) > since for m in mine)
