"""What is read of tokens and webhooks."""

from django.db.models import QuerySet

from viceversa.api.models import Delivery, Token, Webhook
from viceversa.people.models import Organisation, Person
from viceversa.programmes.models import Programme, Role


def programmes_led(person: Person) -> QuerySet[Programme]:
    """The programmes that she coordinates."""
    mine = Role.objects.filter(person=person, kind=Role.Kind.COORDINATOR)
    return Programme.objects.filter(roles__in=mine).distinct()


def partner_organisations(person: Person) -> QuerySet[Organisation]:
    """The partners of these programmes."""
    led = programmes_led(person).order_by()
    return Organisation.objects.filter(partnerships__programme__in=led).distinct()


def tokens() -> list[Token]:
    """Every token of the installation, the latest first; those that are over at the end."""
    found = Token.objects.select_related("made_by", "organisation", "programme")
    return sorted(found, key=lambda token: token.is_over)


def webhooks() -> list[Webhook]:
    """Every webhook of the installation, the latest first."""
    return list(Webhook.objects.select_related("made_by", "programme"))


def last_deliveries(webhook: Webhook, most: int) -> list[Delivery]:
    """What was, or is to be, sent there, the latest first."""
    return list(webhook.deliveries.select_related("programme")[:most])
