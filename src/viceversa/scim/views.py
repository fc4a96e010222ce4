"""The door for directories, and the page on which organisers hand people over to them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.scim.forms import HandoverForm
from viceversa.scim.handover import (
    directory_for_organiser_or_404,
    employee_for_organiser_or_404,
    hand_over,
    keep_back,
)
from viceversa.scim.queries import people_by_state


@csrf_exempt
def scim(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What a directory asks. Its libraries take a third of what all pages take to load, so they
    wait for it."""
    from viceversa.scim.door import answered

    return answered(request, rest)


@require_http_methods(["GET", "POST"])
@sign_in_required
def directory(request: PersonRequest, code: str) -> HttpResponse:
    """Who of an organisation is kept by its directory, and who is handed over to it."""
    organisation = directory_for_organiser_or_404(request.user, code)
    said = request.POST if request.method == "POST" else None
    form = HandoverForm(said, organisation=organisation, by=request.user)
    if form.is_valid():
        hand_over(organisation, list(form.cleaned_data["people"]), by=request.user)
        messages.success(request, _("They are handed over. The directory takes them in by itself."))
        return redirect("directory", code)
    people = people_by_state(organisation, request.user)
    context = {"section": "me", "organisation": organisation, "form": form, "people": {**people}}
    return render(request, "scim/directory.html", context)


@require_POST
@sign_in_required
def handover_withdrawal(request: PersonRequest, code: str, person_code: str) -> HttpResponse:
    """Somebody is not handed over after all, as long as the directory has not taken her in."""
    organisation = directory_for_organiser_or_404(request.user, code)
    person = employee_for_organiser_or_404(organisation, request.user, person_code)
    if keep_back(organisation, person, by=request.user):
        messages.success(request, _("Taken back: the directory does not touch this person."))
    else:
        messages.info(request, _("There is nothing to take back: the directory was faster."))
    return redirect("directory", code)
