"""The trail: who did what to which thing.

A room above hears of it in its `hearing.py`:

    @hears("became a pair")
    def tell(verb: str, thing: Coded) -> None:
        ...
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cache

from viceversa.lib.models import Coded
from viceversa.lib.rooms import import_from_every_room
from viceversa.people.models import Person, TrailEntry

Hear = Callable[[str, Coded], None]
_hearers: defaultdict[str, list[Hear]] = defaultdict(list)


def record(verb: str, thing: Coded, *, by: Person | None, **facts: object) -> None:
    """Adds one entry. Facts are counts, codes, dates and rule names; never what anybody wrote
    in confidence. Call it inside the transaction of the change itself."""
    TrailEntry.objects.create(
        actor=by, verb=verb, about=f"{type(thing).__name__.lower()}:{thing.pk}", facts=facts
    )
    _read_all()
    for hear in _hearers[verb]:
        hear(verb, thing)


def hears(*verbs: str) -> Callable[[Hear], Hear]:
    """Lists a function that is told of these verbs, within the transaction of the change."""

    def declare(function: Hear) -> Hear:
        for verb in verbs:
            _hearers[verb].append(function)
        return function

    return declare


@cache
def _read_all() -> None:
    import_from_every_room("hearing")
