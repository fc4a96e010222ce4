"""Doors of an organisation's sign-in, and what stands before all others."""

from allauth.account.internal.flows.login import get_authentication_records
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from viceversa.sign_in.models import SignIn
from viceversa.sign_in.pending import pending_by


def sign_in_or_404(code: str) -> SignIn:
    """An organisation's sign-in, for whoever was led there by an address or a link."""
    return get_object_or_404(SignIn.objects.select_related("organisation"), pk=code)


def openid_or_404(code: str) -> SignIn:
    """An organisation's sign-in by OpenID Connect."""
    return _speaking(sign_in_or_404(code), saml=False)


def saml_or_404(code: str) -> SignIn:
    """An organisation's sign-in by SAML: where none speaks it, there is nothing."""
    return _speaking(sign_in_or_404(code), saml=True)


def _speaking(sign_in: SignIn, *, saml: bool) -> SignIn:
    if sign_in.speaks_saml != saml:
        raise Http404
    return sign_in


def first_place(request: HttpRequest) -> str:
    """Where somebody who is signed in must go before anything else; empty where she may go on."""
    only_way = getattr(request.user, "only_way", None)
    if only_way and not came_by(request, only_way):
        sign_in = sign_in_or_404(only_way)
        way = "sign_in_link" if pending_by(request, sign_in) else "sign_in_with"
        return reverse(way, args=[only_way])
    return reverse("second_lock") if getattr(request.user, "owes_second_lock", False) else ""


def came_by(request: HttpRequest, code: str) -> bool:
    """Whether this session was opened by that sign-in."""
    used = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return any(each["method"] == "socialaccount" and each.get("provider") == code for each in used)
