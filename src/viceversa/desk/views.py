"""The front page, and the pages that show several rooms at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from viceversa.people.access import PersonRequest, sign_in_required


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/home.html")


@require_safe
@sign_in_required
def desk(request: PersonRequest) -> HttpResponse:
    return render(request, "desk/desk.html", {"section": "desk"})
