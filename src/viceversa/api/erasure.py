"""What becomes of a person's connected programs when she is erased: they are cut off with her."""

from viceversa.api.models import Token, Webhook
from viceversa.people.holdings import Holding, let_go, own
from viceversa.people.models import Person

HOLDINGS = (
    Holding(Token, own("made_by"), goes=True),
    Holding(Webhook, own("made_by"), goes=True),
)


def erase(person: Person) -> None:
    let_go(HOLDINGS, person)
