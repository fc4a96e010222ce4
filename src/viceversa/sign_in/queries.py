"""Whose sign-in is it?"""

from functools import cache

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


def person_with_what_she_owes(person_id: str) -> Person | None:
    """The person with `only_way`, the code of the one sign-in that is open to her, and with
    `owes_second_lock`: asked of every request, so it is one query together with the person."""
    sql, known = _sql_for_one()
    return next(iter(Person.objects.raw(sql, [*known, person_id])), None)


@cache
def _sql_for_one() -> tuple[str, list[object]]:
    """Written once in a process: to write it takes ten times as long as to ask it. With what is
    asked, less the code of the person, which comes last."""
    sql, asked = _people_with_what_they_owe().filter(pk="").query.sql_with_params()
    return sql, list(asked[:-1])


def _people_with_what_they_owe() -> QuerySet[Person]:
    only = SignIn.objects.filter(is_only_way=True, organisation__employments__person=OuterRef("pk"))
    leads = Person.objects.filter(
        pk=OuterRef("pk"), roles__kind__in=LEADING, roles__programme__needs_second_lock=True
    )
    locks = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_LOCKS)
    return Person.objects.annotate(
        only_way=Subquery(only.values("pk")[:1]), owes_second_lock=Exists(leads) & ~Exists(locks)
    )
