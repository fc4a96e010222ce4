"""Pages that more than one way leads to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from viceversa.sign_in.models import SignIn
from viceversa.sign_in.provider import SignInRequest

REFUSED = 403


def failed(request: SignInRequest) -> HttpResponse:
    """The same for every reason: nobody learns which lock held."""
    return render(request, "sign_in/failed.html", {"sign_in": request.sign_in}, status=REFUSED)


def way_in(request: HttpRequest, sign_in: SignIn, *, address: str = "") -> HttpResponse:
    """ "Sign in with …", for whoever typed an address of that domain, known or not."""
    return render(request, "sign_in/way_in.html", {"sign_in": sign_in, "address": address})
