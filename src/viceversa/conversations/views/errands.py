"""Times and places, for whoever books for a senior: by a personal link, or signed in.

With whom and about what is shown on none of these pages, and said in no message.
"""

from collections.abc import Callable
from functools import partial, wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from viceversa.conversations.access import (
    Errand,
    booked_meeting_on_errand_or_404,
    errand_by_link_or_404,
    errand_for_assistant_or_404,
    meeting_on_errand_or_404,
    option_of_or_404,
)
from viceversa.conversations.actions import (
    FirstThingsError,
    StateError,
    cancel,
    choose_time,
    move,
)
from viceversa.conversations.errands import line_of, say_at_home, time_lines
from viceversa.conversations.forms import AssistantsMoveForm, CancellationForm
from viceversa.conversations.suggestions import suggested_times
from viceversa.conversations.views.frame import told
from viceversa.conversations.views.personal import expired
from viceversa.conversations.views.planning import planned
from viceversa.lib.links import LinkExpired
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.queries import contacts_of

OnErrand = Callable[..., HttpResponse]
Opened = Callable[..., HttpResponseBase]


def by_link(view: OnErrand) -> Opened:
    """Opens one of the pages by an assistant's personal link, in her language."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, token: str, **place: str) -> HttpResponse:
        try:
            errand = errand_by_link_or_404(token)
        except LinkExpired:
            return expired(request)
        with translation.override(errand.assistant.language):
            return view(request, errand, **place)

    return opened


def signed_in(view: OnErrand) -> Opened:
    """Opens the same page to an assistant who has signed in."""

    @never_cache
    @sign_in_required
    def opened(request: PersonRequest, /, code: str, **place: str) -> HttpResponse:
        return view(request, errand_for_assistant_or_404(request.user, code), **place)

    return wraps(view)(opened)


def times(request: HttpRequest, errand: Errand) -> HttpResponse:
    """All that is booked, and times to choose among, each one tap."""
    if request.method == "POST":
        meeting, assisted = meeting_on_errand_or_404(errand, request.POST.get("meeting", ""))
        option = option_of_or_404(meeting, request.POST.get("option", ""))
        act = partial(choose_time, option, by=assisted, hand=errand.assistant)
        return done(request, errand, act, _("Booked. The invitation is on its way."))
    return page(request, errand, "times", lines=time_lines(errand, timezone.now()))


def time(request: HttpRequest, errand: Errand, meeting_code: str) -> HttpResponse:
    """Moves a booked meeting, or changes its length or place."""
    meeting, assisted = booked_meeting_on_errand_or_404(errand, meeting_code)
    form = AssistantsMoveForm(
        request.POST or None, programme=errand.programme, initial=planned(meeting)
    )
    if request.method == "POST" and form.is_valid():
        starts_at, seen = form.cleaned_data["starts_at"], form.cleaned_data["seen"]
        hands = {"by": assisted, "hand": errand.assistant}
        act = partial(move, meeting, form.plan, starts_at, seen=seen, **hands)
        return done(request, errand, act, _("Saved. Both calendars are told."))
    line = line_of(told(meeting.pair, assisted), meeting)
    return page(request, errand, "times_move", form=form, line=line)


def cancellation(request: HttpRequest, errand: Errand, meeting_code: str) -> HttpResponse:
    """Calls a meeting off, with new times to tick in the same breath."""
    meeting, assisted = booked_meeting_on_errand_or_404(errand, meeting_code)
    story = told(meeting.pair, assisted)
    times = suggested_times(story.pair, story.now, last=meeting)
    ready = [(moment, say_at_home(story, moment)) for moment in times]
    form = CancellationForm(
        request.POST or None, suggested=ready, initial={"seen": meeting.sequence}
    )
    if request.method == "POST" and form.is_valid():
        offered, seen = form.cleaned_data["suggested"], form.cleaned_data["seen"]
        hands = {"by": assisted, "hand": errand.assistant}
        act = partial(cancel, meeting, seen=seen, new_times=offered, **hands)
        return done(request, errand, act, _("Cancelled. Both calendars are told."))
    return page(request, errand, "times_cancellation", form=form, line=line_of(story, meeting))


personal_times, programme_times = by_link(times), signed_in(times)
personal_time, programme_time = by_link(time), signed_in(time)
personal_time_cancellation = by_link(cancellation)
programme_time_cancellation = signed_in(cancellation)


def page(request: HttpRequest, errand: Errand, template: str, **context: object) -> HttpResponse:
    """A page of an assistant, by the clocks of the programme."""
    always = {
        "errand": errand,
        "programme": errand.programme,
        "contacts": contacts_of(errand.programme),
    }
    return render(request, f"conversations/{template}.html", {**always, **context})


def done(
    request: HttpRequest, errand: Errand, act: Callable[[], object], words: str
) -> HttpResponse:
    """Does it and goes back to the times. Why it could not be done never names anybody."""
    try:
        act()
    except FirstThingsError:
        words = _("Something comes first that only the one you book for can do.")
        messages.warning(request, words)
    except StateError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, words)
    return redirect(errand.home)
