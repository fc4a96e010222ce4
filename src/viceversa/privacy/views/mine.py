"""One's own data: what there is, to take along, and the wish that it goes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.privacy import actions
from viceversa.privacy.export import archive, counts
from viceversa.privacy.forecast import what_goes, what_stays
from viceversa.privacy.queries import latest_of
from viceversa.programmes.erasure import led_by_her_alone


@require_safe
@sign_in_required
def my_data(request: PersonRequest) -> HttpResponse:
    context = {
        "section": "me",
        "counts": counts(request.user),
        "asked": latest_of(request.user),
    }
    return render(request, "privacy/my_data.html", context)


@require_safe
@sign_in_required
def my_data_file(request: PersonRequest) -> HttpResponse:
    """Everything, with what she has written in her pairs, for nobody but herself."""
    return HttpResponse(
        archive(request.user, own_words=True),
        content_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="my-data.zip"'},
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
def my_erasure(request: PersonRequest) -> HttpResponse:
    """What would go and what would stay, and then the wish."""
    if request.method == "POST":
        actions.ask_for_erasure(request.user)
        messages.success(request, _("Your request has been received."))
        return redirect("my_data")
    context = {
        "section": "me",
        "goes": what_goes(),
        "stays": what_stays(),
        "leads_alone": led_by_her_alone(request.user),
    }
    return render(request, "privacy/my_erasure.html", context)


@require_POST
@sign_in_required
def my_erasure_taken_back(request: PersonRequest) -> HttpResponse:
    asked = latest_of(request.user)
    if asked:
        actions.take_back(asked)
        messages.success(request, _("You have taken it back. Nothing has changed."))
    return redirect("my_data")
