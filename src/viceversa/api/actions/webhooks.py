"""Webhooks are set up, changed, switched off and taken away."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from viceversa.api import letters
from viceversa.api.models import Delivery, Webhook
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme


@transaction.atomic
def set_up(*, url: str, events: Sequence[str], programme: Programme | None, by: Person) -> Webhook:
    webhook = Webhook.objects.create(url=url, events=list(events), programme=programme, made_by=by)
    record("set up a webhook", webhook, by=by, events=webhook.events)
    return webhook


@transaction.atomic
def change(
    webhook: Webhook, *, url: str, events: Sequence[str], programme: Programme | None, by: Person
) -> None:
    """Also tries one again that was switched off."""
    webhook.url, webhook.events, webhook.programme = url, list(events), programme
    webhook.failing_since = webhook.disabled_at = None
    webhook.save(update_fields=["url", "events", "programme", "failing_since", "disabled_at"])
    record("changed a webhook", webhook, by=by, events=webhook.events)


@transaction.atomic
def resume(webhook: Webhook, *, by: Person) -> None:
    """Tries one again that was switched off; what waited for it leaves now."""
    off = Webhook.objects.filter(pk=webhook.pk).exclude(disabled_at=None)
    if off.update(disabled_at=None, failing_since=None):
        record("switched a webhook on", webhook, by=by)


@transaction.atomic
def renew_secret(webhook: Webhook, *, by: Person) -> None:
    """Another secret signs from now on."""
    Webhook.objects.filter(pk=webhook.pk).update(edition=F("edition") + 1)
    webhook.refresh_from_db(fields=["edition"])
    record("renewed the secret of a webhook", webhook, by=by)


@transaction.atomic
def remove(webhook: Webhook, *, by: Person) -> None:
    """Takes it away, with all that it was sent."""
    record("removed a webhook", webhook, by=by)
    webhook.delete()


@transaction.atomic
def replay(delivery: Delivery, *, by: Person) -> None:
    """Sends it once more, under the same id, by which a receiver knows what it has had."""
    Delivery.objects.filter(pk=delivery.pk).update(
        send_after=timezone.now(), attempts=0, sent_at=None, given_up_at=None
    )
    record("replayed a delivery", delivery, by=by)


@transaction.atomic
def switch_off(webhook: Webhook, *, now: datetime) -> None:
    """Nobody has answered there for days: whoever set it up is written to, once."""
    on = Webhook.objects.filter(pk=webhook.pk, disabled_at=None)
    if on.update(disabled_at=now):
        webhook.disabled_at = now
        record("switched a webhook off", webhook, by=None)
        letters.webhook_off(webhook)
