"""Every request has a number: its answer carries it, and each line of the log about it."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from viceversa.lib import logs
from viceversa.lib.codes import new_code

HEADER = "X-Request-ID"
FIT = re.compile(r"[0-9A-Za-z._-]{8,64}")

Handler = Callable[[HttpRequest], HttpResponseBase]


def request_numbers(get_response: Handler) -> Handler:
    """Middleware, outside of all other. A number is taken over only from the header that the
    settings name, since anybody can send one."""

    def numbered(request: HttpRequest) -> HttpResponseBase:
        number = request.META[logs.NUMBER] = _given(request) or new_code()
        with logs.about(request=number):
            response = get_response(request)
        response[HEADER] = number
        return response

    return numbered


def _given(request: HttpRequest) -> str:
    given = (
        request.headers.get(settings.REQUEST_ID_HEADER, "") if settings.REQUEST_ID_HEADER else ""
    )
    return given if FIT.fullmatch(given) else ""
