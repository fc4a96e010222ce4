"""The time line, the topics and the next round of a programme."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes import actions
from viceversa.programmes.access import (
    earlier_round_of_programme_or_404,
    organiser_or_404,
    programme_for_coordinator_or_404,
    topic_of_programme_or_404,
)
from viceversa.programmes.forms.rounds import (
    CopyForm,
    OwnTopicForm,
    PhasesForm,
    ThemesForm,
    by_group,
)
from viceversa.programmes.models import Programme
from viceversa.programmes.pages import programme_page
from viceversa.programmes.queries import own_topics_of, phases_of, today_in


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_phases(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    form = PhasesForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        actions.move_phases(programme, form.spans(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("programme", programme.pk)
    today = today_in(programme)
    phases = phases_of(programme, today=today)
    return programme_page(request, "programmes/phases.html", programme, form=form, phases=phases)


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_topics(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    form = ThemesForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        actions.change_settings(programme, form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("programme_topics", programme.pk)
    return topics_page(request, programme, form, OwnTopicForm(programme=programme))


@require_POST
@sign_in_required
def own_topics(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    form = OwnTopicForm(request.POST, programme=programme)
    if not form.is_valid():
        return topics_page(request, programme, ThemesForm(programme=programme), form)
    actions.add_topic(programme, **form.cleaned_data, by=request.user)
    messages.success(request, _("The topic is in the catalogue of this programme."))
    return redirect("programme_topics", programme.pk)


@require_POST
@sign_in_required
def topic_removal(request: PersonRequest, code: str, topic_code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    topic = topic_of_programme_or_404(programme, topic_code)
    actions.remove_topic(programme, topic, by=request.user)
    return redirect("programme_topics", programme.pk)


@require_POST
@sign_in_required
def earlier_round_removal(request: PersonRequest, code: str, earlier_code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    earlier = earlier_round_of_programme_or_404(programme, earlier_code)
    actions.remove_earlier_round(programme, earlier, by=request.user)
    messages.success(request, _("The round is no longer counted."))
    return redirect("programme_rounds", programme.pk)


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_copy(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(organiser_or_404(request.user), code)
    form = CopyForm(request.POST or None, initial={"name": programme.name})
    if request.method == "POST" and form.is_valid():
        copy = actions.copy_programme(programme, **form.cleaned_data, by=request.user)
        messages.success(request, _("The next round is there, with nobody in it yet but you."))
        return redirect("programme", copy.pk)
    return programme_page(request, "programmes/copy.html", programme, form=form)


def topics_page(
    request: PersonRequest, programme: Programme, form: ThemesForm, own_form: OwnTopicForm
) -> HttpResponse:
    return programme_page(
        request,
        "programmes/topics.html",
        programme,
        form=form,
        own_form=own_form,
        own=own_topics_of(programme),
        groups=by_group(programme),
    )
