"""Pages on which a time is found, moved or called off."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from viceversa.conversations.access import (
    booked_meeting_for_member_or_404,
    meeting_for_member_or_404,
    option_of_or_404,
    pair_for_member_or_404,
)
from viceversa.conversations.actions import (
    book,
    cancel,
    choose_time,
    keep_time,
    move,
    offer_times,
    suggest_times,
)
from viceversa.conversations.forms import (
    CancellationForm,
    MoveForm,
    SeenForm,
    TimesForm,
    usual_plan,
)
from viceversa.conversations.models import Meeting
from viceversa.conversations.story import Story
from viceversa.conversations.suggestions import last_planned, suggested_times
from viceversa.conversations.views.frame import done, page, told, worded
from viceversa.conversations.views.suggesting import suggestion_form
from viceversa.conversations.views.words import meeting_card
from viceversa.pairing.models import Pair
from viceversa.people.access import PersonRequest, sign_in_required


@never_cache
@sign_in_required
def meetings(request: PersonRequest, code: str) -> HttpResponse:
    """A new meeting: times offered, or one booked."""
    story = told(pair_for_member_or_404(request.user, code), request.user)
    form = times_form(request, story)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        if form.books:
            act = partial(book, story.pair, form.plan, cleaned["agreed"], by=request.user)
            return done(request, story.pair, act, _("Booked. The invitation is on its way."))
        act = partial(offer_times, story.pair, form.plan, cleaned["times"], by=request.user)
        return done(request, story.pair, act, asked(story))
    return page(request, story, "meetings", form=form)


def times_form(request: PersonRequest, story: Story) -> TimesForm:
    return TimesForm(
        request.POST or None,
        programme=story.pair.programme,
        suggested=worded(story, suggested_times(story.pair, story.now)),
        initial={"mode": TimesForm.OFFER, **plan_like_last(story.pair)},
    )


def plan_like_last(pair: Pair) -> dict[str, Any]:
    """As long and where the two were to meet last, else as the programme means."""
    last = last_planned(pair)
    before = {"minutes": last.minutes, "way": last.way, "place": last.place} if last else {}
    return {**usual_plan(pair.programme), **before}


def asked(story: Story) -> str:
    return _("%(name)s has been asked to choose.") % {"name": story.partner.given_name}


@never_cache
@sign_in_required
def meeting_suggestion(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """Other times for a booked meeting, for the other to choose among."""
    meeting = booked_meeting_for_member_or_404(request.user, code, number)
    story = told(meeting.pair, request.user)
    form = suggestion_form(story, meeting, request.POST or None)
    if request.method == "POST" and form.is_valid():
        times, seen = form.cleaned_data["times"], form.cleaned_data["seen"]
        act = partial(suggest_times, meeting, times, by=request.user, seen=seen)
        return done(request, story.pair, act, asked(story))
    return page(request, story, "suggestion", form=form, card=meeting_card(story, meeting))


@require_POST
@sign_in_required
def meeting_stay(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """The meeting stays where it is booked."""
    meeting = booked_meeting_for_member_or_404(request.user, code, number)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return redirect("pair", meeting.pair_id)
    act = partial(keep_time, meeting, by=request.user, seen=form.cleaned_data["seen"])
    return done(request, meeting.pair, act, _("The time stays as it is."))


@require_POST
@sign_in_required
def meeting_choice(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """One tap on one of the times offered."""
    meeting = meeting_for_member_or_404(request.user, code, number)
    option = option_of_or_404(meeting, request.POST.get("option", ""))
    act = partial(choose_time, option, by=request.user)
    return done(request, meeting.pair, act, _("Booked. The invitation is on its way."))


@never_cache
@sign_in_required
def meeting_time(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """Moves a booked meeting, or changes its length or place."""
    meeting = booked_meeting_for_member_or_404(request.user, code, number)
    story = told(meeting.pair, request.user)
    form = MoveForm(request.POST or None, programme=story.pair.programme, initial=planned(meeting))
    if request.method == "POST" and form.is_valid():
        starts_at, seen = form.cleaned_data["starts_at"], form.cleaned_data["seen"]
        act = partial(move, meeting, form.plan, starts_at, by=request.user, seen=seen)
        return done(request, story.pair, act, _("Saved. Both calendars are told."))
    return page(request, story, "meeting_time", form=form, card=meeting_card(story, meeting))


def planned(meeting: Meeting) -> dict[str, object]:
    return {
        "starts_at": meeting.starts_at,
        "minutes": meeting.minutes,
        "way": meeting.way,
        "place": meeting.place,
        "kind": meeting.kind,
        "seen": meeting.sequence,
    }


@never_cache
@sign_in_required
def meeting_cancellation(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """Calls a meeting off, with new times to tick in the same breath."""
    meeting = booked_meeting_for_member_or_404(request.user, code, number)
    story = told(meeting.pair, request.user)
    times = suggested_times(story.pair, story.now, last=meeting)
    form = CancellationForm(
        request.POST or None,
        suggested=worded(story, times),
        initial={"seen": meeting.sequence},
    )
    if request.method == "POST" and form.is_valid():
        offered, seen = form.cleaned_data["suggested"], form.cleaned_data["seen"]
        act = partial(cancel, meeting, by=request.user, seen=seen, new_times=offered)
        return done(request, story.pair, act, _("Cancelled. Both calendars are told."))
    return page(request, story, "cancellation", form=form, card=meeting_card(story, meeting))
