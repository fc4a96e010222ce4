"""How a pair stops being one, and how each of the two goes on. Who ended it is told to nobody, the
trail included."""

from django.db import transaction
from django.utils import timezone

from viceversa.enrolment import actions as enrolment
from viceversa.pairing import queries
from viceversa.pairing.models import Pair, Recheck
from viceversa.people import trail
from viceversa.people.models import Person


def close_pair(pair: Pair, *, state: Pair.State, by: Person | None = None) -> bool:
    """Ends or completes a pair that is active; False when somebody was faster.

    Neither is proposed a new partner before she asks for one. A room above calls this, within its
    transaction, with what else belongs to an ending. `by` is an organiser, never one of the two.
    """
    now = timezone.now()
    active = Pair.objects.filter(pk=pair.pk, state=Pair.State.ACTIVE)
    if not active.update(state=state, ended_at=now, paused_at=None):
        return False
    pair.refresh_from_db(fields=["state", "ended_at", "paused_at"])
    asked = Recheck.objects.filter(pair=pair, outcome=Recheck.Outcome.OPEN)
    asked.update(outcome=Recheck.Outcome.ENDED, closed_at=now)
    for seat in (pair.mentor, pair.mentee):
        enrolment.rest(seat, by=None)
    trail.record(f"pair_{state.value}", pair, by=by)
    return True


def seek_new_partner(pair: Pair, *, by: Person) -> None:
    """The board may propose somebody else to her from now on."""
    enrolment.seek_partner(queries.seat_of(pair, by), by=by)


@transaction.atomic
def stop_here(pair: Pair, *, by: Person) -> None:
    """She wants no new partner. Another pair that she is in goes on; without one she leaves."""
    seat = queries.seat_of(pair, by)
    if queries.is_in_a_live_pair(seat):
        enrolment.rest(seat, by=by)
    else:
        enrolment.withdraw(seat, by=by)


@transaction.atomic
def note_call(pair: Pair, *, by: Person) -> None:
    """Both were rung: what called for it is seen to. What was said is written nowhere."""
    Pair.objects.filter(pk=pair.pk, state=Pair.State.ACTIVE).update(
        called_at=timezone.now(), call_from=None
    )
    trail.record("called both", pair, by=by)
