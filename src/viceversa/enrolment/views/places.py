"""Whether a place is taken: by a link, on a phone, without a password. Only a POST changes it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from viceversa.enrolment.access import place_by_link_or_404
from viceversa.enrolment.actions.places import confirm_place, decline_place
from viceversa.lib.links import LinkExpired
from viceversa.programmes.queries import contacts_of

ANSWERS = {"yes": confirm_place, "no": decline_place}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def personal_place(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the link in the letter, in the language of whom it was written to."""
    try:
        seat = place_by_link_or_404(token)
    except LinkExpired:
        return render(request, "enrolment/link_expired.html", status=410)
    answer = ANSWERS.get(request.POST.get("answer", ""))
    if answer:
        answer(seat, by=seat.person)
        return redirect("personal_place", token)
    shown = {
        "seat": seat,
        "programme": seat.programme,
        "contacts": contacts_of(seat.programme),
    }
    with translation.override(seat.person.language):
        return render(request, "enrolment/place.html", shown)
