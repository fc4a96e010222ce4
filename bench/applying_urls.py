"""The house's addresses and a bare view for everybody."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from viceversa.urls import urlpatterns as house


def bare(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello")


urlpatterns = [path("bare/", bare), *house]
