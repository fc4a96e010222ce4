"""When a pair needs a human voice: the coordinator is asked to ring, the mentor hears that it is
not her fault. Once for each occasion."""

from viceversa.conversations import pair_letters
from viceversa.conversations.health import CANCELLATIONS
from viceversa.conversations.models import Meeting
from viceversa.pairing.models import Pair


def call_after_cancellation(pair: Pair, role: str) -> None:
    """To be called with each cancellation: the second by the same side, since both were rung last,
    calls for a call. The third does not call again."""
    cancelled = Meeting.objects.filter(
        pair=pair, state=Meeting.State.CANCELLED, cancelled_by_role=role
    )
    lately = cancelled.filter(cancelled_at__gt=pair.called_at) if pair.called_at else cancelled
    if lately.count() == CANCELLATIONS:
        pair_letters.call_wanted(pair, occasion=f"cancelled:{role}:{cancelled.count()}")
        if role == "mentee":
            pair_letters.not_your_fault(pair, occasion=f"cancelled:{cancelled.count()}")
