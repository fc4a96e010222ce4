"""A person's own calendar address, and what it shows."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from viceversa.conversations.access import person_of_feed_or_404
from viceversa.conversations.actions.feeds import make_feed, take_back_feed
from viceversa.conversations.calendars import feed_for
from viceversa.conversations.queries import feed_of, meetings_in_calendar
from viceversa.gatherings.queries import days_in_calendar
from viceversa.people.access import PersonRequest, sign_in_required

FRESH_FOR = 15 * 60  # seconds


@never_cache
@sign_in_required
def calendar_feed(request: PersonRequest) -> HttpResponse:
    """Makes the address, or a new one. It is shown in the answer and never again, so that no
    session holds it."""
    address = ""
    if request.method == "POST":
        token = make_feed(request.user)
        address = settings.BASE_URL + reverse("calendar_file", args=[token])
    feed = feed_of(request.user)
    context = {"section": "me", "address": address, "feed": feed}
    return render(request, "conversations/calendar_feed.html", context)


@require_POST
@sign_in_required
def calendar_feed_removal(request: PersonRequest) -> HttpResponse:
    """The address leads nowhere from now on."""
    take_back_feed(request.user)
    messages.success(request, _("The address is taken back."))
    return redirect("calendar_feed")


@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponseBase:
    """All her meetings and gatherings, for a calendar that subscribes to them."""
    person = person_of_feed_or_404(token)
    content = feed_for(person, meetings_in_calendar(person), days_in_calendar(person))
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag
    patch_cache_control(response, private=True, max_age=FRESH_FOR)
    unchanged: HttpResponseBase | None = get_conditional_response(
        request, etag=etag, response=response
    )
    return unchanged or response
