"""What happens to deliveries and keys by the clock."""

from datetime import timedelta

from django.utils import timezone

from viceversa.api.models import Delivery, PostKey, Token
from viceversa.api.sending import deliver_waiting
from viceversa.jobs import schedule

KEEP_DELIVERIES = timedelta(days=30)
KEEP_KEYS = timedelta(days=3)
KEEP_TOKENS = timedelta(days=365)


@schedule("deliveries leave", cron="* * * * *")
def deliveries_leave() -> None:
    """Finds what is due by now: put off, left by a crash, or more than fitted into one go."""
    deliver_waiting.call()


@schedule("forget old deliveries", cron="55 3 * * *")
def forget_old() -> None:
    """What was delivered long ago, keys of POSTs that nobody repeats any more, and tokens that
    have opened nothing for a year."""
    now = timezone.now()
    Delivery.objects.filter(happened_at__lt=now - KEEP_DELIVERIES).delete()
    PostKey.objects.filter(done_at__lt=now - KEEP_KEYS).delete()
    Token.objects.filter(expires_at__lt=now - KEEP_TOKENS).delete()
