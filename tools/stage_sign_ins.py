"""Stops of the tour at signing in with one's organisation, and at what comes before every page."""

from collections.abc import Iterator

from django.urls import reverse

from tools.tour import Stop
from viceversa.people.actions import organisation_named
from viceversa.people.models import Person
from viceversa.sign_in.actions import Set, set_up
from viceversa.sign_in.models import SignIn

SEND = ["click", "main form:not(.form-row) .button-primary"]


def sign_ins(lead: Person) -> Iterator[Stop]:
    """A bank that signs its people in itself, and an authority that wants it only so."""
    bank, authority = (
        _signed_in_by("Holmåsens Bank", "holmas"),
        _signed_in_by("Strandverket", "strandverket", is_only_way=True),
    )
    way_in = reverse("account_login")
    for name, domain in (("sign-in-with", "holmas"), ("sign-in-only-with", "strandverket")):
        typed = ["fill", "[name=email]", f"kim.ek@{domain}.example"]
        yield Stop(name, way_in, press=[typed, SEND], lands=way_in)
    back = f"{reverse('sign_in_back', args=[bank.pk])}?state=x"
    yield Stop("sign-in-failed", back, status=403)
    yield Stop("sign-in-led-there", reverse("sign_in_with", args=[authority.pk]))
    yield Stop("second-lock", reverse("second_lock"), lead.pk)


def _signed_in_by(name: str, domain: str, *, is_only_way: bool = False) -> SignIn:
    return set_up(
        organisation_named(name),
        Set(
            issuer=f"https://{domain}.example",
            client_id="viceversa",
            secret="none",  # noqa: S106  # nobody is asked
            domains=(f"{domain}.example",),
            is_only_way=is_only_way,
        ),
    )
