"""A partner's contact invites her own people, and sees who of them has applied. Not who said no,
and nothing of whom others have invited."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from viceversa.enrolment import invited, jobs
from viceversa.enrolment.actions.applications import ClosedError
from viceversa.enrolment.actions.invitations import MOST_A_DAY, TooManyError
from viceversa.enrolment.forms.invitations import OwnInvitationForm, OwnInvitationsForm
from viceversa.enrolment.importing.nominees import Nominee, Outcome
from viceversa.enrolment.words import told
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.people.models import Person
from viceversa.programmes.access import partners_for_contact_or_404
from viceversa.programmes.models import Partner, Programme
from viceversa.programmes.pages import programme_page

ROWS_A_PAGE = 50
TOO_MANY = gettext_lazy(
    "That is %(most)s invitations today. Go on tomorrow, or ask the contacts below."
)
CLOSED = gettext_lazy("The call has just been closed. Ask the contacts below.")


@never_cache
@require_http_methods(["GET", "POST"])
@sign_in_required
def own_invitations(request: PersonRequest, code: str) -> HttpResponse:
    """Whoever is new and whoever was invited before are answered alike."""
    programme, partners = partners_for_contact_or_404(request.user, code)
    asked = _asked(programme, partners)
    form = OwnInvitationForm(request.POST or None, **asked)
    if request.method == "POST" and form.is_valid() and _invite(form, by=request.user):
        text = _("Invited: %(address)s. Everybody has one letter, however many have named her.")
        messages.success(request, text % {"address": form.cleaned_data["email"]})
        return redirect("own_invitations", code)
    pages = Paginator(invited.invitations_by(partners), ROWS_A_PAGE)
    return programme_page(
        request,
        "enrolment/own_invitations.html",
        programme,
        section="own",
        form=form,
        open_calls=asked["calls"],
        page=pages.get_page(request.GET.get("page")),
        several=len(partners) > 1,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@sign_in_required
def own_invitations_new(request: PersonRequest, code: str) -> HttpResponse:
    """Several at once: the good half is invited, the rest stays in the form, each with why."""
    programme, partners = partners_for_contact_or_404(request.user, code)
    asked = _asked(programme, partners)
    form = OwnInvitationsForm(request.POST or None, **asked)
    if request.method == "POST" and form.is_valid():
        if done := _invite_sound(form, by=request.user):
            text = ngettext("One person is invited.", "%(many)s people are invited.", done)
            messages.success(request, text % {"many": done})
        if not form.errors:
            return redirect("own_invitations", code)
    return programme_page(
        request,
        "enrolment/own_invitations_new.html",
        programme,
        section="own",
        form=form,
        open_calls=asked["calls"],
    )


def _asked(programme: Programme, partners: Sequence[Partner]) -> dict[str, Any]:
    """What both forms are about: which calls are open, and for which partners."""
    return {
        "calls": invited.calls_for_partners(programme, now=timezone.now()),
        "partners": partners,
        "initial": {"language": programme.language},
    }


def _invite(form: OwnInvitationForm, *, by: Person) -> bool:
    """False when it could not be done, with the reason in the form."""
    try:
        jobs.invite_own(form.partner, form.call, form.answers, by=by)
    except TooManyError:
        form.add_error(None, TOO_MANY % {"most": MOST_A_DAY})
        return False
    except ClosedError:
        form.add_error(None, CLOSED)
        return False
    return True


def _invite_sound(form: OwnInvitationsForm, *, by: Person) -> int:
    """How many are invited. Whoever is not stays in the form with the reason."""
    judged = form.judged()
    sound = [each for each in judged if each.outcome == Outcome.NEW]
    wrong = [each for each in judged if each.outcome == Outcome.WRONG]
    try:
        done = jobs.invite_own_people(form.partner, form.call, map(form.answers, sound), by=by)
    except ClosedError:
        form.add_error(None, CLOSED)
        return 0
    form.keep({each.line for each in (*wrong, *sound[done:])})
    if wrong:
        form.add_error("names", [f"{form.written(each.line)}: {_why(each)}" for each in wrong])
    if sound[done:]:
        form.add_error(None, TOO_MANY % {"most": MOST_A_DAY})
    return done


def _why(wrong: Nominee) -> str:
    return " ".join(told(remark, {}).text for remark in wrong.problems)
