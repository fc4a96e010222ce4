"""Surveys of a programme: planned, opened and counted by those who lead; sponsors see results."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.impact import actions
from viceversa.impact.access import (
    item_of_survey_or_404,
    results_for_sponsor_or_404,
    survey_for_coordinator_or_404,
)
from viceversa.impact.effect import effect_of
from viceversa.impact.errors import SurveyError
from viceversa.impact.forms.planning import DaysForm, OwnItemForm, SurveyForm
from viceversa.impact.instruments import screens_of
from viceversa.impact.models import Survey
from viceversa.impact.pictured import COLUMNS, pictured
from viceversa.impact.queries import (
    not_asked_of_both,
    other_role,
    people_to_ask,
    surveys_of,
    turnout,
)
from viceversa.impact.results import results_of
from viceversa.impact.sight import LEAST, SOFTENED, WHOLE
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import (
    has_role,
    programme_for_coordinator_or_404,
    programme_for_sponsor_or_404,
)
from viceversa.programmes.models import Programme, Role
from viceversa.programmes.pages import programme_page

State = Survey.State


@sign_in_required
def programme_surveys(request: PersonRequest, code: str) -> HttpResponse:
    """Every survey for those who lead; for sponsors those that have closed."""
    programme = programme_for_sponsor_or_404(request.user, code)
    leads = has_role(request.user, programme, Role.Kind.COORDINATOR)
    shown = [each for each in surveys_of(programme) if leads or each.state == State.CLOSED]
    rows = [(survey, turnout(survey)) for survey in shown]
    return programme_page(request, "impact/surveys.html", programme, rows=rows, leads=leads)


@require_http_methods(["GET", "POST"])
@sign_in_required
def survey_new(request: PersonRequest, code: str) -> HttpResponse:
    """Plans one; filled in for the other role, when one is planned for the first."""
    programme = programme_for_coordinator_or_404(request.user, code)
    form = SurveyForm(request.POST or None, programme=programme, initial=_for_the_other(programme))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_survey(programme, **form.cleaned_data, by=request.user)
        except SurveyError as error:
            form.add_error("wave", str(error))
        else:
            return redirect("survey", programme.pk, made.pk)
    return programme_page(request, "impact/survey_new.html", programme, form=form, leads=True)


def _for_the_other(programme: Programme) -> dict[str, object]:
    one = not_asked_of_both(programme)
    if one is None:
        return {}
    opens_on = one.opens_on if one.state == Survey.State.PLANNED else None
    role = other_role(one.role)
    return {"role": role, "wave": one.wave, "opens_on": opens_on, "closes_on": one.closes_on}


@require_http_methods(["GET", "POST"])
@sign_in_required
def survey(request: PersonRequest, code: str, survey_code: str) -> HttpResponse:
    """What it asks, when, and of how many; its days can be changed until it opens."""
    found = survey_for_coordinator_or_404(request.user, code, survey_code)
    initial = {"opens_on": found.opens_on, "closes_on": found.closes_on}
    form = DaysForm(request.POST or None, programme=found.programme, initial=initial)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.set_days, found, **form.cleaned_data, by=request.user)
        return _done(request, found, act, _("The days are set."))
    return _survey_page(request, found, form=form)


@require_POST
@sign_in_required
def survey_items(request: PersonRequest, code: str, survey_code: str) -> HttpResponse:
    """Asks one thing more."""
    found = survey_for_coordinator_or_404(request.user, code, survey_code)
    item_form = OwnItemForm(request.POST)
    if not item_form.is_valid():
        return _survey_page(request, found, item_form=item_form)
    act = partial(actions.add_item, found, **item_form.cleaned_data, by=request.user)
    return _done(request, found, act, _("It is asked as well."))


@require_POST
@sign_in_required
def survey_item_removal(
    request: PersonRequest, code: str, survey_code: str, item_code: str
) -> HttpResponse:
    found = survey_for_coordinator_or_404(request.user, code, survey_code)
    item = item_of_survey_or_404(found, item_code)
    act = partial(actions.remove_item, item, by=request.user)
    return _done(request, found, act, _("It is not asked any more."))


@require_POST
@sign_in_required
def survey_opening(request: PersonRequest, code: str, survey_code: str) -> HttpResponse:
    """Opens it by hand. Nobody closes one by hand: that would choose whose answers count."""
    found = survey_for_coordinator_or_404(request.user, code, survey_code)
    act = partial(actions.open_survey, found, by=request.user)
    return _done(request, found, act, _("The survey is open, and everybody is asked by letter."))


@sign_in_required
def survey_results(request: PersonRequest, code: str, survey_code: str) -> HttpResponse:
    """Totals of all who answered, and how those have changed who had answered before."""
    found = results_for_sponsor_or_404(request.user, code, survey_code)
    leads = has_role(request.user, found.programme, Role.Kind.COORDINATOR)
    effect = effect_of(found.programme, found.role, found.wave)
    return programme_page(
        request,
        "impact/results.html",
        found.programme,
        survey=found,
        results=results_of(found),
        effect=effect,
        changes=pictured(effect),
        columns=COLUMNS,
        turnout=turnout(found),
        leads=leads,
        least=LEAST,
        whole=WHOLE,
        softened=SOFTENED,
    )


def _survey_page(
    request: HttpRequest,
    found: Survey,
    *,
    form: DaysForm | None = None,
    item_form: OwnItemForm | None = None,
) -> HttpResponse:
    is_planned = found.state == State.PLANNED
    initial = {"opens_on": found.opens_on, "closes_on": found.closes_on}
    return programme_page(
        request,
        "impact/survey.html",
        found.programme,
        survey=found,
        form=form or DaysForm(programme=found.programme, initial=initial),
        item_form=item_form or OwnItemForm(),
        screens=screens_of(found),
        own_items=list(found.own_items.all()),
        most_own=actions.MOST_OWN,
        to_ask=len(people_to_ask(found)) if is_planned else 0,
        turnout=turnout(found),
        is_planned=is_planned,
        leads=True,
        least=LEAST,
    )


def _done(
    request: HttpRequest, found: Survey, act: Callable[[], object], words: str
) -> HttpResponse:
    """Does it and says so; what could not be done is said as well."""
    try:
        act()
    except SurveyError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, words)
    return redirect("survey", found.programme_id, found.pk)
