"""What every page of a programme has: its name, its two contacts, where one is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from viceversa.programmes.models import Programme
from viceversa.programmes.queries import contacts_of


def programme_page(
    request: HttpRequest,
    template: str,
    programme: Programme,
    *,
    section: str = "settings",
    **context: Any,
) -> HttpResponse:
    """Renders a page of a programme, on programmes/base.html."""
    always = {"programme": programme, "contacts": contacts_of(programme), "section": section}
    return render(request, template, {**always, **context})
