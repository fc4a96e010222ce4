"""When a programme is silent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes import actions
from viceversa.programmes.access import break_of_programme_or_404, programme_for_coordinator_or_404
from viceversa.programmes.forms.rounds import BreakForm
from viceversa.programmes.pages import programme_page
from viceversa.programmes.queries import breaks_of


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_breaks(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    form = BreakForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_break(programme, **form.cleaned_data, by=request.user)
        messages.success(request, _("The programme is silent on these days."))
        return redirect("programme_breaks", programme.pk)
    breaks = breaks_of(programme)
    return programme_page(request, "programmes/breaks.html", programme, form=form, breaks=breaks)


@require_POST
@sign_in_required
def break_removal(request: PersonRequest, code: str, break_code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    actions.remove_break(
        programme, break_of_programme_or_404(programme, break_code), by=request.user
    )
    messages.success(request, _("The programme is no longer silent on these days."))
    return redirect("programme_breaks", programme.pk)
