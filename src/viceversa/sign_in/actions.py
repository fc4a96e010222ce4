"""What is done with an organisation's sign-in, and with who signs in by it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from viceversa.people.models import Organisation, Person
from viceversa.people.trail import record
from viceversa.sign_in.id_token import NotBelievedError
from viceversa.sign_in.models import Saml, SignIn, SignInDomain, UsedAssertion
from viceversa.sign_in.pending import Pending


class DomainTakenError(Exception):
    """The domain leads to another organisation's sign-in."""


class TakenError(Exception):
    """Somebody else has said that she is that account."""


@dataclass(frozen=True)
class SetSaml:
    """What is set up beside it for a provider that speaks SAML."""

    sso_address: str
    certificates: tuple[str, ...]
    name_attribute: str = ""


@dataclass(frozen=True)
class Set:
    """What an operator sets up, together with the provider's own people. For SAML `issuer` is the
    provider's entity id, and there is neither client nor secret."""

    issuer: str
    client_id: str
    secret: str
    domains: tuple[str, ...]
    is_only_way: bool = False
    is_inside: bool = False
    saml: SetSaml | None = None


@transaction.atomic
def set_up(organisation: Organisation, wanted: Set) -> SignIn:
    """Sets an organisation's sign-in up, or changes it. Where names are given by another issuer, or
    in another way, the same name may be somebody else's: then everybody links anew. Raises
    DomainTakenError."""
    old = SignIn.objects.filter(organisation=organisation).first()
    if old and _names(old) != (wanted.issuer, wanted.saml and wanted.saml.name_attribute):
        take_down(old)
        old = None
    sign_in = old or SignIn(organisation=organisation, issuer=wanted.issuer)
    sign_in.client_id, sign_in.secret = wanted.client_id, wanted.secret
    sign_in.is_only_way, sign_in.is_inside = wanted.is_only_way, wanted.is_inside
    sign_in.save()
    if wanted.saml:
        _speak_saml(sign_in, wanted.saml)
    _lead_from(sign_in, wanted.domains)
    record("set up sign-in", organisation, by=None, only_way=wanted.is_only_way)
    return sign_in


def _names(sign_in: SignIn) -> tuple[str, str | None]:
    """Who gives people their names there, and by what."""
    return sign_in.issuer, sign_in.saml.name_attribute if sign_in.speaks_saml else None


def _speak_saml(sign_in: SignIn, wanted: SetSaml) -> None:
    said = asdict(wanted) | {"certificates": "\n".join(wanted.certificates)}
    sign_in.saml, _ = Saml.objects.update_or_create(sign_in=sign_in, defaults=said)


def _lead_from(sign_in: SignIn, domains: Iterable[str]) -> None:
    wanted = set(domains)
    if SignInDomain.objects.filter(domain__in=wanted).exclude(sign_in=sign_in).exists():
        raise DomainTakenError
    sign_in.domains.exclude(domain__in=wanted).delete()
    for domain in sorted(wanted):
        sign_in.domains.get_or_create(domain=domain)


@transaction.atomic
def take_down(sign_in: SignIn) -> None:
    """Its people sign in by mailed codes again."""
    sign_in.identities.delete()
    record("took down sign-in", sign_in.organisation, by=None)
    sign_in.delete()


@transaction.atomic
def link(person: Person, sign_in: SignIn, pending: Pending) -> None:
    """From now on that account opens hers, in the place of one she named before. TakenError when
    it is somebody else's already."""
    account, _ = SocialAccount.objects.get_or_create(
        provider=sign_in.pk, uid=pending.subject, defaults={"user": person}
    )
    if account.user_id != person.pk:
        raise TakenError
    sign_in.identities.filter(user=person).exclude(pk=account.pk).delete()
    record("linked sign-in", person, by=person)


@transaction.atomic
def use_up(sign_in: SignIn, assertion: str, *, until: datetime) -> None:
    """It serves once. NotBelievedError when it has served already."""
    UsedAssertion.objects.filter(until__lt=timezone.now()).delete()
    _, is_new = UsedAssertion.objects.get_or_create(
        sign_in=sign_in, digest=assertion, defaults={"until": until}
    )
    if not is_new:
        raise NotBelievedError("it has been used before")
