"""What becomes of a sponsor's thanks when she is erased."""

from django.utils.translation import gettext_lazy as _

from viceversa.half_time.models import Thanks
from viceversa.people.holdings import Holding, let_go, own
from viceversa.people.models import Person

HOLDINGS = (
    Holding(
        Thanks,
        own("by"),
        emptied={"by": None, "text": ""},
        why=_("That there were thanks, and when, stays; what they said goes."),
    ),
)


def erase(person: Person) -> None:
    let_go(HOLDINGS, person)
