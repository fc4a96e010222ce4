"""What anybody may write to the organiser of a programme, with a name or without."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from viceversa.people import trail
from viceversa.people.models import Person
from viceversa.programmes import letters
from viceversa.programmes.models import Enquiry, Programme

MOST_AN_HOUR = 20  # in one programme: no address is looked at, since it would tell who wrote
MOST_RECEIPTS = 3  # a day to one address, so that nobody fills another's mailbox by it
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class TooManyEnquiries(Exception):  # noqa: N818  # the name says what is so
    """So much was written just now that it looks like a machine."""


@transaction.atomic
def take_enquiry(enquiry: Enquiry) -> bool:
    """Keeps what was written and tells the coordinator that there is something, not what it is.
    Says whether a receipt is owed. Raises TooManyEnquiries."""
    now = timezone.now()
    here = Enquiry.objects.filter(programme=enquiry.programme)
    if here.filter(asked_at__gt=now - HOUR).count() >= MOST_AN_HOUR:
        raise TooManyEnquiries
    alike = Enquiry.objects.filter(address=enquiry.address, asked_at__gt=now - DAY)
    owes_receipt = bool(enquiry.address) and alike.count() < MOST_RECEIPTS
    enquiry.save(force_insert=True)
    letters.enquiry_arrived(enquiry)
    return owes_receipt


@transaction.atomic
def settle_enquiry(enquiry: Enquiry, *, by: Person) -> None:
    """Somebody has seen to it."""
    waiting = Enquiry.objects.filter(pk=enquiry.pk, settled_at=None)
    if waiting.update(settled_at=timezone.now()):
        trail.record("saw to an enquiry", enquiry, by=by)


def enquiries_of(programme: Programme) -> list[Enquiry]:
    """Those that wait first, then the latest."""
    found = list(programme.enquiries.all())
    return sorted(found, key=lambda each: each.settled_at is not None)
