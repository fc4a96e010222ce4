"""The house's addresses and the bare view."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from viceversa.people.access import sign_in_required
from viceversa.urls import urlpatterns as house


@sign_in_required
def bare(request: HttpRequest) -> HttpResponse:
    """Signs in like every page of ours and says a word."""
    return HttpResponse(f"Hello {request.user}")


urlpatterns = [path("bare/", bare), *house]
