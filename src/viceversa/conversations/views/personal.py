"""Pages behind the personal links of letters: no sign-in, no word of what the two say.

Looking never changes anything, since mail scanners look at every link. A button does.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

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
    answer_invitation,
    choose_time,
    keep_time,
    offer_times,
    say_missed,
    settle_try_out,
    suggest_times,
    tap,
)
from viceversa.conversations.forms import AnswerForm, SeenForm, TapsForm, TryOutStateForm
from viceversa.conversations.forms.course import OfferForm, OnwardForm
from viceversa.conversations.meetings import answer_of, standing
from viceversa.conversations.models import Meeting
from viceversa.conversations.story import Story
from viceversa.conversations.suggestions import suggested_times
from viceversa.conversations.views.course import go_on
from viceversa.conversations.views.frame import page, told, worded
from viceversa.conversations.views.planning import plan_like_last
from viceversa.conversations.views.suggesting import suggestion_form
from viceversa.conversations.views.words import bare_card
from viceversa.lib.links import LinkExpired
from viceversa.pairing.queries import seat_of

Behind = Callable[[HttpRequest, Story, Meeting], HttpResponse]
Opened = Callable[[HttpRequest, str], HttpResponse]


def behind_link(purpose: Literal["meeting", "taps"]) -> Callable[[Behind], Opened]:
    """Opens a page by a personal link of this purpose, in the language of its person."""

    def decorate(view: Behind) -> Opened:
        @never_cache
        @wraps(view)
        def opened(request: HttpRequest, token: str) -> HttpResponse:
            try:
                person, meeting = meeting_by_link_or_404(token, purpose)
            except LinkExpired:
                return expired(request)
            with translation.override(person.language):
                return view(request, told(meeting.pair, person), meeting)

        return opened

    return decorate


@behind_link("meeting")
def personal_meeting(request: HttpRequest, story: Story, meeting: Meeting) -> HttpResponse:
    """Choose one of the times offered; once one is booked, say yes or no."""
    if request.method == "POST":
        option = option_of_or_404(meeting, request.POST.get("option", ""))
        return again(request, partial(choose_time, option, by=story.person))
    others = [o for o in standing(meeting, story.now) if o.offered_by_id != story.person.pk]
    return page(
        request,
        story,
        "personal_meeting",
        card=bare_card(story, meeting),
        is_ahead=meeting.starts_at is not None and meeting.starts_at > story.now,
        is_suggested=bool(others),
        answer=answer_of(meeting, story.person),
    )


@require_POST
@behind_link("meeting")
def personal_meeting_answer(request: HttpRequest, story: Story, meeting: Meeting) -> HttpResponse:
    """Yes or no to the invitation, in one tap."""
    form, by = AnswerForm(request.POST), story.person
    if form.is_valid():
        answer, seen = form.cleaned_data["answer"], form.cleaned_data["seen"]
        note(request, partial(answer_invitation, meeting, answer, by=by, seen=seen))
    return redirect("personal_meeting", token_of(request))


@require_POST
@behind_link("meeting")
def personal_meeting_stay(request: HttpRequest, story: Story, meeting: Meeting) -> HttpResponse:
    """The meeting stays where it is booked."""
    form = SeenForm(request.POST)
    if form.is_valid():
        note(request, partial(keep_time, meeting, by=story.person, seen=form.cleaned_data["seen"]))
    return redirect("personal_meeting", token_of(request))


@behind_link("meeting")
def personal_meeting_times(request: HttpRequest, story: Story, meeting: Meeting) -> HttpResponse:
    """Other times for a booked meeting, for the other to choose among."""
    form = suggestion_form(story, meeting, request.POST or None)
    if request.method == "POST" and form.is_valid():
        times, seen = form.cleaned_data["times"], form.cleaned_data["seen"]
        note(request, partial(suggest_times, meeting, times, by=story.person, seen=seen))
        return redirect("personal_meeting", token_of(request))
    card, token = bare_card(story, meeting), token_of(request)
    return page(request, story, "personal_suggestion", form=form, card=card, token=token)


@behind_link("taps")
def personal_taps(request: HttpRequest, story: Story, meeting: Meeting) -> HttpResponse:
    """Three taps, or that the meeting did not take place."""
    if request.method == "POST" and "missed" in request.POST:
        return again(request, partial(say_missed, meeting, by=story.person))
    form = TapsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return again(request, partial(tap, meeting, form.answers, by=story.person))
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
    note(request, act)
    return redirect(request.path)


def note(request: HttpRequest, act: Callable[[], object]) -> None:
    """Does it, and says what came of it."""
    try:
        act()
    except StateError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Thank you, that is noted."))


def token_of(request: HttpRequest) -> str:
    """The token of the link by which the page was opened."""
    token: str = request.resolver_match.kwargs["token"]  # type: ignore[union-attr]
    return token


def expired(request: HttpRequest) -> HttpResponse:
    """The link was right once: the way on is to sign in by a mailed code."""
    return render(request, "conversations/expired.html", status=410)
