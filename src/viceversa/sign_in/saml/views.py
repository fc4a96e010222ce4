"""Signing in by SAML: what the provider sends, the way back into one's own session, and what the
provider's people are told of us. Nothing of it is there for organisations that do not speak it."""

import logging
from urllib.parse import urlencode

from allauth.core import ratelimit
from allauth.socialaccount.helpers import complete_social_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from viceversa.sign_in import pages
from viceversa.sign_in.access import saml_or_404
from viceversa.sign_in.actions import use_up
from viceversa.sign_in.id_token import NotBelievedError
from viceversa.sign_in.provider import SignInRequest
from viceversa.sign_in.saml.handover import handed_over, taken
from viceversa.sign_in.saml.provider import SamlProvider, saml_app_of

log = logging.getLogger(__name__)


@csrf_exempt  # it comes from the provider's site; that this browser asked is seen on the next page
@never_cache
@require_POST
def answer(request: SignInRequest, code: str) -> HttpResponse:
    """What a provider says, judged without a session, and once."""
    from viceversa.sign_in.saml.answer import believed_answer

    request.sign_in = saml_or_404(code)
    if "SAMLResponse" not in request.POST:
        return redirect("sign_in_with", code)
    if not ratelimit.consume(request, action="sign_in_answer"):
        return pages.failed(request)
    try:
        believed = believed_answer(request.POST["SAMLResponse"], request.sign_in)
        use_up(request.sign_in, believed.assertion, until=believed.until)
    except NotBelievedError as error:
        log.warning("Sign-in by %s failed: %s", code, error)
        return pages.failed(request)
    said = urlencode({"said": handed_over(believed.answer)})
    return redirect(f"{reverse('sign_in_saml_back', args=[code])}?{said}")


@never_cache
@require_GET
def back(request: SignInRequest, code: str) -> HttpResponseBase:
    """Only in the session in which it was asked, and once."""
    request.sign_in = saml_or_404(code)
    if "said" not in request.GET:
        return redirect("sign_in_with", code)
    provider = SamlProvider(request, app=saml_app_of(request.sign_in))
    try:
        said = taken(request.GET["said"], request.sign_in)
        done: HttpResponseBase = complete_social_login(request, provider.login_by(said))
    except PermissionDenied:
        log.warning("Sign-in by %s failed: late, not asked here, or of somebody else", code)
        return pages.failed(request)
    return done


@require_GET
def metadata(request: SignInRequest, code: str) -> HttpResponse:
    """What we say of ourselves, for the provider's own people."""
    from viceversa.sign_in.saml.question import metadata as said_of_us

    told = said_of_us(saml_or_404(code))
    return HttpResponse(told, content_type="application/samlmetadata+xml")
