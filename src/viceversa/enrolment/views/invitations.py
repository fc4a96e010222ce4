"""The list of those who are asked by name to apply, as those who lead the programme keep it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.enrolment import calls, invited, jobs
from viceversa.enrolment.access import (
    call_for_coordinator_or_404,
    invitation_for_coordinator_or_404,
    nominations_for_coordinator_or_404,
)
from viceversa.enrolment.actions import invitations as actions
from viceversa.enrolment.forms.invitations import InvitationForm, NominationListForm
from viceversa.enrolment.models import Call
from viceversa.enrolment.nominations import Findings
from viceversa.enrolment.views.frames import people_page
from viceversa.people.access import PersonRequest, sign_in_required

ROWS_A_PAGE = 50


@require_safe
@sign_in_required
def call_invitations(request: PersonRequest, code: str, role: str) -> HttpResponse:
    """Who is on the list, and who of them has applied. Who said no looks like who was silent."""
    call = call_for_coordinator_or_404(request.user, code, role)
    pages = Paginator(invited.invitations_of(call), ROWS_A_PAGE)
    return _page(
        request,
        "invitations",
        call,
        tally=invited.tally(call),
        page=pages.get_page(request.GET.get("page")),
        lists=invited.lists_of(call),
        takes=calls.takes_applications(call, timezone.now()),
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
def invitation_new(request: PersonRequest, code: str, role: str) -> HttpResponse:
    """One by one."""
    call = call_for_coordinator_or_404(request.user, code, role)
    form = InvitationForm(request.POST or None, initial={"language": call.programme.language})
    if request.method == "POST" and form.is_valid():
        if jobs.invite(call, form.answers, by=request.user):
            messages.success(request, _("On the list."))
        else:
            messages.info(request, _("This address is on the list already."))
        return redirect("call_invitations", code, role)
    return _page(request, "invitation_new", call, form=form)


@require_http_methods(["GET", "POST"])
@sign_in_required
def invitation_removal(
    request: PersonRequest, code: str, role: str, invitation_code: str
) -> HttpResponse:
    """Off the list."""
    found = invitation_for_coordinator_or_404(request.user, code, role, invitation_code)
    if request.method == "POST":
        actions.take_off(found, by=request.user)
        messages.success(request, _("Off the list. The link in the letter leads nowhere now."))
        return redirect("call_invitations", code, role)
    return _page(request, "invitation_removal", found.call, invitation=found)


@require_http_methods(["GET", "POST"])
@sign_in_required
def nominations_new(request: PersonRequest, code: str, role: str) -> HttpResponse:
    """A whole list; nobody is invited before it has been looked through."""
    call = call_for_coordinator_or_404(request.user, code, role)
    is_sent = request.method == "POST"
    form = NominationListForm(request.POST, request.FILES) if is_sent else NominationListForm()
    if is_sent and form.is_valid():
        file, said = form.cleaned_data["file"], form.cleaned_data
        arrived = actions.receive_names(
            call,
            filename=file.name,
            content=file.read(),
            source=said["source"],
            year=said["year"],
            by=request.user,
        )
        return redirect("nominations", code, role, arrived.pk)
    return _page(request, "nominations_new", call, form=form)


@require_safe
@sign_in_required
def nominations(request: PersonRequest, code: str, role: str, list_code: str) -> HttpResponse:
    """What the list would do, or what it has left undone."""
    arrived = nominations_for_coordinator_or_404(request.user, code, role, list_code)
    return _page(
        request, "nominations", arrived.call, list=arrived, found=Findings(arrived), role=role
    )


@require_POST
@sign_in_required
def nominations_entry(request: PersonRequest, code: str, role: str, list_code: str) -> HttpResponse:
    """The sound rows are on the list from now on; the wrong ones stay here, with why."""
    arrived = nominations_for_coordinator_or_404(request.user, code, role, list_code)
    added = jobs.bring_in_names(arrived, Findings(arrived).rows, by=request.user)
    text = ngettext("%(n)s person is new on the list.", "%(n)s people are new on the list.", added)
    messages.success(request, text % {"n": added})
    return redirect("nominations", code, role, list_code)


@require_POST
@sign_in_required
def nominations_removal(
    request: PersonRequest, code: str, role: str, list_code: str
) -> HttpResponse:
    """The file is thrown away; whoever is on the list stays there."""
    arrived = nominations_for_coordinator_or_404(request.user, code, role, list_code)
    actions.throw_names_away(arrived, by=request.user)
    messages.success(request, _("The list has been thrown away."))
    return redirect("call_invitations", code, role)


def _page(request: PersonRequest, template: str, call: Call, **more: object) -> HttpResponse:
    return people_page(request, template, call.programme, call=call, **more)
