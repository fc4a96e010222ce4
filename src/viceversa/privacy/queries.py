"""What is read of requests, and of where a person has a place."""

from django.db.models import QuerySet

from viceversa.enrolment.erasure import seats_to_leave
from viceversa.people.models import Person
from viceversa.privacy.models import ErasureRequest
from viceversa.programmes.models import Programme


def waiting() -> QuerySet[ErasureRequest]:
    """Requests that wait for an answer, the most urgent first."""
    return ErasureRequest.objects.filter(state=ErasureRequest.State.OPEN).select_related("person")


def answered() -> QuerySet[ErasureRequest]:
    """Those that were answered, the latest first. By names no more, where somebody was erased."""
    others = ErasureRequest.objects.exclude(state=ErasureRequest.State.OPEN)
    return others.select_related("person", "answered_by").order_by("-answered_at")


def latest_of(person: Person) -> ErasureRequest | None:
    """The request that a person has made last."""
    return ErasureRequest.objects.filter(person=person).order_by("-asked_at").first()


def organisers() -> list[Person]:
    """Those who answer requests."""
    return list(Person.objects.filter(is_organiser=True, is_active=True))


def open_places(person: Person) -> list[Programme]:
    """The programmes that go on, in which her place will be open."""
    return [seat.programme for seat in seats_to_leave(person).select_related("programme")]
