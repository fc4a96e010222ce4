"""Monitors and container engines ask a machine by its number, not by our name."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Handler = Callable[[HttpRequest], HttpResponseBase]
ASKED_BY_MACHINES = ("/healthz", "/readyz")


def asked_by_machines(get_response: Handler) -> Handler:
    """Middleware: what only tells that we live is told under any name, as if under our own."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if request.path in ASKED_BY_MACHINES:
            request.META["HTTP_HOST"] = urlsplit(settings.BASE_URL).netloc
        return get_response(request)

    return answered
