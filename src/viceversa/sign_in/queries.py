"""Whose sign-in is it?"""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from viceversa.lib.text import address_key
from viceversa.people.models import Person
from viceversa.people.queries import LEADING
from viceversa.sign_in.models import SignIn

SECOND_LOCKS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def sign_in_for_address(address: str) -> SignIn | None:
    """By the domain alone: the same answer whether or not anybody has that address."""
    domain = address_key(address).rpartition("@")[2]
    return SignIn.objects.filter(domains__domain=domain).select_related("organisation").first()


def sign_in_of(person: Person) -> SignIn | None:
    """The one of her employer, if it has one."""
    employed = SignIn.objects.filter(organisation__employments__person=person)
    return employed.select_related("organisation").first()


def people_with_what_they_owe() -> QuerySet[Person]:
    """People with `only_way`, the code of the one sign-in that is open to them, and with
    `owes_second_lock`: asked of every request, so it is one query together with the person."""
    only = SignIn.objects.filter(is_only_way=True, organisation__employments__person=OuterRef("pk"))
    leads = Person.objects.filter(
        pk=OuterRef("pk"), roles__kind__in=LEADING, roles__programme__needs_second_lock=True
    )
    locks = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_LOCKS)
    return Person.objects.annotate(
        only_way=Subquery(only.values("pk")[:1]), owes_second_lock=Exists(leads) & ~Exists(locks)
    )
