"""Settings of a programme: every answer of the wizard, to be changed later."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.people.models import Person
from viceversa.programmes import actions
from viceversa.programmes.access import programme_for_coordinator_or_404
from viceversa.programmes.answers import answers
from viceversa.programmes.forms.roles import ContactForm
from viceversa.programmes.forms.rules import RulesForm, WeightsForm
from viceversa.programmes.forms.settings import AboutForm, DatesForm, LocksForm, PoliciesForm
from viceversa.programmes.models import Programme
from viceversa.programmes.pages import programme_page

SECTIONS: dict[str, tuple[Any, Any]] = {
    "about": (gettext_lazy("Name and purpose"), AboutForm),
    "dates": (gettext_lazy("Dates"), DatesForm),
    "rules": (gettext_lazy("Rules"), RulesForm),
    "weights": (gettext_lazy("What counts in a match"), WeightsForm),
    "policies": (gettext_lazy("How it is run"), PoliciesForm),
    "locks": (gettext_lazy("How leaders sign in"), LocksForm),
}


@require_safe
@sign_in_required
def programme_settings(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    parts = [
        (section, title, answers(form(instance=programme)))
        for section, (title, form) in SECTIONS.items()
    ]
    return programme_page(request, "programmes/settings.html", programme, parts=parts)


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_section(request: PersonRequest, code: str, section: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    if section not in SECTIONS:
        raise Http404
    title, form_class = SECTIONS[section]
    form = form_class(request.POST or None, instance=programme)
    if request.method == "POST" and form.is_valid():
        save(programme, section, form, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("programme_settings", programme.pk)
    # A form that was refused has written into the programme that the page's head shows.
    shown = programme_for_coordinator_or_404(request.user, code)
    return programme_page(
        request, "programmes/form.html", shown, form=form, title=title, part=section
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_contacts(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    data = request.POST or None
    first = ContactForm(data, prefix="first", initial=named(programme.first_contact))
    second = ContactForm(data, prefix="second", initial=named(programme.second_contact))
    if request.method == "POST" and first.is_valid() and second.is_valid():
        actions.change_contacts(
            programme, first=first.draft(), second=second.draft(), by=request.user
        )
        messages.success(request, _("Saved."))
        return redirect("programme_settings", programme.pk)
    return programme_page(
        request, "programmes/contacts.html", programme, first=first, second=second
    )


def save(programme: Programme, section: str, form: Any, *, by: Person) -> None:
    if section == "dates":
        actions.change_dates(programme, **form.cleaned_data, by=by)
        return
    changes: Mapping[str, Any] = form.changes() if hasattr(form, "changes") else form.cleaned_data
    actions.change_settings(programme, changes, by=by)


def named(person: Person | None) -> dict[str, str]:
    if person is None:
        return {}
    return {name: getattr(person, name) for name in ("given_name", "family_name", "email")}
