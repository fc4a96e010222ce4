"""Where a page points to what a room above it has, which it cannot know.

Such a room lists its own in `signposts.py`; the page asks for all that are meant for its place.

    @signpost("pair")
    def ideas_that_wait(pair: Pair, person: Person) -> Iterator[Signpost]:
        ...
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from viceversa.lib.rooms import import_from_every_room

Places = Literal["pair", "call", "connections"]


@dataclass(frozen=True)
class Signpost:
    """A line that leads somewhere."""

    text: str
    href: str


Ask = Callable[..., Iterable[Signpost]]
_registry: defaultdict[str, list[Ask]] = defaultdict(list)


def signpost(place: Places) -> Callable[[Ask], Ask]:
    """Lists a function that says what to point to from that place."""

    def declare(function: Ask) -> Ask:
        _registry[place].append(function)
        return function

    return declare


def signposts_at(place: Places, *about: Any) -> list[Signpost]:
    """What all rooms point to from there, asked about the same things."""
    _read_all()
    return [post for ask in _registry[place] for post in ask(*about)]


@cache
def _read_all() -> None:
    import_from_every_room("signposts")
