"""What is mailed about signing in with one's organisation. At once, like codes: it is no notice."""

from django.conf import settings
from django.urls import reverse

from viceversa.people.models import Person
from viceversa.people.signing_in import mail_at_once
from viceversa.sign_in.models import SignIn


def mail_the_way_in(person: Person, sign_in: SignIn) -> None:
    """To somebody who asked for a code, which her organisation does not want."""
    mail_at_once(person, "sign_in/mail/way_in", **_about(sign_in))


def mail_linked(person: Person, sign_in: SignIn) -> None:
    """So that she would notice if it was not she."""
    mail_at_once(person, "sign_in/mail/linked", **_about(sign_in))


def _about(sign_in: SignIn) -> dict[str, str]:
    way = reverse("sign_in_with", args=[sign_in.pk])
    return {"organisation": sign_in.organisation.name, "url": f"{settings.BASE_URL}{way}"}
