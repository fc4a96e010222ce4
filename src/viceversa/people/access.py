"""Who is asking. Every page but the public ones begins here."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from viceversa.people.models import Person

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    class PersonRequest(HttpRequest):
        """A request whose sender has signed in."""

        user: Person
        htmx: HtmxDetails

else:
    PersonRequest = HttpRequest

P = ParamSpec("P")


def sign_in_required(
    view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Sends strangers to the sign-in page and hands the view a person."""
    return login_required(view)  # type: ignore[return-value]  # narrows the request
