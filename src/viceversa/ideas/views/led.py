"""The pages of those who lead, sponsor and own: board, list, files, one idea, those alike."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.ideas.access import (
    Sight,
    idea_for_party_or_404,
    idea_of_programme_or_404,
    led_with_ideas_or_404,
    published_programme_or_404,
    sight_for_party_or_404,
)
from viceversa.ideas.actions import (
    StateError,
    answer,
    name_owner,
    publish_page,
    say_alike,
    unsay_alike,
    withdraw_page,
)
from viceversa.ideas.actions.answering import ANSWERS
from viceversa.ideas.alike import pairs_alike
from viceversa.ideas.files import CSV, TYPES, XLSX, ideas_file
from viceversa.ideas.forms import AlikeForm, AnswerForm, FilterForm, OwnerForm
from viceversa.ideas.listing import judged_in, listed, said_and_done, same_as, same_pairs
from viceversa.ideas.models import Idea
from viceversa.ideas.queries import (
    harvest_of,
    ideas_of,
    next_ownerless,
    others_who_own,
    page_of,
)
from viceversa.ideas.telling import IdeaLine, columns, line_of, step_lines
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.models import Programme
from viceversa.programmes.pages import programme_page
from viceversa.programmes.queries import contacts_of, today_in

MOST_COMPARED = 300


@require_safe
@never_cache
@sign_in_required
def idea_board(request: PersonRequest, code: str) -> HttpResponse:
    """The ideas by where they stand: all to sponsors and those who lead, her own to an owner."""
    sight = sight_for_party_or_404(request.user, code)
    today = today_in(sight.programme)
    board = columns(list(sight.ideas), today)
    late = sum(line.is_late for _title, lines in board for line in lines)
    return _page(request, sight, "board", columns=board, late=late)


@require_safe
@never_cache
@sign_in_required
def programme_ideas(request: PersonRequest, code: str) -> HttpResponse:
    """The coordinator's list, by state and kind."""
    programme = led_with_ideas_or_404(request.user, code)
    form, today = FilterForm(request.GET or None), today_in(programme)
    return programme_page(
        request,
        "ideas/list.html",
        programme,
        section="ideas",
        form=form,
        lines=[line_of(idea, today) for idea in listed(programme, form, today)],
        waiting=harvest_of(programme, today),
        page=page_of(programme),
        query=request.GET.urlencode(),
    )


@require_safe
@never_cache
@sign_in_required
def ideas_download(request: PersonRequest, code: str) -> HttpResponse:
    """The same list as a file."""
    programme = led_with_ideas_or_404(request.user, code)
    shown = listed(programme, FilterForm(request.GET or None), today_in(programme))
    kind = XLSX if request.GET.get("as") == XLSX else CSV
    headers = {"Content-Disposition": f'attachment; filename="ideas.{kind}"'}
    return HttpResponse(ideas_file(shown, kind), content_type=TYPES[kind], headers=headers)


@require_http_methods(["GET", "POST"])
@never_cache
@sign_in_required
def idea(request: PersonRequest, code: str, idea_code: str) -> HttpResponse:
    """One idea with its history. Its owner answers here."""
    sight, found = idea_for_party_or_404(request.user, code, idea_code)
    may_answer = found.owner_id == request.user.pk and found.state in ANSWERS
    form = AnswerForm(request.POST or None, idea=found) if may_answer else None
    if form and request.method == "POST" and form.is_valid():
        answered(request, found, form)
        return redirect("idea", code, found.pk)
    return _idea_page(request, sight, found, answer_form=form)


@require_POST
@sign_in_required
def idea_owner(request: PersonRequest, code: str, idea_code: str) -> HttpResponse:
    """Names who answers, within fourteen days."""
    programme = led_with_ideas_or_404(request.user, code)
    found = idea_of_programme_or_404(programme, idea_code)
    form = OwnerForm(request.POST)
    if not form.is_valid():
        sight = sight_for_party_or_404(request.user, code)
        return _idea_page(request, sight, found, owner_form=form)
    try:
        is_new = name_owner(found, form.contact, by=request.user)
    except StateError as error:
        messages.warning(request, str(error))
    else:
        said = _("The owner has a letter, and 14 days to answer.")
        messages.success(request, said if is_new else _("She owns it already."))
    return redirect("idea", code, found.pk)


@require_http_methods(["GET", "POST"])
@never_cache
@sign_in_required
def ideas_alike(request: PersonRequest, code: str) -> HttpResponse:
    """Ideas that look alike, side by side. A human says whether they are the same."""
    programme = led_with_ideas_or_404(request.user, code)
    form = AlikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        one, other = (
            idea_of_programme_or_404(programme, form.cleaned_data[name])
            for name in ("one", "other")
        )
        _say(form.cleaned_data["word"], one, other, request)
        return redirect("ideas_alike", code)
    ideas = list(ideas_of(programme)[:MOST_COMPARED])
    today = today_in(programme)
    return programme_page(
        request,
        "ideas/alike.html",
        programme,
        section="ideas",
        alike=_two_lines(pairs_alike(ideas, judged_in(programme)), today),
        same=_two_lines(same_pairs(programme), today),
    )


@require_POST
@sign_in_required
def idea_page_publication(request: PersonRequest, code: str) -> HttpResponse:
    """Makes the page of what was said and done public, or takes it away."""
    programme = led_with_ideas_or_404(request.user, code)
    if "withdraw" in request.POST:
        withdraw_page(programme, by=request.user)
        messages.success(request, _("The page is no longer public."))
    else:
        publish_page(programme, by=request.user)
        messages.success(request, _("The page is public."))
    return redirect("programme_ideas", code)


@require_safe
@never_cache
@sign_in_required
def idea_page_preview(request: PersonRequest, code: str) -> HttpResponse:
    """The page as visitors would see it."""
    return _public(request, led_with_ideas_or_404(request.user, code))


@require_safe
def idea_page(request: HttpRequest, code: str) -> HttpResponse:
    """You said, we did: what was realised, and what was declined and why."""
    return _public(request, published_programme_or_404(code))


def answered(request: HttpRequest, found: Idea, form: AnswerForm) -> None:
    """Does what the owner says, and tells her."""
    try:
        if found.owner:
            answer(found, form.answer, by=found.owner)
    except StateError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Thank you. Both in the pair hear of it."))


def _public(request: HttpRequest, programme: Programme) -> HttpResponse:
    done, declined = said_and_done(programme, today_in(programme))
    contacts = contacts_of(programme)
    context = {"programme": programme, "contacts": contacts, "done": done, "declined": declined}
    return render(request, "ideas/public.html", context)


def _idea_page(
    request: HttpRequest,
    sight: Sight,
    found: Idea,
    *,
    answer_form: AnswerForm | None = None,
    owner_form: OwnerForm | None = None,
) -> HttpResponse:
    today = today_in(sight.programme)
    led = _for_those_who_lead(found, owner_form or OwnerForm()) if sight.leads else {}
    return _page(
        request,
        sight,
        "idea",
        line=line_of(found, today),
        steps=step_lines(found, today),
        answer_form=answer_form,
        **led,
    )


def _for_those_who_lead(found: Idea, owner_form: OwnerForm) -> dict[str, object]:
    return {
        "owner_form": owner_form,
        "owners": others_who_own(found),
        "following": next_ownerless(found),
        "same": same_as(found),
    }


def _page(request: HttpRequest, sight: Sight, template: str, **context: object) -> HttpResponse:
    frame = "programmes/base.html" if sight.leads else "ideas/guest.html"
    more = {"frame": frame, "leads": sight.leads, **context}
    name = f"ideas/{template}.html"
    return programme_page(request, name, sight.programme, section="ideas", **more)


def _say(word: str, one: Idea, other: Idea, request: PersonRequest) -> None:
    if one == other:
        return
    if word == AlikeForm.AGAIN:
        unsay_alike(one, other, by=request.user)
        messages.success(request, _("They are no longer linked."))
        return
    is_same = word == AlikeForm.SAME
    say_alike(one, other, is_same=is_same, by=request.user)
    said = _("Linked.") if is_same else _("They are not shown as alike any more.")
    messages.success(request, said)


def _two_lines(pairs: list[tuple[Idea, Idea]], today: date) -> list[tuple[IdeaLine, IdeaLine]]:
    return [(line_of(one, today), line_of(other, today)) for one, other in pairs]
