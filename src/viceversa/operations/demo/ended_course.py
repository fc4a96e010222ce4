"""What became of the pairs of the round that has ended: when they met, what they tried and let
go, so that its report is alive. The words are gone, as they are a month after the end."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

from viceversa.conversations.ground_rules import EDITION
from viceversa.conversations.models import GroundRulesAcceptance, Meeting, Objective, TryOut
from viceversa.ideas.actions.answering import TIME_TO_ANSWER
from viceversa.ideas.models import Idea, IdeaStep
from viceversa.ideas.origin import origin_of
from viceversa.lib.codes import new_code
from viceversa.lib.dates import local_moment
from viceversa.operations.demo.people import rows
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

HELD = (6, 5, 4, 5, 3, 4, 3, 6, 5, 4, 6, 5, 5, 1, 4, 2)
DAYS_TO_FIRST = (4, 6, 7, 8, 9, 10, 11, 12, 12, 13, 15, 17, 19, 27, 22, 34)
CANCELLED = (
    *((number, "mentee") for number in (1, 3, 6, 14, 14, 16, 16)),
    *((number, "mentor") for number in (4, 9, 12)),
    (8, ""),
)
"""By the number of the pair: who cancelled a meeting; nobody alone where it is empty."""
ENDED_EARLY, ENDED_AFTER = 14, timedelta(weeks=12)
BETWEEN = timedelta(weeks=3)
GOALS, THEMES = 14, 2
TRIED = {"tested": 24, "not_yet": 10, "dropped": 7}
AFTERNOON = time(14)
"""When they met."""


def live_through(programme: Programme, pairs: Sequence[Pair], *, lead: Person) -> None:
    """Rows with their own dates, without letters."""
    _agree(pairs)
    Meeting.objects.bulk_create(meeting for pair in pairs for meeting in _meetings(pair))
    _try(pairs)
    for row, pair in zip(rows("ended_ideas.csv"), cycle(pairs), strict=False):
        _let_go(row, pair, owner=lead)
    _end_early(pairs[ENDED_EARLY - 1])


def _agree(pairs: Sequence[Pair]) -> None:
    kinds = ["goal"] * GOALS + ["theme"] * THEMES
    for pair, kind in zip(pairs, kinds, strict=False):
        objective = Objective(pair=pair, author_id=pair.mentee.person_id, kind=kind)
        objective.set_at = _begun(pair) + timedelta(days=2)
        objective.save()
    GroundRulesAcceptance.objects.bulk_create(
        GroundRulesAcceptance(
            pair=pair, person_id=seat.person_id, edition=EDITION, accepted_at=_begun(pair)
        )
        for pair in pairs
        for seat in (pair.mentor, pair.mentee)
    )


def _meetings(pair: Pair) -> Iterator[Meeting]:
    times = HELD[pair.number - 1]
    first = _begun(pair).date() + timedelta(days=DAYS_TO_FIRST[pair.number - 1])
    for number in range(1, times + 1):
        yield _meeting(pair, number, first + (number - 1) * BETWEEN)
    cancelled = [role for number, role in CANCELLED if number == pair.number]
    for more, role in enumerate(cancelled, start=1):
        day = first + BETWEEN * (times - 1) + timedelta(days=5 * more)
        yield _meeting(pair, times + more, day, is_held=False, role=role)


def _meeting(
    pair: Pair, number: int, day: date, *, is_held: bool = True, role: str = ""
) -> Meeting:
    zone = ZoneInfo(pair.programme.time_zone)
    starts_at = local_moment(day, AFTERNOON, zone=zone)
    return Meeting(
        pair=pair,
        number=number,
        state=Meeting.State.HELD if is_held else Meeting.State.CANCELLED,
        starts_at=starts_at,
        cancelled_by_role=role,
        cancelled_at=None if is_held else starts_at - timedelta(days=1),
        created_at=starts_at - timedelta(days=12),
        uid=f"{pair.pk}-{number}",
    )


def _try(pairs: Sequence[Pair]) -> None:
    states = [state for state, times in TRIED.items() for _ in range(times)]
    TryOut.objects.bulk_create(
        TryOut(
            pair=pair,
            author_id=pair.mentee.person_id,
            state=state,
            sealed_text=b"",
            created_at=_begun(pair) + BETWEEN,
        )
        for state, pair in zip(states, cycle(pairs), strict=False)
    )


def _let_go(row: dict[str, str], pair: Pair, *, owner: Person) -> None:
    code, day = new_code(), pair.programme.starts_on + timedelta(weeks=int(row["weeks"]))
    state = Idea.State(row["state"])
    idea = Idea.objects.create(
        pk=code,
        programme=pair.programme,
        origin=origin_of(code, pair),
        title=row["title"],
        what=row["title"],
        why=row["why"],
        kind=row["kind"],
        shown=Idea.Shown.ROUND,
        state=state,
        arrived_on=day,
        owner=owner,
        due_on=day + TIME_TO_ANSWER if state == Idea.State.OWNED else None,
    )
    steps = dict.fromkeys((Idea.State.SHARED, Idea.State.OWNED, state))
    IdeaStep.objects.bulk_create(
        IdeaStep(idea=idea, number=number, state=step, happened_on=day)
        for number, step in enumerate(steps, start=1)
    )


def _end_early(pair: Pair) -> None:
    pair.state, pair.ended_at = Pair.State.ENDED, _begun(pair) + ENDED_AFTER
    pair.save(update_fields=["state", "ended_at"])


def _begun(pair: Pair) -> datetime:
    return pair.active_since or pair.proposed_at
