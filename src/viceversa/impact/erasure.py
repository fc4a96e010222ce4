"""What becomes of a person's part in surveys when she is erased. What was answered is nobody's
already, and stays."""

from viceversa.impact.models import Draft, Ticket
from viceversa.people.holdings import Holding, let_go, own
from viceversa.people.models import Person

HOLDINGS = (
    Holding(Draft, own("ticket__person"), goes=True, is_export=False),
    Holding(Ticket, own("person"), goes=True, is_export=False),
)


def erase(person: Person) -> None:
    let_go(HOLDINGS, person)
