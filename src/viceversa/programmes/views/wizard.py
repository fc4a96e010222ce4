"""A new programme."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import organiser_or_404
from viceversa.programmes.wizard import TITLES, AnyForm, Wizard


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_new(request: PersonRequest, step: str = "kind") -> HttpResponse:
    wizard = Wizard(request.session, organiser_or_404(request.user))
    if step not in wizard.steps:
        raise Http404
    if request.method == "GET":
        return question(request, wizard, step, wizard.form(step))
    if "more" in request.POST and step == "partners":
        return question(request, wizard, step, wizard.more_partners(request.POST))
    form = wizard.form(step, request.POST)
    if not form.is_valid():
        return question(request, wizard, step, form)
    wizard.keep(step, request.POST)
    # What the kind is decides which pages follow.
    return redirect("programme_new_step", Wizard(request.session, request.user).after(step))


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_check(request: PersonRequest) -> HttpResponse:
    wizard = Wizard(request.session, organiser_or_404(request.user))
    missing = wizard.first_unanswered()
    if missing:
        return redirect("programme_new_step", missing)
    if request.method == "GET":
        context = {"parts": wizard.summary(), "before": wizard.before("check")}
        return render(request, "programmes/new_check.html", context)
    programme = wizard.create()
    messages.success(request, _("The programme is made. Now bring in its people."))
    return redirect("programme", programme.pk)


def question(request: HttpRequest, wizard: Wizard, step: str, form: AnyForm) -> HttpResponse:
    title, lead = TITLES[step]
    context = {
        "form": form,
        "step": step,
        "title": title,
        "lead": lead,
        "number": wizard.steps.index(step) + 1,
        "of": len(wizard.steps),
        "before": wizard.before(step),
    }
    template = "new_partners" if step == "partners" else "new_question"
    return render(request, f"programmes/{template}.html", context)
