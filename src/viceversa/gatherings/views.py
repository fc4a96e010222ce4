"""The day of a gathering, for whoever leads; and into one's calendar, for whoever is called."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.gatherings.access import day_by_link_or_404, gathering_for_coordinator_or_404
from viceversa.gatherings.actions import call_off, set_day
from viceversa.gatherings.calendars import calendar_for
from viceversa.gatherings.forms import DayForm
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.pages import programme_page


@require_http_methods(["GET", "POST"])
@sign_in_required
def gathering_day(request: PersonRequest, code: str, kind: str) -> HttpResponse:
    found = gathering_for_coordinator_or_404(request.user, code, kind)
    form = DayForm(request.POST or None, gathering=found)
    if request.method == "POST" and form.is_valid():
        told = set_day(found.programme, found.kind, **form.cleaned_data, by=request.user)
        messages.success(request, f"{_('The day is set.')} {_letters(told)}".strip())
        return redirect("programme_gatherings", code)
    return programme_page(
        request,
        "gatherings/day.html",
        found.programme,
        section="settings",
        gathering=found,
        form=form,
    )


@require_POST
@sign_in_required
def gathering_removal(request: PersonRequest, code: str, kind: str) -> HttpResponse:
    """Pressed twice, it is called off once."""
    found = gathering_for_coordinator_or_404(request.user, code, kind)
    if found.day:
        told = call_off(found.day, by=request.user)
        messages.success(request, f"{_('It has no day any more.')} {_letters(told)}".strip())
    return redirect("programme_gatherings", code)


@require_safe
@never_cache
def personal_gathering(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar file, for whoever is called and has the link of her letter."""
    person, day = day_by_link_or_404(token)
    return HttpResponse(
        calendar_for(day, person, method="REQUEST"),
        content_type="text/calendar; method=REQUEST; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="gathering.ics"'},
    )


def _letters(many: int) -> str:
    if not many:
        return ""
    text = ngettext("%(n)s letter goes out now.", "%(n)s letters go out now.", many)
    return text % {"n": many}
