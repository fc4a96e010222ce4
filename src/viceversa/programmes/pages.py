"""What every page of a programme has: its name, its two contacts, where one is."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from viceversa.people.models import Language
from viceversa.programmes.models import Programme
from viceversa.programmes.papers import Paper
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
    always = {
        "programme": programme,
        "contacts": contacts_of(programme),
        "section": section,
        "is_refused": any(isinstance(each, BaseForm) and each.errors for each in context.values()),
    }
    return render(request, template, {**always, **context})


def language_asked_for(request: HttpRequest) -> str:
    """The language of a paper: that of the address, or else that of the page."""
    asked = request.GET.get("language", "")
    return asked if asked in Language.values else (get_language() or "")[:2]


def paper_file(paper: Paper, name: str) -> HttpResponse:
    """A paper as a file to be worked on, named by its language."""
    return HttpResponse(
        paper.as_file,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{paper.language}.txt"'},
    )
