"""How the pages on a programme's people are framed."""

from typing import Any

from django.http import HttpResponse

from viceversa.people.access import PersonRequest
from viceversa.programmes.models import Programme
from viceversa.programmes.pages import programme_page


def people_page(
    request: PersonRequest, name: str, programme: Programme, **more: Any
) -> HttpResponse:
    """A page of this room under *People*: for those who lead, unless `leads` says otherwise."""
    context = {"leads": True, **more}
    return programme_page(request, f"enrolment/{name}.html", programme, section="people", **context)
