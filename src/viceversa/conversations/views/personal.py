"""Pages behind the personal links of letters: no sign-in, no word of what the two say.

Looking never changes anything, since mail scanners look at every link. A button does.
"""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from viceversa.conversations.access import (
    meeting_by_link_or_404,
    option_of_or_404,
    pair_by_link_or_404,
    past_pair_by_link_or_404,
    try_out_by_link_or_404,
)
from viceversa.conversations.actions import (
    Plan,
    StateError,
    choose_time,
    offer_times,
    say_missed,
    settle_try_out,
    tap,
)
from viceversa.conversations.forms import TapsForm, TryOutStateForm
from viceversa.conversations.forms.course import OfferForm, OnwardForm
from viceversa.conversations.models import Meeting
from viceversa.conversations.story import Story
from viceversa.conversations.suggestions import suggested_times
from viceversa.conversations.views.course import go_on
from viceversa.conversations.views.frame import page, told, worded
from viceversa.conversations.views.planning import plan_like_last
from viceversa.conversations.views.words import bare_card
from viceversa.lib.links import LinkExpired
from viceversa.pairing.queries import seat_of


@never_cache
def personal_meeting(request: HttpRequest, token: str) -> HttpResponse:
    """Choose one of the times offered."""
    try:
        person, meeting = meeting_by_link_or_404(token, "meeting")
    except LinkExpired:
        return expired(request)
    story = told(meeting.pair, person)
    with translation.override(person.language):
        if request.method == "POST":
            option = option_of_or_404(meeting, request.POST.get("option", ""))
            return again(request, partial(choose_time, option, by=person))
        return page(request, story, "personal_meeting", card=bare_card(story, meeting))


@never_cache
def personal_taps(request: HttpRequest, token: str) -> HttpResponse:
    """Three taps, or that the meeting did not take place."""
    try:
        person, meeting = meeting_by_link_or_404(token, "taps")
    except LinkExpired:
        return expired(request)
    story = told(meeting.pair, person)
    with translation.override(person.language):
        if request.method == "POST" and "missed" in request.POST:
            return again(request, partial(say_missed, meeting, by=person))
        form = TapsForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return again(request, partial(tap, meeting, form.answers, by=person))
        return taps_page(request, story, meeting, form)


@never_cache
def personal_tried(request: HttpRequest, token: str) -> HttpResponse:
    """Tried, not yet or dropped; what it was stands behind the sign-in."""
    try:
        person, try_out = try_out_by_link_or_404(token)
    except LinkExpired:
        return expired(request)
    story = told(try_out.pair, person)
    with translation.override(person.language):
        form = TryOutStateForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            state = form.cleaned_data["state"]
            return again(request, partial(settle_try_out, try_out, state, by=person))
        return page(request, story, "personal_tried", try_out=try_out)


@never_cache
def personal_plan(request: HttpRequest, token: str) -> HttpResponse:
    """Offers three ready-made times in one tap."""
    try:
        person, pair = pair_by_link_or_404(token)
    except LinkExpired:
        return expired(request)
    story = told(pair, person)
    with translation.override(person.language):
        suggested = worded(story, suggested_times(pair, story.now))
        form = OfferForm(request.POST or None, suggested=suggested)
        if request.method == "POST" and form.is_valid():
            times = form.cleaned_data["suggested"]
            plan = Plan(**plan_like_last(pair))
            return again(request, partial(offer_times, pair, plan, times, by=person))
        return page(request, story, "personal_plan", form=form)


@never_cache
def personal_onward(request: HttpRequest, token: str) -> HttpResponse:
    """After the end of a pair: a new partner, or none."""
    try:
        person, pair = past_pair_by_link_or_404(token)
    except LinkExpired:
        return expired(request)
    with translation.override(person.language):
        form = OnwardForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return again(request, partial(go_on, pair, person, form.cleaned_data["onward"]))
        return page(request, told(pair, person), "personal_onward", seat=seat_of(pair, person))


def taps_page(request: HttpRequest, story: Story, meeting: Meeting, form: TapsForm) -> HttpResponse:
    """What was tapped before is not shown here: whoever holds the link may not be who tapped."""
    tapped = any(t.person_id == story.person.pk for t in meeting.taps.all())
    card = bare_card(story, meeting)
    return page(request, story, "personal_taps", card=card, form=form, tapped=tapped)


def again(request: HttpRequest, act: Callable[[], object]) -> HttpResponse:
    """Does it and shows the same page anew, so that loading it again sends nothing twice."""
    try:
        act()
    except StateError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Thank you, that is noted."))
    return redirect(request.path)


def expired(request: HttpRequest) -> HttpResponse:
    """The link was right once: the way on is to sign in by a mailed code."""
    return render(request, "conversations/expired.html", status=410)
