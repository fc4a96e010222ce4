"""What an organisation or a programme asks of signing in comes before every page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from viceversa.sign_in.access import first_place

WHERE_IT_IS_DONE = ("/accounts/", "/i18n/")


class FirstThingsMiddleware:
    """Leads whoever is signed in, but not in the way that is asked for, to where that is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not request.path_info.startswith(WHERE_IT_IS_DONE):
            place = first_place(request)
            if place:
                return redirect(place)
        return self.get_response(request)
