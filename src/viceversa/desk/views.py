"""The front page, and the pages that show several rooms at once."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from viceversa.conversations.agendas import gatherings_of
from viceversa.conversations.tally import told_of
from viceversa.desk import mine, overview, roster, sights
from viceversa.enrolment.access import programme_with_or_404
from viceversa.enrolment.queries import own_applicants
from viceversa.gatherings.queries import days_of
from viceversa.half_time.queries import half_time_of, thanks_of
from viceversa.notices.reminders import turn_reminders
from viceversa.pairing.forms import SearchForm
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.privacy.queries import waiting
from viceversa.programmes.access import (
    has_role,
    partners_for_contact_or_404,
    programme_for_coordinator_or_404,
    programme_for_sponsor_or_404,
)
from viceversa.programmes.actions import add_earlier_round
from viceversa.programmes.forms.rounds import EarlierRoundForm
from viceversa.programmes.models import Role
from viceversa.programmes.pages import programme_page
from viceversa.programmes.queries import is_over, phases_of, today_in
from viceversa.report.rounds import coordinators_rounds


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/home.html")


@require_safe
@sign_in_required
def desk(request: PersonRequest) -> HttpResponse:
    context = {
        "section": "desk",
        "pairs": mine.pairs(request.user, now=timezone.now()),
        "programmes": mine.programmes(request.user),
        "surveys": mine.surveys(request.user),
        "gatherings": mine.gatherings(request.user),
        "owned": mine.answers_owed(request.user),
        "requests": waiting().count() if request.user.is_organiser else 0,
    }
    return render(request, "desk/desk.html", context)


@require_http_methods(["GET", "POST"])
@sign_in_required
def my_reminders(request: PersonRequest) -> HttpResponse:
    """Reminders of each of one's programmes, on or off."""
    if request.method == "POST":
        chosen = programme_with_or_404(request.user, request.POST.get("programme", ""))
        turn_reminders(request.user, chosen.pk, on=request.POST.get("reminders") == "on")
        return redirect("my_reminders")
    context = {"section": "me", "programmes": mine.reminders(request.user)}
    return render(request, "desk/reminders.html", context)


@require_safe
@sign_in_required
def programme(request: PersonRequest, code: str) -> HttpResponse:
    mine = programme_for_coordinator_or_404(request.user, code)
    prefetch_related_objects([mine], "phases")
    today = today_in(mine)
    return programme_page(
        request,
        "desk/programme.html",
        mine,
        section="desk",
        overview=overview.overview(mine, today=today),
        phases=phases_of(mine, today=today),
        half_time=half_time_of(mine),
    )


@require_safe
@sign_in_required
def pairs(request: PersonRequest, code: str) -> HttpResponse:
    mine = programme_for_coordinator_or_404(request.user, code)
    form, state = SearchForm(request.GET), request.GET.get("state", "")
    words = form.cleaned_data["q"] if form.is_valid() else ""
    shown = roster.Roster(mine, today=today_in(mine), state=state, words=words)
    page = shown.page(request.GET.get("page"))
    more = {"roster": shown, "page": page, "rows": shown.rows(page), "form": form}
    more["half_time"] = half_time_of(mine)
    return programme_page(request, "desk/pairs.html", mine, section="pairs", **more)


@require_safe
@sign_in_required
def gatherings(request: PersonRequest, code: str) -> HttpResponse:
    """What the organiser calls everybody to: the day, and minute by minute what happens."""
    mine = programme_for_coordinator_or_404(request.user, code)
    days = days_of(mine)
    shown = [(each, days.get(each.code)) for each in gatherings_of(mine)]
    with timezone.override(mine.time_zone):  # the steps of a day begin by its clocks
        return programme_page(
            request, "desk/gatherings.html", mine, section="settings", gatherings=shown
        )


@require_safe
@sign_in_required
def own_people(request: PersonRequest, code: str) -> HttpResponse:
    mine, partners = partners_for_contact_or_404(request.user, code)
    seats, dates = sights.partners_sight(mine, partners), sights.next_dates(mine, told_of(mine))
    applicants = sum(len(own_applicants(mine, partner)) for partner in partners)
    more = {"seats": seats, "dates": dates, "applicants": applicants}
    more["half_time"] = half_time_of(mine)
    return programme_page(request, "desk/own_people.html", mine, section="own", **more)


@require_safe
@sign_in_required
def figures(request: PersonRequest, code: str) -> HttpResponse:
    mine = programme_for_sponsor_or_404(request.user, code)
    half = half_time_of(mine)
    thanks = thanks_of(half) if half else None
    is_time = half and not thanks and not is_over(mine, today_in(mine))
    return programme_page(
        request,
        "desk/figures.html",
        mine,
        section="own",
        rows=sights.sponsors_sight(mine, request.user),
        half_time=half,
        thanks=thanks,
        asks_for_thanks=is_time and has_role(request.user, mine, Role.Kind.SPONSOR),
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
def rounds(request: PersonRequest, code: str) -> HttpResponse:
    """The rounds over the years, and one more from before the software."""
    mine = programme_for_coordinator_or_404(request.user, code)
    form = EarlierRoundForm(request.POST or None, programme=mine)
    if request.method == "POST" and form.is_valid():
        add_earlier_round(mine, **form.cleaned_data, by=request.user)
        messages.success(request, _("The round is counted from now on."))
        return redirect("programme_rounds", mine.pk)
    shown = coordinators_rounds(mine, request.user)
    return programme_page(request, "desk/rounds.html", mine, form=form, shown=shown)
