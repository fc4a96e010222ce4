"""What the trail is told, webhooks hear: the one place where happenings become deliveries."""

from django.db.models import Q

from viceversa.api.events import BY_VERB
from viceversa.api.models import Delivery, Webhook
from viceversa.api.sending import deliver_waiting
from viceversa.enrolment.models import Application
from viceversa.lib.models import Coded
from viceversa.people.trail import hears
from viceversa.programmes.models import Programme, Role


@hears(*BY_VERB)
def tell(verb: str, thing: Coded) -> None:
    """Within the transaction of what has happened: a delivery for each webhook that wants it."""
    event, programme = BY_VERB[verb], _programme_of(thing)
    deliveries = [
        Delivery(webhook=webhook, event=event.name, programme_id=programme, thing=thing.pk)
        for webhook in _listening(programme)
        if event.name in webhook.events
    ]
    if deliveries:
        Delivery.objects.bulk_create(deliveries)
        deliver_waiting.soon()


def _listening(programme: str) -> list[Webhook]:
    """Those of organisers who lead the programme today."""
    here = Webhook.objects.filter(Q(programme=None) | Q(programme=programme), disabled_at=None)
    return list(
        here.filter(
            made_by__is_active=True,
            made_by__is_organiser=True,
            made_by__roles__programme=programme,
            made_by__roles__kind=Role.Kind.COORDINATOR,
        ).distinct()
    )


def _programme_of(thing: Coded) -> str:
    if isinstance(thing, Programme):
        return thing.pk
    if isinstance(thing, Application):
        return thing.call.programme_id
    return str(thing.programme_id)  # type: ignore[attr-defined]  # pairs, proposals and ideas
