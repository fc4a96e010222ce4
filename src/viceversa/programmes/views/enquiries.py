"""A way to the organiser for anybody, signed in or not; and what came by it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import (
    enquiry_of_programme_or_404,
    programme_for_anybody_or_404,
    programme_for_coordinator_or_404,
)
from viceversa.programmes.enquiries import TooManyEnquiries, enquiries_of, settle_enquiry
from viceversa.programmes.forms.enquiries import EnquiryForm
from viceversa.programmes.jobs import receive_enquiry
from viceversa.programmes.models import Enquiry
from viceversa.programmes.pages import programme_page
from viceversa.programmes.queries import contacts_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, code: str) -> HttpResponse:
    """Writing to the organiser. Who is signed in is not noted down."""
    programme = programme_for_anybody_or_404(code)
    enquiry = Enquiry(programme=programme, language=get_language())
    form = EnquiryForm(request.POST or None, instance=enquiry)
    if request.method == "POST" and form.is_valid() and _receive(request, enquiry):
        return redirect("said", code)
    shown = {"programme": programme, "contacts": contacts_of(programme), "form": form}
    return render(request, "programmes/say.html", shown)


@require_safe
def said(request: HttpRequest, code: str) -> HttpResponse:
    """It has arrived: who answers, and when."""
    programme = programme_for_anybody_or_404(code)
    shown = {"programme": programme, "contacts": contacts_of(programme)}
    return render(request, "programmes/said.html", shown)


@require_safe
@never_cache
@sign_in_required
def programme_enquiries(request: PersonRequest, code: str) -> HttpResponse:
    """What people have written, for those who lead."""
    programme = programme_for_coordinator_or_404(request.user, code)
    found = enquiries_of(programme)
    return programme_page(
        request, "programmes/enquiries.html", programme, section="desk", enquiries=found
    )


@require_POST
@sign_in_required
def enquiry_settlement(request: PersonRequest, code: str, enquiry_code: str) -> HttpResponse:
    """Seen to."""
    programme = programme_for_coordinator_or_404(request.user, code)
    settle_enquiry(enquiry_of_programme_or_404(programme, enquiry_code), by=request.user)
    return redirect("programme_enquiries", code)


def _receive(request: HttpRequest, enquiry: Enquiry) -> bool:
    try:
        receive_enquiry(enquiry)
    except TooManyEnquiries:
        messages.warning(request, _("Too much was written just now. Ring one of the contacts."))
        return False
    return True
