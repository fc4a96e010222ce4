"""A person's own data, and requests to be erased, for tools.stage."""

from collections.abc import Iterator

from django.urls import reverse

from tools.tour import Stop
from viceversa.operations.demo.people import role_by_address
from viceversa.people.models import Person
from viceversa.privacy.actions import ask_for_erasure, refuse


def privacy(lead: Person) -> Iterator[Stop]:
    """Before it is asked for, while it waits, and once it is refused."""
    known = Person.objects.filter(email__in=role_by_address(), is_active=True).exclude(pk=lead.pk)
    fresh, waits, refused = known.order_by("email")[:3]
    asked = ask_for_erasure(waits)
    answer = {"ground": "claims", "reason": "En tvist pågår, se brevet den 2 maj."}
    refuse(ask_for_erasure(refused), **answer, by=lead)
    yield Stop("my-data", reverse("my_data"), fresh.pk)
    yield Stop("my-erasure", reverse("my_erasure"), fresh.pk)
    yield Stop("my-data-asked", reverse("my_data"), waits.pk)
    yield Stop("my-data-refused", reverse("my_data"), refused.pk)
    yield Stop("erasure-requests", reverse("erasure_requests"), lead.pk)
    request = reverse("erasure_request", args=[asked.pk])
    yield Stop("erasure-request", request, lead.pk)
    press = [["click", "form[action$='refusal/'] button"]]
    yield Stop("erasure-request-wrong", request, lead.pk, press=press)
