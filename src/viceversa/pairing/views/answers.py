"""The two answers, on a phone, without a password. Only a POST changes anything."""

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from viceversa.lib.dates import say_day
from viceversa.pairing import actions, queries
from viceversa.pairing.access import (
    Invitation,
    LinkRefused,
    invitation,
    invited_pair_or_404,
)
from viceversa.pairing.errors import AnswerClosed
from viceversa.pairing.forms import AnswerForm
from viceversa.pairing.letters import card_of
from viceversa.pairing.models import Pair
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.queries import contacts_of, today_in
from viceversa.programmes.topics import topics_by_code

GONE = {"broken": 404, "expired": 410, "revoked": 410}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def personal_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the link in the letter, in the language of whom it was written to."""
    try:
        invited = invitation(token)
    except LinkRefused as refused:
        contacts = contacts_of(refused.programme) if refused.programme else []
        shown = {"why": refused.why, "contacts": contacts}
        return render(request, "pairing/answer_refused.html", shown, status=GONE[refused.why])
    # Somebody who has just chosen another language on this page is taken at her word.
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(invited.person.language)
        request.LANGUAGE_CODE = translation.get_language()
    return _answer(request, invited)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def pair_answer(request: PersonRequest, code: str) -> HttpResponse:
    """The same page for those who have signed in."""
    return _answer(request, Invitation(invited_pair_or_404(request.user, code), request.user))


def _answer(request: HttpRequest, invited: Invitation) -> HttpResponse:
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        # When it is too late, the page says what became of the pair meanwhile.
        with suppress(AnswerClosed):
            actions.answer_pair(invited.pair, by=invited.person, answer=form.cleaned_data["answer"])
        return redirect(request.path)
    return render(request, "pairing/answer.html", _shown(invited))


def _shown(invited: Invitation) -> dict[str, object]:
    pair, role = invited.pair, queries.role_in(invited.pair, invited.person)
    other = pair.mentee if role == "mentor" else pair.mentor
    return {
        "pair": pair,
        "programme": pair.programme,
        "person": invited.person,
        "role": role,
        "card": card_of(other, pair.programme, topics_by_code(pair.programme)),
        "said": getattr(pair, f"{role}_answer"),
        "contacts": contacts_of(pair.programme),
        **_due(pair),
    }


def _due(pair: Pair) -> dict[str, object]:
    last, today = queries.answer_by(pair), today_in(pair.programme)
    return {"day": say_day(last, today=today), "is_late": last < today}
