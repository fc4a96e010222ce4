"""The house's addresses, and one page behind a personal link."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from viceversa.urls import urlpatterns as house


def page(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse(token)


urlpatterns = [*house, path("test/<str:token>/", page, name="personal_test")]
