"""Deliveries leave, at least once, always under the same id.

Who moves a delivery's `send_after` ahead has it for a while; a crash means that it is due again
when that while is over. An address that does not answer makes all that is meant for it wait, so
that nobody else has to wait for it.
"""

import json
import logging
import time
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from viceversa.api.actions.webhooks import switch_off
from viceversa.api.events import BY_NAME
from viceversa.api.models import Delivery, Webhook
from viceversa.api.signing import headers_of
from viceversa.jobs import job
from viceversa.lib import outward

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
MOST_ATTEMPTS = 32  # more than five days
SWITCHED_OFF_AFTER = timedelta(days=5)
AT_ONCE = 100
SECONDS = 20.0  # then letters and other work have their turn
GONE = 410


@job()
def deliver_waiting() -> None:
    """Sends what is due, in turn, for a while; the rest leaves by the clock."""
    until = time.monotonic() + SECONDS
    while due := list(due_deliveries(timezone.now())[:AT_ONCE]):
        if not _deliver_all(due, until):
            return


def _deliver_all(due: list[Delivery], until: float) -> bool:
    """False when the time was over before."""
    silent = set[str]()
    for delivery in due:
        if time.monotonic() > until:
            return False
        if delivery.webhook_id in silent or not _claim(delivery):
            continue
        if not deliver(delivery):
            silent.add(delivery.webhook_id)
    return True


def due_deliveries(now: datetime) -> QuerySet[Delivery]:
    """Those that should leave, the most overdue first."""
    waiting = Delivery.objects.filter(sent_at=None, given_up_at=None, send_after__lte=now)
    on = waiting.filter(webhook__disabled_at=None)
    return on.select_related("webhook__made_by", "webhook__programme").order_by("send_after", "pk")


def deliver(delivery: Delivery, *, ways: outward.Ways | None = None) -> bool:
    """Sends one claimed delivery. False when nobody took it."""
    body, now = body_of(delivery), timezone.now()
    signed = headers_of(
        f"msg_{delivery.pk}",
        int(now.timestamp()),
        body,
        code=delivery.webhook_id,
        edition=delivery.webhook.edition,
    )
    headers = {**signed, "Content-Type": "application/json", "User-Agent": "Viceversa"}
    try:
        status = outward.post(delivery.webhook.url, body, headers, ways=ways)
    except (OSError, ValueError) as error:
        _failed(delivery, now, status=None, error=type(error).__name__)
        return False
    if 200 <= status < 300:
        _sent(delivery, now, status)
        return True
    _failed(delivery, now, status=status, error="")
    return False


def body_of(delivery: Delivery) -> bytes:
    """Codes, by which the receiver asks for what its token may see."""
    told = {
        "type": delivery.event,
        "timestamp": delivery.happened_at.isoformat(),
        "data": {"programme": delivery.programme_id, BY_NAME[delivery.event].thing: delivery.thing},
    }
    return json.dumps(told, separators=(",", ":")).encode()


def _claim(delivery: Delivery) -> bool:
    mine = Delivery.objects.filter(
        pk=delivery.pk, sent_at=None, given_up_at=None, send_after=delivery.send_after
    )
    return bool(mine.update(send_after=timezone.now() + CLAIM))


def _sent(delivery: Delivery, now: datetime, status: int) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        sent_at=now, last_status=status, last_error="", attempts=delivery.attempts + 1
    )
    Webhook.objects.filter(pk=delivery.webhook_id).exclude(failing_since=None).update(
        failing_since=None
    )


def _failed(delivery: Delivery, now: datetime, *, status: int | None, error: str) -> None:
    """Puts it off, longer each time, with all else that waits for the same address."""
    webhook, again = delivery.webhook, now + _pause(delivery.attempts)
    attempts = delivery.attempts + 1
    logger.info("Delivery %s was not taken: %s", delivery.pk, status or error)
    Delivery.objects.filter(pk=delivery.pk).update(
        attempts=attempts,
        send_after=again,
        last_status=status,
        last_error=error,
        given_up_at=now if attempts >= MOST_ATTEMPTS else None,
    )
    due_deliveries(now).filter(webhook=webhook).order_by().update(send_after=again)
    Webhook.objects.filter(pk=webhook.pk, failing_since=None).update(failing_since=now)
    since = webhook.failing_since or now
    if status == GONE or now - since >= SWITCHED_OFF_AFTER:
        switch_off(webhook, now=now)


def _pause(attempts: int) -> timedelta:
    return min(FIRST_PAUSE * (1 << min(attempts, 20)), LONGEST_PAUSE)
