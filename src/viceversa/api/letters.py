"""The letters of this room."""

from urllib.parse import urlsplit

from viceversa.api.models import Webhook
from viceversa.notices.actions import post
from viceversa.notices.letterhead import Letterhead
from viceversa.programmes.queries import letterhead

HOUSE = Letterhead("", "Viceversa", ())


def webhook_off(webhook: Webhook) -> None:
    """To whoever set it up."""
    post(
        "api/webhook_off",
        to=webhook.made_by,
        event=f"webhook-off:{webhook.pk}:{webhook.disabled_at:%Y%m%d%H%M%S}",
        context=off_context(webhook),
        head=letterhead(webhook.programme) if webhook.programme else HOUSE,
    )


def off_context(webhook: Webhook) -> dict[str, object]:
    """Of its address only where it leads: what follows may be a secret."""
    return {"webhook": webhook, "host": urlsplit(webhook.url).hostname}
