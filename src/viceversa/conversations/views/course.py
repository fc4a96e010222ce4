"""A pair's course: a pause, both roles, how to go on, and the end, each one page and one button."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from viceversa.conversations.access import (
    pair_for_member_or_404,
    past_pair_for_member_or_404,
    readable_pair_for_member_or_404,
)
from viceversa.conversations.actions import (
    end_pair,
    pause,
    resume,
    wish_for_both_roles,
    wish_for_contact,
    wish_for_renewal,
)
from viceversa.conversations.course import prolonged_until
from viceversa.conversations.forms.course import (
    NEW,
    NO,
    BothRolesForm,
    ClosingForm,
    ContactForm,
    ContactLineForm,
    EndingForm,
    OnwardForm,
    PauseForm,
)
from viceversa.conversations.models import Wish
from viceversa.conversations.story import Story
from viceversa.conversations.views.frame import done, page, told
from viceversa.conversations.views.wishes import (
    keep_in_touch,
    own_contact,
    own_wish,
    partner_contact,
)
from viceversa.lib.dates import say_day
from viceversa.pairing.actions import seek_new_partner, stop_here
from viceversa.pairing.models import Pair
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.people.models import Person


@never_cache
@sign_in_required
def pair_pause(request: PersonRequest, code: str) -> HttpResponse:
    """A pause until a day, without a reason."""
    story = told(pair_for_member_or_404(request.user, code), request.user)
    form = PauseForm(request.POST or None, today=story.today)
    if request.method == "POST" and form.is_valid():
        act = partial(pause, story.pair, form.cleaned_data["until"], by=request.user)
        return done(request, story.pair, act, _("Until then nothing is asked of you."))
    return page(request, story, "pause", form=form)


@require_POST
@sign_in_required
def pair_resumption(request: PersonRequest, code: str) -> HttpResponse:
    """The end of a pause, by either."""
    found = pair_for_member_or_404(request.user, code)
    return done(request, found, partial(resume, found), _("On it goes."))


@never_cache
@sign_in_required
def pair_ending(request: PersonRequest, code: str) -> HttpResponse:
    """One question, one button. A second click finds that it has ended."""
    story = told(readable_pair_for_member_or_404(request.user, code), request.user)
    form = EndingForm(request.POST or request.GET)
    seeks = request.user if form.is_valid() and form.cleaned_data["onward"] == NEW else None
    if request.method == "POST":
        end_pair(story.pair, seeks_partner=seeks)
        return redirect("pair", code)
    if story.pair.is_over:
        return redirect("pair", code)
    return page(request, story, "ending", seeks_partner=seeks is not None)


@require_POST
@sign_in_required
def pair_onward(request: PersonRequest, code: str) -> HttpResponse:
    """A new partner, or none: one tap, and it can be changed."""
    found = past_pair_for_member_or_404(request.user, code)
    form = OnwardForm(request.POST)
    if form.is_valid():
        go_on(found, request.user, form.cleaned_data["onward"])
    return redirect("pair", code)


def go_on(pair: Pair, person: Person, onward: str) -> None:
    """Does what was tapped."""
    act = seek_new_partner if onward == NEW else stop_here
    act(pair, by=person)


@never_cache
@sign_in_required
def pair_closing(request: PersonRequest, code: str) -> HttpResponse:
    """Two private questions before the end. Only two yeses show."""
    story = told(pair_for_member_or_404(request.user, code), request.user)
    if not story.closing:
        return redirect("pair", code)
    form = ClosingForm(
        request.POST or None,
        until=_until(story),
        is_agreed=keep_in_touch(story),
        initial={"renewal": own_wish(story, Wish.About.RENEWAL), **own_contact(story)},
    )
    if request.method == "POST" and form.is_valid():
        act = partial(_keep_wishes, story.pair, request.user, form)
        return done(request, story.pair, act, _("Saved. Only two yeses show; nobody sees a no."))
    return page(request, story, "closing", form=form, partner_contact=partner_contact(story))


@never_cache
@sign_in_required
def pair_contact(request: PersonRequest, code: str) -> HttpResponse:
    """Keeping in touch, from three weeks before the end: private, until both say yes."""
    story = told(readable_pair_for_member_or_404(request.user, code), request.user)
    if not (story.closing or story.pair.is_over):
        return redirect("pair", code)
    kind = ContactLineForm if keep_in_touch(story) else ContactForm
    form = kind(request.POST or None, initial=own_contact(story))
    if request.method == "POST" and form.is_valid():
        yes, line = request.POST.get("contact") != NO, form.cleaned_data["line"]
        act = partial(wish_for_contact, story.pair, by=request.user, yes=yes, line=line)
        words = _("Saved. Only two yeses show; nobody sees a no.")
        return done(request, story.pair, act, words, to="pair_contact")
    return page(request, story, "contact", form=form, partner_contact=partner_contact(story))


@never_cache
@sign_in_required
def pair_roles(request: PersonRequest, code: str) -> HttpResponse:
    """Both roles, both ways: needs both, from half-time on."""
    story = told(pair_for_member_or_404(request.user, code), request.user)
    if not (story.may_turn or story.pair.is_reciprocal):
        return redirect("pair", code)
    form = BothRolesForm(
        request.POST or None, initial={"both": own_wish(story, Wish.About.RECIPROCAL)}
    )
    if request.method == "POST" and form.is_valid() and form.cleaned_data["both"] is not None:
        yes = form.cleaned_data["both"]
        act = partial(wish_for_both_roles, story.pair, by=request.user, yes=yes)
        return done(request, story.pair, act, _("Saved. Only two yeses show; nobody sees a no."))
    return page(request, story, "roles", form=form)


def _keep_wishes(pair: Pair, person: Person, form: ClosingForm) -> None:
    """The renewal last: with it the answers of this turn have done their work."""
    contact, renewal = form.cleaned_data.get("contact"), form.cleaned_data["renewal"]
    if contact is not None:
        wish_for_contact(pair, by=person, yes=contact, line=form.cleaned_data["line"])
    if renewal is not None:
        wish_for_renewal(pair, by=person, yes=renewal)


def _until(story: Story) -> str:
    until = prolonged_until(story.pair)
    return say_day(until, today=story.today) if until else ""
