"""The plan by which a person is erased: every room that holds something of her, the top of the
story first, so that what is searched for by her name is found before the name goes."""

from collections.abc import Iterator
from types import ModuleType

from viceversa.api import erasure as api
from viceversa.conversations import erasure as conversations
from viceversa.enrolment import erasure as enrolment
from viceversa.farewell import erasure as farewell
from viceversa.half_time import erasure as half_time
from viceversa.ideas import erasure as ideas
from viceversa.impact import erasure as impact
from viceversa.notices import erasure as notices
from viceversa.pairing import erasure as pairing
from viceversa.people import erasure as people
from viceversa.people.holdings import Holding
from viceversa.people.models import Person
from viceversa.privacy import erasure as privacy
from viceversa.programmes import erasure as programmes
from viceversa.scim import erasure as scim

ERASURE_PLAN: tuple[ModuleType, ...] = (
    privacy,
    scim,
    api,
    farewell,
    half_time,
    impact,
    ideas,
    conversations,
    pairing,
    enrolment,
    programmes,
    notices,
    people,
)


def room_of(module: ModuleType) -> str:
    return module.__name__.split(".")[1]


def holdings() -> Iterator[tuple[str, Holding]]:
    """Everything that may be stored about a person, with the room that holds it."""
    for module in ERASURE_PLAN:
        for each in module.HOLDINGS:
            yield room_of(module), each


def leftovers(person: Person) -> list[str]:
    """What should be gone and is not, as kinds of rows: none after an erasure."""
    return sorted({each.name for _room, each in holdings() if each.is_left(person)})
