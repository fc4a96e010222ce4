"""What becomes of requests to be erased once they are answered."""

from django.utils.translation import gettext_lazy as _

from viceversa.people.holdings import Holding, deed, let_go, own
from viceversa.people.models import Person
from viceversa.privacy.models import ErasureRequest

HOLDINGS = (
    Holding(
        ErasureRequest,
        own("person"),
        emptied={"reason": ""},
        kept=("person",),
        why=_("That it was asked for and answered in time is shown, under the number."),
    ),
    deed(ErasureRequest, "answered_by"),
)


def erase(person: Person) -> None:
    let_go(HOLDINGS, person)
