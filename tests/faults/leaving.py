"""People who are erased, with a pair, a request and an application behind them."""

from tests.faults import Codes, arriving
from tests.faults.pairs import met, pair_of
from viceversa.enrolment.models import Application
from viceversa.people.models import Person
from viceversa.privacy.actions import ask_for_erasure, erase, erase_again, erase_person
from viceversa.privacy.models import ErasureRequest
from viceversa.privacy.strangers import stranger_at


def asked() -> Codes:
    """A mentor with a meeting ahead asks whoever leads the programme for it."""
    pair = pair_of(*met())
    lead = pair.programme.roles.filter(kind="coordinator")[0].person
    return ask_for_erasure(pair.mentor.person).pk, lead.pk


def grant(code: str, lead: str) -> None:
    request = ErasureRequest.objects.select_related("person").get(pk=code)
    if request.state == request.State.OPEN:
        erase(request, by=Person.objects.get(pk=lead))


def grant_and_start(code: str, lead: str) -> None:
    """The next start does what a stop has left."""
    grant(code, lead)
    erase_again()


def applied() -> Codes:
    """Somebody has only applied, and is known by her address alone."""
    (code,) = arriving.sent()
    return (Application.objects.get(pk=code).email,)


def forget(address: str) -> None:
    stranger = stranger_at(address)
    if stranger:
        erase_person(stranger, by=None)
