"""The time line of a round: computed from its first and last day, every phase inside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from viceversa.lib.dates import add_months
from viceversa.programmes.models import Phase, Programme

Kind = Phase.Kind
HORIZON_MONTHS = 6  # how far the line of an open-ended programme is drawn

# Where each phase begins and ends, in per cent of the round. Half-time lies within the meetings.
SHARES = (
    (Kind.PREPARE, 0, 4),
    (Kind.APPLY, 4, 11),
    (Kind.SELECT, 11, 14),
    (Kind.MATCH, 14, 19),
    (Kind.BRIEF, 19, 23),
    (Kind.MEET, 23, 88),
    (Kind.HALF_TIME, 50, 56),
    (Kind.HARVEST, 88, 96),
    (Kind.CLOSE, 96, 100),
)
AFTER_THE_LAST_DAY = {Kind.HALF_TIME, Kind.HARVEST, Kind.CLOSE}  # no part of what has no last day


class Span(NamedTuple):
    """A phase and its days."""

    kind: Phase.Kind
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class PhaseView:
    """A phase as the time line shows it; without a last day it goes on."""

    kind: str
    name: str
    starts_on: date
    ends_on: date | None
    state: Literal["done", "now", "next"]


def last_day(starts_on: date, months: int) -> date:
    """The day before the same date so many months later."""
    return add_months(starts_on, months) - timedelta(days=1)


def plan_phases(starts_on: date, ends_on: date | None) -> tuple[Span, ...]:
    """The usual phases of a round. Without a last day they are those that lead to meetings."""
    until = ends_on or last_day(starts_on, HORIZON_MONTHS)
    days = (until - starts_on).days + 1
    return tuple(
        Span(kind, *_days(starts_on, days, begin=begin, end=end))
        for kind, begin, end in SHARES
        if ends_on or kind not in AFTER_THE_LAST_DAY
    )


def out_of_order(spans: Iterable[Span]) -> tuple[tuple[Phase.Kind, Phase.Kind], ...]:
    """Pairs of neighbouring phases of which the later begins before the earlier."""
    known = {span.kind: span for span in spans}
    line = [known[kind] for kind, _begin, _end in SHARES if kind in known]
    return tuple(
        (one.kind, two.kind) for one, two in pairwise(line) if two.starts_on < one.starts_on
    )


def goes_on(phase: Phase) -> bool:
    """Whether it has no last day. Without an end the meetings go on; where people join at any time,
    all goes on that leads to them."""
    programme = phase.programme
    if programme.ends_on:
        return False
    is_rolling = programme.entry == Programme.Entry.ROLLING
    return phase.kind == Kind.MEET or (is_rolling and phase.kind != Kind.PREPARE)


def view(phase: Phase, *, today: date) -> PhaseView:
    """How the phase stands today."""
    state: Literal["done", "now", "next"] = "now"
    ends_on = None if goes_on(phase) else phase.ends_on
    if ends_on and ends_on < today:
        state = "done"
    elif phase.starts_on > today:
        state = "next"
    return PhaseView(phase.kind, phase.get_kind_display(), phase.starts_on, ends_on, state)


def _days(starts_on: date, days: int, *, begin: int, end: int) -> tuple[date, date]:
    first = days * begin // 100
    last = max(first, days * end // 100 - 1)
    return starts_on + timedelta(days=first), starts_on + timedelta(days=last)
