"""What becomes of a person's part in leading programmes when she is erased."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viceversa.people.holdings import Holding, let_go, own
from viceversa.people.models import Person
from viceversa.programmes.models import Enquiry, Programme, Role
from viceversa.programmes.queries import coordinators_of

HOLDINGS = (
    Holding(Role, own("person", "assists"), goes=True),
    Holding(
        Enquiry, lambda person: Q(address__iexact=person.email), goes=True, why=_("By the address.")
    ),
    Holding(
        Programme,
        own("first_contact", "second_contact"),
        struck=("first_contact", "second_contact"),
        why=_("The programme goes on; another coordinator is named on its pages."),
        is_export=False,
    ),
)


def erase(person: Person) -> None:
    let_go(HOLDINGS, person)
    for programme in HOLDINGS[-1].rows(person):
        _name_another(programme, person)


def led_by_her_alone(person: Person) -> list[Programme]:
    """Programmes that go on and would have nobody left who leads them."""
    hers = going_on().filter(roles__person=person, roles__kind=Role.Kind.COORDINATOR)
    return [each for each in hers.distinct() if len(coordinators_of(each)) == 1]


def going_on() -> QuerySet[Programme]:
    """The programmes that have not had their last day."""
    return Programme.objects.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))


def _name_another(programme: Programme, person: Person) -> None:
    known = (programme.first_contact, programme.second_contact, *coordinators_of(programme))
    left = [each for each in dict.fromkeys(known) if each and each != person]
    was_two = programme.second_contact is not None
    programme.first_contact = left[0] if left else None
    programme.second_contact = left[1] if was_two and len(left) > 1 else None
    programme.save(update_fields=["first_contact", "second_contact"])
