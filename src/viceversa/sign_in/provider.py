"""django-allauth's OpenID Connect, held tighter: signatures, nonces and PKCE are never optional,
nothing but the subject is taken over, and what the browser sends chooses nothing."""

import secrets
from typing import Any

from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from viceversa.sign_in import discovery
from viceversa.sign_in.id_token import believed_claims
from viceversa.sign_in.models import SignIn

SHOWN = ("email", "preferred_username", "name")
LONGEST_SHOWN = 120


class SignInRequest(HttpRequest):
    """A request on its way to or from a provider: `sign_in` is the one whose address was asked."""

    sign_in: SignIn


class OrganisationOAuth2(OpenIDConnectOAuth2Adapter):
    request: SignInRequest
    asked: dict[str, Any]  # what was kept in the session when the person was sent out

    @property
    def openid_config(self) -> dict[str, Any]:
        if not hasattr(self, "_said"):
            self._said = discovery.discovered(self.request.sign_in)
        return self._said

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Ours, whatever host was asked for."""
        return f"{settings.BASE_URL}{reverse('sign_in_back', args=[self.provider_id])}"

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """We never act at the provider for anybody, and so keep no access."""
        return SocialToken()

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **answer: Any
    ) -> SocialLogin:
        sign_in = self.request.sign_in
        claims = believed_claims(
            answer["response"].get("id_token"),
            keys=discovery.keys(sign_in, self.openid_config),
            issuer=sign_in.issuer,
            client_id=sign_in.client_id,
            nonce=self.asked["nonce"],
        )
        self.asked["shown"] = shown(claims)
        provider = OrganisationProvider(request, app=app)
        login: SocialLogin = provider.sociallogin_from_response(request, claims)
        return login


class SubjectAlone:
    """Takes the subject over and nothing else: no address, no name, no role."""

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


class OrganisationProvider(SubjectAlone, OpenIDConnectProvider):
    oauth2_adapter_class = OrganisationOAuth2

    def get_scope(self) -> list[str]:
        return ["openid", "email"]

    def address_for(self, request: HttpRequest, next_url: str | None) -> str:
        """Where the person is sent, with a state, a nonce and a PKCE challenge of her own."""
        nonce = secrets.token_urlsafe(24)
        answer = self.redirect(
            request, process="login", next_url=next_url, auth_params={"nonce": nonce}, nonce=nonce
        )
        return str(answer.url)


class Callback(OAuth2CallbackView):
    adapter: OrganisationOAuth2

    def _get_state(self, request: HttpRequest, provider: OrganisationProvider) -> Any:
        """What was asked is looked at together with the answer."""
        state, answer = super()._get_state(request, provider)
        self.adapter.asked = state or {}
        return state, answer


def app_of(sign_in: SignIn) -> SocialApp:
    """The same in allauth's words; its own table of them stays empty."""
    return SocialApp(
        provider=OrganisationProvider.id,
        provider_id=sign_in.pk,
        name=sign_in.organisation.name,
        client_id=sign_in.client_id,
        secret=sign_in.secret,
        settings={"server_url": sign_in.issuer, "oauth_pkce_enabled": True},
    )


def shown(claims: dict[str, Any]) -> str:
    """By what the person knows her account at the provider again."""
    said = (claims.get(name) for name in SHOWN)
    return next((each for each in said if isinstance(each, str)), "")[:LONGEST_SHOWN]
