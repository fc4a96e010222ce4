"""Applications that may be one human's: looked at side by side, merged, parted, kept apart."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.enrolment import calls
from viceversa.enrolment.access import (
    application_for_coordinator_or_404,
    twins_for_coordinator_or_404,
)
from viceversa.enrolment.actions.merging import MergeError, keep_apart, merge, part
from viceversa.enrolment.forms.merging import MergeForm
from viceversa.enrolment.models import Application
from viceversa.enrolment.twins import known_among, twins_of, undecided_applications
from viceversa.enrolment.views.frames import people_page
from viceversa.lib.dates import say_moment
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import programme_for_coordinator_or_404


@require_safe
@sign_in_required
def programme_twins(request: PersonRequest, code: str) -> HttpResponse:
    """All that are offered."""
    programme = programme_for_coordinator_or_404(request.user, code)
    waiting = list(undecided_applications(programme))
    known = known_among(programme, waiting)
    alike = [(each, known[each.pk]) for each in waiting if each.pk in known]
    return people_page(request, "twins", programme, twins=twins_of(programme), known=alike)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def application_merging(
    request: PersonRequest, code: str, application_code: str, other_code: str
) -> HttpResponse:
    """Both side by side, and what to keep of which."""
    codes = (application_code, other_code)
    one, other = twins_for_coordinator_or_404(request.user, code, codes)
    when = [_when(one), _when(other)]
    form = MergeForm(request.POST or None, one=one, other=other, when=when)
    if request.method == "POST" and form.is_valid():
        keep, gone = form.kept
        try:
            merge(keep, gone, taken=form.taken, by=request.user)
        except MergeError:
            messages.warning(request, _("Nothing was merged: one of them is not as it was."))
            return redirect("programme_twins", code)
        messages.success(request, _("Read as one from now on. It can be undone here."))
        return redirect("application", code, keep.pk)
    more = {"form": form, "one": one, "other": other}
    return people_page(request, "merging", one.call.programme, **more)


@require_POST
@sign_in_required
def application_distinction(
    request: PersonRequest, code: str, application_code: str, other_code: str
) -> HttpResponse:
    """Two people after all."""
    codes = (application_code, other_code)
    keep_apart(*twins_for_coordinator_or_404(request.user, code, codes), by=request.user)
    messages.success(request, _("Two people. They are not offered again."))
    return redirect("programme_twins", code)


@require_POST
@sign_in_required
def application_parting(request: PersonRequest, code: str, application_code: str) -> HttpResponse:
    """A merge is undone."""
    found = application_for_coordinator_or_404(request.user, code, application_code)
    try:
        part(found, by=request.user)
    except MergeError:
        messages.warning(request, _("It cannot be undone: something has changed since."))
    return redirect("application", code, found.pk)


def _when(application: Application) -> str:
    """Which of the two it is: by name, as what she applies, and when it came."""
    sent_at = application.sent_at
    zone = calls.zone_of(application.call)
    moment = say_moment(sent_at, zone=zone) if sent_at else ""
    return f"{application.full_name}, {application.call.get_role_display()}, {moment}"
