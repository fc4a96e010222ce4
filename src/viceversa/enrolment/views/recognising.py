"""An applicant beside somebody who takes part: whoever leads says that they are one, or takes it
back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.enrolment import facts, steps
from viceversa.enrolment.access import (
    applicant_beside_seat_for_coordinator_or_404,
    application_for_coordinator_or_404,
)
from viceversa.enrolment.actions.recognising import recognise, take_recognition_back
from viceversa.enrolment.views.frames import people_page
from viceversa.enrolment.words import Speaker
from viceversa.people.access import PersonRequest, sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def application_recognition(
    request: PersonRequest, code: str, application_code: str, participation_id: str
) -> HttpResponse:
    """Both side by side, and the button that says they are one."""
    codes = (application_code, participation_id)
    found, seat = applicant_beside_seat_for_coordinator_or_404(request.user, code, codes)
    if request.method == "POST":
        if recognise(found, seat, by=request.user):
            messages.success(request, _("One human from now on. It can be undone here."))
        else:
            messages.warning(request, _("Nothing was changed: the application is not as it was."))
        return redirect("application", code, found.pk)
    return people_page(
        request,
        "recognition",
        seat.programme,
        application=found,
        applied=steps.told(found),
        seat=seat,
        known=facts.all_facts(seat, Speaker(seat.programme)),
    )


@require_POST
@sign_in_required
def application_recognition_removal(
    request: PersonRequest, code: str, application_code: str
) -> HttpResponse:
    """Somebody else after all."""
    found = application_for_coordinator_or_404(request.user, code, application_code)
    if not take_recognition_back(found, by=request.user):
        messages.warning(request, _("It cannot be undone: something has changed since."))
    return redirect("application", code, found.pk)
