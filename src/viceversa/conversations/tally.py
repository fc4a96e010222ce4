"""The pairs of a programme in numbers, and what is told of them to those who do not lead it.

All figures are of the pairs that were formed, so that none can be had by taking one from another:
how many meet, rest or have ended is told only as far as neither is few.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations.models import Meeting
from viceversa.conversations.queries import ends_at
from viceversa.lib.figures import MANY, SMALLEST, UNTOLD, Figure, figure, shares
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import FORMED
from viceversa.programmes.models import Programme

# Of twelve pairs, three fours would be the only parts of which nothing could be told.
HIDDEN = ([4, 4, 4], [3, 4, 5])


@dataclass(frozen=True, slots=True)
class PairFacts:
    """What counts of a pair, and the employers of its two."""

    employers: frozenset[str]
    is_over: bool
    is_paused: bool
    held: int
    has_next: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Some pairs in numbers, which nobody is shown as they are."""

    formed: int
    meeting: int
    paused: int
    over: int
    met: int
    dated: int
    held: int


@dataclass(frozen=True, slots=True)
class Told:
    """The same as far as it is told."""

    formed: Figure = UNTOLD
    meeting: Figure = UNTOLD
    paused: Figure = UNTOLD
    over: Figure = UNTOLD
    met: Figure = UNTOLD
    dated: Figure = UNTOLD
    held: Figure = UNTOLD


def formed_pairs(programme: Programme, now: datetime | None = None) -> list[PairFacts]:
    """One entry per pair that was formed, whatever became of it; in two queries."""
    at = now or timezone.now()
    meetings = Meeting.objects.only("pair", "state", "starts_at", "minutes")
    pairs = programme.pairs.filter(state__in=FORMED).annotate(
        mentors_employer=F("mentor__person__employment__organisation"),
        mentees_employer=F("mentee__person__employment__organisation"),
    )
    return [_facts(pair, at) for pair in pairs.prefetch_related(Prefetch("meetings", meetings))]


def tally(pairs: Sequence[PairFacts]) -> Tally:
    meeting = [pair for pair in pairs if not pair.is_over and not pair.is_paused]
    return Tally(
        formed=len(pairs),
        meeting=len(meeting),
        paused=sum(pair.is_paused for pair in pairs),
        over=sum(pair.is_over for pair in pairs),
        met=sum(pair.held > 0 for pair in pairs),
        dated=sum(pair.has_next for pair in meeting),
        held=sum(pair.held for pair in pairs),
    )


def told(counted: Tally) -> Told:
    """What nobody can count a few by, whoever she tells it to."""
    formed = figure(counted.formed)
    if not formed.is_told:
        return Told(formed=formed)
    meeting, paused, over = _standing(counted)
    met = figure(counted.met, counted.formed)
    return Told(
        formed=formed,
        meeting=meeting,
        paused=paused,
        over=over,
        met=met,
        dated=_dated(counted, meeting),
        held=_held(counted, met),
    )


def told_of(programme: Programme) -> Told:
    """What is told of all its pairs today."""
    return told(tally(formed_pairs(programme)))


def of_those_formed(pairs: Told, part: Figure) -> str:
    """ "10 of 16", as far as both are told."""
    if not pairs.formed.is_told or part == UNTOLD:
        return str(pairs.formed if not pairs.formed.is_told else part)
    return _("%(part)s of %(whole)s") % {"part": part, "whole": pairs.formed}


def _standing(counted: Tally) -> list[Figure]:
    """Parts of all that were formed. Where two are few, the third is told as low as they allow."""
    numbers = (counted.meeting, counted.paused, counted.over)
    if sorted(numbers) in HIDDEN:
        return [UNTOLD] * len(numbers)
    parts = shares(numbers)
    if parts.count(MANY) != 1:
        return parts
    few = sum(part.most or 0 for part in parts)
    rest = Figure(max(SMALLEST, counted.formed - few), counted.formed)
    return [rest if part == MANY else part for part in parts]


def _dated(counted: Tally, meeting: Figure) -> Figure:
    """Whoever has a date meets: that must not say how many do, where the words do not."""
    if meeting.is_exact:
        return figure(counted.dated, counted.meeting, counted.formed)
    return figure(counted.dated, counted.formed) if meeting.most is not None else UNTOLD


def _held(counted: Tally, met: Figure) -> Figure:
    """Not where so few were held that it would tell how many have met, which is told as a range."""
    highest = met.most or 0
    is_safe = met.is_told and (met.is_exact or counted.held >= highest + SMALLEST)
    return Figure(counted.held, counted.held) if is_safe else UNTOLD


def _facts(pair: Pair, now: datetime) -> PairFacts:
    meetings = list(pair.meetings.all())
    booked = (m for m in meetings if m.state == Meeting.State.BOOKED)
    employers = pair.mentors_employer, pair.mentees_employer  # type: ignore[attr-defined]  # annotated
    return PairFacts(
        employers=frozenset(filter(None, employers)),
        is_over=pair.is_over,
        is_paused=pair.is_paused and not pair.is_over,
        held=sum(m.state == Meeting.State.HELD for m in meetings),
        has_next=any(ends_at(m) > now for m in booked),
    )
