"""Later: receipts to people we may not know."""

from django.db import transaction

from viceversa.jobs import job
from viceversa.programmes import letters
from viceversa.programmes.enquiries import take_enquiry
from viceversa.programmes.models import Enquiry


@job(retries=8)
def send_receipt(*, enquiry_id: str) -> None:
    letters.enquiry_received(Enquiry.objects.select_related("programme").get(pk=enquiry_id))


@transaction.atomic
def receive_enquiry(enquiry: Enquiry) -> None:
    """Keeps what was written, and orders the receipt where an address was given. Raises
    TooManyEnquiries."""
    if take_enquiry(enquiry):
        send_receipt.later(enquiry_id=enquiry.pk)
