"""Pages behind the link of a letter: what will be shown, the questions, and the thanks.

Looking never changes anything, since mail scanners look at every link. A button does.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from viceversa.impact.access import Asked, asked_by_link_or_404
from viceversa.impact.actions import keep_half, send_answer
from viceversa.impact.boxes import Said, half_said
from viceversa.impact.errors import SurveyError
from viceversa.impact.forms.answering import ScreenForm
from viceversa.impact.instruments import screens_of
from viceversa.impact.models import Ticket
from viceversa.impact.queries import takes_answers
from viceversa.impact.sight import LEAST, WHOLE
from viceversa.lib.links import LinkExpired
from viceversa.programmes.queries import contacts_of

Behind = Callable[..., HttpResponse]


def behind_link(view: Behind) -> Behind:
    """Opens a page for whoever is asked, in her language."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, token: str, **places: int) -> HttpResponse:
        try:
            asked = asked_by_link_or_404(token)
        except LinkExpired:
            return render(request, "impact/expired.html", status=410)
        with translation.override(asked.person.language):
            return view(request, asked, token, **places)

    return opened


@require_http_methods(["GET", "HEAD"])
@behind_link
def personal_survey(request: HttpRequest, asked: Asked, token: str) -> HttpResponse:
    """What is asked, and who sees what of it; the thanks; or that it is too late."""
    screens = screens_of(asked.survey)
    return _page(
        request,
        asked,
        "cover",
        token=token,
        is_open=asked.ticket is not None and takes_answers(asked.survey),
        is_done=asked.ticket is not None and asked.ticket.is_used,
        items=sum(len(screen.items) for screen in screens),
        least=LEAST,
        whole=WHOLE,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def personal_survey_screen(
    request: HttpRequest, asked: Asked, token: str, number: int
) -> HttpResponse:
    """A few questions. What is answered is kept; the last page sends all of it."""
    screens, ticket = screens_of(asked.survey), asked.ticket
    if number not in range(1, len(screens) + 1):
        raise Http404
    if ticket is None or ticket.is_used or not takes_answers(asked.survey):
        return redirect("personal_survey", token)
    said, is_last = half_said(ticket), number == len(screens)
    data = request.POST if request.method == "POST" else None
    form = ScreenForm(data, screen=screens[number - 1], said=said)
    if request.method == "POST" and form.is_valid():
        return _taken(request, ticket, form.added_to(said), token, 0 if is_last else number + 1)
    return _page(
        request,
        asked,
        "screen",
        token=token,
        form=form,
        screen=screens[number - 1],
        number=number,
        before=number - 1,
        of=len(screens),
        is_last=is_last,
    )


def _taken(
    request: HttpRequest, ticket: Ticket, said: Said, token: str, following: int
) -> HttpResponse:
    """Kept or, without a page that follows, sent. An empty answer is none."""
    try:
        if following:
            keep_half(ticket, said)
            return redirect("personal_survey_screen", token, following)
        if said.values or said.words:
            send_answer(ticket, said)
        else:
            messages.warning(request, _("Nothing is answered yet. Answer at least one question."))
            return redirect("personal_survey_screen", token, 1)
    except SurveyError as error:
        messages.warning(request, str(error))
    return redirect("personal_survey", token)


def _page(request: HttpRequest, asked: Asked, template: str, **context: object) -> HttpResponse:
    programme = asked.survey.programme
    always = {
        "survey": asked.survey,
        "person": asked.person,
        "programme": programme,
        "contacts": contacts_of(programme),
    }
    return render(request, f"impact/{template}.html", {**always, **context})
