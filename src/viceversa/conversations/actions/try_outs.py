"""One thing to try until the next meeting, and what became of it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations import letters
from viceversa.conversations.actions.state import current_story
from viceversa.conversations.errors import StateError
from viceversa.conversations.models import TryOut
from viceversa.conversations.queries import home_zone
from viceversa.conversations.sealed import seal, words_of
from viceversa.conversations.story import UNSETTLED
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import partner_of
from viceversa.people.models import Person
from viceversa.people.trail import record

State = TryOut.State
MOST_OPEN = 5
TOO_LATE = timedelta(days=42)  # longer than a summer break
PAIR_AND_PEOPLE = (
    "pair__programme__first_contact",
    "pair__mentor__person",
    "pair__mentee__person",
)


@transaction.atomic
def add_try_out(pair: Pair, text: str, *, by: Person, try_by: date | None = None) -> TryOut:
    """Keeps one thing to try, sealed. A page that was sent twice keeps it once."""
    story = current_story(pair, by)
    mine = (t for t in story.open_try_outs if t.author_id == by.pk)
    same = next((t for t in mine if words_of(t) == text), None)
    if same is not None:
        return same
    if len(story.open_try_outs) >= MOST_OPEN:
        raise StateError(_("You have five things to try already. Settle one of them first."))
    try_out = TryOut(pair=story.pair, author=by, try_by=try_by)
    seal(try_out, text)
    try_out.save(force_insert=True)
    record("try_out_added", pair, by=by)
    return try_out


@transaction.atomic
def settle_try_out(try_out: TryOut, state: TryOut.State, *, by: Person) -> None:
    """Tried, not yet or dropped, as whoever set out to try it says. The other hears that much, and
    no word of what it was."""
    current_story(try_out.pair, by)
    if try_out.author_id != by.pk:
        raise StateError(_("Whoever set out to try it says what became of it."))
    changed = (
        TryOut.objects.filter(pk=try_out.pk, state__in=UNSETTLED)
        .exclude(state=state)
        .update(state=state, settled_at=None if state in UNSETTLED else timezone.now())
    )
    if not changed:
        return
    record(f"try_out_{state.value}", try_out.pair, by=by)
    if state not in UNSETTLED:
        letters.try_out_settled(try_out, state, to=partner_of(try_out.pair, by))


def remind_of_try_outs(*, now: datetime | None = None) -> int:
    """Asks those who set out to try something by today, once; says how many. Whoever may not be
    reminded on that day, in a break or a pause or since something else was asked of her this week,
    is asked as soon as she may."""
    moment = now or timezone.now()
    waiting = TryOut.objects.filter(
        state=State.OPEN,
        pair__state=Pair.State.ACTIVE,
        try_by__range=(moment.date() - TOO_LATE, moment.date() + timedelta(days=1)),
    ).select_related("author", *PAIR_AND_PEOPLE)
    due = [try_out for try_out in waiting if _is_due(try_out, moment)]
    asked = _asked(due)
    return sum(_remind(try_out) for try_out in due if letters.try_out_event(try_out) not in asked)


def _is_due(try_out: TryOut, moment: datetime) -> bool:
    today = moment.astimezone(home_zone(try_out.pair.programme)).date()
    return try_out.try_by is not None and try_out.try_by <= today


def _asked(due: list[TryOut]) -> set[str]:
    """The questions that stand in the outbox already."""
    rows = Letter.objects.filter(event__in=[letters.try_out_event(try_out) for try_out in due])
    return set(rows.values_list("event", flat=True))


@transaction.atomic
def _remind(try_out: TryOut) -> bool:
    return letters.try_out_due(try_out, to=try_out.author) is not None
