"""The trail: who did what to which thing."""

from viceversa.lib.models import Coded
from viceversa.people.models import Person, TrailEntry


def record(verb: str, thing: Coded, *, by: Person | None, **facts: object) -> None:
    """Adds one entry. Facts are counts, codes, dates and rule names; never what anybody wrote
    in confidence. Call it inside the transaction of the change itself."""
    TrailEntry.objects.create(
        actor=by, verb=verb, about=f"{type(thing).__name__.lower()}:{thing.pk}", facts=facts
    )
