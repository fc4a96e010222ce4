"""Pages of somebody without an account, whose key is their address."""

from collections.abc import Callable
from functools import wraps
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache

from viceversa.lib.links import LinkExpired

Opened = Callable[..., HttpResponse]


class Own(Protocol):
    """What somebody has sent or been sent, in her language."""

    language: str


def opened_by(door: Callable[[str], Own]) -> Callable[[Opened], Opened]:
    """Opens what the door gives for the link, in the language of its owner; what was right once is
    told apart from what never was."""

    def decorate(view: Opened) -> Opened:
        @never_cache
        @wraps(view)
        def opened(request: HttpRequest, token: str, **place: str) -> HttpResponse:
            try:
                own = door(token)
            except LinkExpired:
                return render(request, "enrolment/link_expired.html", status=410)
            with translation.override(own.language):
                return view(request, own, token, **place)

        return opened

    return decorate
