"""Half-time in figures, and the sponsor's thanks."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from viceversa.half_time import figures, words
from viceversa.half_time.access import half_time_for_party_or_404, half_time_for_sponsor_or_404
from viceversa.half_time.actions import send_thanks
from viceversa.half_time.forms import ThanksForm
from viceversa.half_time.models import HalfTime
from viceversa.half_time.preview import thanks_as_read
from viceversa.half_time.queries import thanks_of
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.models import Role
from viceversa.programmes.pages import programme_page
from viceversa.programmes.queries import people_with


@require_safe
@never_cache
@sign_in_required
def half_time(request: PersonRequest, code: str) -> HttpResponse:
    """Figures as they stood; a partner's own first, where there are any."""
    sight = half_time_for_party_or_404(request.user, code)
    half, programme = sight.half, sight.half.programme
    return programme_page(
        request,
        "half_time/half_time.html",
        programme,
        section="desk",
        frame="programmes/base.html" if sight.leads else "people/base.html",
        half=half,
        sight=sight,
        own=words.own_parts(half, sight.partners),
        pairs=words.pair_rows(figures.of_all(half), programme),
        ideas=words.idea_rows(figures.of_ideas(half)) if programme.takes_ideas else [],
        voices=words.voices(programme) if sight.sees_surveys else [],
        thanks=thanks_of(half) if sight.sees_surveys else None,
        has_sponsor=bool(people_with(programme, Role.Kind.SPONSOR)),
    )


@require_http_methods(["GET", "POST"])
@never_cache
@sign_in_required
def half_time_thanks(request: PersonRequest, code: str) -> HttpResponse:
    """Written, looked through, and sent: nothing goes before the last of the three."""
    half = half_time_for_sponsor_or_404(request.user, code)
    if request.method == "POST":
        return _written(request, half)
    if thanks_of(half):
        return redirect("half_time", code)
    with translation.override(half.programme.language):
        draft = words.draft_of_thanks()
    return _write(request, half, ThanksForm(initial={"text": draft}))


def _written(request: PersonRequest, half: HalfTime) -> HttpResponse:
    form = ThanksForm(request.POST)
    if not form.is_valid() or request.POST.get("step") == "change":
        return _write(request, half, form)
    if request.POST.get("step") != "send":
        shown = thanks_as_read(half.programme, form.cleaned_data["text"], sponsor=request.user)
        return _page(request, half, "thanks_preview", form=form, shown=shown)
    if send_thanks(half, **form.cleaned_data, by=request.user):
        messages.success(request, _("Your thanks are on their way."))
    else:
        messages.info(request, _("Thanks have been sent already; nothing is sent twice."))
    return redirect("half_time", half.programme_id)


def _write(request: HttpRequest, half: HalfTime, form: ThanksForm) -> HttpResponse:
    return _page(request, half, "thanks", form=form)


def _page(request: HttpRequest, half: HalfTime, name: str, **context: Any) -> HttpResponse:
    template = f"half_time/{name}.html"
    return programme_page(request, template, half.programme, section="desk", **context)
