"""What becomes of what a directory says of a person when she is erased: the house forgets it."""

from viceversa.people.holdings import Holding, let_go, own
from viceversa.people.models import Person
from viceversa.scim.models import DirectoryEntry, DirectoryMember, Handover

HOLDINGS = (
    Holding(DirectoryMember, own("entry__person"), goes=True),
    Holding(DirectoryEntry, own("person"), goes=True),
    Holding(Handover, own("person"), goes=True),
)


def erase(person: Person) -> None:
    let_go(HOLDINGS, person)
