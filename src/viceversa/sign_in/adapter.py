"""How django-allauth meets an organisation's own sign-in."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect

from viceversa.lib.asking import Outward
from viceversa.people.adapter import AccountAdapter as CodeAdapter
from viceversa.people.models import Person
from viceversa.sign_in import mails
from viceversa.sign_in.discovery import DiscoveryError, outward
from viceversa.sign_in.id_token import NotBelievedError
from viceversa.sign_in.pages import failed
from viceversa.sign_in.pending import pending_by, remember
from viceversa.sign_in.provider import SignInRequest
from viceversa.sign_in.providers import OwnProvider, provider_of
from viceversa.sign_in.queries import sign_in_of

log = logging.getLogger(__name__)


class AccountAdapter(CodeAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No code where the organisation signs in by itself, but for linking the two."""
        person = Person.objects.get(email=email)
        sign_in = sign_in_of(person)
        if sign_in and sign_in.is_only_way and not pending_by(context["request"], sign_in):
            mails.mail_the_way_in(person, sign_in)
        else:
            super().send_mail(template_prefix, email, context)


class SocialAdapter(DefaultSocialAccountAdapter):
    request: SignInRequest

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> OwnProvider:
        return provider_of(self.request)

    def get_requests_session(self) -> Outward:
        return outward(self.request.sign_in)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Whom the provider knows and we do not proves first who she is; a known one must still be
        of the organisation."""
        sign_in = self.request.sign_in
        if not sociallogin.is_existing:
            remember(
                request,
                sign_in,
                subject=sociallogin.account.uid,
                shown=sociallogin.state["shown"],
                then=sociallogin.state.get("next") or "",
            )
            raise ImmediateHttpResponse(redirect("sign_in_link", sign_in.pk))
        person = sociallogin.user
        if not isinstance(person, Person) or not sign_in.signs_in(person):
            raise PermissionDenied

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """A provider makes nobody known."""
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: OwnProvider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """One page for whatever goes wrong; the log says what, and of nobody whose."""
        told = isinstance(exception, (NotBelievedError, DiscoveryError))
        why = exception if told else type(exception).__name__
        log.warning("Sign-in by %s failed: %s", provider.sub_id, why)
        raise ImmediateHttpResponse(failed(self.request))
