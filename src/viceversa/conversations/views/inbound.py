"""Where a mail provider hands over what has come to our mailbox."""

import logging

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from viceversa.conversations.access import mail_provider_or_404
from viceversa.conversations.actions import receive
from viceversa.conversations.handing_over import mail_in
from viceversa.conversations.replies import LARGEST_MAIL

logger = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def inbound_mail(request: HttpRequest) -> HttpResponse:
    """Takes one mail. Whatever stands in it, the answer is the same: a provider would otherwise
    send it again, and a stranger would learn something. What is not of the provider's form is
    refused and logged, since then something is set up wrongly, here or there."""
    if int(request.headers.get("Content-Length") or 0) > 2 * LARGEST_MAIL:
        return HttpResponse(status=413)
    mail_provider_or_404(request)
    try:
        mail = mail_in(request)
    except Exception as error:
        logger.warning("A provider's mail is packed in a way not known: %s", type(error).__name__)
        return HttpResponse(status=400)
    if not mail:
        return HttpResponse(status=400)
    receive(mail)
    return HttpResponse("ok", content_type="text/plain")
