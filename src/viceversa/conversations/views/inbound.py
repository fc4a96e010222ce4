"""Where a mail provider hands over what has come to our mailbox."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from viceversa.conversations.access import mail_provider_or_404
from viceversa.conversations.actions import receive
from viceversa.conversations.replies import LARGEST_MAIL

FIELDS = ("email", "message")
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


@csrf_exempt
@require_POST
def inbound_mail(request: HttpRequest) -> HttpResponse:
    """Takes one mail, as the body or in a field of a form. Whatever stands in it, the answer is
    the same: a provider would otherwise send it again, and a stranger would learn something."""
    mail_provider_or_404(request.headers.get("Authorization", ""))
    if int(request.headers.get("Content-Length") or 0) > 2 * LARGEST_MAIL:
        return HttpResponse(status=413)
    mail = mail_of(request)
    if not mail:
        return HttpResponse(status=400)
    receive(mail)
    return HttpResponse("ok", content_type="text/plain")


def mail_of(request: HttpRequest) -> bytes:
    """The mail as it came, in whichever of the usual ways it was packed."""
    if request.content_type not in FORMS:
        return request.body
    for name in FIELDS:
        if name in request.FILES:
            content: bytes = request.FILES[name].read()  # type: ignore[union-attr]
            return content
        if name in request.POST:
            return request.POST[name].encode("utf-8", "surrogateescape")
    return b""
