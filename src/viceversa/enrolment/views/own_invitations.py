"""A partner's contact invites her own people, and sees who of them has applied. Not who said no,
and nothing of whom others have invited."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from viceversa.enrolment import invited, jobs
from viceversa.enrolment.actions.applications import ClosedError
from viceversa.enrolment.actions.invitations import MOST_A_DAY, TooManyError
from viceversa.enrolment.forms.invitations import OwnInvitationForm
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.people.models import Person
from viceversa.programmes.access import partners_for_contact_or_404
from viceversa.programmes.pages import programme_page

ROWS_A_PAGE = 50


@never_cache
@require_http_methods(["GET", "POST"])
@sign_in_required
def own_invitations(request: PersonRequest, code: str) -> HttpResponse:
    """Whoever is new and whoever was invited before are answered alike."""
    programme, partners = partners_for_contact_or_404(request.user, code)
    open_calls = invited.calls_for_partners(programme, now=timezone.now())
    form = OwnInvitationForm(
        request.POST or None,
        calls=open_calls,
        partners=partners,
        initial={"language": programme.language},
    )
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
        open_calls=open_calls,
        page=pages.get_page(request.GET.get("page")),
        several=len(partners) > 1,
    )


def _invite(form: OwnInvitationForm, *, by: Person) -> bool:
    """False when it could not be done, with the reason in the form."""
    try:
        jobs.invite_own(form.partner, form.call, form.answers, by=by)
    except TooManyError:
        text = _("That is %(most)s invitations today. Go on tomorrow, or ask the contacts below.")
        form.add_error(None, text % {"most": MOST_A_DAY})
        return False
    except ClosedError:
        form.add_error(None, _("The call has just been closed. Ask the contacts below."))
        return False
    return True
