"""How many letters somebody who applies may have in a day, so that nobody fills mailboxes by it."""

from collections import Counter
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from viceversa.enrolment.models import Application, WrittenTo

MOST_LETTERS = 5  # of one kind: to one address whoever types it, by one application wherever to
DAY = timedelta(days=1)


def may_write(name: str, application: Application) -> bool:
    """Whether the letter of that name may go. If so it is counted, for her address and for her
    application: an address can be typed into many of these, and many addresses into one."""
    digests = [digest_of(name, whose) for whose in (application.email, application.pk)]
    today = WrittenTo.objects.filter(digest__in=digests, at__gt=timezone.now() - DAY)
    counts = Counter(today.values_list("digest", flat=True))
    if max(counts.values(), default=0) >= MOST_LETTERS:
        return False
    WrittenTo.objects.bulk_create(WrittenTo(digest=digest) for digest in digests)
    return True


def forget_letters(now: datetime) -> None:
    """What no longer counts."""
    WrittenTo.objects.filter(at__lte=now - DAY).delete()


def digest_of(name: str, whose: str) -> str:
    """By which a letter to an address, or of an application, is counted. It tells neither."""
    salt = f"viceversa.enrolment.written.{name}"
    return salted_hmac(salt, whose, algorithm="sha256").hexdigest()
