"""The page of one meeting, and what belongs to it."""

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from viceversa.conversations.access import (
    booked_meeting_for_member_or_404,
    meeting_for_member_or_404,
    meeting_for_mentee_or_404,
)
from viceversa.conversations.actions import add_agenda, ask_question, say_held, say_missed, tap
from viceversa.conversations.forms import OutcomeForm, QuestionForm, TapsForm
from viceversa.conversations.letters import calendar_for
from viceversa.conversations.views.frame import done, page, told
from viceversa.conversations.views.words import meeting_card, own_taps
from viceversa.people.access import PersonRequest, sign_in_required


@require_safe
@never_cache
@sign_in_required
def meeting(request: PersonRequest, code: str, number: int) -> HttpResponse:
    found = meeting_for_member_or_404(request.user, code, number)
    story = told(found.pair, request.user)
    return page(request, story, "meeting", card=meeting_card(story, found))


@require_POST
@sign_in_required
def meeting_agenda(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """An agenda in one tap."""
    found = meeting_for_member_or_404(request.user, code, number)
    act = partial(add_agenda, found, by=request.user)
    return done(request, found.pair, act, _("The agenda is in place."))


@never_cache
@sign_in_required
def meeting_question(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """The mentee's one question beforehand."""
    found = meeting_for_mentee_or_404(request.user, code, number)
    story = told(found.pair, request.user)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(ask_question, found, form.cleaned_data["question"], by=request.user)
        return done(request, found.pair, act, _("Saved. Only the two of you can read it."))
    return page(request, story, "question", form=form, card=meeting_card(story, found))


@require_POST
@sign_in_required
def meeting_outcome(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """Did you meet?"""
    found = meeting_for_member_or_404(request.user, code, number)
    form = OutcomeForm(request.POST)
    if form.is_valid() and form.cleaned_data["outcome"] == OutcomeForm.HELD:
        return done(request, found.pair, partial(say_held, found, by=request.user), _("Good."))
    words = _("Then it is time for a new one.")
    return done(request, found.pair, partial(say_missed, found, by=request.user), words)


@never_cache
@sign_in_required
def meeting_taps(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """Three taps afterwards; they can be changed."""
    found = meeting_for_member_or_404(request.user, code, number)
    story = told(found.pair, request.user)
    form = TapsForm(request.POST or None, initial=own_taps(story, found))
    if request.method == "POST" and form.is_valid():
        act = partial(tap, found, form.answers, by=request.user)
        return done(request, found.pair, act, _("Thank you."))
    return page(request, story, "taps", form=form, card=meeting_card(story, found))


@require_safe
@never_cache
@sign_in_required
def meeting_calendar(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """The calendar file once more, for whoever never got to see the invitation."""
    found = booked_meeting_for_member_or_404(request.user, code, number)
    content = calendar_for(found, request.user, method="REQUEST")
    return HttpResponse(
        content,
        content_type="text/calendar; method=REQUEST; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="meeting.ics"'},
    )
