"""The page of one meeting, and what belongs to it."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from viceversa.conversations.access import (
    booked_meeting_for_member_or_404,
    meeting_for_member_or_404,
    meeting_for_mentee_or_404,
    readable_meeting_for_member_or_404,
)
from viceversa.conversations.actions import (
    StateError,
    add_agenda,
    ask_question,
    change_agenda,
    say_held,
    say_missed,
    tap,
)
from viceversa.conversations.calendars import calendar_for
from viceversa.conversations.cards import LEVELS, level_of
from viceversa.conversations.challenge import nudge
from viceversa.conversations.forms import AgendaChangeForm, OutcomeForm, QuestionForm, TapsForm
from viceversa.conversations.views.frame import done, page, told
from viceversa.conversations.views.kept import note_lines, questions_for_later
from viceversa.conversations.views.words import (
    agenda_words,
    bare_card,
    hand_of,
    meeting_card,
    own_card,
    own_taps,
)
from viceversa.people.access import PersonRequest, sign_in_required


@require_safe
@never_cache
@sign_in_required
def meeting(request: PersonRequest, code: str, number: int) -> HttpResponse:
    found = readable_meeting_for_member_or_404(request.user, code, number)
    story = told(found.pair, request.user)
    return page(request, story, "meeting", card=meeting_card(story, found))


@never_cache
@sign_in_required
def meeting_agenda(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """An agenda in one tap; here it is changed, by taps on its steps."""
    found = meeting_for_member_or_404(request.user, code, number)
    if request.method == "POST":
        act = partial(add_agenda, found, by=request.user)
        return done(request, found.pair, act, _("The agenda is in place."))
    story = told(found.pair, request.user)
    return page(
        request, story, "agenda", card=bare_card(story, found), **agenda_words(story, found)
    )


@require_POST
@sign_in_required
def agenda_change(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """One tap on a step; back to that step, which is where the thumb is."""
    found = meeting_for_member_or_404(request.user, code, number)
    form, place = AgendaChangeForm(request.POST), reverse("meeting_agenda", args=[code, number])
    if form.is_valid():
        try:
            change_agenda(found, **form.cleaned_data, by=request.user)
        except StateError as error:
            messages.warning(request, str(error))
        place += f"#step-{form.cleaned_data['step']}"
    return redirect(place)


@require_safe
@never_cache
@sign_in_required
def meeting_cards(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """Three cards to put on the table. Which ones are passed is written down nowhere."""
    found = meeting_for_member_or_404(request.user, code, number)
    story = told(found.pair, request.user)
    hand = hand_of(story, found, request.GET)
    chosen = {"levels": LEVELS.items(), "level": level_of(hand)}
    return page(request, story, "cards_page", hand=hand, card=bare_card(story, found), **chosen)


@never_cache
@sign_in_required
def meeting_question(request: PersonRequest, code: str, number: int) -> HttpResponse:
    """The mentee's one question beforehand."""
    found = meeting_for_mentee_or_404(request.user, code, number)
    story = told(found.pair, request.user)
    kept = questions_for_later(note_lines(story))
    chosen = next((q.text for q in kept if q.row.pk == request.GET.get("note")), "")
    form = QuestionForm(request.POST or None, initial={"text": chosen, **own_card(found)})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["question"]
        act = partial(ask_question, found, text, by=request.user, card=form.card)
        words = nudge(text) or _("Saved. Only the two of you can read it.")
        return done(request, found.pair, act, words)
    card = meeting_card(story, found)
    return page(request, story, "question", form=form, card=card, kept=kept)


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
