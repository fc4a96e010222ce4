"""What machines ask: does the process live, and can it do its work? And what people are told when
it could not."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.template.loader import render_to_string

from viceversa.lib.logs import number_of_request
from viceversa.operations.access import monitor_or_404
from viceversa.operations.health import readiness


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Nothing else is asked, so that a slow database restarts nobody."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """503 as long as something is missing."""
    found = readiness()
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def metrics_page(request: HttpRequest) -> HttpResponse:
    """For whoever knows the token of the monitor."""
    from prometheus_client import CONTENT_TYPE_LATEST  # only monitors need it

    from viceversa.operations.metrics import metrics

    monitor_or_404(request.headers.get("Authorization", ""))
    return HttpResponse(metrics(), content_type=CONTENT_TYPE_LATEST)


def broken(request: HttpRequest) -> HttpResponse:
    """After an error of ours. The number leads whoever runs the program to the line in the log."""
    page = render_to_string("500.html", {"number": number_of_request()})
    return HttpResponseServerError(page)
