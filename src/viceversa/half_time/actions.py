"""Half-time is told once; the sponsor thanks once."""

from django.db import transaction

from viceversa.half_time import letters
from viceversa.half_time.figures import figures_of
from viceversa.half_time.models import HalfTime, Thanks
from viceversa.half_time.queries import programmes_at_half_time
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import letterhead, today_in


@transaction.atomic
def open_half_time(programme: Programme) -> HalfTime:
    """Keeps the figures of today, and writes to sponsors and partners' contacts; once."""
    defaults = {"opened_on": today_in(programme), "told": figures_of(programme)}
    half, is_new = HalfTime.objects.get_or_create(programme=programme, defaults=defaults)
    if is_new:
        record("half_time_told", programme, by=None)
        letters.figures_told(half)
    return half


def open_all() -> int:
    """Every programme whose half has come; in a break after it. Says how many."""
    due = [each for each in programmes_at_half_time() if not letterhead(each).is_silent]
    return len([open_half_time(each) for each in due])


@transaction.atomic
def send_thanks(half: HalfTime, *, text: str, to: str, by: Person) -> bool:
    """Once, whichever sponsor is first and however often the button is pressed. False when it was
    sent before."""
    defaults = {"text": text, "to": to, "by": by}
    thanks, is_new = Thanks.objects.get_or_create(half_time=half, defaults=defaults)
    if is_new:
        record("thanks_sent", thanks, by=by, to=to)
        letters.thanks(thanks, half.programme)
    return is_new
