"""Who may read the mailbox: everybody in the demo, nobody elsewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from viceversa.notices.mailbox import Mail, mail_named

P = ParamSpec("P")


def demo_only(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """With real people this page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.IS_DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def mail_or_404(name: str) -> Mail:
    """A mail of the demo's mailbox."""
    mail = mail_named(name)
    if mail is None:
        raise Http404
    return mail
