"""Applications as reviewers read them: without knowing whose they are."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.enrolment.access import (
    application_for_reviewer_or_404,
    application_set_aside_or_404,
    programme_for_reviewer_or_404,
)
from viceversa.enrolment.actions import reviews
from viceversa.enrolment.forms.reviews import ReviewForm
from viceversa.enrolment.models import Application
from viceversa.enrolment.reviewing import blind, marks_of, set_aside, shuffled, to_review
from viceversa.enrolment.views.frames import people_page
from viceversa.enrolment.words import Speaker
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import has_role
from viceversa.programmes.models import Programme, Role

A_PAGE = 50


@require_safe
@sign_in_required
def programme_reviews(request: PersonRequest, code: str) -> HttpResponse:
    """What there is to read, what has been read, and what she does not judge."""
    programme = programme_for_reviewer_or_404(request.user, code)
    left, read = to_review(programme, request.user)
    aside = shuffled(set_aside(programme, request.user), request.user)
    page = Paginator([*left, *read], A_PAGE).get_page(request.GET.get("page"))
    speaker = Speaker(programme)
    return _page(
        request,
        "reviews",
        programme,
        page=page,
        rows=[(blind(each, speaker), each in read) for each in page],
        aside=[blind(each, speaker) for each in aside],
        next=left[0].pk if left else "",
        left=len(left),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def review(request: PersonRequest, code: str, application_code: str) -> HttpResponse:
    """One application, and a word on each scale."""
    found = application_for_reviewer_or_404(request.user, code, application_code)
    before = marks_of(found, request.user)
    form = ReviewForm(request.POST or None, role=found.call.role, initial=before)
    if request.method == "POST" and form.is_valid():
        reviews.review(found, form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return _onwards(request, found)
    shown = blind(found, Speaker(found.call.programme))
    return _page(request, "review", found.call.programme, form=form, blind=shown)


@require_POST
@sign_in_required
def review_conflict(request: PersonRequest, code: str, application_code: str) -> HttpResponse:
    """She knows who it is: gone from her list."""
    found = application_for_reviewer_or_404(request.user, code, application_code)
    reviews.declare_conflict(found, by=request.user)
    messages.success(request, _("You are not asked about that one any more."))
    return _onwards(request, found)


@require_POST
@sign_in_required
def review_conflict_removal(
    request: PersonRequest, code: str, application_code: str
) -> HttpResponse:
    """It was a slip: to its page, as if she had not seen it."""
    found = application_set_aside_or_404(request.user, code, application_code)
    reviews.take_conflict_back(found, by=request.user)
    messages.success(request, _("Taken back. You are asked about this one."))
    return redirect("review", code, found.pk)


def _onwards(request: PersonRequest, done: Application) -> HttpResponse:
    programme = done.call.programme
    left, _read = to_review(programme, request.user)
    if left:
        return redirect("review", programme.pk, left[0].pk)
    return redirect("programme_reviews", programme.pk)


def _page(
    request: PersonRequest, template: str, programme: Programme, **more: object
) -> HttpResponse:
    leads = has_role(request.user, programme, Role.Kind.COORDINATOR)
    return people_page(request, template, programme, leads=leads, **more)
