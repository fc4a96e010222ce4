"""Training for mentors, briefing for mentees: who has been there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.enrolment.access import role_or_404
from viceversa.enrolment.actions.training import take_back, tick_off
from viceversa.enrolment.forms.training import TakeBackForm, TrainingForm
from viceversa.enrolment.queries import by_training
from viceversa.enrolment.views.frames import people_page
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import programme_for_coordinator_or_404
from viceversa.programmes.queries import today_in


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def training(request: PersonRequest, code: str, role: str) -> HttpResponse:
    """The whole list, ticked off in one go."""
    programme = programme_for_coordinator_or_404(request.user, code)
    missing, there = by_training(programme, role_or_404(role))
    today = today_in(programme)
    form = TrainingForm(request.POST or None, shown=missing, others=there, today=today)
    if request.method == "POST" and form.is_valid():
        on, seats = form.cleaned_data["on"], form.cleaned_data["seats"]
        many = tick_off(programme, seats, on=on, by=request.user)
        text = ngettext("%(n)s person is ticked off.", "%(n)s people are ticked off.", many)
        messages.success(request, text % {"n": many})
        return redirect("training", code, role)
    return people_page(
        request,
        "training",
        programme,
        role=role,
        form=form if missing else None,
        back_form=TakeBackForm(shown=there, others=missing) if there else None,
        there=len(there),
        total=len(missing) + len(there),
    )


@require_POST
@sign_in_required
def training_removal(request: PersonRequest, code: str, role: str) -> HttpResponse:
    """Ticked by mistake."""
    programme = programme_for_coordinator_or_404(request.user, code)
    missing, there = by_training(programme, role_or_404(role))
    form = TakeBackForm(request.POST, shown=there, others=missing)
    if form.is_valid():
        take_back(programme, form.cleaned_data["seats"], by=request.user)
        messages.success(request, _("Taken back."))
    else:
        messages.warning(request, _("Nobody is ticked."))
    return redirect("training", code, role)
