"""Signing in: by a mailed code, or with one's organisation."""

import logging

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import request_login_code
from allauth.core import ratelimit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from requests import RequestException

from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.people.forms import SignInForm
from viceversa.sign_in import actions, mails, pages, pending
from viceversa.sign_in.access import openid_or_404, sign_in_or_404
from viceversa.sign_in.models import SignIn
from viceversa.sign_in.provider import Callback, OrganisationOAuth2, SignInRequest
from viceversa.sign_in.providers import provider_of
from viceversa.sign_in.queries import sign_in_for_address

# A provider may answer anything at all, and django-allauth takes much for granted.
NONSENSE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

log = logging.getLogger(__name__)


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """An address of an organisation with a sign-in of its own leads there; all others to a code."""
    address = request.POST.get("email", "")
    way = sign_in_for_address(address) if address else None
    if way and not _wants_code(request, way):
        return pages.way_in(request, way, address=address)
    return request_login_code(request)


def _wants_code(request: HttpRequest, way: SignIn) -> bool:
    """By choice, where there is one; or to show that the account at the provider is hers."""
    return ("by_code" in request.POST and not way.is_only_way) or bool(
        pending.pending_by(request, way)
    )


@never_cache
@require_http_methods(["GET", "POST"])
def organisation(request: SignInRequest, code: str) -> HttpResponse:
    """Sends out to the provider, by a page: browsers forbid that a form of ours leads elsewhere."""
    request.sign_in = sign_in_or_404(code)
    if request.method == "GET":
        return pages.way_in(request, request.sign_in)
    if not ratelimit.consume(request, action="sign_in_with"):
        return pages.failed(request)
    try:
        address = provider_of(request).address_for(request, get_next_redirect_url(request))
    except (RequestException, OAuth2Error, *NONSENSE) as error:
        log.warning("Sign-in by %s cannot begin: %s", code, type(error).__name__)
        return pages.failed(request)
    return render(request, "sign_in/out.html", {"sign_in": request.sign_in, "address": address})


@never_cache
@require_GET
def back(request: SignInRequest, code: str) -> HttpResponseBase:
    """What the provider says. Only from this browser, once, and in answer to what was asked."""
    request.sign_in = openid_or_404(code)
    if "state" not in request.GET:
        return redirect("sign_in_with", code)
    if request.GET.get("iss", request.sign_in.issuer) != request.sign_in.issuer:
        return pages.failed(request)
    try:
        view = Callback.adapter_view(OrganisationOAuth2(request, code))  # type: ignore[no-untyped-call]
        answer: HttpResponseBase = view(request)
    except NONSENSE as error:
        log.warning("Sign-in by %s makes no sense: %s", code, type(error).__name__)
        return pages.failed(request)
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever has proved both says that both are she."""
    way = sign_in_or_404(code)
    waiting = pending.pending_by(request, way)
    if waiting is None:
        return redirect("sign_in_with", code)
    person = request.user
    if not person.is_authenticated:
        return render(request, "sign_in/first_time.html", {"sign_in": way, "form": SignInForm()})
    context = {"sign_in": way, "pending": waiting, "is_theirs": way.signs_in(person)}
    if request.method == "GET" or not context["is_theirs"]:
        return render(request, "sign_in/link.html", context)
    try:
        actions.link(person, way, waiting)
    except actions.TakenError:
        return render(request, "sign_in/link.html", {**context, "is_theirs": False})
    pending.forget(request)
    record_authentication(request, person, "socialaccount", provider=way.pk, uid=waiting.subject)
    mails.mail_linked(person, way)
    return redirect(waiting.then or settings.LOGIN_REDIRECT_URL)


@require_GET
@sign_in_required
def second_lock(request: PersonRequest) -> HttpResponse:
    """Why a programme asks for a second lock, and which there are."""
    return render(request, "sign_in/second_lock.html")
